import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';
import { useLearning, usualTraining } from '@/kit/learning';
import { WhyNot } from '@/kit/NotForYou';
import { Refused } from '@/kit/States';
import classes from './FirstSteps.module.css';

/** The way from loaded files to the first score: snapshots, a model, its promotion, the scores. */
export function FirstScore({ step }: { step: (title: string, done: boolean, content: ReactNode) => ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const snapshots = useGet(
    '/v1/snapshots',
    { params: { query: { limit: 1 } } },
    { when: session.may('ListSnapshots'), every: 10_000 },
  );
  const models = useGet(
    '/v1/models',
    { params: { query: { limit: 50 } } },
    { when: session.may('ListModels'), every: 10_000 },
  );
  const portfolio = useGet(
    '/v1/portfolio',
    { params: { query: { limit: 1, sort: ['-probability'] } } },
    { when: session.may('ListPortfolio'), every: 10_000 },
  );
  const { build, train, score, refusal } = useLearning();
  const items = models.data?.items ?? [];
  const done = {
    snapshots: (snapshots.data?.items.length ?? 0) > 0,
    model: items.length > 0,
    champion: items.some((model) => model.alias === 'champion'),
    scores: portfolio.data?.items[0]?.probability != null,
  };
  const tasks: { id: keyof typeof done; operation: string; act: ReactNode }[] = [
    {
      id: 'snapshots',
      operation: 'StartSnapshotBuild',
      act: (
        <Button size="xs" loading={build.isPending} onClick={() => build.mutate(undefined)}>
          {t('imports.first.buildSnapshots')}
        </Button>
      ),
    },
    {
      id: 'model',
      operation: 'StartModelTraining',
      act: (
        <Button
          size="xs"
          disabled={!done.snapshots}
          loading={train.isPending}
          onClick={() => train.mutate(usualTraining)}
        >
          {t('imports.first.train')}
        </Button>
      ),
    },
    { id: 'champion', operation: 'PromoteModel', act: <Link to="/models">{t('imports.first.promote')}</Link> },
    {
      id: 'scores',
      operation: 'StartScoring',
      act: (
        <Button size="xs" disabled={!done.champion} loading={score.isPending} onClick={() => score.mutate(undefined)}>
          {t('imports.first.score')}
        </Button>
      ),
    },
  ];

  return step(
    t('imports.first.firstScore'),
    done.scores,
    <>
      {refusal ? <Refused refusal={refusal} /> : null}
      <ul className={classes.tasks}>
        {tasks.map((task) => (
          <li key={task.id} data-done={done[task.id] || undefined}>
            <span className={classes.task}>
              {t(`imports.first.tasks.${task.id}`)}
              <small>{t(`imports.first.taskHelp.${task.id}`)}</small>
            </span>
            {done[task.id] ? (
              <IconCheck size={18} aria-label={t('imports.first.done')} />
            ) : session.may(task.operation) ? (
              task.act
            ) : (
              <WhyNot operation={task.operation} inline />
            )}
          </li>
        ))}
      </ul>
    </>,
  );
}
