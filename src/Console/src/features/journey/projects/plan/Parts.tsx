import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Plan.module.css';
import { FormButton, PlanForm } from './PlanForm';
import type { Deliverable, Need, Order, PartProps } from './plan';

/** What is handed over, how fine, by which criteria, and what the customer said of it; done only with their sign-off. */
export function Quality({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Section title={t('plan.areas.quality')} help={t('plan.quality.help')}>
      {plan.deliverables.length === 0 ? (
        <Empty words={t('plan.quality.none')} />
      ) : (
        <ul className={classes.list}>
          {plan.deliverables.map((one) => (
            <DeliverableLine key={one.id} deliverable={one} open={open} />
          ))}
        </ul>
      )}
      <FormButton verb={t('plan.quality.add')} may={open && session.may('AddDeliverable')}>
        {(close) => (
          <PlanForm
            verb={t('plan.quality.add')}
            close={close}
            done={t('plan.quality.added')}
            fields={[
              { name: 'title', label: t('plan.quality.deliverable'), kind: 'text', most: 200 },
              { name: 'granularity', label: t('plan.quality.granularity'), kind: 'text', most: 300 },
              { name: 'criteria', label: t('plan.quality.criteria'), kind: 'area', most: 2000 },
              { name: 'dueOn', label: t('plan.dueOn'), kind: 'day' },
              { name: 'ownerId', label: t('plan.owner'), kind: 'person', first: plan.project.leadId },
            ]}
            send={(body) =>
              told(
                api.POST('/v1/success-projects/{projectId}/deliverables', {
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

function DeliverableLine({ deliverable, open }: { deliverable: Deliverable; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [act, setAct] = useState<'sign' | 'done' | null>(null);
  const path = { deliverableId: deliverable.id };
  const close = () => setAct(null);
  return (
    <li>
      <Group gap="xs">
        <Tag tone={deliverable.doneOn || deliverable.isSignedOff ? 'good' : deliverable.isLate ? 'warn' : 'plain'}>
          {deliverable.doneOn
            ? t('plan.quality.doneOn', { day: day(deliverable.doneOn) })
            : t(
                deliverable.isSignedOff
                  ? 'plan.quality.signedOff'
                  : deliverable.isLate
                    ? 'plan.late'
                    : 'plan.quality.unsigned',
              )}
        </Tag>
        <strong>{deliverable.title}</strong>
        <span className={classes.soft}>
          {t('plan.byWhen', { name: personName(deliverable.ownerId), day: day(deliverable.dueOn) })}
        </span>
      </Group>
      <span>{t('plan.quality.about', { granularity: deliverable.granularity, criteria: deliverable.criteria })}</span>
      {deliverable.signOffs.map((signed) => (
        <span className={classes.soft} key={signed.at}>
          {t(signed.accepted ? 'plan.quality.accepted' : 'plan.quality.rejected', {
            name: signed.by,
            day: day(signed.on),
            reason: signed.reason,
          })}
        </span>
      ))}
      {open && !deliverable.doneOn && act === null ? (
        <Group gap="xs">
          {session.may('SignOffDeliverable') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('sign')}>
              {t('plan.quality.sign')}
            </Button>
          ) : null}
          {session.may('FinishDeliverable') && deliverable.isSignedOff ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('done')}>
              {t('plan.quality.finish')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {act === 'sign' ? (
        <PlanForm
          name={t('plan.quality.signOf', { title: deliverable.title })}
          verb={t('plan.quality.sign')}
          close={close}
          done={t('plan.quality.signed')}
          fields={[
            { name: 'by', label: t('plan.quality.by'), kind: 'text', most: 100 },
            { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
            {
              name: 'word',
              label: t('plan.quality.word'),
              kind: 'choice',
              first: 'accepted',
              choices: (['accepted', 'rejected'] as const).map((value) => ({
                value,
                label: t(`plan.quality.words.${value}`),
              })),
            },
            { name: 'reason', label: t('plan.quality.reason'), kind: 'text', most: 2000, optional: true },
          ]}
          send={({ by, on, word, reason }) =>
            told(
              api.POST('/v1/deliverables/{deliverableId}/sign-offs', {
                params: { path },
                body: { by, on, accepted: word === 'accepted', reason },
              } as never),
            )
          }
        />
      ) : null}
      {act === 'done' ? (
        <PlanForm
          name={t('plan.quality.finishOf', { title: deliverable.title })}
          verb={t('plan.quality.finish')}
          close={close}
          done={t('plan.quality.finished')}
          fields={[{ name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() }]}
          send={(body) => told(api.POST('/v1/deliverables/{deliverableId}/done', { params: { path }, body } as never))}
        />
      ) : null}
    </li>
  );
}

/** Whom the project needs from which department, and what nobody fills. */
export function Resources({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Section title={t('plan.areas.resource')} help={t('plan.need.help')}>
      {plan.needs.length === 0 ? (
        <Empty words={t('plan.need.none')} />
      ) : (
        <ul className={classes.list}>
          {plan.needs.map((one) => (
            <NeedLine key={one.id} need={one} open={open} />
          ))}
        </ul>
      )}
      <FormButton verb={t('plan.need.add')} may={open && session.may('RequestResource')}>
        {(close) => (
          <PlanForm
            verb={t('plan.need.add')}
            close={close}
            done={t('plan.need.added')}
            fields={[
              { name: 'role', label: t('plan.need.role'), kind: 'text', most: 100 },
              { name: 'department', label: t('plan.need.department'), kind: 'text', most: 100 },
              { name: 'hoursAWeek', label: t('plan.need.hours'), kind: 'number', first: 4, least: 1, most: 80 },
              { name: 'from', label: t('plan.from'), kind: 'day', first: today() },
              { name: 'to', label: t('plan.to'), kind: 'day', optional: true },
            ]}
            send={(body) =>
              told(
                api.POST('/v1/success-projects/{projectId}/resource-needs', {
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

const needTones = { requested: 'warn', promised: 'proposed', filled: 'good' } as const;

function NeedLine({ need, open }: { need: Need; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const path = { needId: need.id };
  return (
    <li>
      <Group gap="xs">
        <Tag tone={needTones[need.state]}>{t(`plan.need.states.${need.state}`)}</Tag>
        <strong>{need.role}</strong>
        <span className={classes.soft}>
          {t('plan.need.about', { department: need.department, count: need.hoursAWeek, day: day(need.from) })}
        </span>
        {need.filledById ? <span>{personName(need.filledById)}</span> : null}
        {need.state === 'promised' ? (
          <span>{t('plan.need.promisedBy', { name: need.promisedBy, day: day(need.promisedOn) })}</span>
        ) : null}
      </Group>
      {open ? (
        <Group gap="xs">
          <FormButton
            small
            verb={t('plan.need.promise')}
            may={need.state === 'requested' && session.may('PromiseResource')}
          >
            {(close) => (
              <PlanForm
                name={t('plan.need.promiseOf', { role: need.role })}
                verb={t('plan.need.promise')}
                close={close}
                done={t('plan.need.promised')}
                fields={[
                  { name: 'by', label: t('plan.need.by'), kind: 'text', most: 100 },
                  { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
                ]}
                send={(body) =>
                  told(api.POST('/v1/resource-needs/{needId}/promise', { params: { path }, body } as never))
                }
              />
            )}
          </FormButton>
          <FormButton small verb={t('plan.need.fill')} may={need.state !== 'filled' && session.may('FillResource')}>
            {(close) => (
              <PlanForm
                name={t('plan.need.fillOf', { role: need.role })}
                verb={t('plan.need.fill')}
                close={close}
                done={t('plan.need.filled')}
                fields={[
                  { name: 'personId', label: t('plan.need.person'), kind: 'person' },
                  { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
                ]}
                send={(body) =>
                  told(api.POST('/v1/resource-needs/{needId}/filled', { params: { path }, body } as never))
                }
              />
            )}
          </FormButton>
        </Group>
      ) : null}
    </li>
  );
}

/** What was ordered from whom; what is late says so. */
export function Orders({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Section title={t('plan.areas.procurement')} help={t('plan.order.help')}>
      {plan.orders.length === 0 ? (
        <Empty words={t('plan.order.none')} />
      ) : (
        <ul className={classes.list}>
          {plan.orders.map((one) => (
            <OrderLine key={one.id} order={one} open={open} />
          ))}
        </ul>
      )}
      <FormButton verb={t('plan.order.add')} may={open && session.may('PlaceProjectOrder')}>
        {(close) => (
          <PlanForm
            verb={t('plan.order.add')}
            close={close}
            done={t('plan.order.added')}
            fields={[
              { name: 'what', label: t('plan.order.what'), kind: 'text', most: 200 },
              { name: 'supplier', label: t('plan.order.supplier'), kind: 'text', most: 200 },
              { name: 'orderedOn', label: t('plan.order.orderedOn'), kind: 'day', first: today(), until: today() },
              { name: 'expectedOn', label: t('plan.expectedOn'), kind: 'day' },
            ]}
            send={(body) =>
              told(
                api.POST('/v1/success-projects/{projectId}/orders', {
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

function OrderLine({ order, open }: { order: Order; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <li>
      <Group gap="xs">
        <Tag tone={order.deliveredOn ? 'good' : order.isLate ? 'warn' : 'plain'}>
          {order.deliveredOn
            ? t('plan.order.deliveredOn', { day: day(order.deliveredOn) })
            : t(order.isLate ? 'plan.late' : 'plan.order.ordered')}
        </Tag>
        <strong>{order.what}</strong>
        <span className={classes.soft}>
          {t('plan.order.about', { supplier: order.supplier, day: day(order.expectedOn) })}
        </span>
      </Group>
      <FormButton
        small
        verb={t('plan.order.deliver')}
        may={open && !order.deliveredOn && session.may('DeliverProjectOrder')}
      >
        {(close) => (
          <PlanForm
            name={t('plan.order.deliverOf', { what: order.what })}
            verb={t('plan.order.deliver')}
            close={close}
            done={t('plan.order.delivered')}
            fields={[{ name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() }]}
            send={(body) =>
              told(
                api.POST('/v1/project-orders/{orderId}/delivery', {
                  params: { path: { orderId: order.id } },
                  body,
                } as never),
              )
            }
          />
        )}
      </FormButton>
    </li>
  );
}
