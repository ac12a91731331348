import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, points } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { PartProps } from './parts';

type Step = Schema<'AdvisedStep'>;

/** What is asked anew once a step was answered. */
const concerns = ['/v1/accounts', '/v1/next-steps', '/v1/advice-figures', '/v1/tasks'];

/** 次の一手: the best next step with its reason, the goal that it serves and who does it; to be taken or declined. */
export function NextStep({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const asked = useGet('/v1/accounts/{accountId}/next-step', { params: { path: { accountId: account.id } } });
  return (
    <Section title={t('nextStep.title')} help={asked.data?.words}>
      <Answer of={asked} rows={4}>
        {(next) => (
          <Stack gap="md">
            {next.best ? <One account={account.id} step={next.best} best /> : <Empty words={t('nextStep.none')} />}
            {next.doing.map((one) => (
              <div key={one.step}>
                <Tag tone="good">{t('nextStep.doing', { day: day(one.on) })}</Tag> {one.title}
              </div>
            ))}
            {next.alternatives.length > 0 ? (
              <details>
                <summary>{t('nextStep.alternatives', { count: next.alternatives.length })}</summary>
                <Stack gap="md" mt="sm">
                  {next.alternatives.map((step) => (
                    <One key={step.step} account={account.id} step={step} />
                  ))}
                </Stack>
              </details>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Section>
  );
}

function One({ account, step, best }: { account: string; step: Step; best?: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Text fw={best ? 700 : 600}>{step.title}</Text>
      <Facts
        facts={[
          { name: t('nextStep.reason'), value: t('nextStep.asOf', { words: step.reason, day: day(step.asOf) }) },
          {
            name: t('nextStep.goal'),
            value: step.goal.dueOn
              ? t('nextStep.goalBy', { words: step.goal.words, day: day(step.goal.dueOn) })
              : step.goal.words,
          },
          { name: t('nextStep.who'), value: step.doer.words },
          { name: t('nextStep.kata'), value: step.kata ? <Kata kata={step.kata} /> : t('nextStep.noKata') },
          {
            name: t('nextStep.playbook'),
            value: step.playbook ? (
              <Link to="/playbooks/$playbookId" params={{ playbookId: step.playbook.playbookId }}>
                {step.playbook.title}
              </Link>
            ) : null,
          },
        ]}
      />
      <Answers account={account} step={step} />
    </Stack>
  );
}

function Kata({ kata }: { kata: NonNullable<Step['kata']> }) {
  const { t } = useTranslation();
  return (
    <>
      {kata.words}: {kata.verdictWords}
      <br />
      {t('nextStep.effect', {
        value: points(kata.effect.value),
        low: points(kata.effect.low),
        high: points(kata.effect.high),
        with: kata.with,
        without: kata.without,
      })}
      <br />
      {kata.evidence}
    </>
  );
}

function Answers({ account, step }: { account: string; step: Step }) {
  const { t } = useTranslation();
  const session = useSession();
  const take = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/next-step/taken', {
          params: { path: { accountId: account } },
          body: { step: step.step, dueOn: null },
        } as never),
      ),
    concerns,
  );
  const decline = useSend(
    (reason: string) =>
      told(
        api.POST('/v1/accounts/{accountId}/next-step/declined', {
          params: { path: { accountId: account } },
          body: { step: step.step, reason },
        } as never),
      ),
    concerns,
  );
  // The step is gone once the answer is read anew, so the word of it does not wait for the buttons.
  const send = () =>
    take.mutateAsync(undefined).then(
      () => notifications.show({ message: t('nextStep.taken') }),
      () => undefined,
    );
  return session.may('TakeNextStep') ? (
    <>
      {take.error ? <Refused refusal={take.error} /> : null}
      <Group gap="xs">
        <Button size="xs" loading={take.isPending} onClick={() => void send()}>
          {t(step.doer.isYours ? 'nextStep.take' : 'nextStep.takeAsking')}
        </Button>
        <ConfirmButton
          size="xs"
          variant="default"
          verb={t('nextStep.decline')}
          question={t('nextStep.declineMeans')}
          reason={t('nextStep.why')}
          act={(reason) => decline.mutateAsync(reason)}
        />
      </Group>
    </>
  ) : null;
}
