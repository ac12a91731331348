import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { day, dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { IssueForm, IssueTable } from '@/kit/Issues';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { PartProps } from './parts';

type Plan = Schema<'ShownSolutionPlan'>;

/** What stands between the customer and their goal beyond the product: where they are, what hinders, what was agreed. */
export function Consulting({ account }: Pick<PartProps, 'account'>) {
  return (
    <>
      <Assessed account={account} />
      <Issues account={account} />
      <Plans account={account} />
    </>
  );
}

function Assessed({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const asked = useGet('/v1/accounts/{accountId}/assessments', {
    params: { path: { accountId: account.id }, query: { limit: 1, 'filter[voidedAt][eq]': 'null' } } as never,
  });
  return (
    <Section title={t('consulting.assessment')} help={t('consulting.assessmentHelp')}>
      <Answer of={asked} rows={2}>
        {({ items: [newest] }) =>
          newest ? (
            <>
              <p>{t('consulting.saidBy', { name: newest.saidBy, day: day(newest.on) })}</p>
              <DataTable
                caption={t('consulting.assessment')}
                rows={newest.areas}
                idOf={(row) => row.area}
                columns={[
                  { id: 'area', heading: t('consulting.area'), cell: (row) => row.area },
                  { id: 'now', heading: t('consulting.now'), figure: true, cell: (row) => row.now },
                  { id: 'wanted', heading: t('consulting.wanted'), figure: true, cell: (row) => row.wanted },
                  { id: 'note', heading: t('consulting.note'), cell: (row) => row.note },
                ]}
              />
            </>
          ) : (
            <Empty words={t('consulting.notAssessed')} />
          )
        }
      </Answer>
    </Section>
  );
}

function Issues({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const asked = useGet('/v1/consulting-issues', {
    params: {
      query: { limit: 100, 'filter[accountId][eq]': account.id, 'filter[state][in]': 'open,decided' },
    } as never,
  });
  return (
    <Section title={t('consulting.issues')} help={t('consulting.issuesHelp')}>
      <Stack gap="sm">
        {session.may('LogConsultingIssue') ? <IssueForm account={account.id} /> : null}
        <Answer of={asked} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty words={t('consulting.noIssues')} />
            ) : (
              <IssueTable caption={t('consulting.issues')} rows={items} />
            )
          }
        </Answer>
      </Stack>
    </Section>
  );
}

function Plans({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const asked = useGet('/v1/solution-plans', {
    params: { query: { limit: 20, 'filter[accountId][eq]': account.id, 'filter[voidedAt][eq]': 'null' } } as never,
  });
  return (
    <Section title={t('consulting.plans')} help={t('consulting.plansHelp')}>
      <Answer of={asked} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('consulting.noPlans')} />
          ) : (
            <Stack gap="md">
              {items.map((plan) => (
                <PlanShown key={plan.id} plan={plan} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Section>
  );
}

function PlanShown({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const personName = usePersonName();
  const version = plan.versions.find((one) => one.number === plan.inForce) ?? plan.versions[plan.versions.length - 1];
  return (
    <div>
      <strong>{plan.title}</strong>{' '}
      {version?.agreement ? (
        <Tag tone="good">
          {t('consulting.agreedBy', { name: version.agreement.name, day: day(version.agreement.on) })}
        </Tag>
      ) : (
        <Tag tone="proposed">{t('consulting.notAgreed')}</Tag>
      )}
      <p>{version?.approach}</p>
      {version && version.steps.length > 0 ? (
        <DataTable
          caption={plan.title}
          rows={version.steps}
          idOf={(row) => row.key}
          columns={[
            { id: 'title', heading: t('tasks.what'), cell: (row) => row.title },
            { id: 'side', heading: t('tasks.side'), cell: (row) => t(`tasks.sides.${row.side}`) },
            { id: 'who', heading: t('consulting.who'), cell: (row) => row.contact ?? personName(row.ownerId) },
            { id: 'dueOn', heading: t('tasks.dueOn'), cell: (row) => dayShort(row.dueOn) },
          ]}
        />
      ) : null}
    </div>
  );
}
