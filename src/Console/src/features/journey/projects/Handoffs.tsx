import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count, dayShort, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { Handoff } from './ask';

const views = ['waiting', 'taken', 'all'] as const;

/** What a view asks of the day of acknowledgement. */
const acknowledgedOn: Record<(typeof views)[number], Record<string, string>> = {
  waiting: { 'filter[acknowledgedOn][eq]': 'null' },
  taken: { 'filter[acknowledgedOn][lte]': '9999-12-31' },
  all: {},
};

/** 営業からの引き継ぎ: what sales has handed over, how complete it is, and what waits for somebody. */
export default function Handoffs() {
  const session = useSession();
  return session.may('ListHandoffs') ? <List /> : <NotForYou word="handoffs" operation="ListHandoffs" />;
}

function List() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const view = views.find((one) => one === address.show) ?? 'waiting';
  const sort = address.sort ?? '-wonOn';
  const list = useList('/v1/handoffs', {
    params: { query: { limit: 100, sort, ...acknowledgedOn[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Handoff[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));

  const columns: Column<Handoff>[] = [
    { id: 'account', heading: t('handoffs.account'), width: 200, cell: (row) => accountName(row.accountId) },
    { id: 'title', heading: t('handoffs.deal'), width: 200, cell: (row) => row.title },
    { id: 'wonOn', heading: t('handoffs.wonOn'), sort: 'wonOn', figure: true, cell: (row) => dayShort(row.wonOn) },
    { id: 'seller', heading: t('handoffs.seller'), width: 120, cell: (row) => row.seller ?? t('figure.none') },
    {
      id: 'completeness',
      heading: t('handoffs.completeness'),
      width: 150,
      cell: (row) => (
        <Tag tone={row.completeness >= row.threshold ? 'good' : 'warn'}>
          {t('handoffs.completenessOf', { share: percent(row.completeness, 0), missing: row.missing.length })}
        </Tag>
      ),
    },
    { id: 'openGaps', heading: t('handoffs.openGaps'), figure: true, cell: (row) => count(row.openGaps) },
    {
      id: 'state',
      heading: t('handoffs.state'),
      sort: 'acknowledgedOn',
      cell: (row) =>
        row.acknowledgedOn ? (
          <Tag>{t('handoffs.takenOn', { day: dayShort(row.acknowledgedOn) })}</Tag>
        ) : (
          <Tag tone="accent">{t('handoffs.waiting')}</Tag>
        ),
    },
  ];

  return (
    <Page
      wide
      title={t('screens.handoffs')}
      lead={t('handoffs.lead')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('handoffs.state')}
          data={views.map((value) => ({ value, label: t(`handoffs.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'waiting' ? undefined : next })}
        />
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t(`handoffs.none.${view}`)} />
      ) : (
        <DataTable
          caption={t('screens.handoffs')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/handoffs/$handoffId', params: { handoffId: row.id } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
    </Page>
  );
}
