import { Drawer, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { isOver, useJob } from '@/api/jobs';
import { useList, useSend } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { type Column, DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { JobBar } from '@/kit/JobBar';
import { useJobKind } from '@/kit/JobToast';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag, type Tone } from '@/kit/Tag';
import { DeadLetters } from './DeadLetters';
import { Frame } from './Frame';
import classes from './Frame.module.css';

type Job = Schema<'ListedJob'>;

const tones: Record<Job['state'], Tone> = {
  queued: 'accent',
  running: 'accent',
  succeeded: 'good',
  refused: 'warn',
  failed: 'bad',
  cancelled: 'plain',
};

/** What the machine works on, by whom it was started, and the news that did not get through. */
export default function Jobs() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const letters = session.may('ListDeadLetters');
  const shown = letters && address.show === 'letters' ? 'letters' : 'jobs';
  return (
    <Frame
      section="jobs"
      actions={
        letters ? (
          <SegmentedControl
            size="xs"
            aria-label={t('settings.sections.jobs')}
            data={[
              { value: 'jobs', label: t('settings.jobs') },
              { value: 'letters', label: t('settings.letters') },
            ]}
            value={shown}
            onChange={(show) => change({ show: show === 'jobs' ? undefined : show, sort: undefined })}
          />
        ) : null
      }
    >
      {shown === 'letters' ? <DeadLetters /> : <List />}
    </Frame>
  );
}

const seconds = (from: string, to: string) => (new Date(to).getTime() - new Date(from).getTime()) / 1000;

/** Who started a job: a person by name, or a schedule by its word. */
function useStarter(): (job: { personId: string | null; startedBy: string }) => string {
  const { t, i18n } = useTranslation();
  const personName = usePersonName();
  return ({ personId, startedBy }) =>
    personId
      ? personName(personId)
      : i18n.exists(`settings.schedules.${startedBy}`)
        ? t('settings.bySchedule', { name: t(`settings.schedules.${startedBy as 'nightly-scoring'}`) })
        : t('settings.bySchedule', { name: startedBy });
}

function List() {
  const { t } = useTranslation();
  const kindOf = useJobKind();
  const starter = useStarter();
  const [address, change] = useAddress();
  const [opened, setOpened] = useState<Job | null>(null);
  const sort = address.sort ?? '-queuedAt';
  const list = useList('/v1/jobs', { params: { query: { limit: 100, sort, ...filterQuery(address) } } } as never, {
    every: 10_000,
  });
  const rows = list.rows as Job[];
  const columns: Column<Job>[] = [
    { id: 'kind', heading: t('settings.jobKind'), sort: 'kind', width: 180, cell: (row) => kindOf(row.kind) },
    {
      id: 'state',
      heading: t('settings.state'),
      sort: 'state',
      cell: (row) => (
        <Tag tone={tones[row.state]}>
          {row.state === 'running'
            ? t('settings.runningAt', { percent: row.percent })
            : t(`settings.jobStates.${row.state}`)}
        </Tag>
      ),
    },
    { id: 'by', heading: t('settings.startedBy'), cell: (row) => starter(row) },
    { id: 'queuedAt', heading: t('settings.queuedAt'), sort: 'queuedAt', cell: (row) => moment(row.queuedAt) },
    { id: 'endedAt', heading: t('settings.endedAt'), sort: 'endedAt', cell: (row) => moment(row.endedAt) },
    {
      id: 'took',
      heading: t('settings.took'),
      figure: true,
      cell: (row) =>
        row.startedAt && row.endedAt
          ? t('settings.seconds', { seconds: count(seconds(row.startedAt, row.endedAt), 1) })
          : row.step,
    },
  ];
  const fields: FilterField[] = [
    {
      field: 'state',
      label: t('settings.state'),
      kind: 'choice',
      choices: (['queued', 'running', 'succeeded', 'refused', 'failed', 'cancelled'] as const).map((state) => ({
        value: state,
        label: t(`settings.jobStates.${state}`),
      })),
    },
    {
      field: 'kind',
      label: t('settings.jobKind'),
      kind: 'choice',
      choices: [...new Set(rows.map((row) => row.kind))].map((kind) => ({ value: kind, label: kindOf(kind) })),
    },
    { field: 'queuedAt', label: t('settings.queuedAt'), kind: 'day' },
  ];
  return (
    <Section title={t('settings.jobs')} help={t('settings.jobsHelp')} actions={<FilterBar fields={fields} />}>
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={6} />
      ) : rows.length === 0 ? (
        <Empty words={t('settings.noJobs')} />
      ) : (
        <DataTable
          caption={t('settings.jobsHelp')}
          tall={rows.length > 50}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={setOpened}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        title={opened ? kindOf(opened.kind) : ''}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {opened ? <Follow job={opened} /> : null}
      </Drawer>
    </Section>
  );
}

/** One job, followed live, with its result or why it was refused. */
function Follow({ job }: { job: Job }) {
  const { t } = useTranslation();
  const session = useSession();
  const kindOf = useJobKind();
  const starter = useStarter();
  const progress = useJob(job.id);
  const cancel = useSend(
    () => told(api.DELETE('/v1/jobs/{jobId}', { params: { path: { jobId: job.id } } })),
    ['/v1/jobs'],
  );
  return (
    <div className={classes.block}>
      {progress ? <JobBar job={progress} label={kindOf(job.kind)} /> : null}
      <Facts
        grid
        facts={[
          { name: t('settings.startedBy'), value: starter(job) },
          { name: t('settings.queuedAt'), value: moment(job.queuedAt) },
          { name: t('settings.startedAt'), value: moment(job.startedAt) },
          { name: t('settings.endedAt'), value: moment(progress?.ended?.endedAt ?? job.endedAt) },
        ]}
      />
      {progress?.ended?.result ? (
        <>
          <strong>{t('settings.result')}</strong>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre className={classes.payload} tabIndex={0}>
            {JSON.stringify(progress.ended.result, null, 2)}
          </pre>
        </>
      ) : null}
      {progress && !isOver(progress.state) && !progress.lost && session.may('CancelJob') ? (
        <ConfirmButton
          danger
          verb={t('job.cancel')}
          question={t('settings.cancelQuestion')}
          act={() => cancel.mutateAsync(undefined)}
        />
      ) : null}
    </div>
  );
}
