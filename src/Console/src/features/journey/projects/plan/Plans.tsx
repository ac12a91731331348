import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet, useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count, dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';

type Row = Schema<'PlanRow'>;

/** Open projects against their plans: what is not planned, what comes next, what slips, and where people lack. */
export function Plans() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const personName = usePersonName();
  const sort = address.sort ?? '-alarms,nextOn';
  const list = useList('/v1/project-plans', {
    params: { query: { limit: 100, sort, ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Row[];
  const none = t('figure.none');
  const some = (value: number) => (value > 0 ? <Tag tone="warn">{count(value)}</Tag> : count(value));

  const columns: Column<Row>[] = [
    { id: 'account', heading: t('projects.account'), sort: 'accountName', width: 160, cell: (row) => row.accountName },
    { id: 'title', heading: t('projects.name'), sort: 'title', width: 150, cell: (row) => row.title },
    { id: 'lead', heading: t('projects.lead'), width: 100, cell: (row) => personName(row.leadId) },
    {
      id: 'covered',
      heading: t('plan.coveredAreas'),
      sort: 'coveredAreas',
      width: 200,
      cell: (row) =>
        row.openAreas.length === 0
          ? t('plan.ofNine', { count: row.coveredAreas })
          : t('plan.ofNineOpen', {
              count: row.coveredAreas,
              areas: row.openAreas.map((area) => t(`plan.areas.${area}`)).join(t('shell.and')),
            }),
    },
    {
      id: 'next',
      heading: t('plan.nextMilestone'),
      sort: 'nextOn',
      width: 150,
      cell: (row) => (row.nextOn ? `${dayShort(row.nextOn)} ${row.nextMilestone}` : none),
    },
    {
      id: 'slip',
      heading: t('plan.schedule.slip'),
      sort: 'slipDays',
      figure: true,
      cell: (row) => (row.slipDays === null ? none : t('plan.schedule.days', { count: row.slipDays })),
    },
    { id: 'alarms', heading: t('plan.alarmsHead'), sort: 'alarms', figure: true, cell: (row) => some(row.alarms) },
    {
      id: 'missed',
      heading: t('plan.missedHead'),
      sort: 'missedContacts',
      figure: true,
      cell: (row) => some(row.missedContacts),
    },
    { id: 'gaps', heading: t('plan.gapsHead'), sort: 'gaps', figure: true, cell: (row) => some(row.gaps) },
    {
      id: 'decide',
      heading: t('plan.toDecide'),
      sort: 'changesToDecide',
      figure: true,
      cell: (row) => some(row.changesToDecide),
    },
  ];

  return (
    <>
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t('projects.none.open')} />
      ) : (
        <DataTable
          caption={t('projects.views.plans')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/projects/$projectId', params: { projectId: row.id } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
      {session.may('GetResourceGaps') ? <Gaps /> : null}
    </>
  );
}

/** Where open projects lack people, by department. */
function Gaps() {
  const { t } = useTranslation();
  const gaps = useGet('/v1/resource-gaps');
  return (
    <Section title={t('plan.need.gaps')} help={t('plan.need.gapsHelp')}>
      <Answer of={gaps} rows={2}>
        {(data) =>
          data.departments.length === 0 ? (
            <Empty words={t('plan.need.noGaps')} />
          ) : (
            <>
              <p>{t('plan.need.summary', { count: data.needs, hours: count(data.hoursAWeek) })}</p>
              <DataTable
                caption={t('plan.need.gaps')}
                rows={data.departments}
                idOf={(row) => row.department}
                columns={[
                  { id: 'department', heading: t('plan.need.department'), cell: (row) => row.department },
                  { id: 'needs', heading: t('plan.gapsHead'), figure: true, cell: (row) => count(row.needs) },
                  {
                    id: 'promised',
                    heading: t('plan.need.states.promised'),
                    figure: true,
                    cell: (row) => count(row.promised),
                  },
                  { id: 'hours', heading: t('plan.need.hours'), figure: true, cell: (row) => count(row.hoursAWeek) },
                ]}
              />
              <details>
                <summary>{t('plan.need.each')}</summary>
                <DataTable
                  caption={t('plan.need.each')}
                  rows={data.departments.flatMap((own) =>
                    own.gaps.map((gap) => ({ ...gap, department: own.department })),
                  )}
                  idOf={(row) => row.needId}
                  columns={[
                    { id: 'department', heading: t('plan.need.department'), cell: (row) => row.department },
                    { id: 'role', heading: t('plan.need.role'), cell: (row) => row.role },
                    { id: 'project', heading: t('projects.name'), cell: (row) => row.projectTitle },
                    { id: 'hours', heading: t('plan.need.hours'), figure: true, cell: (row) => count(row.hoursAWeek) },
                    { id: 'from', heading: t('plan.from'), cell: (row) => dayShort(row.from) },
                  ]}
                />
              </details>
            </>
          )
        }
      </Answer>
    </Section>
  );
}
