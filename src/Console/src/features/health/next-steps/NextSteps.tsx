import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet, useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, dayShort, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';

type Line = Schema<'AdviceLine'>;
type Share = Schema<'ShareFigure'>;

const views = ['given', 'taken', 'declined', 'all'] as const;

const tones = { given: 'proposed', taken: 'good', declined: 'warn', passed: 'plain', outranked: 'plain' } as const;

/** 次の一手: which steps are advised, whether they are followed, and what came afterwards. */
export default function NextSteps() {
  const session = useSession();
  return session.may('ListNextSteps') ? <Shown /> : <NotForYou word="nextSteps" operation="ListNextSteps" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const personName = usePersonName();
  const view = views.find((one) => one === address.show) ?? 'given';
  const sort = address.sort ?? '-givenOn';
  const list = useList('/v1/next-steps', {
    params: { query: { limit: 100, sort, ...(view === 'all' ? {} : { 'filter[state][eq]': view }) } },
  } as never);
  const rows = list.rows as Line[];
  const columns: Column<Line>[] = [
    { id: 'account', heading: t('projects.account'), width: 180, cell: (row) => row.accountName },
    { id: 'step', heading: t('nextStep.step'), width: 240, cell: (row) => row.title },
    { id: 'reason', heading: t('nextStep.reason'), width: 320, cell: (row) => row.reason },
    { id: 'who', heading: t('nextStep.givenTo'), cell: (row) => personName(row.personId) },
    {
      id: 'givenOn',
      heading: t('nextStep.givenOn'),
      sort: 'givenOn',
      figure: true,
      cell: (row) => dayShort(row.givenOn),
    },
    {
      id: 'state',
      heading: t('projects.state'),
      cell: (row) => (
        <>
          <Tag tone={tones[row.state]}>{t(`nextStep.states.${row.state}`)}</Tag> {row.declinedBecause}
        </>
      ),
    },
  ];
  return (
    <Page
      wide
      title={t('screens.nextSteps')}
      lead={t('nextStep.lead')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('projects.state')}
          data={views.map((value) => ({ value, label: t(`nextStep.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'given' ? undefined : next })}
        />
      }
    >
      {session.may('GetAdviceFigures') ? <Followed /> : null}
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty words={t('nextStep.listNone')} />
      ) : (
        <DataTable
          caption={t('screens.nextSteps')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => void navigate({ to: '/accounts/$accountId', params: { accountId: row.accountId } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
    </Page>
  );
}

/** How many were followed, step by step, beside what came of those that were and those that were not. */
function Followed() {
  const { t } = useTranslation();
  const figures = useGet('/v1/advice-figures');
  const share = (one: Share) =>
    one.share == null
      ? t('figure.none')
      : t('nextStep.shareOf', {
          share: percent(one.share),
          low: percent(one.low),
          high: percent(one.high),
          n: count(one.of),
        });
  return (
    <Section title={t('nextStep.followed')} help={figures.data?.words}>
      <Answer of={figures} rows={3}>
        {(data) =>
          data.total.followed.of === 0 ? (
            <Empty words={t('nextStep.figuresNone')} />
          ) : (
            <DataTable
              caption={t('nextStep.followed')}
              rows={[data.total, ...data.steps]}
              idOf={(row) => row.step ?? ''}
              columns={[
                { id: 'step', heading: t('nextStep.step'), width: 240, cell: (row) => row.title },
                { id: 'followed', width: 150, heading: t('nextStep.followed'), cell: (row) => share(row.followed) },
                {
                  id: 'declined',
                  heading: t('nextStep.states.declined'),
                  figure: true,
                  cell: (row) => count(row.declined),
                },
                { id: 'open', heading: t('nextStep.states.given'), figure: true, cell: (row) => count(row.open) },
                { id: 'passed', heading: t('nextStep.states.passed'), figure: true, cell: (row) => count(row.passed) },
                {
                  id: 'settledTaken',
                  width: 150,
                  heading: t('nextStep.settledTaken'),
                  cell: (row) => share(row.ifTaken.settled),
                },
                {
                  id: 'settledNot',
                  width: 150,
                  heading: t('nextStep.settledNot'),
                  cell: (row) => share(row.ifNot.settled),
                },
                {
                  id: 'goalTaken',
                  width: 150,
                  heading: t('nextStep.goalTaken'),
                  cell: (row) => share(row.ifTaken.goalReached),
                },
                {
                  id: 'goalNot',
                  width: 150,
                  heading: t('nextStep.goalNot'),
                  cell: (row) => share(row.ifNot.goalReached),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}
