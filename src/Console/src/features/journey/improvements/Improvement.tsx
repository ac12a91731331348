import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { count, day, dayShort, percent, points, today } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhaseName } from '@/kit/Accounts';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { usePromiseWords } from './promise';

type Shown = Schema<'ShownImprovement'>;
type Effect = Schema<'ImprovementEffect'>;

const concerns = ['/v1/improvements'];

/** One improvement project: its promise beside what was measured, its milestones, the cards behind it. */
export default function ImprovementPage() {
  const session = useSession();
  const { improvementId } = useParams({ strict: false }) as { improvementId: string };
  const asked = useGet(
    '/v1/improvements/{improvementId}',
    { params: { path: { improvementId } } },
    { when: session.may('GetImprovement') },
  );
  if (!session.may('GetImprovement')) {
    return <NotForYou word="improvements" operation="GetImprovement" />;
  }
  return <Answer of={asked}>{(one) => <Detail one={one} />}</Answer>;
}

function Detail({ one }: { one: Shown }) {
  const { t } = useTranslation();
  const session = useSession();
  const phaseName = usePhaseName();
  const promiseWords = usePromiseWords();
  const close = useSend(
    (why: string) =>
      told(
        api.POST('/v1/improvements/{improvementId}/close', {
          params: { path: { improvementId: one.id } },
          body: { on: today(), why },
        } as never),
      ),
    concerns,
  );
  return (
    <Page
      title={one.title}
      lead={one.note}
      actions={
        !one.closedOn && session.may('CloseImprovement') ? (
          <ConfirmButton
            variant="default"
            verb={t('improvements.close')}
            question={t('improvements.closeMeans')}
            reason={t('improvements.outcome')}
            act={(why) => close.mutateAsync(why)}
          />
        ) : null
      }
    >
      <Facts
        grid
        facts={[
          { name: t('improvements.departments'), value: one.departments.join(t('shell.and')) },
          {
            name: t('projects.lead'),
            value: (
              <>
                {one.lead} {one.leadHasLeft ? <Tag tone="bad">{t('roles.left')}</Tag> : null}
              </>
            ),
          },
          { name: t('improvements.phase'), value: phaseName(one.phase) },
          { name: t('improvements.startOn'), value: day(one.startOn) },
          { name: t('improvements.promise'), value: promiseWords(one.promise) },
          { name: t('improvements.cards'), value: count(one.cardIds.length) },
          {
            name: t('projects.state'),
            value: one.closedOn
              ? t('improvements.closedOn', { day: day(one.closedOn), why: one.closedWhy })
              : t('improvements.open'),
          },
        ]}
      />
      {session.may('GetImprovementEffect') ? <Measured id={one.id} /> : null}
      <Milestones one={one} />
    </Page>
  );
}

/** What was promised beside what came, with who is compared with whom. */
function Measured({ id }: { id: string }) {
  const { t } = useTranslation();
  const asked = useGet('/v1/improvements/{improvementId}/effect', { params: { path: { improvementId: id } } });
  return (
    <Section title={t('improvements.effect')} help={t('improvements.effectHelp')}>
      <Answer of={asked} rows={3}>
        {(effect) => (
          <Stack gap="sm">
            <div>
              <Tag tone={effect.isBetter == null ? 'plain' : effect.isBetter ? 'good' : 'bad'}>
                {t(
                  effect.isBetter == null
                    ? 'improvements.cannotTell'
                    : effect.isBetter
                      ? 'improvements.better'
                      : 'improvements.worse',
                )}
              </Tag>
            </div>
            <Text>{effect.words}</Text>
            <Sides effect={effect} />
            <Beside effect={effect} />
          </Stack>
        )}
      </Answer>
    </Section>
  );
}

function Sides({ effect }: { effect: Effect }) {
  const { t } = useTranslation();
  return (
    <DataTable
      caption={t('improvements.effect')}
      rows={(['before', 'after'] as const).map((kind) => ({ kind, ...effect[kind] }))}
      idOf={(row) => row.kind}
      columns={[
        { id: 'kind', heading: t('improvements.side'), cell: (row) => t(`improvements.${row.kind}`) },
        {
          id: 'days',
          heading: t('improvements.started'),
          cell: (row) => t('improvements.between', { from: dayShort(row.firstOn), to: dayShort(row.lastOn) }),
        },
        { id: 'n', heading: t('improvements.compared'), figure: true, cell: (row) => count(row.compared) },
        {
          id: 'value',
          heading: t(`improvements.metrics.${effect.metric}`),
          cell: (row) =>
            row.meanDays != null
              ? t('onboarding.days', { days: count(row.meanDays, 1) })
              : row.share?.share != null
                ? t('nextStep.shareOf', {
                    share: percent(row.share.share),
                    low: percent(row.share.low),
                    high: percent(row.share.high),
                    n: count(row.share.of),
                  })
                : t('figure.none'),
        },
      ]}
    />
  );
}

function Beside({ effect }: { effect: Effect }) {
  const { t } = useTranslation();
  const show = (value: number | string | null | undefined) =>
    value == null
      ? t('figure.none')
      : effect.metric === 'daysToValue'
        ? t('onboarding.days', { days: count(value, 1) })
        : points(value);
  return (
    <Facts
      grid
      facts={[
        {
          name: t('improvements.actual'),
          value:
            effect.difference.value == null
              ? t('improvements.cannotTell')
              : t('improvements.interval', {
                  value: show(effect.difference.value),
                  low: show(effect.difference.low),
                  high: show(effect.difference.high),
                }),
        },
        { name: t('improvements.promised'), value: show(effect.promisedDifference) },
        {
          name: t('improvements.promiseHolds'),
          value: t(
            effect.promiseHolds == null
              ? 'improvements.cannotTell'
              : effect.promiseHolds
                ? 'improvements.holds'
                : 'improvements.holdsNot',
          ),
        },
      ]}
    />
  );
}

function Milestones({ one }: { one: Shown }) {
  const { t } = useTranslation();
  const session = useSession();
  const [title, setTitle] = useState('');
  const [on, setOn] = useState<string | null>(null);
  const plan = useSend(
    () =>
      told(
        api.POST('/v1/improvements/{improvementId}/milestones', {
          params: { path: { improvementId: one.id } },
          body: { title: title.trim(), baselineOn: on },
        } as never),
      ),
    concerns,
  );
  const reach = useSend(
    (milestoneId: string) =>
      told(
        api.POST('/v1/improvements/{improvementId}/milestones/{milestoneId}/actual', {
          params: { path: { improvementId: one.id, milestoneId } },
          body: { on: today() },
        } as never),
      ),
    concerns,
  );
  return (
    <Section title={t('improvements.milestones')} help={t('improvements.milestonesHelp')}>
      {reach.error ? <Refused refusal={reach.error} /> : null}
      {one.milestones.length === 0 ? (
        <Empty words={t('improvements.milestonesNone')} />
      ) : (
        <DataTable
          caption={t('improvements.milestones')}
          rows={one.milestones}
          idOf={(row) => row.id}
          columns={[
            { id: 'title', heading: t('improvements.name'), width: 240, cell: (row) => row.title },
            {
              id: 'baseline',
              heading: t('improvements.baseline'),
              figure: true,
              cell: (row) => dayShort(row.baselineOn),
            },
            {
              id: 'forecast',
              heading: t('improvements.forecast'),
              figure: true,
              cell: (row) => dayShort(row.forecastOn),
            },
            {
              id: 'actual',
              heading: t('improvements.reachedOn'),
              figure: true,
              cell: (row) => (row.actualOn ? dayShort(row.actualOn) : t('figure.none')),
            },
            { id: 'slip', heading: t('improvements.slip'), figure: true, cell: (row) => count(row.slipDays) },
            {
              id: 'act',
              heading: t('roles.act'),
              cell: (row) =>
                !row.actualOn && !one.closedOn && session.may('ReachImprovementMilestone') ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={reach.isPending}
                    onClick={() => reach.mutate(row.id)}
                  >
                    {t('improvements.reach')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      {!one.closedOn && session.may('PlanImprovementMilestone') ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            plan.mutate(undefined, { onSuccess: () => setTitle('') });
          }}
        >
          {plan.error ? <Refused refusal={plan.error} /> : null}
          <Group gap="xs" align="flex-end" mt="sm">
            <TextInput
              label={t('improvements.milestone')}
              required
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <DateInput
              label={t('improvements.baseline')}
              required
              value={on}
              valueFormat="YYYY-MM-DD"
              onChange={setOn}
            />
            <Button size="xs" type="submit" disabled={!(title.trim() && on)} loading={plan.isPending}>
              {t('improvements.addMilestone')}
            </Button>
          </Group>
        </form>
      ) : null}
    </Section>
  );
}
