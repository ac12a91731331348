import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { useSignalAnswer } from '@/kit/signals';

/** The signals that the reader has taken, until they are seen to. */
export function Taken() {
  const { t } = useTranslation();
  const session = useSession();
  const [, change] = useAddress();
  const list = useList(
    '/v1/signal-answers',
    {
      params: {
        query: {
          limit: 100,
          sort: ['at'],
          'filter[decision][eq]': 'taken',
          'filter[personId][eq]': session.personId ?? '',
        },
      },
    } as never,
    { when: session.personId !== null },
  );
  const rows = list.rows as Schema<'AnsweredSignal'>[];
  const nameOf = useAccountNames(rows.map((row) => row.accountId));
  const { answer, withdraw, refusal } = useSignalAnswer();
  const see = ({ accountId, key, words }: Schema<'AnsweredSignal'>) =>
    answer.mutate({ accountId, key, words, decision: 'done' });
  if (session.personId === null) {
    return null;
  }
  return (
    <Section title={t('myDay.taken')} help={t('myDay.takenHelp')}>
      {(list.error ?? refusal) ? <Refused refusal={(list.error ?? refusal) as NonNullable<typeof refusal>} /> : null}
      {list.isPending ? (
        <Loading rows={2} />
      ) : rows.length === 0 ? (
        <Empty words={t('myDay.noTaken')} />
      ) : (
        <DataTable
          caption={t('myDay.taken')}
          rows={rows}
          idOf={(row) => `${row.accountId} ${row.key}`}
          onOpen={(row) => change({ account: row.accountId })}
          acts={{ d: see }}
          columns={[
            {
              id: 'name',
              heading: t('portfolio.name'),
              width: 200,
              cell: (row) => <AccountLink id={row.accountId} name={nameOf(row.accountId)} />,
            },
            { id: 'words', heading: t('inbox.signal'), cell: (row) => row.words },
            { id: 'at', heading: t('inbox.at'), cell: (row) => dayShort(row.at) },
            {
              id: 'act',
              heading: t('myDay.next'),
              cell: (row) => (
                <Group gap={4}>
                  <Button size="compact-sm" onClick={() => see(row)}>
                    {t('inbox.acts.done')}
                    <span className="visually-hidden">{nameOf(row.accountId)}</span>
                  </Button>
                  <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate(row)}>
                    {t('inbox.acts.withdraw')}
                    <span className="visually-hidden">{nameOf(row.accountId)}</span>
                  </Button>
                </Group>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
