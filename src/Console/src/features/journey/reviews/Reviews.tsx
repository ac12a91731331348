import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { dayShort, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { HoldReview } from '@/kit/HoldReview';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { ReviewResult } from '@/kit/ReviewResult';
import type { EffectReview } from '@/kit/reviews';
import { Empty, Loading, Refused } from '@/kit/States';
import { Prepared } from './Prepared';

const views = ['overdue', 'planned', 'held', 'all'] as const;

const asked: Record<(typeof views)[number], Record<string, string>> = {
  overdue: { 'filter[isOverdue][eq]': 'true' },
  planned: { 'filter[state][eq]': 'planned' },
  held: { 'filter[state][eq]': 'held' },
  all: {},
};

/** 効果測定: which reviews are overdue, which are due, what came of those that were held; and how long QBRs take. */
export default function Reviews() {
  const session = useSession();
  return session.may('ListEffectReviews') ? <List /> : <NotForYou word="reviews" operation="ListEffectReviews" />;
}

function List() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const personName = usePersonName();
  const [holding, setHolding] = useState<EffectReview | null>(null);
  const view = views.find((one) => one === address.show) ?? 'overdue';
  const sort = address.sort ?? (view === 'held' ? '-heldOn' : 'dueOn');
  const list = useList('/v1/effect-reviews', {
    params: { query: { limit: 100, sort, ...asked[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as EffectReview[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));
  const mayHold = session.may('HoldEffectReview');
  const columns: Column<EffectReview>[] = [
    {
      id: 'account',
      heading: t('projects.account'),
      width: 200,
      cell: (row) => <AccountLink id={row.accountId} name={accountName(row.accountId)} />,
    },
    { id: 'dueOn', heading: t('reviews.dueOn'), sort: 'dueOn', width: 110, cell: (row) => dayShort(row.dueOn) },
    { id: 'owner', heading: t('reviews.owner'), width: 120, cell: (row) => personName(row.ownerId) },
    {
      id: 'origin',
      heading: t('reviews.origin'),
      width: 160,
      cell: (row) =>
        row.daysAfter === null
          ? t(`reviews.origins.${row.origin}`)
          : t('reviews.daysAfter', { count: Number(row.daysAfter) }),
    },
    { id: 'heldOn', heading: t('reviews.heldOn'), sort: 'heldOn', width: 110, cell: (row) => dayShort(row.heldOn) },
    { id: 'result', heading: t('reviews.result'), width: 320, cell: (row) => <ReviewResult review={row} /> },
    {
      id: 'act',
      heading: t('myDay.next'),
      width: 120,
      cell: (row) =>
        row.state === 'planned' && mayHold ? (
          <Button size="compact-sm" variant="default" onClick={() => setHolding(row)}>
            {t('reviews.hold')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Page
      wide
      title={t('screens.reviews')}
      lead={t('reviews.lead', { day: dayShort(today()) })}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('reviews.show')}
          data={views.map((value) => ({ value, label: t(`reviews.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'overdue' ? undefined : next, sort: undefined })}
        />
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t(`reviews.none.${view}`)} />
      ) : (
        <DataTable
          caption={t('screens.reviews')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
      {holding ? (
        <HoldReview review={holding} customer={accountName(holding.accountId)} close={() => setHolding(null)} />
      ) : null}
      {session.may('GetPreparationFigures') ? <Prepared /> : null}
    </Page>
  );
}
