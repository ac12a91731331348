import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { day } from '@/app/format';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink, usePhaseName, usePhases } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Page } from '@/kit/Page';
import { SavedViews } from '@/kit/SavedViews';
import { Empty, Loading, Refused } from '@/kit/States';

type Line = Schema<'AccountLine'>;

/** The customers by name, phase and owner, for departments: where each stands, and its timeline behind the name. */
export function Customers() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const phaseName = usePhaseName();
  const phases = usePhases();
  const sort = address.sort ?? 'name';
  const list = useList('/v1/accounts', {
    params: { query: { limit: 100, sort: sort.split(','), ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Line[];
  const columns = useMemo<Column<Line>[]>(
    () => [
      {
        id: 'name',
        heading: t('portfolio.name'),
        sort: 'name',
        width: 220,
        cell: (row) => <AccountLink id={row.id} name={row.name} />,
      },
      {
        id: 'phase',
        heading: t('portfolio.phase'),
        cell: (row) => phaseName(row.phase) ?? t('figure.none'),
      },
      { id: 'owner', heading: t('account.owner'), cell: (row) => row.ownerName ?? t('account.noOwner') },
      { id: 'industry', heading: t('account.industry'), cell: (row) => row.industry },
      { id: 'since', heading: t('account.startedOn'), cell: (row) => (row.startedOn ? day(row.startedOn) : null) },
    ],
    [t, phaseName],
  );
  const fields = useMemo<FilterField[]>(
    () => [
      { field: 'name', label: t('portfolio.name'), kind: 'text' },
      {
        field: 'phase',
        label: t('portfolio.phase'),
        kind: 'choice',
        choices: phases.map((phase) => ({ value: phase.code, label: phase.name })),
      },
    ],
    [t, phases],
  );
  const more = useCallback(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) {
      void list.fetchNextPage();
    }
  }, [list]);
  return (
    <Page
      wide
      title={t('screens.portfolio')}
      lead={t('portfolio.leadNames')}
      actions={<SavedViews screen="portfolio" />}
    >
      <FilterBar fields={fields} />
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={12} />
      ) : rows.length === 0 ? (
        <Empty words={t('portfolio.none')} />
      ) : (
        <DataTable
          caption={t('screens.portfolio')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => change({ account: row.id })}
          onEnd={more}
        />
      )}
      <AccountDrawer />
    </Page>
  );
}
