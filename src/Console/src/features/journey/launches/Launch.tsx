import { Button, Group, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { FactForm, factConcerns } from '@/kit/FactForm';
import { Facts } from '@/kit/Facts';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { type Condition, doneOf, factOf, type Gate, type Launch } from './launch';

/** One launch: the three gates with their evidence, what is missing, what was waived, and going live. */
export default function LaunchPage() {
  const session = useSession();
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  const asked = useGet(
    '/v1/success-projects/{projectId}/launch',
    { params: { path: { projectId } } },
    { when: session.may('GetLaunch') },
  );
  if (!session.may('GetLaunch')) {
    return <NotForYou word="launches" operation="GetLaunch" />;
  }
  return <Answer of={asked}>{(launch) => <Detail launch={launch} />}</Answer>;
}

function Detail({ launch }: { launch: Launch }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const accountName = useAccountNames([launch.accountId]);
  return (
    <Page
      title={launch.title}
      lead={<AccountLink id={launch.accountId} name={accountName(launch.accountId)} />}
      actions={
        session.may('GetKickoffBrief') ? (
          <Button
            variant="default"
            component={Link}
            {...({ to: '/projects/$projectId', params: { projectId: launch.projectId } } as object)}
          >
            {t('launches.toProject')}
          </Button>
        ) : null
      }
    >
      <Facts
        grid
        facts={[
          { name: t('projects.lead'), value: personName(launch.leadId) },
          { name: t('projects.openedOn'), value: day(launch.openedOn) },
          { name: t('projects.kickoff'), value: launch.kickoffOn ? day(launch.kickoffOn) : null },
          { name: t('launches.launchedOn'), value: launch.launchedOn ? day(launch.launchedOn) : null },
        ]}
      />
      <Going launch={launch} />
      {launch.gates.map((gate) => (
        <GateSection key={gate.gate} gate={gate} launch={launch} />
      ))}
    </Page>
  );
}

/** Going live, what it waits for and what a leader has waived. */
function Going({ launch }: { launch: Launch }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  return (
    <Section title={t('launches.going')} help={t('launches.goingHelp')}>
      <Stack gap="sm" align="flex-start">
        {launch.waivers.map((waiver) => (
          <div key={`${waiver.on}${waiver.reason}`}>
            <Tag tone="proposed">{t('projects.waived')}</Tag>{' '}
            {t('projects.waivedBy', {
              name: personName(waiver.byId),
              day: day(waiver.on),
              reason: waiver.reason,
              count: waiver.missing.length,
            })}
          </div>
        ))}
        {launch.launchedOn ? (
          <Tag tone="good">
            {t('launches.launched', { day: day(launch.launchedOn), name: personName(launch.launchedById) })}
          </Tag>
        ) : (
          <>
            <Text>
              {launch.missing.length > 0
                ? t('launches.waitsFor', { count: launch.missing.length })
                : t('launches.nothingMissing')}
            </Text>
            <Group gap="xs" align="flex-end">
              {session.may('LaunchProject') ? <GoForm launch={launch} /> : null}
              {launch.missing.length > 0 && session.may('WaiveLaunch') ? <Waive launch={launch} /> : null}
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}

/** The host decides whether it may go, and names what is missing. */
function GoForm({ launch }: { launch: Launch }) {
  const { t } = useTranslation();
  const [on, setOn] = useState<string | null>(today());
  const go = useSend(
    () =>
      told(
        api.POST('/v1/success-projects/{projectId}/launch', {
          params: { path: { projectId: launch.projectId }, header: { 'If-Match': tagOf(launch) } },
          body: { on },
        } as never),
      ),
    factConcerns,
  );
  // The form is gone once the launch is read anew, so the word of it does not wait for the form.
  const send = () =>
    go.mutateAsync(undefined).then(
      () => notifications.show({ message: t('launches.done') }),
      () => undefined,
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {go.error ? <Refused refusal={go.error} /> : null}
      <Group gap="xs" align="flex-end">
        <DateInput
          label={t('launches.launchedOn')}
          value={on}
          valueFormat="YYYY-MM-DD"
          minDate={launch.openedOn}
          maxDate={today()}
          onChange={setOn}
        />
        <Button type="submit" disabled={!on} loading={go.isPending}>
          {t('launches.go')}
        </Button>
      </Group>
    </form>
  );
}

function Waive({ launch }: { launch: Launch }) {
  const { t } = useTranslation();
  const waive = useSend(
    (reason: string) =>
      told(
        api.POST('/v1/success-projects/{projectId}/launch-waivers', {
          params: { path: { projectId: launch.projectId }, header: { 'If-Match': tagOf(launch) } },
          body: { reason },
        } as never),
      ),
    factConcerns,
  );
  return (
    <ConfirmButton
      verb={t('launches.waive')}
      question={t('launches.waiveQuestion')}
      reason={t('projects.waiveReason')}
      act={(reason) => waive.mutateAsync(reason)}
    />
  );
}

function GateSection({ gate, launch }: { gate: Gate; launch: Launch }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t(`launches.gates.${gate.gate}`)}
      help={t(`launches.gateHelp.${gate.gate}`)}
      actions={<Tag tone={gate.passed ? 'good' : 'warn'}>{t('launches.doneOf', doneOf(gate))}</Tag>}
    >
      <Stack gap="sm">
        {gate.conditions.map((condition) => (
          <ConditionRow key={condition.code} condition={condition} launch={launch} />
        ))}
      </Stack>
    </Section>
  );
}

/** A condition with its evidence, or with the form that records it. */
function ConditionRow({ condition, launch }: { condition: Condition; launch: Launch }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [open, setOpen] = useState(false);
  const words = i18n.language === 'ja' ? condition.ja : condition.en;
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Tag tone={condition.on ? 'good' : 'warn'}>{t(condition.on ? 'launches.met' : 'launches.open')}</Tag>
          <span>{words}</span>
        </Group>
        {condition.on || launch.launchedOn || open || !session.may('RecordOnboardingFact') ? null : (
          <Button
            size="xs"
            variant="default"
            aria-label={t('launches.recordOf', { words })}
            onClick={() => setOpen(true)}
          >
            {t('launches.record')}
          </Button>
        )}
      </Group>
      {condition.on ? (
        <Text size="sm" c="dimmed">
          {t('launches.evidence', {
            day: day(condition.on),
            name: personName(condition.byId),
            what: condition.what ?? '',
          })}
        </Text>
      ) : null}
      {open ? <FactForm account={launch.accountId} {...factOf(condition)} close={() => setOpen(false)} /> : null}
    </div>
  );
}
