import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { dayPlus, dayShort, daysSince, money, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink, useAccountNames, usePhaseName } from '@/kit/Accounts';
import { ContactForm } from '@/kit/ContactForm';
import { DataTable } from '@/kit/DataTable';
import { Page, Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Reasons } from '@/kit/Reasons';
import { Answer, Empty } from '@/kit/States';
import { TaskList } from '@/kit/TaskList';
import { DueReviews } from './DueReviews';
import { Steps } from './Steps';
import { Taken } from './Taken';

/** A contact within so many days counts as seen to. */
const recent = 7;

/** Renewals whose notice day comes within so many days stand here. */
const noticeAhead = 90;

/** 私の一日: what one's own customers need today; renewals within notice; cards that wait for an outcome. */
export default function MyDay() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Page title={t('screens.myDay')} lead={t('myDay.lead', { day: dayShort(today()) })}>
      {session.may('ListSignalAnswers') ? <Taken /> : null}
      {session.may('ListNextSteps') && session.personId ? <Steps /> : null}
      {session.may('ListTasks') ? <MyTasks /> : null}
      {session.may('GetCallList') ? <ToCall /> : null}
      {session.may('ListEffectReviews') ? <DueReviews /> : null}
      {session.may('ListRenewals') ? <WithinNotice /> : null}
      {session.may('ListFieldCards') ? <OpenCards /> : null}
      <AccountDrawer />
    </Page>
  );
}

/** Open tasks that carry the reader's name, on whichever side they are to be done. */
function MyTasks() {
  const { t } = useTranslation();
  const session = useSession();
  const tasks = useGet('/v1/tasks', {
    params: {
      query: {
        limit: 50,
        sort: ['dueOn'],
        'filter[state][eq]': 'open',
        'filter[personId][eq]': session.personId ?? undefined,
      },
    },
  });
  const nameOf = useAccountNames((tasks.data?.items ?? []).flatMap((task) => task.accountId ?? []));
  return (
    <Section title={t('tasks.mine')} help={t('tasks.mineHelp')}>
      <Answer of={tasks} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('tasks.mineNone')} />
          ) : (
            <TaskList
              tasks={items}
              about={(task) =>
                task.accountId ? <AccountLink id={task.accountId} name={nameOf(task.accountId)} /> : null
              }
            />
          )
        }
      </Answer>
    </Section>
  );
}

function ToCall() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const session = useSession();
  const phaseName = usePhaseName();
  const sheet = useGet('/v1/call-list', { params: { query: { limit: 15 } } });
  const [calling, setCalling] = useState<Schema<'CallSuggestion'> | null>(null);
  return (
    <Section title={t('myDay.call')} help={sheet.data?.rankedBy}>
      <Answer of={sheet}>
        {({ items, scope, modelVersion }) =>
          items.length === 0 ? (
            <Empty words={scope?.words && modelVersion ? scope.words : t('myDay.noCall')} />
          ) : (
            <DataTable
              caption={t('myDay.call')}
              rows={items}
              idOf={(row) => row.accountId}
              onOpen={(row) => change({ account: row.accountId })}
              acts={session.may('RecordContact') ? { c: setCalling } : undefined}
              columns={[
                {
                  id: 'name',
                  heading: t('portfolio.name'),
                  width: 200,
                  cell: (row) => <AccountLink id={row.accountId} name={row.name} />,
                },
                { id: 'phase', heading: t('portfolio.phase'), cell: (row) => phaseName(row.phase) },
                {
                  id: 'probability',
                  heading: t('portfolio.probability'),
                  width: 120,
                  cell: (row) => <Probability value={row.probability} band={row.band} horizonDays={row.horizonDays} />,
                },
                {
                  id: 'loss',
                  heading: t('portfolio.expectedLoss'),
                  figure: true,
                  cell: (row) => money(row.expectedLoss),
                },
                {
                  id: 'reasons',
                  heading: t('myDay.reasons'),
                  width: 260,
                  cell: (row) => <Reasons reasons={row.reasons} />,
                },
                {
                  id: 'last',
                  heading: t('portfolio.lastContact'),
                  figure: true,
                  cell: (row) =>
                    row.lastContactOn
                      ? t('portfolio.daysAgo', { count: daysSince(row.lastContactOn) })
                      : t('portfolio.neverContacted'),
                },
                {
                  id: 'act',
                  heading: t('myDay.next'),
                  cell: (row) =>
                    row.lastContactOn && daysSince(row.lastContactOn) <= recent ? (
                      <span>{t('myDay.seenTo')}</span>
                    ) : session.may('RecordContact') ? (
                      <Button size="compact-sm" variant="default" onClick={() => setCalling(row)}>
                        {t('contact.open')}
                      </Button>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Answer>
      {calling ? (
        <ContactForm
          account={{ id: calling.accountId, name: calling.name }}
          becauseOfScore
          opened
          close={() => setCalling(null)}
        />
      ) : null}
    </Section>
  );
}

function WithinNotice() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const renewals = useGet('/v1/renewals', {
    params: {
      query: {
        limit: 50,
        sort: ['noticeBy'],
        'filter[noticeBy][gte]': today(),
        'filter[noticeBy][lte]': dayPlus(today(), noticeAhead),
      },
    },
  });
  const open = (renewals.data?.items ?? []).filter((renewal) => renewal.settledOn === null);
  const nameOf = useAccountNames(open.map((renewal) => renewal.accountId));
  return (
    <Section title={t('myDay.notice')} help={t('myDay.noticeHelp', { count: noticeAhead })}>
      <Answer of={renewals} rows={3}>
        {() =>
          open.length === 0 ? (
            <Empty words={t('myDay.noNotice')} />
          ) : (
            <DataTable
              caption={t('myDay.notice')}
              rows={open}
              idOf={(row) => row.id}
              onOpen={(row) => change({ account: row.accountId })}
              columns={[
                {
                  id: 'name',
                  heading: t('portfolio.name'),
                  cell: (row) => <AccountLink id={row.accountId} name={nameOf(row.accountId)} />,
                },
                {
                  id: 'notice',
                  heading: t('account.due.notice'),
                  cell: (row) => t('myDay.inDays', { day: dayShort(row.noticeBy), count: -daysSince(row.noticeBy) }),
                },
                { id: 'due', heading: t('account.due.on'), cell: (row) => dayShort(row.dueOn) },
                { id: 'amount', heading: t('account.due.amount'), figure: true, cell: (row) => money(row.due) },
                { id: 'stage', heading: t('account.due.stage'), cell: (row) => t(`renewal.stages.${row.stage}`) },
                {
                  id: 'act',
                  heading: t('myDay.next'),
                  cell: (row) => (
                    <Link
                      to="/accounts/$accountId"
                      params={{ accountId: row.accountId }}
                      search={{ tab: 'money' } as never}
                    >
                      {t('myDay.prepare')}
                    </Link>
                  ),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function OpenCards() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const cards = useGet('/v1/field-cards', { params: { query: { limit: 100, sort: ['-occurredOn'] } } });
  const open = (cards.data?.items ?? []).filter((card) => card.closedOn === null).slice(0, 20);
  const nameOf = useAccountNames(open.map((card) => card.accountId));
  return (
    <Section title={t('myDay.cards')} help={t('myDay.cardsHelp')}>
      <Answer of={cards} rows={3}>
        {() =>
          open.length === 0 ? (
            <Empty words={t('myDay.noCard')} />
          ) : (
            <DataTable
              caption={t('myDay.cards')}
              rows={open}
              idOf={(row) => row.id}
              onOpen={(row) => change({ account: row.accountId })}
              columns={[
                { id: 'event', heading: t('card.event'), cell: (row) => row.event },
                {
                  id: 'name',
                  heading: t('portfolio.name'),
                  cell: (row) => <AccountLink id={row.accountId} name={nameOf(row.accountId)} />,
                },
                {
                  id: 'age',
                  heading: t('card.occurredOn'),
                  cell: (row) => t('portfolio.daysAgo', { count: daysSince(row.occurredOn) }),
                },
                { id: 'department', heading: t('card.department'), cell: (row) => row.department },
                { id: 'request', heading: t('card.request'), cell: (row) => row.request },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}
