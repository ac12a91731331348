import { SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day, daysSince, money } from '@/app/format';
import { useSession } from '@/app/session';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Reasons } from '@/kit/Reasons';
import { Answer, Empty } from '@/kit/States';
import { NextStep } from './NextStep';
import type { PartProps } from './parts';

/** What to do next, before anything else: reasons that we can change, what is due, what was last done. */
export function Overview({ account, score }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const actionable = score?.drivers.filter((driver) => driver.actionable && driver.contribution > 0) ?? [];
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      {session.may('GetNextStep') ? <NextStep account={account} /> : null}
      <Section title={t('account.next.title')} help={t('account.next.help')}>
        {actionable.length > 0 ? (
          <Reasons reasons={actionable} most={5} />
        ) : (
          <Text c="dimmed">{t(score ? 'account.next.none' : 'account.notScored')}</Text>
        )}
        <Link to="/accounts/$accountId" params={{ accountId: account.id }} search={{ tab: 'why' } as never}>
          {t('account.next.why')}
        </Link>
      </Section>
      {session.may('ListRenewals') ? <Due account={account} score={score} /> : null}
      {session.may('ListContacts') ? <LastContacts account={account} score={score} /> : null}
      {session.may('GetExpansionProposals') ? <Proposals account={account} score={score} /> : null}
    </SimpleGrid>
  );
}

function Due({ account }: PartProps) {
  const { t } = useTranslation();
  const renewals = useGet('/v1/renewals', {
    params: { query: { limit: 3, sort: ['dueOn'], 'filter[accountId][eq]': account.id } },
  });
  return (
    <Section title={t('account.due.title')}>
      <Answer of={renewals} rows={2}>
        {({ items }) => {
          const open = items.filter((renewal) => renewal.settledOn === null);
          return open.length === 0 ? (
            <Empty words={t('account.due.none')} />
          ) : (
            open.map((renewal) => (
              <Facts
                key={renewal.id}
                facts={[
                  { name: t('account.due.on'), value: day(renewal.dueOn) },
                  { name: t('account.due.amount'), value: money(renewal.due) },
                  { name: t('account.due.notice'), value: day(renewal.noticeBy) },
                  { name: t('account.due.stage'), value: t(`renewal.stages.${renewal.stage}`) },
                ]}
              />
            ))
          );
        }}
      </Answer>
    </Section>
  );
}

function LastContacts({ account }: PartProps) {
  const { by } = useAsOf();
  const { t } = useTranslation();
  const contacts = useGet('/v1/accounts/{accountId}/contacts', {
    params: { path: { accountId: account.id }, query: { limit: 4, sort: ['-on'], ...by('on') } },
  });
  return (
    <Section title={t('account.contacts.title')}>
      <Answer of={contacts} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.contacts.none')} />
          ) : (
            items.map((contact) => (
              <Facts
                key={contact.id}
                facts={[
                  {
                    name: t('portfolio.daysAgo', { count: daysSince(contact.on) }),
                    value: `${t(`contact.channels.${contact.channel}`)}: ${t(`contact.outcomes.${contact.outcome}`)}`,
                  },
                  { name: t('contact.note'), value: contact.note },
                ]}
              />
            ))
          )
        }
      </Answer>
    </Section>
  );
}

function Proposals({ account }: PartProps) {
  const { t, i18n } = useTranslation();
  const proposals = useGet('/v1/accounts/{accountId}/expansion-proposals', {
    params: { path: { accountId: account.id } },
  });
  return (
    <Section title={t('account.expand.title')} help={t('account.expand.help')}>
      <Answer of={proposals} rows={2}>
        {(data) =>
          data.suppressed ? (
            <Text>
              {t('account.expand.suppressed', {
                why: data.trouble.map((one) => t(`account.expand.trouble.${one}`)).join(t('shell.and')),
              })}
            </Text>
          ) : data.proposals.length === 0 ? (
            <Empty words={t('account.expand.none')} />
          ) : (
            data.proposals.slice(0, 3).map((proposal) => (
              <Facts
                key={proposal.rank}
                facts={[
                  { name: t(`account.expand.kinds.${proposal.kind}`), value: proposal.product },
                  { name: t('account.expand.expected'), value: money(proposal.expected) },
                  {
                    name: t('account.expand.reason'),
                    value: i18n.language === 'ja' ? proposal.reasonJa : proposal.reason,
                  },
                ]}
              />
            ))
          )
        }
      </Answer>
    </Section>
  );
}
