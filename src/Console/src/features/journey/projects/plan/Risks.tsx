import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Twin } from '@/kit/Twin';
import classes from './Plan.module.css';
import { FormButton, PlanForm } from './PlanForm';
import type { PartProps, Plan, Risk } from './plan';

const scale = [1, 2, 3, 4, 5] as const;
const states = ['open', 'occurred', 'closed'] as const;
const grave = 12;

/** If the project fails, why? The answers by probability and impact, with their trigger, owner and mitigation. */
export function Risks({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const watched = plan.risks.filter((one) => one.state !== 'closed');
  return (
    <Section title={t('plan.areas.risk')} help={t('plan.risk.help')}>
      {plan.risks.length === 0 ? (
        <Empty words={t('plan.risk.none')} />
      ) : (
        <>
          <Twin
            summary={t('plan.risk.summary', {
              count: watched.length,
              grave: watched.filter((one) => one.score >= grave).length,
            })}
            chart={<Matrix risks={watched} />}
            table={
              <DataTable
                caption={t('plan.areas.risk')}
                rows={plan.risks}
                idOf={(row) => row.id}
                columns={[
                  { id: 'why', heading: t('plan.risk.why'), cell: (row) => row.why },
                  {
                    id: 'probability',
                    heading: t('plan.risk.probability'),
                    figure: true,
                    cell: (row) => row.probability,
                  },
                  { id: 'impact', heading: t('plan.risk.impact'), figure: true, cell: (row) => row.impact },
                  { id: 'score', heading: t('plan.risk.score'), figure: true, cell: (row) => row.score },
                  { id: 'state', heading: t('plan.state'), cell: (row) => t(`plan.risk.states.${row.state}`) },
                  { id: 'owner', heading: t('plan.owner'), cell: (row) => personName(row.ownerId) },
                ]}
              />
            }
          />
          <ul className={classes.list} aria-label={t('plan.areas.risk')}>
            {plan.risks.map((one) => (
              <RiskLine key={one.id} risk={one} plan={plan} open={open} />
            ))}
          </ul>
        </>
      )}
      <FormButton verb={t('plan.risk.add')} may={open && session.may('AddProjectRisk')}>
        {(close) => (
          <PlanForm
            verb={t('plan.risk.add')}
            close={close}
            done={t('plan.risk.added')}
            fields={[
              { name: 'why', label: t('plan.risk.why'), kind: 'area', most: 1000 },
              { name: 'trigger', label: t('plan.risk.trigger'), kind: 'area', most: 1000 },
              { name: 'probability', label: t('plan.risk.probability'), kind: 'number', first: 3, least: 1, most: 5 },
              { name: 'impact', label: t('plan.risk.impact'), kind: 'number', first: 3, least: 1, most: 5 },
              { name: 'mitigation', label: t('plan.risk.mitigation'), kind: 'area', most: 2000, optional: true },
              { name: 'ownerId', label: t('plan.owner'), kind: 'person', first: plan.project.leadId },
            ]}
            send={(body) =>
              told(
                api.POST('/v1/success-projects/{projectId}/risks', {
                  params: { path: { projectId: plan.project.id } },
                  body,
                } as never),
              )
            }
          />
        )}
      </FormButton>
    </Section>
  );
}

/** Five by five: the higher and the further to the right, the graver. */
function Matrix({ risks }: { risks: readonly Risk[] }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className={classes.scroll} aria-label={t('plan.risk.matrix')} tabIndex={0}>
      <table className={classes.matrix}>
        <caption className="visually-hidden">{t('plan.risk.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plan.risk.axes')}</th>
            {scale.map((impact) => (
              <th scope="col" key={impact}>
                {t('plan.risk.impactOf', { value: impact })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scale.toReversed().map((probability) => (
            <tr key={probability}>
              <th scope="row">{t('plan.risk.probabilityOf', { value: probability })}</th>
              {scale.map((impact) => (
                <td key={impact} data-grave={probability * impact >= grave || undefined}>
                  {risks
                    .filter((one) => one.probability === probability && one.impact === impact)
                    .map((one) => (
                      <div key={one.id}>{one.why.length > 24 ? `${one.why.slice(0, 23)}…` : one.why}</div>
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RiskLine({ risk, plan, open }: { risk: Risk; plan: Plan; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [act, setAct] = useState<'rate' | 'state' | 'answer' | 'task' | null>(null);
  const path = { riskId: risk.id };
  const close = () => setAct(null);
  return (
    <li>
      <Group gap="xs">
        <Tag tone={risk.state === 'closed' ? 'plain' : risk.score >= grave ? 'warn' : 'plain'}>
          {t('plan.risk.line', { state: t(`plan.risk.states.${risk.state}`), score: risk.score })}
        </Tag>
        <strong>{risk.why}</strong>
      </Group>
      <span>
        {[
          t('plan.risk.triggerOf', { trigger: risk.trigger }),
          risk.mitigation ? t('plan.risk.mitigationOf', { mitigation: risk.mitigation }) : t('plan.risk.noMitigation'),
        ].join(' · ')}
      </span>
      <span className={classes.soft}>
        {[
          personName(risk.ownerId),
          t('plan.risk.since', { day: day(risk.stateSince) }),
          risk.ratings.map((one) => one.probability * one.impact).join(' → '),
          risk.openTasks > 0 ? t('plan.risk.openTasks', { count: risk.openTasks }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {open && act === null ? (
        <Group gap="xs">
          {session.may('ChangeProjectRisk') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('answer')}>
              {t('plan.risk.answer')}
            </Button>
          ) : null}
          {session.may('OpenTask') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('task')}>
              {t('plan.risk.task')}
            </Button>
          ) : null}
          {session.may('RateProjectRisk') && risk.state !== 'closed' ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('rate')}>
              {t('plan.risk.rate')}
            </Button>
          ) : null}
          {session.may('SettleProjectRisk') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('state')}>
              {t('plan.risk.settle')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {act === 'answer' ? (
        <PlanForm
          name={t('plan.risk.answer')}
          verb={t('plan.risk.answer')}
          close={close}
          done={t('plan.risk.answered')}
          fields={[
            { name: 'mitigation', label: t('plan.risk.mitigation'), kind: 'area', most: 2000, first: risk.mitigation },
          ]}
          send={(body) =>
            told(
              api.PATCH('/v1/project-risks/{riskId}', {
                params: { path, header: { 'If-Match': `"${risk.version}"` } },
                body,
              } as never),
            )
          }
        />
      ) : null}
      {act === 'task' ? (
        <PlanForm
          name={t('plan.risk.task')}
          verb={t('plan.risk.task')}
          close={close}
          done={t('tasks.opened')}
          fields={[
            { name: 'title', label: t('tasks.what'), kind: 'text', most: 200, first: risk.mitigation?.slice(0, 200) },
            { name: 'dueOn', label: t('tasks.dueOn'), kind: 'day' },
          ]}
          send={({ title, dueOn }) =>
            told(
              api.POST('/v1/tasks', {
                body: {
                  side: 'ours',
                  title,
                  dueOn,
                  accountId: plan.project.accountId,
                  personId: risk.ownerId,
                  source: 'risk',
                  sourceId: risk.id,
                },
              } as never),
            )
          }
        />
      ) : null}
      {act === 'rate' ? (
        <PlanForm
          name={t('plan.risk.rate')}
          verb={t('plan.risk.rate')}
          close={close}
          done={t('plan.risk.rated')}
          fields={[
            {
              name: 'probability',
              label: t('plan.risk.probability'),
              kind: 'number',
              first: risk.probability,
              least: 1,
              most: 5,
            },
            { name: 'impact', label: t('plan.risk.impact'), kind: 'number', first: risk.impact, least: 1, most: 5 },
            { name: 'why', label: t('plan.why'), kind: 'text', most: 1000 },
          ]}
          send={(body) => told(api.POST('/v1/project-risks/{riskId}/ratings', { params: { path }, body } as never))}
        />
      ) : null}
      {act === 'state' ? (
        <PlanForm
          name={t('plan.risk.settle')}
          verb={t('plan.risk.settle')}
          close={close}
          done={t('plan.risk.settled')}
          fields={[
            {
              name: 'state',
              label: t('plan.state'),
              kind: 'choice',
              choices: states
                .filter((value) => value !== risk.state)
                .map((value) => ({ value, label: t(`plan.risk.states.${value}`) })),
            },
            { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
            { name: 'why', label: t('plan.why'), kind: 'text', most: 1000 },
          ]}
          send={(body) => told(api.POST('/v1/project-risks/{riskId}/state', { params: { path }, body } as never))}
        />
      ) : null}
    </li>
  );
}
