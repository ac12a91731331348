import { Button, Group, Tabs } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { dayShort, moment, money } from '@/app/format';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { Page } from '@/kit/Page';
import { Reasons } from '@/kit/Reasons';
import { Empty, Loading, Refused } from '@/kit/States';
import { useSignalAnswer } from '@/kit/signals';
import { Tag } from '@/kit/Tag';
import { AnswerForm } from './AnswerForm';
import { type Answered, type Kind, kinds, type Signal, useSignals } from './useSignals';

const tabs = ['waiting', 'taken', 'deferred', 'declined'] as const;
const tones = { risk: 'bad', apart: 'warn', notice: 'accent' } as const;

/** 気づきの振り分け: what waits to be taken, put off or declined; what is taken moves to My day of whoever took it. */
export default function Inbox() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const signals = useSignals();
  const tab = tabs.find((one) => one === address.tab) ?? 'waiting';
  const answered = signals.answers.filter((one) => one.decision === tab);
  const names = useAccountNames((tab === 'waiting' ? signals.waiting : answered).map((one) => one.accountId));
  return (
    <Page title={t('screens.inbox')} lead={t('inbox.lead')}>
      {signals.error ? (
        <Refused refusal={signals.error} again={signals.again} />
      ) : signals.pending ? (
        <Loading rows={10} />
      ) : (
        <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
          <Tabs.List mb="lg" className="no-print" aria-label={t('inbox.states')}>
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`inbox.tabs.${one}`)}{' '}
                <span className="soft figures">
                  {one === 'waiting'
                    ? signals.waiting.length
                    : signals.answers.filter((answer) => answer.decision === one).length}
                </span>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            {tab === 'waiting' ? (
              <Waiting rows={signals.waiting} names={names} open={(id) => change({ account: id })} />
            ) : (
              <Settled rows={answered} names={names} tab={tab} open={(id) => change({ account: id })} />
            )}
          </Tabs.Panel>
        </Tabs>
      )}
      <AccountDrawer />
    </Page>
  );
}

interface RowsProps<Row> {
  rows: readonly Row[];
  names: (id: string) => string;
  open: (accountId: string) => void;
}

function Waiting({ rows, names, open }: RowsProps<Signal>) {
  const { t } = useTranslation();
  const { answer, refusal } = useSignalAnswer();
  const [asking, setAsking] = useState<{ signal: Signal; decision: 'deferred' | 'declined' } | null>(null);
  const take = (signal: Signal) =>
    answer.mutate(
      { ...signal, decision: 'taken' },
      { onSuccess: () => notifications.show({ message: t('inbox.tookOver', { name: names(signal.accountId) }) }) },
    );
  const columns: Column<Signal>[] = [
    {
      id: 'name',
      heading: t('portfolio.name'),
      width: 200,
      cell: (row) => <AccountLink id={row.accountId} name={names(row.accountId)} />,
    },
    { id: 'kind', heading: t('inbox.kind'), cell: (row) => <KindTag kind={row.kind} /> },
    {
      id: 'words',
      heading: t('inbox.signal'),
      width: 280,
      cell: (row) => (
        <>
          {row.words}
          {row.reasons.length > 0 ? <Reasons reasons={row.reasons} most={2} /> : null}
        </>
      ),
    },
    { id: 'amount', heading: t('portfolio.mrr'), figure: true, cell: (row) => money(row.amount) },
    {
      id: 'act',
      heading: t('myDay.next'),
      cell: (row) => (
        <Group gap={4}>
          <Button size="compact-sm" onClick={() => take(row)}>
            {t('inbox.acts.taken')}
            <span className="visually-hidden">{names(row.accountId)}</span>
          </Button>
          {(['deferred', 'declined'] as const).map((decision) => (
            <Button
              key={decision}
              size="compact-sm"
              variant="default"
              onClick={() => setAsking({ signal: row, decision })}
            >
              {t(`inbox.acts.${decision}`)}
              <span className="visually-hidden">{names(row.accountId)}</span>
            </Button>
          ))}
        </Group>
      ),
    },
  ];
  return (
    <>
      {refusal ? <Refused refusal={refusal} /> : null}
      {rows.length === 0 ? (
        <Empty words={t('inbox.none.waiting')} />
      ) : (
        <DataTable
          caption={t('inbox.tabs.waiting')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.key}
          onOpen={(row) => open(row.accountId)}
          acts={{
            t: take,
            l: (signal) => setAsking({ signal, decision: 'deferred' }),
            d: (signal) => setAsking({ signal, decision: 'declined' }),
          }}
        />
      )}
      {asking ? <AnswerForm {...asking} name={names(asking.signal.accountId)} close={() => setAsking(null)} /> : null}
    </>
  );
}

function Settled({ rows, names, tab, open }: RowsProps<Answered> & { tab: 'taken' | 'deferred' | 'declined' }) {
  const { t } = useTranslation();
  const { withdraw, refusal } = useSignalAnswer();
  const columns: Column<Answered>[] = [
    {
      id: 'name',
      heading: t('portfolio.name'),
      width: 200,
      cell: (row) => <AccountLink id={row.accountId} name={names(row.accountId)} />,
    },
    {
      id: 'kind',
      heading: t('inbox.kind'),
      cell: (row) => (isKind(row.kind) ? <KindTag kind={row.kind} /> : row.kind),
    },
    { id: 'words', heading: t('inbox.signal'), width: 240, cell: (row) => row.words },
    { id: 'person', heading: t('inbox.person'), cell: (row) => row.personName ?? t('person.unnamed') },
    { id: 'at', heading: t('inbox.at'), cell: (row) => moment(row.at) },
    ...(tab === 'taken'
      ? []
      : [{ id: 'reason', heading: t('inbox.reason'), width: 200, cell: (row: Answered) => row.reason }]),
    ...(tab === 'deferred'
      ? [{ id: 'until', heading: t('inbox.until'), cell: (row: Answered) => dayShort(row.until) }]
      : []),
    {
      id: 'act',
      heading: t('myDay.next'),
      cell: (row) => (
        <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate(row)}>
          {t('inbox.acts.withdraw')}
          <span className="visually-hidden">{names(row.accountId)}</span>
        </Button>
      ),
    },
  ];
  return (
    <>
      {refusal ? <Refused refusal={refusal} /> : null}
      {rows.length === 0 ? (
        <Empty words={t(`inbox.none.${tab}`)} />
      ) : (
        <DataTable
          caption={t(`inbox.tabs.${tab}`)}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => `${row.accountId} ${row.key}`}
          onOpen={(row) => open(row.accountId)}
        />
      )}
    </>
  );
}

const isKind = (kind: string): kind is Kind => kinds.some((one) => one === kind);

function KindTag({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  return <Tag tone={tones[kind]}>{t(`inbox.kinds.${kind}`)}</Tag>;
}
