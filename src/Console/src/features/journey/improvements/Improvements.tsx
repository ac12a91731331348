import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhaseName } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { ImprovementForm } from './ImprovementForm';
import { usePromiseWords } from './promise';

type Improvement = Schema<'ShownImprovement'>;

/** 改善プロジェクト: what our departments put right for customers to come, and what they promised by it. */
export default function Improvements() {
  const session = useSession();
  return session.may('ListImprovements') ? <List /> : <NotForYou word="improvements" operation="ListImprovements" />;
}

function List() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const [adding, setAdding] = useState(false);
  const phaseName = usePhaseName();
  const promiseWords = usePromiseWords();
  const sort = address.sort ?? '-startOn';
  const list = useList('/v1/improvements', { params: { query: { limit: 100, sort } } } as never);
  const rows = list.rows as Improvement[];
  const columns: Column<Improvement>[] = [
    { id: 'title', heading: t('improvements.name'), sort: 'title', width: 240, cell: (row) => row.title },
    { id: 'departments', heading: t('improvements.departments'), cell: (row) => row.departments.join(t('shell.and')) },
    {
      id: 'lead',
      heading: t('projects.lead'),
      cell: (row) => (
        <>
          {row.lead} {row.leadHasLeft ? <Tag tone="bad">{t('roles.left')}</Tag> : null}
        </>
      ),
    },
    { id: 'phase', heading: t('improvements.phase'), cell: (row) => phaseName(row.phase) },
    { id: 'promise', heading: t('improvements.promise'), width: 260, cell: (row) => promiseWords(row.promise) },
    { id: 'cards', heading: t('improvements.cards'), figure: true, cell: (row) => count(row.cardIds.length) },
    {
      id: 'startOn',
      heading: t('improvements.startOn'),
      sort: 'startOn',
      figure: true,
      cell: (row) => dayShort(row.startOn),
    },
    {
      id: 'state',
      heading: t('projects.state'),
      cell: (row) => (
        <Tag tone={row.closedOn ? 'plain' : 'accent'}>
          {t(row.closedOn ? 'improvements.closed' : 'improvements.open')}
        </Tag>
      ),
    },
  ];
  return (
    <Page
      wide
      title={t('screens.improvements')}
      lead={t('improvements.lead')}
      actions={
        session.may('CreateImprovement') ? (
          <Button onClick={() => setAdding(!adding)}>{t('improvements.create')}</Button>
        ) : null
      }
    >
      {adding ? <ImprovementForm close={() => setAdding(false)} /> : null}
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={6} />
      ) : rows.length === 0 ? (
        <Empty words={t('improvements.none')} />
      ) : (
        <DataTable
          caption={t('screens.improvements')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/improvements/$improvementId', params: { improvementId: row.id } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
    </Page>
  );
}
