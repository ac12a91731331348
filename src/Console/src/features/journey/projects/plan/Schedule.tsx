import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day, dayShort, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Twin } from '@/kit/Twin';
import { MilestoneChart } from './MilestoneChart';
import classes from './Plan.module.css';
import { FormButton, PlanForm } from './PlanForm';
import { concerned, type Milestone, type PartProps } from './plan';

/** Milestones on their line of time and as a table; each is moved, reached or told of where it stands. */
export function Schedule({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const path = { projectId: plan.project.id };
  const agree = useSend(
    () => told(api.POST('/v1/success-projects/{projectId}/baseline', { params: { path } } as never)),
    concerned,
  );
  const next = plan.milestones.find((one) => !one.actualOn);
  return (
    <Section
      title={t('plan.areas.schedule')}
      help={t('plan.schedule.help')}
      actions={
        open && session.may('AgreeBaselines') && plan.milestones.some((one) => !one.baselineOn) ? (
          <Button
            size="xs"
            variant="default"
            loading={agree.isPending}
            onClick={() =>
              agree.mutate(undefined, {
                onSuccess: () => notifications.show({ message: t('plan.schedule.agreed') }),
              })
            }
          >
            {t('plan.schedule.agree')}
          </Button>
        ) : null
      }
    >
      {agree.error ? <Refused refusal={agree.error} /> : null}
      {plan.milestones.length === 0 ? (
        <Empty words={t('plan.schedule.none')} />
      ) : (
        <>
          <Twin
            summary={[
              next
                ? t('plan.schedule.next', { title: next.title, day: day(next.forecastOn) })
                : t('plan.schedule.allReached'),
              plan.slipDays === null
                ? t('plan.schedule.noBaseline')
                : plan.slipDays > 0
                  ? t('plan.schedule.slips', { count: plan.slipDays })
                  : t('plan.schedule.onTime'),
            ].join(' ')}
            chart={<MilestoneChart milestones={plan.milestones} />}
            table={
              <DataTable
                caption={t('plan.areas.schedule')}
                rows={plan.milestones}
                idOf={(row) => row.id}
                columns={[
                  { id: 'title', heading: t('plan.schedule.milestone'), cell: (row) => row.title },
                  {
                    id: 'baseline',
                    heading: t('plan.schedule.baseline'),
                    cell: (row) => (row.baselineOn ? dayShort(row.baselineOn) : t('figure.none')),
                  },
                  { id: 'forecast', heading: t('plan.schedule.forecast'), cell: (row) => dayShort(row.forecastOn) },
                  {
                    id: 'actual',
                    heading: t('plan.schedule.actual'),
                    cell: (row) => (row.actualOn ? dayShort(row.actualOn) : t('figure.none')),
                  },
                  {
                    id: 'slip',
                    heading: t('plan.schedule.slip'),
                    figure: true,
                    cell: (row) =>
                      row.slipDays === null ? t('figure.none') : t('plan.schedule.days', { count: row.slipDays }),
                  },
                  { id: 'owner', heading: t('plan.owner'), cell: (row) => personName(row.ownerId) },
                ]}
              />
            }
          />
          <ul className={classes.list} aria-label={t('plan.schedule.toReach')}>
            {plan.milestones
              .filter((one) => !one.actualOn)
              .map((one) => (
                <MilestoneLine key={one.id} milestone={one} open={open} />
              ))}
          </ul>
        </>
      )}
      <FormButton verb={t('plan.schedule.add')} may={open && session.may('AddMilestone')}>
        {(close) => (
          <PlanForm
            verb={t('plan.schedule.add')}
            close={close}
            done={t('plan.schedule.added')}
            fields={[
              { name: 'title', label: t('plan.schedule.milestone'), kind: 'text', most: 200 },
              { name: 'forecastOn', label: t('plan.schedule.forecast'), kind: 'day' },
              { name: 'ownerId', label: t('plan.owner'), kind: 'person', first: plan.project.leadId },
              {
                name: 'alarmDays',
                label: t('plan.schedule.alarmDays'),
                kind: 'number',
                first: 14,
                least: 1,
                most: 90,
              },
            ]}
            send={(body) =>
              told(api.POST('/v1/success-projects/{projectId}/milestones', { params: { path }, body } as never))
            }
          />
        )}
      </FormButton>
    </Section>
  );
}

function MilestoneLine({ milestone, open }: { milestone: Milestone; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [act, setAct] = useState<'move' | 'reach' | null>(null);
  const path = { milestoneId: milestone.id };
  const last = milestone.moves.at(-1);
  const close = () => setAct(null);
  return (
    <li>
      <Group gap="xs">
        {milestone.isLate ? (
          <Tag tone="bad">{t('plan.schedule.late')}</Tag>
        ) : milestone.isNear ? (
          <Tag tone="warn">{t('plan.schedule.near')}</Tag>
        ) : null}
        {milestone.slipDays !== null && milestone.slipDays > 0 ? (
          <Tag tone="warn">{t('plan.schedule.days', { count: milestone.slipDays })}</Tag>
        ) : null}
        <strong>{milestone.title}</strong>
        <span className={classes.soft}>
          {t('plan.schedule.expected', { day: day(milestone.forecastOn), name: personName(milestone.ownerId) })}
        </span>
      </Group>
      {last ? (
        <span className={classes.soft}>
          {t('plan.schedule.moved', {
            from: day(last.from),
            to: day(last.to),
            why: last.why,
            name: personName(last.byId),
            count: milestone.moves.length,
          })}
        </span>
      ) : null}
      {open && act === null ? (
        <Group gap="xs">
          {session.may('ForecastMilestone') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('move')}>
              {t('plan.schedule.move')}
            </Button>
          ) : null}
          {session.may('ReachMilestone') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('reach')}>
              {t('plan.schedule.reach')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {act === 'move' ? (
        <PlanForm
          name={t('plan.schedule.moveOf', { title: milestone.title })}
          verb={t('plan.schedule.move')}
          close={close}
          done={t('plan.schedule.movedNow')}
          fields={[
            { name: 'on', label: t('plan.schedule.forecast'), kind: 'day', first: milestone.forecastOn },
            { name: 'why', label: t('plan.why'), kind: 'text', most: 2000 },
          ]}
          send={(body) => told(api.POST('/v1/milestones/{milestoneId}/forecasts', { params: { path }, body } as never))}
        />
      ) : null}
      {act === 'reach' ? (
        <PlanForm
          name={t('plan.schedule.reachOf', { title: milestone.title })}
          verb={t('plan.schedule.reach')}
          close={close}
          done={t('plan.schedule.reached')}
          fields={[{ name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() }]}
          send={(body) => told(api.POST('/v1/milestones/{milestoneId}/actual', { params: { path }, body } as never))}
        />
      ) : null}
    </li>
  );
}
