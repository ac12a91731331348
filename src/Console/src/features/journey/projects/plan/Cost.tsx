import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { dayShort, money, percent, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import classes from './Plan.module.css';
import { FormButton, type Given, PlanForm } from './PlanForm';
import type { PartProps, Plan } from './plan';

/** What the project may cost and has cost, beside how much of its time is over; what must be sold for it to succeed. */
export function Cost({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { budget, project } = plan;
  const path = { projectId: project.id };
  return (
    <Section title={t('plan.areas.cost')} help={t('plan.cost.help')}>
      {budget ? (
        <>
          <Facts
            facts={[
              { name: t('plan.cost.budget'), value: money(budget.amount) },
              { name: t('plan.cost.spent'), value: money(budget.spent) },
              { name: t('plan.cost.licenceYears'), value: t('plan.cost.years', { count: budget.licenceYears }) },
            ]}
          />
          <div className={classes.burn}>
            <Share name={t('plan.cost.burn')} share={budget.burn} />
            <Share name={t('plan.cost.elapsed')} share={budget.elapsed} />
          </div>
          {budget.crossSells.length > 0 ? (
            <DataTable
              caption={t('plan.cost.crossSells')}
              rows={budget.crossSells}
              idOf={(row) => row.text}
              columns={[
                { id: 'text', heading: t('plan.cost.crossSells'), cell: (row) => row.text },
                { id: 'amount', heading: t('plan.cost.amount'), figure: true, cell: (row) => money(row.amount) },
                { id: 'on', heading: t('plan.expectedOn'), cell: (row) => dayShort(row.expectedOn) },
                { id: 'state', heading: t('plan.state'), cell: (row) => t(`plan.cost.states.${row.state}`) },
              ]}
            />
          ) : null}
          {budget.spendings.length > 0 ? (
            <DataTable
              caption={t('plan.cost.spendings')}
              rows={budget.spendings}
              idOf={(row) => row.id}
              columns={[
                { id: 'on', heading: t('plan.on'), cell: (row) => dayShort(row.on) },
                { id: 'what', heading: t('plan.cost.what'), cell: (row) => row.what },
                { id: 'amount', heading: t('plan.cost.amount'), figure: true, cell: (row) => money(row.amount) },
              ]}
            />
          ) : null}
        </>
      ) : (
        <Empty words={t('plan.cost.none')} />
      )}
      <Group gap="xs">
        <FormButton verb={t('plan.cost.set')} may={open && session.may('SetProjectBudget')}>
          {(close) => <BudgetForm plan={plan} close={close} />}
        </FormButton>
        <FormButton verb={t('plan.cost.spend')} may={open && budget !== null && session.may('RecordSpending')}>
          {(close) => (
            <PlanForm
              verb={t('plan.cost.spend')}
              close={close}
              done={t('plan.cost.spentNow')}
              fields={[
                { name: 'on', label: t('plan.on'), kind: 'day', first: today(), until: today() },
                { name: 'what', label: t('plan.cost.what'), kind: 'text', most: 300 },
                { name: 'amount', label: t('plan.cost.amount'), kind: 'number', least: -1e12 },
              ]}
              send={({ on, what, amount }) =>
                told(
                  api.POST('/v1/success-projects/{projectId}/spendings', {
                    params: { path },
                    body: { on, what, amount: { amount: String(amount), currency: budget?.amount.currency ?? 'JPY' } },
                  } as never),
                )
              }
            />
          )}
        </FormButton>
      </Group>
    </Section>
  );
}

/** A share as a bar with its figure; one that is undefined says so. */
function Share({ name, share }: { name: string; share: number | string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{name}</span>
      {share === null ? (
        <span className={classes.soft}>{t('plan.cost.undefined')}</span>
      ) : (
        <meter aria-label={name} min={0} max={Math.max(1, Number(share))} value={Number(share)} />
      )}
      <span>{percent(share, 0)}</span>
    </>
  );
}

function BudgetForm({ plan, close }: { plan: Plan; close: () => void }) {
  const { t } = useTranslation();
  const { budget, project } = plan;
  const currency = budget?.amount.currency ?? 'JPY';
  const sale = (given: Given) =>
    given.sale
      ? [
          {
            text: given.sale,
            amount: { amount: String(given.saleAmount ?? 0), currency },
            expectedOn: given.saleOn ?? today(),
            state: 'planned',
          },
        ]
      : [];
  return (
    <PlanForm
      verb={t('plan.cost.set')}
      close={close}
      done={t('plan.cost.setNow')}
      fields={[
        {
          name: 'amount',
          label: t('plan.cost.budgetIn', { currency }),
          kind: 'number',
          first: budget ? Number(budget.amount.amount) : 0,
        },
        {
          name: 'licenceYears',
          label: t('plan.cost.licenceYears'),
          kind: 'number',
          first: budget?.licenceYears ?? 1,
          most: 20,
        },
        { name: 'sale', label: t('plan.cost.addSale'), kind: 'text', most: 300, optional: true },
        { name: 'saleAmount', label: t('plan.cost.saleAmount'), kind: 'number', optional: true },
        { name: 'saleOn', label: t('plan.expectedOn'), kind: 'day', optional: true },
      ]}
      send={(given) =>
        told(
          api.PUT('/v1/success-projects/{projectId}/budget', {
            params: { path: { projectId: project.id }, header: { 'If-Match': `"${budget?.version ?? 0}"` } },
            body: {
              amount: { amount: String(given.amount), currency },
              licenceYears: given.licenceYears,
              crossSells: [...(budget?.crossSells ?? []), ...sale(given)],
            },
          } as never),
        )
      }
    />
  );
}
