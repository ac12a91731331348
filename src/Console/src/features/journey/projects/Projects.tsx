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
import type { Project } from './ask';
import { Plans } from './plan/Plans';

const views = ['plans', 'open', 'closed', 'all'] as const;

const closedOn: Record<Exclude<(typeof views)[number], 'plans'>, Record<string, string>> = {
  open: { 'filter[closedOn][eq]': 'null' },
  closed: { 'filter[closedOn][lte]': '9999-12-31' },
  all: {},
};

/** 成功プロジェクト: by which each customer is to reach what was agreed. */
export default function Projects() {
  const session = useSession();
  return session.may('ListSuccessProjects') ? <Shown /> : <NotForYou word="projects" operation="ListSuccessProjects" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const offered = views.filter((one) => one !== 'plans' || session.may('ListProjectPlans'));
  const view = offered.find((one) => one === address.show) ?? offered[0] ?? 'open';
  return (
    <Page
      wide
      title={t('screens.projects')}
      lead={t('projects.leadSentence')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('projects.state')}
          data={offered.map((value) => ({ value, label: t(`projects.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === offered[0] ? undefined : next, sort: undefined })}
        />
      }
    >
      {view === 'plans' ? <Plans /> : <List view={view} />}
    </Page>
  );
}

function List({ view }: { view: keyof typeof closedOn }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const personName = usePersonName();
  const sort = address.sort ?? '-openedOn';
  const list = useList('/v1/success-projects', {
    params: { query: { limit: 100, sort, ...closedOn[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Project[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));

  const columns: Column<Project>[] = [
    { id: 'account', heading: t('projects.account'), width: 200, cell: (row) => accountName(row.accountId) },
    { id: 'title', heading: t('projects.name'), sort: 'title', width: 220, cell: (row) => row.title },
    { id: 'lead', heading: t('projects.lead'), width: 120, cell: (row) => personName(row.leadId) },
    {
      id: 'openedOn',
      heading: t('projects.openedOn'),
      sort: 'openedOn',
      figure: true,
      cell: (row) => dayShort(row.openedOn),
    },
    {
      id: 'kickoffOn',
      heading: t('projects.kickoff'),
      sort: 'kickoffOn',
      cell: (row) => (row.kickoffOn ? dayShort(row.kickoffOn) : <Tag tone="warn">{t('projects.kickoffNotSet')}</Tag>),
    },
    {
      id: 'waivers',
      heading: t('projects.waivers'),
      cell: (row) => (row.waivers.length > 0 ? <Tag tone="proposed">{t('projects.waived')}</Tag> : t('figure.none')),
    },
    {
      id: 'closedOn',
      heading: t('projects.state'),
      sort: 'closedOn',
      cell: (row) =>
        row.closedOn ? (
          <Tag>{t('projects.closedAt', { day: dayShort(row.closedOn) })}</Tag>
        ) : (
          <Tag tone="accent">{t('projects.open')}</Tag>
        ),
    },
  ];

  return list.error && rows.length === 0 ? (
    <Refused refusal={list.error} again={() => void list.refetch()} />
  ) : list.isPending ? (
    <Loading rows={10} />
  ) : rows.length === 0 ? (
    <Empty words={t(`projects.none.${view}`)} />
  ) : (
    <DataTable
      caption={t('screens.projects')}
      tall
      rows={rows}
      columns={columns}
      idOf={(row) => row.id}
      sort={sort}
      onSort={(next) => change({ sort: next })}
      onOpen={(row) => void navigate({ to: '/projects/$projectId', params: { projectId: row.id } })}
      onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
    />
  );
}
