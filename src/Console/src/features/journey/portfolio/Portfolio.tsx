import { Button, Checkbox, Drawer, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { dayShort, daysSince, money } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink, usePhaseName, usePhases } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Page } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Reasons } from '@/kit/Reasons';
import { SavedViews } from '@/kit/SavedViews';
import { Empty, Loading, Refused } from '@/kit/States';
import { Customers } from './Customers';
import { OwnerForm } from './OwnerForm';
import { PreSale } from './PreSale';

type Line = Schema<'PortfolioLine'>;

/** 顧客一覧: whoever may not read probabilities and amounts reads the customers alone. */
export default function Portfolio() {
  return useSession().may('ListPortfolio') ? <Scored /> : <Customers />;
}

/** Every customer within reach with what one asks of them first; the view is its address. */
function Scored() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const [address, change] = useAddress();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [handing, setHanding] = useState(false);
  const phaseName = usePhaseName();
  const phases = usePhases();
  const sort = address.sort ?? '-expectedLoss';
  const list = useList('/v1/portfolio', {
    params: { query: { limit: 200, sort: sort.split(','), ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Line[];

  const columns = useMemo<Column<Line>[]>(
    () => [
      {
        id: 'name',
        heading: t('portfolio.name'),
        sort: 'name',
        width: 220,
        cell: (row) => <AccountLink id={row.accountId} name={row.name} />,
      },
      {
        id: 'phase',
        heading: t('portfolio.phase'),
        sort: 'phase',
        cell: (row) => (row.isProspect ? t('preSale.phase') : (phaseName(row.phase) ?? t('figure.none'))),
      },
      { id: 'tier', heading: t('account.tier'), sort: 'tier', figure: true, cell: (row) => row.tier },
      {
        id: 'owner',
        heading: t('account.owner'),
        sort: 'ownerName',
        cell: (row) => row.ownerName ?? t('account.noOwner'),
      },
      {
        id: 'probability',
        heading: t('portfolio.probability'),
        sort: 'probability',
        width: 130,
        cell: (row) => <Probability value={row.probability} band={row.band} />,
      },
      { id: 'mrr', heading: t('portfolio.mrr'), sort: 'mrr', figure: true, cell: (row) => money(row.mrr) },
      {
        id: 'expectedLoss',
        heading: t('portfolio.expectedLoss'),
        sort: 'expectedLoss',
        figure: true,
        cell: (row) => money(row.expectedLoss),
      },
      {
        id: 'reasons',
        heading: t('myDay.reasons'),
        width: 240,
        cell: (row) => <Reasons reasons={row.reasons} most={2} />,
      },
      {
        id: 'nextRenewalOn',
        heading: t('account.due.title'),
        sort: 'nextRenewalOn',
        figure: true,
        cell: (row) => dayShort(row.nextRenewalOn),
      },
      {
        id: 'lastContactOn',
        heading: t('portfolio.lastContact'),
        sort: 'lastContactOn',
        figure: true,
        cell: (row) =>
          row.lastContactOn ? (
            <span title={t('portfolio.daysAgo', { count: daysSince(row.lastContactOn) })}>
              {dayShort(row.lastContactOn)}
            </span>
          ) : (
            t('portfolio.neverContacted')
          ),
      },
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
      {
        field: 'band',
        label: t('portfolio.band'),
        kind: 'choice',
        choices: (['high', 'medium', 'low'] as const).map((band) => ({ value: band, label: t(`probability.${band}`) })),
      },
      {
        field: 'tier',
        label: t('account.tier'),
        kind: 'choice',
        choices: ['1', '2', '3', '4'].map((tier) => ({ value: tier, label: tier })),
      },
      {
        field: 'isProspect',
        label: t('preSale.prospect'),
        kind: 'choice',
        choices: (['true', 'false'] as const).map((value) => ({ value, label: t(`preSale.is.${value}`) })),
      },
      { field: 'ownerName', label: t('account.owner'), kind: 'text' },
      { field: 'teamName', label: t('portfolio.team'), kind: 'text' },
      { field: 'nextRenewalOn', label: t('account.due.title'), kind: 'day' },
      { field: 'probability', label: t('portfolio.probability'), kind: 'share' },
      { field: 'mrr', label: t('portfolio.mrr'), kind: 'number' },
      { field: 'lastContactOn', label: t('portfolio.lastContact'), kind: 'day' },
    ],
    [t, phases],
  );
  const onProspects = Object.entries(filterQuery(address)).some(
    ([key, value]) => key.startsWith('filter[isProspect]') && value === 'true',
  );
  const hidden = (address.hidden ?? 'tier').split(',').filter(Boolean);
  const more = useCallback(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) {
      void list.fetchNextPage();
    }
  }, [list]);

  return (
    <Page
      wide
      title={t('screens.portfolio')}
      lead={t('portfolio.lead', {
        asOf: rows.find((row) => row.scoredAsOf) ? dayShort(rows.find((row) => row.scoredAsOf)?.scoredAsOf) : '–',
      })}
      actions={
        <>
          <SavedViews screen="portfolio" />
          <Menu position="bottom-end" closeOnItemClick={false}>
            <Menu.Target>
              <Button variant="default" size="compact-md" leftSection={<IconColumns3 size={16} aria-hidden />}>
                {t('portfolio.columns')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown p="sm">
              {columns.slice(1).map((column) => (
                <Checkbox
                  key={column.id}
                  py={4}
                  label={column.heading}
                  checked={!hidden.includes(column.id)}
                  onChange={(event) =>
                    change({
                      hidden: (event.currentTarget.checked
                        ? hidden.filter((id) => id !== column.id)
                        : [...hidden, column.id]
                      ).join(','),
                    })
                  }
                />
              ))}
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <FilterBar fields={fields} />
      {onProspects && session.may('GetPreSaleFigures') ? <PreSale /> : null}
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={12} />
      ) : rows.length === 0 ? (
        <Empty
          words={t(Object.keys(filterQuery(address)).length > 0 ? 'portfolio.noneMatch' : 'portfolio.none')}
          step={
            Object.keys(filterQuery(address)).length > 0 ? (
              <Button variant="default" onClick={() => void navigate({ to: '/accounts' })}>
                {t('portfolio.showAll')}
              </Button>
            ) : null
          }
        />
      ) : (
        <DataTable
          caption={t('screens.portfolio')}
          tall
          rows={rows}
          columns={columns}
          hidden={hidden}
          idOf={(row) => row.accountId}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => change({ account: row.accountId })}
          chosen={chosen}
          onChoose={session.may('AssignOwners') ? setChosen : undefined}
          onEnd={more}
        />
      )}
      <AccountDrawer />
      {chosen.size > 0 ? (
        <Button className="no-print" w="fit-content" onClick={() => setHanding(true)}>
          {t('portfolio.handOver', { count: chosen.size })}
        </Button>
      ) : null}
      <Drawer
        opened={handing}
        onClose={() => setHanding(false)}
        position="right"
        title={t('portfolio.handOver', { count: chosen.size })}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        <OwnerForm
          accounts={rows.filter((row) => chosen.has(row.accountId))}
          done={() => {
            setHanding(false);
            setChosen(new Set());
          }}
        />
      </Drawer>
    </Page>
  );
}
