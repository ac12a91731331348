import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { count, day, dayPlus, moment, today } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { DataTable } from '@/kit/DataTable';
import { OneTime } from '@/kit/OneTime';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { concerned } from '../ask';
import { FormButton, PlanForm } from '../plan/PlanForm';
import type { PartProps, PlanLink } from './together';

const usualDays = 30;
const mostDays = 180;

/** Who of the customer can open the plan, until when, and what they did there. */
export function Links({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const [made, setMade] = useState<Schema<'MadePlanLink'> | null>(null);
  return (
    <>
      <Section title={t('together.links.title')} help={t('together.links.help')}>
        {made ? (
          <OneTime
            title={t('together.links.madeFor', { name: made.link.forWhom })}
            words={t('together.links.once')}
            value={window.location.origin + made.path}
          />
        ) : null}
        {plan.links.length === 0 ? (
          <Empty words={t('together.links.none')} />
        ) : (
          <DataTable
            caption={t('together.links.title')}
            rows={plan.links}
            idOf={(row) => row.id}
            columns={[
              { id: 'forWhom', heading: t('together.links.forWhom'), cell: (row) => row.forWhom },
              { id: 'state', heading: t('together.links.state'), cell: (row) => <State link={row} /> },
              { id: 'lastDay', heading: t('together.links.lastDay'), cell: (row) => day(row.lastDay) },
              {
                id: 'openings',
                heading: t('together.links.openings'),
                figure: true,
                cell: (row) => count(row.openings),
              },
              {
                id: 'openedAt',
                heading: t('together.links.openedAt'),
                cell: (row) => (row.openedAt ? moment(row.openedAt) : t('together.links.never')),
              },
              { id: 'end', heading: t('together.links.end'), cell: (row) => <End link={row} /> },
            ]}
          />
        )}
        <FormButton verb={t('together.links.make')} may={open && session.may('MakePlanLink')}>
          {(close) => (
            <PlanForm
              verb={t('together.links.make')}
              close={close}
              done={t('together.links.made')}
              fields={[
                { name: 'forWhom', label: t('together.links.forWhom'), kind: 'text', most: 200 },
                {
                  name: 'lastDay',
                  label: t('together.links.lastDay'),
                  kind: 'day',
                  first: dayPlus(today(), usualDays),
                  until: dayPlus(today(), mostDays),
                },
              ]}
              send={async (body) =>
                setMade(
                  await told<Schema<'MadePlanLink'>>(
                    api.POST('/v1/success-projects/{projectId}/plan-links', {
                      params: { path: { projectId: plan.projectId } },
                      body,
                    } as never),
                  ),
                )
              }
            />
          )}
        </FormButton>
      </Section>
      <Visits plan={plan} />
    </>
  );
}

function State({ link }: { link: PlanLink }) {
  const { t } = useTranslation();
  return link.isGood ? (
    <Tag tone="good">{t('together.links.good')}</Tag>
  ) : (
    <Tag>{t(link.endedAt ? 'together.links.ended' : 'together.links.over')}</Tag>
  );
}

function End({ link }: { link: PlanLink }) {
  const { t } = useTranslation();
  const session = useSession();
  const end = useSend(
    () => told(api.POST('/v1/plan-links/{linkId}/end', { params: { path: { linkId: link.id } } })),
    concerned,
  );
  return link.isGood && session.may('EndPlanLink') ? (
    <ConfirmButton
      size="compact-sm"
      verb={t('together.links.end')}
      question={t('together.links.endQuestion', { name: link.forWhom })}
      danger
      act={() => end.mutateAsync(undefined)}
    />
  ) : null;
}

/** What was done through the links, the newest first. */
function Visits({ plan }: Pick<PartProps, 'plan'>) {
  const { t } = useTranslation();
  const whose = new Map(plan.links.map((link) => [link.id, link.forWhom]));
  const titles = new Map(plan.tasks.map((task) => [task.id, task.title]));
  return (
    <Section title={t('together.visits.title')} help={t('together.visits.help')}>
      {plan.visits.length === 0 ? (
        <Empty words={t('together.visits.none')} />
      ) : (
        <DataTable
          caption={t('together.visits.title')}
          rows={plan.visits}
          idOf={(row) => `${row.linkId} ${row.at} ${row.kind}`}
          columns={[
            { id: 'at', heading: t('together.visits.at'), cell: (row) => moment(row.at) },
            {
              id: 'who',
              heading: t('together.visits.who'),
              cell: (row) => whose.get(row.linkId) ?? t('together.visits.olderLink'),
            },
            {
              id: 'what',
              heading: t('together.visits.what'),
              cell: (row) =>
                row.taskId
                  ? t('together.visits.done', { title: titles.get(row.taskId) ?? t('together.visits.takenOff') })
                  : t(`together.visits.kinds.${row.kind === 'confidence' ? 'confidence' : 'opened'}`),
            },
          ]}
        />
      )}
    </Section>
  );
}
