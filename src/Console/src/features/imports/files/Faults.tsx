import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { type Import, useKinds } from './kinds';

type Fault = Schema<'ShownFault'>;

/** The rows at fault: which line and column, what stands there, and how to mend it. */
export function Faults({ of }: { of: Import }) {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const { items: kinds, titled } = useKinds();
  const sort = address.sort ?? 'line';
  const list = useList('/v1/imports/{importId}/faults', {
    params: { path: { importId: of.id }, query: { limit: 200, sort, ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Fault[];
  const filtered = Object.keys(filterQuery(address)).length > 0;
  const known = kinds.find((kind) => kind.name === of.kind)?.columns ?? [];
  const titleOf = (column: string | null) => {
    const found = known.find((one) => one.name === column);
    return found ? titled(found) : (column ?? t('imports.wholeRow'));
  };

  const columns: Column<Fault>[] = [
    { id: 'line', heading: t('imports.lineOf'), sort: 'line', width: 70, cell: (row) => count(row.line) },
    {
      id: 'refused',
      heading: t('imports.what'),
      cell: (row) => (
        <Tag tone={row.refused ? 'bad' : 'warn'}>{t(row.refused ? 'imports.refused' : 'imports.flagged')}</Tag>
      ),
    },
    { id: 'column', heading: t('imports.column'), sort: 'column', cell: (row) => titleOf(row.column) },
    {
      id: 'value',
      heading: t('imports.value'),
      cell: (row) => (row.value === null ? t('figure.none') : row.value === '' ? t('imports.emptyCell') : row.value),
    },
    { id: 'message', heading: t('imports.remedy'), width: 320, cell: (row) => row.message },
  ];
  const fields = useMemo<FilterField[]>(
    () => [
      {
        field: 'refused',
        label: t('imports.what'),
        kind: 'choice',
        choices: [
          { value: 'true', label: t('imports.refused') },
          { value: 'false', label: t('imports.flagged') },
        ],
      },
      {
        field: 'column',
        label: t('imports.column'),
        kind: 'choice',
        choices: known.map((column) => ({ value: column.name, label: titled(column) })),
      },
      { field: 'line', label: t('imports.lineOf'), kind: 'number' },
    ],
    [t, known, titled],
  );

  return (
    <Section
      title={t('imports.faults')}
      help={t('imports.faultsHelp')}
      actions={
        session.may('GetImportErrors') && rows.some((row) => row.refused) ? (
          <Button
            component="a"
            href={`/v1/imports/${of.id}/errors.csv`}
            download
            variant="default"
            size="compact-md"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('imports.errorsCsv')}
          </Button>
        ) : null
      }
    >
      {rows.length > 0 || filtered ? <FilterBar fields={fields} /> : null}
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={4} />
      ) : rows.length === 0 ? (
        <Empty words={t(filtered ? 'imports.noFaultsMatch' : 'imports.noFaults')} />
      ) : (
        <DataTable
          caption={t('imports.faultsHelp')}
          tall={rows.length > 50}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
    </Section>
  );
}
