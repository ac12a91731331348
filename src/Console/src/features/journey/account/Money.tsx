import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day, money, percent, sum, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import type { PartProps } from './parts';

/** Contracts, the movements that they made, renewals, and what the customer got for what it paid. */
export function Money({ account }: PartProps) {
  const session = useSession();
  return (
    <>
      <Subscriptions account={account} score={undefined} />
      {session.may('ListMovements') ? <Movements account={account} score={undefined} /> : null}
      {session.may('ListRenewals') ? <Renewals account={account} score={undefined} /> : null}
      {session.may('GetValueLedger') ? <Value account={account} score={undefined} /> : null}
    </>
  );
}

const ofAccount = <const Sort extends string>(id: string, sort: Sort, by: Record<string, string> = {}) => ({
  params: { query: { limit: 100, sort: [sort], 'filter[accountId][eq]': id, ...by } },
});

function Subscriptions({ account }: PartProps) {
  const { t } = useTranslation();
  const subscriptions = useGet('/v1/subscriptions', ofAccount(account.id, '-startsOn'));
  return (
    <Section title={t('account.money.subscriptions')}>
      <Answer of={subscriptions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.money.noSubscription')} />
          ) : (
            <DataTable
              caption={t('account.money.subscriptions')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'product', heading: t('account.money.product'), cell: (row) => `${row.product} ${row.plan}` },
                { id: 'startsOn', heading: t('account.money.startsOn'), cell: (row) => day(row.startsOn) },
                {
                  id: 'lastPaidDay',
                  heading: t('account.money.lastPaidDay'),
                  cell: (row) => (row.lastPaidDay ? day(row.lastPaidDay) : t('account.money.goesOn')),
                },
                { id: 'seats', heading: t('account.seats'), figure: true, cell: (row) => row.seats },
                { id: 'mrr', heading: t('portfolio.mrr'), figure: true, cell: (row) => money(row.mrr) },
              ]}
              totals={{
                mrr: money(
                  sum(items.filter((row) => !row.lastPaidDay || row.lastPaidDay >= today()).map((row) => row.mrr)),
                ),
                product: t('account.money.livingNow'),
              }}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Movements({ account }: PartProps) {
  const { by } = useAsOf();
  const { t } = useTranslation();
  const movements = useGet('/v1/movements', ofAccount(account.id, '-on', by('on', 'recordedAt')));
  return (
    <Section title={t('account.money.movements')} help={t('account.money.movementsHelp')}>
      <Answer of={movements}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.money.noMovement')} />
          ) : (
            <DataTable
              caption={t('account.money.movements')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'on', heading: t('account.success.on'), cell: (row) => day(row.on) },
                { id: 'kind', heading: t('account.money.kind'), cell: (row) => t(`movement.${row.kind}`) },
                { id: 'amount', heading: t('account.money.amount'), figure: true, cell: (row) => money(row.amount) },
                {
                  id: 'note',
                  heading: t('contact.note'),
                  cell: (row) => (row.isReversal ? t('account.money.reversal') : null),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Renewals({ account }: PartProps) {
  const { t } = useTranslation();
  const renewals = useGet('/v1/renewals', ofAccount(account.id, 'dueOn'));
  return (
    <Section title={t('account.money.renewals')}>
      <Answer of={renewals}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.due.none')} />
          ) : (
            <DataTable
              caption={t('account.money.renewals')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'dueOn', heading: t('account.due.on'), cell: (row) => day(row.dueOn) },
                { id: 'noticeBy', heading: t('account.due.notice'), cell: (row) => day(row.noticeBy) },
                { id: 'due', heading: t('account.due.amount'), figure: true, cell: (row) => money(row.due) },
                { id: 'stage', heading: t('account.due.stage'), cell: (row) => t(`renewal.stages.${row.stage}`) },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Value({ account }: PartProps) {
  const { t } = useTranslation();
  const ledger = useGet('/v1/accounts/{accountId}/value-ledger', { params: { path: { accountId: account.id } } });
  return (
    <Section title={t('account.money.value')} help={t('account.money.valueHelp')}>
      <Answer of={ledger}>
        {({ years }) =>
          years.length === 0 ? (
            <Empty words={t('account.money.noValue')} />
          ) : (
            <DataTable
              caption={t('account.money.value')}
              rows={years}
              idOf={(row) => `${row.fiscalYear} ${row.currency}`}
              columns={[
                {
                  id: 'year',
                  heading: t('account.money.year'),
                  cell: (row) => (row.isOver ? row.fiscalYear : t('account.money.running', { year: row.fiscalYear })),
                },
                { id: 'benefit', heading: t('account.money.benefit'), figure: true, cell: (row) => money(row.benefit) },
                {
                  id: 'confirmed',
                  heading: t('account.money.confirmed'),
                  figure: true,
                  cell: (row) => money(row.confirmed),
                },
                { id: 'paid', heading: t('account.money.paid'), figure: true, cell: (row) => money(row.paid) },
                {
                  id: 'per',
                  heading: t('account.money.perPaid'),
                  figure: true,
                  cell: (row) => percent(row.perPaid.value, 0),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}
