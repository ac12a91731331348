import { Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Refusal, type Schema, told } from '@/api/client';
import { count, day } from '@/app/format';
import { LanguageSwitch } from '@/app/LanguageSwitch';
import { Facts } from '@/kit/Facts';
import { Page, Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Confidence } from './Confidence';
import classes from './SharedPlan.module.css';
import { SharedTasks } from './SharedTasks';

type Plan = Schema<'SharedPlan'>;

/**
 * What a customer sees of the work on their success. They have no session: the secret behind the # of their link is all
 * that lets them in. It travels in the body and is kept in memory alone.
 */
export default function SharedPlanPage() {
  const { t } = useTranslation();
  const link = useLocation({ select: (location) => location.hash });
  return (
    <main id="main" className={classes.sheet}>
      <div className={`${classes.top} no-print`}>
        <LanguageSwitch />
      </div>
      {link ? <Opened key={link} link={link} /> : <Sentence words={t('sharedPlan.noKey')} />}
    </main>
  );
}

/** The plan that a link opens, or the one sentence that says why it opens nothing. */
function Opened({ link }: { link: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const kept = ['shared-plan', link];
  const asked = useQuery<Plan, Refusal>({
    queryKey: kept,
    // Each asking is noted as a visit: it is asked once, whatever the window does meanwhile.
    queryFn: () => told(api.POST('/v1/shared-plan/openings', { body: { link } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  useSaidAgain(asked.error, asked.refetch);
  if (asked.error) {
    return asked.error.passing ? (
      <Refused refusal={asked.error} again={() => void asked.refetch()} />
    ) : (
      <Sentence words={asked.error.message} />
    );
  }
  const plan = asked.data;
  if (!plan) {
    return <Loading />;
  }
  return (
    <Page title={plan.project} lead={plan.customer}>
      {plan.greeting ? <Text className={classes.greeting}>{plan.greeting}</Text> : null}
      <Facts
        facts={[
          { name: t('sharedPlan.lead'), value: plan.lead },
          { name: t('sharedPlan.lastDay'), value: day(plan.lastDay) },
        ]}
      />
      {plan.goal ? <Goal goal={plan.goal} /> : null}
      {plan.intents.length > 0 ? (
        <Section title={t('sharedPlan.intents')}>
          <ul className={classes.list}>
            {plan.intents.map((intent) => (
              <li key={`${intent.saidOn} ${intent.saidBy} ${intent.words}`}>
                <q className={classes.words}>{intent.words}</q>
                <span className={classes.soft}>
                  {t('sharedPlan.saidBy', { name: intent.saidBy, day: day(intent.saidOn) })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('sharedPlan.tasks')}>
        {plan.tasks.length === 0 ? (
          <Empty words={t('sharedPlan.noTasks')} />
        ) : (
          <SharedTasks tasks={plan.tasks} link={link} changed={(now) => client.setQueryData(kept, now)} />
        )}
      </Section>
      <Confidence link={link} />
    </Page>
  );
}

function Goal({ goal }: { goal: Schema<'SharedGoal'> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('sharedPlan.goal')}>
      <Facts
        grid
        facts={[
          { name: t('sharedPlan.outcome'), value: goal.outcome },
          { name: t('sharedPlan.metric'), value: goal.metric },
          {
            name: t('sharedPlan.target'),
            value: t(goal.baseline === null ? 'sharedPlan.to' : 'sharedPlan.fromTo', {
              baseline: figure(goal.baseline),
              target: figure(goal.target),
              day: day(goal.dueOn),
            }),
          },
        ]}
      />
    </Section>
  );
}

// As exact as it was agreed.
const figure = (value: number | null) => count(value, String(value ?? 0).split('.')[1]?.length ?? 0);

/** All that stands where a link opens nothing. */
function Sentence({ words }: { words: ReactNode }) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t('sharedPlan.title');
  }, [t]);
  return (
    <div role="alert" className={classes.sentence}>
      <Title order={1} size="h3">
        {words}
      </Title>
    </div>
  );
}

/** Asks anew for a refusal in the language that the reader turned to; a plan that was opened stands. */
function useSaidAgain(refusal: Refusal | null, again: () => unknown) {
  const { i18n } = useTranslation();
  const said = useRef(i18n.language);
  useEffect(() => {
    if (said.current !== i18n.language) {
      said.current = i18n.language;
      if (refusal) {
        again();
      }
    }
  }, [i18n.language, refusal, again]);
}
