import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { FactForm, type FactKind, factConcerns } from '@/kit/FactForm';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { PartProps } from './parts';

type Progress = Schema<'OnboardingProgress'>;
type Own = Pick<PartProps, 'account'>;
type Shown = Own & { progress: Progress };

const milestones = ['setUp', 'atHome', 'firstValue'] as const;

/** オンボーディング: the three dates, what key users can do, the four steps of daily work, contact points to come. */
export function Onboarding({ account }: Own) {
  const session = useSession();
  const asked = useGet(
    '/v1/accounts/{accountId}/onboarding',
    { params: { path: { accountId: account.id } } },
    { when: session.may('GetOnboarding') },
  );
  return session.may('GetOnboarding') ? (
    <Answer of={asked} rows={4}>
      {(progress) => (
        <>
          <Dates account={account} progress={progress} />
          <Operations account={account} progress={progress} />
          <Steps account={account} progress={progress} />
        </>
      )}
    </Answer>
  ) : null;
}

function Dates({ account, progress }: Shown) {
  const { t } = useTranslation();
  const session = useSession();
  const [recording, setRecording] = useState<FactKind | null>(null);
  const shown = (on: string | null) => (on ? day(on) : t('account.onboarding.notYet'));
  return (
    <Section
      title={t('account.onboarding.dates')}
      help={t('account.onboarding.datesHelp')}
      actions={
        session.may('RecordOnboardingFact') && !recording ? (
          <Group gap="xs">
            {([...milestones, 'contactPoint'] as const).map((kind) => (
              <Button key={kind} size="xs" variant="default" onClick={() => setRecording(kind)}>
                {t(`account.onboarding.record.${kind}`)}
              </Button>
            ))}
          </Group>
        ) : null
      }
    >
      {recording ? <FactForm account={account.id} kind={recording} close={() => setRecording(null)} /> : null}
      <Facts
        grid
        facts={[
          {
            name: t('account.onboarding.start', { start: t(`onboarding.starts.${progress.start}`) }),
            value: shown(progress.startOn),
          },
          { name: t('account.onboarding.setUp'), value: shown(progress.setUpOn) },
          { name: t('account.onboarding.atHome'), value: shown(progress.atHomeOn) },
          { name: t('account.onboarding.firstValue'), value: shown(progress.firstValueOn) },
          {
            name: t('account.onboarding.daysToValue'),
            value: progress.daysToValue == null ? null : t('onboarding.days', { days: progress.daysToValue }),
          },
          { name: t('launches.launchedOn'), value: progress.goLiveOn ? day(progress.goLiveOn) : null },
        ]}
      />
      {progress.departments.length > 0 ? (
        <DataTable
          caption={t('account.onboarding.departments')}
          rows={progress.departments}
          idOf={(row) => row.department ?? ''}
          columns={[
            {
              id: 'department',
              heading: t('fact.department'),
              cell: (row) => row.department ?? t('fact.wholeCompany'),
            },
            { id: 'atHome', heading: t('account.onboarding.atHome'), cell: (row) => shown(row.atHomeOn) },
            { id: 'firstValue', heading: t('account.onboarding.firstValue'), cell: (row) => shown(row.firstValueOn) },
          ]}
        />
      ) : null}
      {progress.contactPoints.length > 0 ? (
        <Facts
          narrow
          facts={progress.contactPoints.map((point) => ({
            name: t('account.onboarding.contactOn', { day: day(point.on) }),
            value: t('account.onboarding.contactWith', { with: point.with, what: point.what }),
          }))}
        />
      ) : null}
    </Section>
  );
}

/** What each key user has shown that they can do, of the basic operations of the customer's programme. */
function Operations({ account, progress }: Shown) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [recording, setRecording] = useState<string | null>(null);
  const map = useGet(
    '/v1/accounts/{accountId}/people-map',
    { params: { path: { accountId: account.id } } },
    { when: recording !== null && session.may('GetPeopleMap') },
  );
  const people = map.data?.people ?? [];
  return (
    <Section title={t('account.onboarding.operations')} help={t('account.onboarding.operationsHelp')}>
      {progress.enrolment ? (
        <Stack gap="sm">
          <Text>
            {t('account.onboarding.enrolled', {
              name: progress.enrolment.name,
              number: progress.enrolment.number,
              day: day(progress.enrolment.on),
            })}
          </Text>
          {progress.operations.map((operation) => {
            const words = i18n.language === 'ja' ? operation.ja : operation.en;
            return (
              <div key={operation.code}>
                <Group gap="xs" justify="space-between">
                  <Group gap="xs">
                    <strong>{words}</strong>
                    {operation.users.length === 0 ? (
                      <Tag tone="warn">{t('account.onboarding.nobodyYet')}</Tag>
                    ) : (
                      operation.users.map((user) => (
                        <Tag key={user.stakeholderId} tone="good">
                          {t('account.onboarding.able', { name: user.name, day: day(user.on) })}
                        </Tag>
                      ))
                    )}
                  </Group>
                  {session.may('RecordOnboardingFact') && recording !== operation.code ? (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('launches.recordOf', { words })}
                      onClick={() => setRecording(operation.code)}
                    >
                      {t('launches.record')}
                    </Button>
                  ) : null}
                </Group>
                {recording !== operation.code ? null : map.isSuccess && people.length === 0 ? (
                  <Empty words={t('account.onboarding.needsPeople')} />
                ) : (
                  <FactForm
                    account={account.id}
                    kind="basicOperation"
                    code={operation.code}
                    people={people}
                    close={() => setRecording(null)}
                  />
                )}
              </div>
            );
          })}
        </Stack>
      ) : session.may('EnrolAccount') && session.may('ListOnboardingProgrammes') ? (
        <EnrolForm account={account} />
      ) : (
        <Empty words={t('account.onboarding.notEnrolled')} />
      )}
    </Section>
  );
}

function EnrolForm({ account }: Own) {
  const { t } = useTranslation();
  const [programme, setProgramme] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(today());
  const programmes = useGet('/v1/onboarding-programmes', { params: { query: { limit: 200 } } });
  const enrol = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/onboarding-enrolments', {
          params: { path: { accountId: account.id } },
          body: { programmeId: programme, on, number: null, corrects: false },
        } as never),
      ),
    factConcerns,
  );
  return (
    <Answer of={programmes} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty words={t('onboarding.programmes.none')} />
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              // The form is gone once the enrolment is read anew.
              void enrol.mutateAsync(undefined).then(
                () => notifications.show({ message: t('account.onboarding.enrolDone') }),
                () => undefined,
              );
            }}
          >
            {enrol.error ? <Refused refusal={enrol.error} /> : null}
            <Group gap="xs" align="flex-end">
              <Select
                label={t('onboarding.ways.programme')}
                required
                data={items.map((one) => ({ value: one.id, label: one.versions.at(-1)?.content.name ?? one.code }))}
                value={programme}
                onChange={setProgramme}
              />
              <DateInput
                label={t('account.onboarding.enrolOn')}
                value={on}
                valueFormat="YYYY-MM-DD"
                maxDate={today()}
                onChange={setOn}
              />
              <Button type="submit" disabled={!programme || !on} loading={enrol.isPending}>
                {t('account.onboarding.enrol')}
              </Button>
            </Group>
          </form>
        )
      }
    </Answer>
  );
}

/** The four steps by which daily work changes, each with its evidence or the form that records it. */
function Steps({ account, progress }: Shown) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [recording, setRecording] = useState<string | null>(null);
  return (
    <Section title={t('account.onboarding.steps')} help={t('account.onboarding.stepsHelp')}>
      <Stack gap="sm">
        {progress.steps.map((step) => {
          const words = i18n.language === 'ja' ? step.ja : step.en;
          return (
            <div key={step.code}>
              <Group gap="xs" justify="space-between">
                <Group gap="xs">
                  <Tag tone={step.on ? 'good' : 'warn'}>{t(step.on ? 'launches.met' : 'launches.open')}</Tag>
                  <span>{words}</span>
                </Group>
                {step.on || recording === step.code || !session.may('RecordOnboardingFact') ? null : (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('launches.recordOf', { words })}
                    onClick={() => setRecording(step.code)}
                  >
                    {t('launches.record')}
                  </Button>
                )}
              </Group>
              {step.on ? (
                <Text size="sm" c="dimmed">
                  {t('account.onboarding.stepDone', { day: day(step.on), what: step.what ?? '' })}
                </Text>
              ) : null}
              {recording === step.code ? (
                <FactForm account={account.id} kind="dailyWorkStep" code={step.code} close={() => setRecording(null)} />
              ) : null}
            </div>
          );
        })}
      </Stack>
    </Section>
  );
}
