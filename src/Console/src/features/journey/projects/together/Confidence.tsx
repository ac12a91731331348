import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { FormButton, PlanForm } from '../plan/PlanForm';
import classes from './Together.module.css';
import { type PartProps, type Score, scores, sponsors } from './together';

/** How sure the sponsors of both sides are that the project reaches what was agreed, the newest first. */
export function Confidence({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Section title={t('together.confidence.title')} help={t('together.confidence.help')}>
      <ul className={classes.list} aria-label={t('together.confidence.next')}>
        {plan.nextChecks.map((next) => (
          <li key={next.side}>
            <div className={classes.line}>
              <strong>{t(`together.confidence.sponsors.${next.side}`)}</strong>
              {next.on <= today() ? <Tag tone="warn">{t('together.confidence.due')}</Tag> : null}
              <span className={classes.soft}>{t('together.confidence.nextOn', { day: day(next.on) })}</span>
            </div>
          </li>
        ))}
      </ul>
      {plan.checks.length === 0 ? (
        <Empty words={t('together.confidence.none')} />
      ) : (
        <DataTable
          caption={t('together.confidence.title')}
          rows={plan.checks}
          idOf={(row) => row.id}
          columns={[
            { id: 'on', heading: t('together.confidence.on'), cell: (row) => day(row.on) },
            {
              id: 'who',
              heading: t('together.confidence.who'),
              cell: (row) => t('together.confidence.of', { name: row.name, side: t(`tasks.sides.${row.side}`) }),
            },
            {
              id: 'score',
              heading: t('together.confidence.score'),
              cell: (row) => (
                <Tag tone={row.score >= 4 ? 'good' : row.score === 3 ? 'plain' : 'warn'}>
                  {t('together.confidence.scored', {
                    score: row.score,
                    words: t(`confidence.${row.score as Score}`),
                  })}
                </Tag>
              ),
            },
            { id: 'words', heading: t('together.confidence.words'), cell: (row) => row.words },
            {
              id: 'how',
              heading: t('together.confidence.how'),
              cell: (row) => t(row.byThemselves ? 'together.confidence.themselves' : 'together.confidence.asked'),
            },
            {
              id: 'risk',
              heading: t('together.confidence.risk'),
              cell: (row) =>
                row.riskId === null ? null : session.may('GetProjectPlan') ? (
                  <Link to="/projects/$projectId" params={{ projectId: plan.projectId }}>
                    {t('together.confidence.riskOpened')}
                  </Link>
                ) : (
                  t('together.confidence.riskOpened')
                ),
            },
          ]}
        />
      )}
      <FormButton verb={t('together.confidence.add')} may={open && session.may('CheckConfidence')}>
        {(close) => (
          <PlanForm
            verb={t('together.confidence.add')}
            close={close}
            done={t('together.confidence.added')}
            fields={[
              {
                name: 'side',
                label: t('together.confidence.side'),
                kind: 'choice',
                choices: sponsors.map((value) => ({ value, label: t(`together.confidence.sponsors.${value}`) })),
              },
              { name: 'name', label: t('together.confidence.name'), kind: 'text', most: 200 },
              {
                name: 'score',
                label: t('together.confidence.score'),
                kind: 'choice',
                choices: scores.map((score) => ({
                  value: String(score),
                  label: t('together.confidence.scored', { score, words: t(`confidence.${score}`) }),
                })),
              },
              { name: 'words', label: t('together.confidence.words'), kind: 'area', most: 1000, optional: true },
            ]}
            send={({ score, ...said }) =>
              told(
                api.POST('/v1/success-projects/{projectId}/confidence-checks', {
                  params: { path: { projectId: plan.projectId } },
                  body: { ...said, score: Number(score) },
                } as never),
              )
            }
          />
        )}
      </FormButton>
    </Section>
  );
}
