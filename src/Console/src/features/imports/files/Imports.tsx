import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { FirstSteps } from './FirstSteps';
import { ImportState } from './ImportState';
import { type Import, useKinds } from './kinds';
import { Upload } from './Upload';

/** 取り込み: files in, and what became of each; in an empty installation, the way to the first score. */
export default function Imports() {
  const session = useSession();
  return session.may('ListImports') ? <List /> : <NotForYou word="imports" operation="ListImports" />;
}

function List() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const { items: kinds, titled, nameOf } = useKinds();
  const personName = usePersonName();
  const sort = address.sort ?? '-uploadedAt';
  const list = useList('/v1/imports', { params: { query: { limit: 100, sort, ...filterQuery(address) } } } as never, {
    every: 15_000,
  });
  const accounts = useGet('/v1/accounts', { params: { query: { limit: 1 } } });
  const rows = list.rows as Import[];
  const filtered = Object.keys(filterQuery(address)).length > 0;

  const columns = useMemo<Column<Import>[]>(
    () => [
      { id: 'fileName', heading: t('imports.file'), sort: 'fileName', width: 200, cell: (row) => row.fileName },
      { id: 'kind', heading: t('imports.kind'), sort: 'kind', cell: (row) => nameOf(row.kind) },
      { id: 'state', heading: t('imports.state'), sort: 'state', cell: (row) => <ImportState of={row} /> },
      { id: 'rows', heading: t('imports.rows'), sort: 'rows', figure: true, cell: (row) => count(row.rows) },
      {
        id: 'stored',
        heading: t('imports.stored'),
        figure: true,
        cell: (row) => (row.committed ? count(row.committed.create + row.committed.update) : t('figure.none')),
      },
      {
        id: 'refused',
        heading: t('imports.refusedRows'),
        figure: true,
        cell: (row) => count((row.committed ?? row.checked)?.error),
      },
      { id: 'source', heading: t('imports.source'), sort: 'source', cell: (row) => row.source },
      {
        id: 'uploadedAt',
        heading: t('imports.uploadedAt'),
        sort: 'uploadedAt',
        cell: (row) => moment(row.uploadedAt),
      },
      { id: 'by', heading: t('imports.by'), cell: (row) => personName(row.uploadedBy) },
    ],
    [t, nameOf, personName],
  );
  const fields = useMemo<FilterField[]>(
    () => [
      { field: 'fileName', label: t('imports.file'), kind: 'text' },
      {
        field: 'kind',
        label: t('imports.kind'),
        kind: 'choice',
        choices: kinds.map((kind) => ({ value: kind.name, label: titled(kind) })),
      },
      {
        field: 'state',
        label: t('imports.state'),
        kind: 'choice',
        choices: (['uploaded', 'checked', 'committing', 'committed', 'undone'] as const).map((state) => ({
          value: state,
          label: t(`imports.states.${state}`),
        })),
      },
      { field: 'source', label: t('imports.source'), kind: 'text' },
    ],
    [t, kinds, titled],
  );

  const empty = list.isSuccess && rows.length === 0 && !filtered && accounts.data?.items.length === 0;
  if (empty || address.first === '1') {
    return <FirstSteps imports={rows} leave={() => change({ first: undefined })} stay={() => change({ first: '1' })} />;
  }
  return (
    <Page
      wide
      title={t('screens.imports')}
      lead={t('imports.lead')}
      actions={
        <Button variant="subtle" size="compact-md" onClick={() => change({ first: '1' })}>
          {t('imports.first.open')}
        </Button>
      }
    >
      <Upload />
      <FilterBar fields={fields} />
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty words={t(filtered ? 'imports.noneMatch' : 'imports.none')} />
      ) : (
        <DataTable
          caption={t('screens.imports')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/imports/$importId', params: { importId: row.id } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
    </Page>
  );
}
