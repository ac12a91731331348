import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useAsOf } from '@/app/asOf';
import { day, dayShort, daysSince, money } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhaseName } from './Accounts';
import { CardForm } from './CardForm';
import { ContactForm } from './ContactForm';
import { Facts } from './Facts';
import { Section } from './Page';
import { Probability } from './Probability';
import { Reasons } from './Reasons';
import { Answer, Empty } from './States';

/** A customer beside the list, without leaving it; which one stands in the address. */
export function AccountDrawer() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const id = address.account;
  const found = useGet(
    '/v1/accounts/{accountId}',
    { params: { path: { accountId: id ?? '' } } },
    { when: Boolean(id) },
  );
  const shown = found.data?.id === id ? found.data : undefined;
  return (
    <Drawer
      opened={Boolean(id)}
      onClose={() => change({ account: undefined })}
      position="right"
      size="lg"
      title={shown?.name ?? t('portfolio.name')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Answer of={{ data: shown, error: found.error, refetch: found.refetch }} rows={8}>
        {(account) => <Glance key={account.id} account={account} />}
      </Answer>
    </Drawer>
  );
}

/** What one asks of a customer first: its owner, how likely it leaves and why, what is due, the last contacts. */
function Glance({ account }: { account: Schema<'AccountProfile'> }) {
  const { t } = useTranslation();
  const session = useSession();
  const phaseName = usePhaseName();
  const { asOf, by } = useAsOf();
  const [form, setForm] = useState<'contact' | 'card' | null>(null);
  const path = { accountId: account.id };
  const latest = useGet(
    '/v1/accounts/{accountId}/churn-scores/latest',
    { params: { path, query: asOf ? { asOf: asOf.day } : undefined } },
    { when: session.may('GetLatestChurnScore') },
  );
  const renewals = useGet(
    '/v1/renewals',
    { params: { query: { limit: 5, sort: ['dueOn'], 'filter[accountId][eq]': account.id } } },
    { when: session.may('ListRenewals') },
  );
  const contacts = useGet(
    '/v1/accounts/{accountId}/contacts',
    { params: { path, query: { limit: 3, sort: ['-on'], ...by('on') } } },
    { when: session.may('ListContacts') },
  );
  const score = latest.error ? undefined : latest.data;
  const due = renewals.data?.items.find((renewal) => renewal.settledOn === null);
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <Button component={Link} {...({ to: `/accounts/${account.id}` } as object)} variant="default">
          {t('drawer.open')}
        </Button>
        {session.may('RecordContact') ? (
          <Button variant="default" onClick={() => setForm('contact')}>
            {t('contact.open')}
          </Button>
        ) : null}
        {session.may('WriteFieldCard') ? (
          <Button variant="default" onClick={() => setForm('card')}>
            {t('card.open')}
          </Button>
        ) : null}
      </Group>
      <Facts
        grid
        facts={[
          { name: t('account.owner'), value: account.ownerName ?? t('account.noOwner') },
          { name: t('account.phase'), value: phaseName(account.phase) },
          { name: t('account.tier'), value: account.tier },
          {
            name: t('account.probability'),
            value: session.may('GetLatestChurnScore') ? (
              <Probability value={score?.probability} band={score?.band} horizonDays={score?.horizonDays} />
            ) : null,
          },
          { name: t('account.due.on'), value: due ? day(due.dueOn) : null },
          { name: t('account.due.notice'), value: due ? day(due.noticeBy) : null },
          { name: t('account.due.amount'), value: due ? money(due.due) : null },
        ]}
      />
      {score && !score.hasSignal ? <Text>{t('account.why.noSignal')}</Text> : null}
      {score && score.drivers.length > 0 ? (
        <Section bare title={t('myDay.reasons')}>
          <Reasons reasons={score.drivers} most={4} />
        </Section>
      ) : null}
      {contacts.data ? (
        <Section bare title={t('account.contacts.title')}>
          {contacts.data.items.length === 0 ? (
            <Empty words={t('account.contacts.none')} />
          ) : (
            <ul className="plain">
              {contacts.data.items.map((contact) => (
                <li key={contact.id}>
                  {dayShort(contact.on)} {t(`contact.channels.${contact.channel}`)}:{' '}
                  {t(`contact.outcomes.${contact.outcome}`)}{' '}
                  <span className="soft">{t('portfolio.daysAgo', { count: daysSince(contact.on) })}</span>
                  {contact.note ? <div className="soft">{contact.note}</div> : null}
                </li>
              ))}
            </ul>
          )}
        </Section>
      ) : null}
      <ContactForm
        account={account}
        becauseOfScore={score?.band === 'high'}
        opened={form === 'contact'}
        close={() => setForm(null)}
      />
      <CardForm account={account} opened={form === 'card'} close={() => setForm(null)} />
    </Stack>
  );
}
