import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Plan.module.css';
import { FormButton, PlanForm } from './PlanForm';
import { type Change, concerned, type PartProps, type Plan } from './plan';

/** What the project does and does not do; once agreed it changes by requests that somebody else decides. */
export function Scope({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { scope, project } = plan;
  const agreed = scope?.agreedOn ?? null;
  const path = { projectId: project.id };
  const header = { 'If-Match': `"${scope?.version ?? 0}"` };
  return (
    <Section
      title={t('plan.areas.scope')}
      help={
        agreed
          ? t('plan.scope.agreed', { day: day(agreed), name: scope?.agreedWith, number: scope?.goalNumber })
          : t('plan.scope.help')
      }
    >
      {scope && scope.items.length > 0 ? (
        <ul className={classes.list}>
          {scope.items.map((item) => (
            <li key={item.text}>
              <Group gap="xs">
                <Tag tone={item.included ? 'good' : 'plain'}>
                  {t(item.included ? 'plan.scope.in' : 'plan.scope.out')}
                </Tag>
                {item.text}
              </Group>
            </li>
          ))}
        </ul>
      ) : (
        <Empty words={t('plan.scope.none')} />
      )}
      {open && !agreed ? (
        <Stack gap="xs" align="flex-start">
          {session.may('SetProjectScope') ? <ItemForm plan={plan} /> : null}
          {scope && scope.items.length > 0 ? (
            <FormButton verb={t('plan.scope.agree')} may={session.may('AgreeProjectScope')}>
              {(close) => (
                <PlanForm
                  verb={t('plan.scope.agree')}
                  close={close}
                  done={t('plan.scope.agreedNow')}
                  fields={[
                    { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
                    { name: 'with', label: t('plan.scope.with'), kind: 'text', most: 100 },
                  ]}
                  send={(body) =>
                    told(
                      api.POST('/v1/success-projects/{projectId}/scope/agreement', {
                        params: { path, header },
                        body,
                      } as never),
                    )
                  }
                />
              )}
            </FormButton>
          ) : null}
        </Stack>
      ) : null}
      {open && agreed ? <ChangeForm plan={plan} /> : null}
      {plan.changes.length > 0 ? (
        <ul className={classes.list} aria-label={t('plan.change.title')}>
          {plan.changes.map((change) => (
            <ChangeLine key={change.id} change={change} plan={plan} />
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

/** One more item of a scope that is not agreed yet. */
function ItemForm({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [included, setIncluded] = useState(true);
  const set = useSend(
    () =>
      told(
        api.PUT('/v1/success-projects/{projectId}/scope', {
          params: {
            path: { projectId: plan.project.id },
            header: { 'If-Match': `"${plan.scope?.version ?? 0}"` },
          },
          body: { items: [...(plan.scope?.items ?? []), { text: text.trim(), included }] },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      aria-label={t('plan.scope.add')}
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(undefined, { onSuccess: () => setText('') });
      }}
    >
      {set.error ? <Refused refusal={set.error} /> : null}
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('plan.scope.item')}
          required
          maxLength={300}
          w={320}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label={t('plan.scope.isIn')}
          checked={included}
          onChange={(event) => setIncluded(event.currentTarget.checked)}
        />
        <Button type="submit" size="sm" variant="default" disabled={!text.trim()} loading={set.isPending}>
          {t('plan.scope.add')}
        </Button>
      </Group>
    </form>
  );
}

/** Asks for a change of what was agreed: an item more, an item less, or another baseline. */
function ChangeForm({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const session = useSession();
  const movable = plan.milestones.filter((one) => one.baselineOn && !one.actualOn);
  return (
    <FormButton verb={t('plan.change.ask')} may={session.may('RequestPlanChange')}>
      {(close) => (
        <PlanForm
          verb={t('plan.change.ask')}
          close={close}
          done={t('plan.change.asked')}
          fields={[
            { name: 'adds', label: t('plan.change.adds'), kind: 'text', most: 300, optional: true },
            { name: 'out', label: t('plan.change.addsOut'), kind: 'tick' },
            {
              name: 'removes',
              label: t('plan.change.removes'),
              kind: 'choice',
              optional: true,
              choices: (plan.scope?.items ?? []).map((item) => ({ value: item.text, label: item.text })),
            },
            {
              name: 'milestoneId',
              label: t('plan.change.milestone'),
              kind: 'choice',
              optional: true,
              choices: movable.map((one) => ({ value: one.id, label: one.title })),
            },
            { name: 'on', label: t('plan.change.baseline'), kind: 'day', optional: true },
            { name: 'reason', label: t('plan.why'), kind: 'area', most: 2000 },
          ]}
          send={({ adds, out, removes, milestoneId, on, reason }) =>
            told(
              api.POST('/v1/success-projects/{projectId}/plan-changes', {
                params: { path: { projectId: plan.project.id } },
                body: {
                  adds: adds ? [{ text: adds, included: !out }] : [],
                  removes: removes ? [removes] : [],
                  rebaselines: milestoneId && on ? [{ milestoneId, on }] : [],
                  reason,
                },
              } as never),
            )
          }
        />
      )}
    </FormButton>
  );
}

const tones = { requested: 'proposed', approved: 'good', declined: 'plain' } as const;

function ChangeLine({ change, plan }: { change: Change; plan: Plan }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const titleOf = (id: string) => plan.milestones.find((one) => one.id === id)?.title ?? t('figure.none');
  const decide = useSend(
    ({ approve, reason }: { approve: boolean; reason: string }) =>
      told(
        api.POST('/v1/plan-changes/{changeId}/decision', {
          params: { path: { changeId: change.id }, header: { 'If-Match': `"${change.version}"` } },
          body: { approve, reason },
        } as never),
      ),
    concerned,
  );
  const parts = [
    ...change.adds.map((item) =>
      t(item.included ? 'plan.change.addsIt' : 'plan.change.addsItOut', { text: item.text }),
    ),
    ...change.removes.map((text) => t('plan.change.removesIt', { text })),
    ...change.rebaselines.map((one) => t('plan.change.rebases', { title: titleOf(one.milestoneId), day: day(one.on) })),
  ];
  // Who asked for it does not decide it.
  const may =
    change.state === 'requested' &&
    plan.project.closedOn === null &&
    session.may('DecidePlanChange') &&
    change.requestedById !== session.personId;
  return (
    <li>
      <Group gap="xs">
        <Tag tone={tones[change.state]}>{t(`plan.change.states.${change.state}`)}</Tag>
        <span>{parts.join(' · ')}</span>
      </Group>
      <span className={classes.soft}>
        {t('plan.change.by', {
          name: personName(change.requestedById),
          day: day(change.requestedOn),
          reason: change.reason,
        })}
      </span>
      {change.decidedOn ? (
        <span className={classes.soft}>
          {t('plan.change.decided', {
            name: personName(change.decidedById),
            day: day(change.decidedOn),
            reason: change.decisionReason,
          })}
        </span>
      ) : null}
      {may ? (
        <Group gap="xs">
          <ConfirmButton
            size="compact-sm"
            verb={t('plan.change.approve')}
            question={t('plan.change.approveQuestion')}
            reason={t('plan.why')}
            act={async (reason) => {
              await decide.mutateAsync({ approve: true, reason });
              notifications.show({ message: t('plan.change.approved') });
            }}
          />
          <ConfirmButton
            size="compact-sm"
            verb={t('plan.change.decline')}
            question={t('plan.change.declineQuestion')}
            reason={t('plan.why')}
            act={(reason) => decide.mutateAsync({ approve: false, reason })}
          />
        </Group>
      ) : null}
    </li>
  );
}
