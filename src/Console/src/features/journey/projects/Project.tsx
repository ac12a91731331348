import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { Facts } from '@/kit/Facts';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { type Brief, concerned, type Project, saidBy, wordOf } from './ask';
import { PromiseRow } from './Promises';
import { Plan } from './plan/Plan';
import { Together } from './together/Together';

/** The tabs, the first one open at first, and which operation each of them reads. */
const tabs = [
  { value: 'plan', needs: 'GetProjectPlan' },
  { value: 'kickoff', needs: 'GetKickoffBrief' },
  { value: 'together', needs: 'GetActionPlan' },
] as const;

/** A success project: how it is planned, what its kickoff waits for, and what the customer and we do together. */
export default function ProjectPage() {
  const session = useSession();
  const { projectId } = useParams({ strict: false }) as { projectId: string };
  const asked = useGet(
    '/v1/success-projects/{projectId}/kickoff-brief',
    { params: { path: { projectId } } },
    { when: session.may('GetKickoffBrief') },
  );
  if (!session.may('GetKickoffBrief')) {
    return <NotForYou word="projects" operation="GetKickoffBrief" />;
  }
  return <Answer of={asked}>{(brief) => <Detail brief={brief} />}</Answer>;
}

function Detail({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [address, change] = useAddress();
  const { project } = brief;
  const accountName = useAccountNames([project.accountId]);
  const offered = tabs.filter((one) => session.may(one.needs));
  const tab = (offered.find((one) => one.value === address.tab) ?? offered[0])?.value;
  return (
    <Page
      title={project.title}
      lead={<AccountLink id={project.accountId} name={accountName(project.accountId)} />}
      actions={
        <Group gap="xs">
          {offered.length > 1 ? (
            <SegmentedControl
              size="xs"
              aria-label={t('projects.tab')}
              data={offered.map(({ value }) => ({ value, label: t(`projects.tabs.${value}`) }))}
              value={tab}
              onChange={(next) => change({ tab: next === offered[0]?.value ? undefined : next })}
            />
          ) : null}
          {project.handoffId && session.may('GetHandoff') ? (
            <Button
              variant="default"
              component={Link}
              {...({ to: '/handoffs/$handoffId', params: { handoffId: project.handoffId } } as object)}
            >
              {t('projects.toHandoff')}
            </Button>
          ) : null}
        </Group>
      }
    >
      <Facts
        grid
        facts={[
          { name: t('projects.lead'), value: personName(project.leadId) },
          { name: t('projects.openedOn'), value: day(project.openedOn) },
          {
            name: t('projects.members'),
            value: project.members
              .map((member) =>
                t('projects.member', { name: personName(member.personId), part: t(`projects.parts.${member.part}`) }),
              )
              .join(t('shell.and')),
          },
          { name: t('projects.outcome'), value: project.outcome },
        ]}
      />
      {tab === 'plan' ? <Plan project={project.id} /> : null}
      {tab === 'kickoff' ? <KickoffTab brief={brief} /> : null}
      {tab === 'together' ? <Together project={project} /> : null}
    </Page>
  );
}

/** The kickoff on one page: unkept promises first, then open questions, then what is known. */
function KickoffTab({ brief }: { brief: Brief }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Kickoff brief={brief} />
      <Section title={t('projects.gaps')} help={t('projects.gapsHelp')}>
        {brief.openGaps.length === 0 ? (
          <Empty words={t('projects.noGaps')} />
        ) : (
          <Stack gap="sm">
            {brief.openGaps.map((promise) => (
              <PromiseRow key={promise.id} promise={promise} />
            ))}
          </Stack>
        )}
      </Section>
      <Section title={t('projects.toAsk')} help={t('projects.toAskHelp')}>
        {brief.openQuestions.length === 0 ? (
          <Empty words={t('projects.nothingToAsk')} />
        ) : (
          <Stack gap={4}>
            {brief.openQuestions.map((question) => (
              <Group key={question.question} gap="xs">
                <Tag tone={question.required ? 'warn' : 'plain'}>
                  {t(question.required ? 'handoffs.required' : 'handoffs.optional')}
                </Tag>
                {wordOf(question, i18n.language)}
              </Group>
            ))}
          </Stack>
        )}
      </Section>
      <Section title={t('projects.known')} help={t('projects.knownHelp')}>
        {brief.knownAnswers.length === 0 ? (
          <Empty words={t('projects.nothingKnown')} />
        ) : (
          <Facts
            narrow
            facts={brief.knownAnswers.map((answer) => ({
              name: wordOf(answer, i18n.language),
              value: (
                <>
                  {answer.answer}{' '}
                  <Text size="xs" c="dimmed" component="span">
                    {saidBy(answer)}
                  </Text>{' '}
                  {answer.sourceLink ? (
                    <Anchor size="xs" href={answer.sourceLink} target="_blank" rel="noreferrer">
                      {t('projects.source')}
                    </Anchor>
                  ) : null}
                </>
              ),
            }))}
          />
        )}
      </Section>
      <Section title={t('projects.success')}>
        {brief.success ? (
          <Facts
            grid
            facts={[
              { name: t('projects.successOutcome'), value: brief.success.outcome },
              { name: t('projects.successMetric'), value: brief.success.metric },
              {
                name: t('projects.successTarget'),
                value: t('projects.successFrom', {
                  baseline: brief.success.baseline ?? t('figure.none'),
                  target: brief.success.target,
                  day: day(brief.success.dueOn),
                }),
              },
              { name: t('projects.theirOwner'), value: brief.success.theirOwner },
            ]}
          />
        ) : (
          <Empty words={t('projects.noSuccess')} />
        )}
      </Section>
    </>
  );
}

/** The day of the kickoff, what it waits for, and what a leader has waived. */
function Kickoff({ brief }: { brief: Brief }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const { project, missing } = brief;
  return (
    <Section title={t('projects.kickoff')} help={t('projects.kickoffHelp')}>
      <Stack gap="sm" align="flex-start">
        {project.kickoffOn ? <Text fw={600}>{day(project.kickoffOn)}</Text> : null}
        {project.waivers.map((waiver) => (
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
        {project.closedOn ? (
          <Tag>{t('projects.closedAt', { day: day(project.closedOn) })}</Tag>
        ) : missing.length > 0 ? (
          <>
            <Text>{t('projects.waitsFor', { count: missing.length })}</Text>
            <ul>
              {missing.map((one) => (
                <li key={one.code}>{wordOf(one, i18n.language)}</li>
              ))}
            </ul>
            {session.may('WaiveKickoff') ? <Waive project={project} /> : null}
          </>
        ) : session.may('SetKickoff') ? (
          <KickoffForm project={project} />
        ) : null}
      </Stack>
    </Section>
  );
}

function KickoffForm({ project }: { project: Project }) {
  const { t } = useTranslation();
  const [on, setOn] = useState<string | null>(project.kickoffOn ?? today());
  const set = useSend(
    () =>
      told(
        api.POST('/v1/success-projects/{projectId}/kickoff', {
          params: { path: { projectId: project.id }, header: { 'If-Match': tagOf(project) } },
          body: { on },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(undefined, { onSuccess: () => notifications.show({ message: t('projects.kickoffSet') }) });
      }}
    >
      {set.error ? <Refused refusal={set.error} /> : null}
      <Group gap="xs" align="flex-end">
        <DateInput
          label={t('projects.kickoffOn')}
          value={on}
          valueFormat="YYYY-MM-DD"
          minDate={project.openedOn}
          onChange={setOn}
        />
        <Button type="submit" disabled={!on || on === project.kickoffOn} loading={set.isPending}>
          {t(project.kickoffOn ? 'projects.move' : 'projects.set')}
        </Button>
      </Group>
    </form>
  );
}

function Waive({ project }: { project: Project }) {
  const { t } = useTranslation();
  const waive = useSend(
    (reason: string) =>
      told(
        api.POST('/v1/success-projects/{projectId}/kickoff-waivers', {
          params: { path: { projectId: project.id }, header: { 'If-Match': tagOf(project) } },
          body: { reason },
        } as never),
      ),
    concerned,
  );
  return (
    <ConfirmButton
      verb={t('projects.waive')}
      question={t('projects.waiveQuestion')}
      reason={t('projects.waiveReason')}
      act={(reason) => waive.mutateAsync(reason)}
    />
  );
}
