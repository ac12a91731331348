import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Compared } from './Compared';
import { doneOf, type Launch } from './launch';

const views = ['before', 'launched', 'all'] as const;

const asked: Record<(typeof views)[number], Record<string, string>> = {
  before: { 'filter[launched][eq]': 'false', 'filter[closedOn][eq]': 'null' },
  launched: { 'filter[launched][eq]': 'true' },
  all: {},
};

/** 利用開始判定: how near each project is to its launch, gate by gate, and what comes of launches that were let go. */
export default function Launches() {
  const session = useSession();
  return session.may('ListLaunches') ? <List /> : <NotForYou word="launches" operation="ListLaunches" />;
}

function List() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const personName = usePersonName();
  const view = views.find((one) => one === address.show) ?? 'before';
  const sort = address.sort ?? '-openedOn';
  const list = useList('/v1/launches', {
    params: { query: { limit: 100, sort, ...asked[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Launch[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));
  const gate = (at: number, word: 'technical' | 'operational' | 'user'): Column<Launch> => ({
    id: word,
    heading: t(`launches.gates.${word}`),
    cell: (row) => (
      <Tag tone={row.gates[at]?.passed ? 'good' : 'warn'}>{t('launches.doneOf', doneOf(row.gates[at]))}</Tag>
    ),
  });
  const columns: Column<Launch>[] = [
    { id: 'account', heading: t('projects.account'), width: 200, cell: (row) => accountName(row.accountId) },
    { id: 'title', heading: t('projects.name'), sort: 'title', width: 200, cell: (row) => row.title },
    { id: 'lead', heading: t('projects.lead'), width: 120, cell: (row) => personName(row.leadId) },
    gate(0, 'technical'),
    gate(1, 'operational'),
    gate(2, 'user'),
    {
      id: 'waivers',
      heading: t('projects.waivers'),
      cell: (row) => (row.waivers.length > 0 ? <Tag tone="proposed">{t('projects.waived')}</Tag> : t('figure.none')),
    },
    {
      id: 'launchedOn',
      heading: t('launches.launchedOn'),
      sort: 'launchedOn',
      cell: (row) =>
        row.launchedOn ? (
          dayShort(row.launchedOn)
        ) : row.missing.length > 0 ? (
          <Tag tone="warn">{t('launches.missing', { count: row.missing.length })}</Tag>
        ) : (
          <Tag tone="good">{t('launches.ready')}</Tag>
        ),
    },
  ];
  return (
    <Page
      wide
      title={t('screens.launches')}
      lead={t('launches.lead')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('projects.state')}
          data={views.map((value) => ({ value, label: t(`launches.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'before' ? undefined : next })}
        />
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t(`launches.none.${view}`)} />
      ) : (
        <DataTable
          caption={t('screens.launches')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.projectId}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/launches/$projectId', params: { projectId: row.projectId } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
      {session.may('CompareLaunches') ? <Compared /> : null}
    </Page>
  );
}
