import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Contacts } from './Contacts';
import { Cost } from './Cost';
import { Orders, Quality, Resources } from './Parts';
import classes from './Plan.module.css';
import { concerned, type Plan as ProjectPlan } from './plan';
import { Risks } from './Risks';
import { Schedule } from './Schedule';
import { Scope } from './Scope';

/** How a project is planned: the nine areas with what is open in each, then each area where one acts on it. */
export function Plan({ project }: { project: string }) {
  const plan = useGet('/v1/success-projects/{projectId}/plan', { params: { path: { projectId: project } } });
  return (
    <Answer of={plan} rows={10}>
      {(data) => <Areas plan={data} />}
    </Answer>
  );
}

function Areas({ plan }: { plan: ProjectPlan }) {
  const open = plan.project.closedOn === null;
  return (
    <>
      <Coverage plan={plan} open={open} />
      <Schedule plan={plan} open={open} />
      <Scope plan={plan} open={open} />
      <Cost plan={plan} open={open} />
      <Quality plan={plan} open={open} />
      <Resources plan={plan} open={open} />
      <Contacts plan={plan} open={open} />
      <Risks plan={plan} open={open} />
      <Stakeholders plan={plan} />
      <Orders plan={plan} open={open} />
    </>
  );
}

/** Each area: covered or open, why, and the step that closes it. */
function Coverage({ plan, open }: { plan: ProjectPlan; open: boolean }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const begin = useSend(
    () =>
      told(
        api.POST('/v1/success-projects/{projectId}/plan/defaults', {
          params: { path: { projectId: plan.project.id } },
          body: { language: i18n.language === 'ja' ? 'ja' : 'en' },
        } as never),
      ),
    concerned,
  );
  return (
    <Section
      title={t('plan.coverage', { count: plan.coveredAreas })}
      help={t('plan.coverageHelp')}
      actions={
        open && session.may('ApplyPlanDefaults') && plan.coveredAreas < plan.coverage.length ? (
          <Button
            size="xs"
            variant="default"
            loading={begin.isPending}
            onClick={() =>
              begin.mutate(undefined, { onSuccess: () => notifications.show({ message: t('plan.begun') }) })
            }
          >
            {t('plan.begin')}
          </Button>
        ) : null
      }
    >
      {begin.error ? <Refused refusal={begin.error} /> : null}
      <ul className={classes.areas}>
        {plan.coverage.map((area) => (
          <li key={area.area}>
            <Group gap="xs">
              <Tag tone={area.covered ? 'good' : 'warn'}>{t(area.covered ? 'plan.covered' : 'plan.open')}</Tag>
              <strong>{t(`plan.areas.${area.area}`)}</strong>
            </Group>
            <span>{area.why}</span>
            {area.step ? <span className={classes.step}>{area.step}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who of the customer is on the map of people, and the way there. */
function Stakeholders({ plan }: { plan: ProjectPlan }) {
  const { t } = useTranslation();
  const session = useSession();
  const { people, inTouch, hasSponsor } = plan.people;
  return (
    <Section title={t('plan.areas.stakeholder')} help={t('plan.people.help')}>
      {people === 0 ? (
        <Empty words={t('plan.people.none')} />
      ) : (
        <Group gap="xs">
          <Tag tone={hasSponsor ? 'good' : 'warn'}>
            {t(hasSponsor ? 'plan.people.sponsor' : 'plan.people.noSponsor')}
          </Tag>
          {t('plan.people.about', { people, inTouch })}
        </Group>
      )}
      {session.may('GetPeopleMap') ? (
        <Link
          to="/accounts/$accountId"
          params={{ accountId: plan.project.accountId }}
          search={{ tab: 'people' } as never}
        >
          {t('plan.people.open')}
        </Link>
      ) : null}
    </Section>
  );
}
