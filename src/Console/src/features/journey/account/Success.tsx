import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, day } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { TaskForm, TaskList } from '@/kit/TaskList';
import { Consulting } from './Consulting';
import { EffectReviews } from './EffectReviews';
import { Onboarding } from './Onboarding';
import { Packs } from './Packs';
import { Planned } from './Planned';
import type { PartProps } from './parts';
import { Runs } from './Runs';

/** What the customer and we agreed to call success, and what was measured of it, with the evidence. */
export function Success({ account }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const path = { accountId: account.id };
  const definitions = useGet('/v1/accounts/{accountId}/success-definitions', {
    params: { path, query: { limit: 20 } },
  });
  const attainments = useGet('/v1/accounts/{accountId}/attainments', { params: { path, query: { limit: 100 } } });
  return (
    <>
      <Tasks account={account} />
      {session.may('ListProjectPlans') ? <Planned account={account} /> : null}
      {session.may('ListPlaybookRuns') ? <Runs account={account} /> : null}
      <Onboarding account={account} />
      {session.may('ListEffectReviews') ? <EffectReviews account={account} /> : null}
      {session.may('ListReviewPacks') ? <Packs account={account} /> : null}
      {session.may('ListConsultingIssues') ? <Consulting account={account} /> : null}
      <Section title={t('account.success.title')}>
        <Answer of={definitions}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty words={t('account.success.none')} />
            ) : (
              items.map((definition) => (
                <Facts
                  key={definition.id}
                  facts={[
                    { name: t('account.success.outcome'), value: definition.outcome },
                    { name: t('account.success.metric'), value: definition.metric },
                    { name: t('account.success.baseline'), value: definition.baseline },
                    { name: t('account.success.target'), value: definition.target },
                    { name: t('account.success.due'), value: day(definition.dueOn) },
                    { name: t('account.success.theirs'), value: definition.theirOwner },
                    { name: t('account.success.agreed'), value: day(definition.agreedOn) },
                  ]}
                />
              ))
            )
          }
        </Answer>
      </Section>
      <Section title={t('account.success.measured')}>
        <Answer of={attainments}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty words={t('account.success.notMeasured')} />
            ) : (
              <DataTable
                caption={t('account.success.measured')}
                rows={items}
                idOf={(row) => row.id}
                columns={[
                  { id: 'on', heading: t('account.success.on'), cell: (row) => day(row.on) },
                  {
                    id: 'value',
                    heading: t('account.success.value'),
                    figure: true,
                    cell: (row) => count(row.value, 1),
                  },
                  {
                    id: 'reached',
                    heading: t('account.success.reached'),
                    cell: (row) => t(row.isReached ? 'account.success.yes' : 'account.success.notYet'),
                  },
                  { id: 'evidence', heading: t('account.success.evidence'), cell: (row) => row.evidence },
                ]}
              />
            )
          }
        </Answer>
      </Section>
    </>
  );
}

/** What both sides have promised to do for this customer, the next due first. */
function Tasks({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const may = session.may('ListTasks');
  const tasks = useGet(
    '/v1/tasks',
    {
      params: {
        query: { limit: 100, sort: ['dueOn'], 'filter[state][eq]': 'open', 'filter[accountId][eq]': account.id },
      },
    },
    { when: may },
  );
  return may ? (
    <Section
      title={t('tasks.title')}
      help={t('tasks.help')}
      actions={
        session.may('OpenTask') && !adding ? (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('tasks.add')}
          </Button>
        ) : null
      }
    >
      {adding ? <TaskForm account={account.id} close={() => setAdding(false)} /> : null}
      <Answer of={tasks} rows={2}>
        {({ items }) => (items.length === 0 ? <Empty words={t('tasks.none')} /> : <TaskList tasks={items} />)}
      </Answer>
    </Section>
  ) : null;
}
