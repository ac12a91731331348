import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Plan.module.css';
import { FormButton, PlanForm } from './PlanForm';
import { type Cadence, concerned, type PartProps } from './plan';

const channels = ['visit', 'call', 'mail', 'meeting', 'digital'] as const;

/** How often which group of the customer's people is contacted, and the intervals in which nobody was in touch. */
export function Contacts({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Section title={t('plan.areas.communication')} help={t('plan.cadence.help')}>
      {plan.cadences.length === 0 ? (
        <Empty words={t('plan.cadence.none')} />
      ) : (
        <ul className={classes.list}>
          {plan.cadences.map((one) => (
            <CadenceLine key={one.id} cadence={one} open={open} />
          ))}
        </ul>
      )}
      <FormButton verb={t('plan.cadence.add')} may={open && session.may('AddCadence')}>
        {(close) => (
          <PlanForm
            verb={t('plan.cadence.add')}
            close={close}
            done={t('plan.cadence.added')}
            fields={[
              { name: 'group', label: t('plan.cadence.group'), kind: 'text', most: 100 },
              { name: 'people', label: t('plan.cadence.people'), kind: 'text', most: 500, optional: true },
              { name: 'everyDays', label: t('plan.cadence.everyDays'), kind: 'number', first: 14, least: 1, most: 365 },
              {
                name: 'channel',
                label: t('contact.channel'),
                kind: 'choice',
                optional: true,
                choices: channels.map((value) => ({ value, label: t(`contact.channels.${value}`) })),
              },
              { name: 'firstOn', label: t('plan.cadence.firstOn'), kind: 'day', first: today() },
              { name: 'purpose', label: t('plan.cadence.purpose'), kind: 'text', most: 500 },
            ]}
            send={({ people, ...body }) =>
              told(
                api.POST('/v1/success-projects/{projectId}/cadences', {
                  params: { path: { projectId: plan.project.id } },
                  body: {
                    ...body,
                    people: String(people ?? '')
                      .split(/[,、]/)
                      .map((name) => name.trim())
                      .filter(Boolean),
                  },
                } as never),
              )
            }
          />
        )}
      </FormButton>
    </Section>
  );
}

function CadenceLine({ cadence, open }: { cadence: Cadence; open: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const end = useSend(
    () =>
      told(
        api.POST('/v1/cadences/{cadenceId}/end', {
          params: { path: { cadenceId: cadence.id } },
          body: { on: today() },
        } as never),
      ),
    concerned,
  );
  return (
    <li>
      <Group gap="xs">
        <Tag tone={cadence.endedOn || cadence.judged === 0 ? 'plain' : cadence.missedCount > 0 ? 'warn' : 'good'}>
          {cadence.endedOn
            ? t('plan.cadence.endedOn', { day: day(cadence.endedOn) })
            : cadence.missedCount > 0
              ? t('plan.cadence.missed', { count: cadence.missedCount, of: cadence.judged })
              : t(cadence.judged === 0 ? 'plan.cadence.notYet' : 'plan.cadence.kept')}
        </Tag>
        <strong>{cadence.group}</strong>
        <span className={classes.soft}>
          {[
            t('plan.cadence.every', { count: cadence.everyDays }),
            cadence.channel ? t(`contact.channels.${cadence.channel}`) : t('plan.cadence.anyChannel'),
            cadence.people.length > 0 ? cadence.people.join(t('shell.and')) : t('plan.cadence.anybody'),
            cadence.purpose,
          ].join(' · ')}
        </span>
      </Group>
      <span className={classes.soft}>
        {cadence.lastOn ? t('plan.cadence.lastOn', { day: day(cadence.lastOn) }) : t('plan.cadence.never')}
      </span>
      {cadence.missed.length > 0 ? (
        <details>
          <summary>{t('plan.cadence.whichMissed')}</summary>
          <ul>
            {cadence.missed.map((one) => (
              <li key={one.from}>{t('plan.cadence.interval', { from: day(one.from), to: day(one.to) })}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {open && !cadence.endedOn && session.may('EndCadence') ? (
        <ConfirmButton
          size="compact-sm"
          verb={t('plan.cadence.end')}
          question={t('plan.cadence.endQuestion')}
          act={() => end.mutateAsync(undefined)}
        />
      ) : null}
    </li>
  );
}
