import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { count, day, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Fires } from './Fires';
import type { PartProps } from './parts';

const ofAccount = <const Sort extends string>(id: string, sort: Sort, by: Record<string, string> = {}) => ({
  params: { query: { limit: 50, sort: [sort], 'filter[accountId][eq]': id, ...by } },
});

/** What the customer said: field cards, survey answers, tickets. */
export function Voice({ account }: PartProps) {
  const session = useSession();
  return (
    <>
      {session.may('ListFires') ? <Fires account={account} /> : null}
      <Cards account={account} score={undefined} />
      {session.may('ListSurveyAnswers') ? <Answers account={account} score={undefined} /> : null}
      {session.may('ListTickets') ? <Tickets account={account} score={undefined} /> : null}
    </>
  );
}

function Cards({ account }: PartProps) {
  const { by } = useAsOf();
  const { t } = useTranslation();
  const cards = useGet('/v1/field-cards', ofAccount(account.id, '-occurredOn', by('occurredOn')));
  return (
    <Section title={t('screens.cards')}>
      <Answer of={cards}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.voice.noCard')} />
          ) : (
            <DataTable
              caption={t('screens.cards')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'event', heading: t('card.event'), cell: (row) => row.event },
                { id: 'polarity', heading: t('card.polarity'), cell: (row) => t(`card.polarities.${row.polarity}`) },
                { id: 'on', heading: t('card.occurredOn'), cell: (row) => day(row.occurredOn) },
                { id: 'department', heading: t('card.department'), cell: (row) => row.department },
                { id: 'request', heading: t('card.request'), cell: (row) => row.request },
                {
                  id: 'outcome',
                  heading: t('account.voice.outcome'),
                  cell: (row) => row.outcome ?? t('account.voice.open'),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Answers({ account }: PartProps) {
  const { by } = useAsOf();
  const { t } = useTranslation();
  const answers = useGet('/v1/survey-answers', ofAccount(account.id, '-answeredOn', by('answeredOn')));
  return (
    <Section title={t('account.voice.surveys')}>
      <Answer of={answers}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.voice.noAnswer')} />
          ) : (
            <DataTable
              caption={t('account.voice.surveys')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'on', heading: t('account.success.on'), cell: (row) => day(row.answeredOn) },
                {
                  id: 'survey',
                  heading: t('account.voice.survey'),
                  cell: (row) => `${row.survey} (${row.kind.toUpperCase()})`,
                },
                {
                  id: 'score',
                  heading: t('account.voice.score'),
                  figure: true,
                  cell: (row) => `${row.score} (${row.scaleMin}–${row.scaleMax})`,
                },
                {
                  id: 'scaled',
                  heading: t('account.voice.scaled'),
                  figure: true,
                  cell: (row) => percent(row.scaled, 0),
                },
                { id: 'comment', heading: t('account.voice.comment'), cell: (row) => row.comment },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Tickets({ account }: PartProps) {
  const { by } = useAsOf();
  const { t } = useTranslation();
  const tickets = useGet('/v1/tickets', ofAccount(account.id, '-openedAt', by('openedOn')));
  return (
    <Section title={t('account.voice.tickets')}>
      <Answer of={tickets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('account.voice.noTicket')} />
          ) : (
            <DataTable
              caption={t('account.voice.tickets')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'on', heading: t('account.voice.opened'), cell: (row) => day(row.openedAt) },
                { id: 'subject', heading: t('account.voice.subject'), cell: (row) => row.subject ?? row.externalId },
                {
                  id: 'priority',
                  heading: t('account.voice.priority'),
                  cell: (row) => t(`account.voice.priorities.${row.priority}`),
                },
                {
                  id: 'response',
                  heading: t('account.voice.response'),
                  figure: true,
                  cell: (row) => (row.firstResponseMinutes == null ? null : count(row.firstResponseMinutes)),
                },
                {
                  id: 'closed',
                  heading: t('account.voice.closed'),
                  cell: (row) => (row.closedAt ? day(row.closedAt) : t('account.voice.open')),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}
