import { Drawer, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { recordedBy } from '@/app/asOf';
import { type Amount, dayShort, month } from '@/app/format';
import { Answer, Loading, Refused } from '@/kit/States';
import { type Ask, type Figure, inCurrency, usePacks, windowOf } from './ask';
import { type CustomerAmounts, Customers, Named } from './Customers';

const movements = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;
const listed = ['start', 'end', 'lost'] as const;

/** What stands behind a figure of this screen, as `rows` in the address names it. */
export function RowsDrawer({ ask, figure }: { ask: Ask; figure: Figure | undefined }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const [what = '', ...rest] = (address.rows ?? '').split('.');
  const which = rest.join('.');
  const movement = movements.find((one) => one === which);
  const list = listed.find((one) => one === which);
  const title =
    what === 'movements' && movement
      ? t(`retention.parts.${movement}`)
      : what === 'accounts' && list
        ? t(`retention.lists.${list}`)
        : what === 'cause'
          ? t(`retention.causes.${which as 'dating'}`)
          : what === 'adjustments'
            ? t('retention.adjustmentsOf', { month: month(which) })
            : which || t('retention.unsaid');
  return (
    <Drawer
      opened={Boolean(address.rows)}
      onClose={() => change({ rows: undefined })}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {what === 'adjustments' ? null : t('retention.window', { from: month(ask.from), to: month(ask.to) })}
        </Text>
        {what === 'movements' && movement ? (
          <Moved ask={ask} kind={movement} caption={title} figure={figure?.[movement]} />
        ) : what === 'accounts' && list ? (
          <Listed ask={ask} list={list} caption={title} figure={figure} />
        ) : what === 'cause' ? (
          <OfCause ask={ask} cause={which} against={address.against ?? 'cash'} currency={figure?.currency} />
        ) : what === 'adjustments' ? (
          <Adjusted month={which} caption={title} />
        ) : what === 'reason' ? (
          <OfReason ask={ask} reason={which} currency={figure?.currency} />
        ) : null}
      </Stack>
    </Drawer>
  );
}

const lastDay = (of: string) =>
  new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5)), 0)).toISOString().slice(0, 10);

/** The movements of one kind, added up by customer. */
function Moved({
  ask,
  kind,
  caption,
  figure,
}: {
  ask: Ask;
  kind: (typeof movements)[number];
  caption: string;
  figure?: Amount;
}) {
  const { t } = useTranslation();
  const narrowed = Object.keys(ask.narrow).length > 0;
  const within = useAccounts(ask, narrowed);
  const list = useList('/v1/movements', {
    params: {
      query: {
        limit: 200,
        sort: ['-on'],
        'filter[kind][eq]': kind,
        'filter[on][gte]': `${ask.from}-01`,
        'filter[on][lte]': lastDay(ask.to),
        ...(figure ? { 'filter[currency][eq]': figure.currency } : {}),
        ...(ask.knownOn ? recordedBy(ask.knownOn) : {}),
      },
    },
  } as never);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (list.error) {
    return <Refused refusal={list.error} again={() => void list.refetch()} />;
  }
  if (list.isPending || hasNextPage || (narrowed && !within.data)) {
    return <Loading rows={8} />;
  }
  const mine = narrowed ? new Set(within.data?.accounts.map((account) => account.accountId)) : null;
  const byAccount = new Map<string, { sum: number; currency: string; on: string }>();
  for (const row of list.rows) {
    if (!mine || mine.has(row.accountId)) {
      const before = byAccount.get(row.accountId);
      const sign = row.isReversal ? -1 : 1;
      byAccount.set(row.accountId, {
        sum: (before?.sum ?? 0) + sign * Math.abs(Number(row.amount.amount)),
        currency: row.amount.currency,
        on: before?.on ?? row.on,
      });
    }
  }
  const rows = [...byAccount].map<CustomerAmounts>(([accountId, { sum, currency, on }]) => ({
    accountId,
    amounts: [{ amount: String(sum), currency }],
    word: dayShort(on),
  }));
  return (
    <Customers
      caption={caption}
      headings={[t('retention.amount')]}
      wordHeading={t('retention.on')}
      rows={rows}
      figure={figure}
    />
  );
}

function useAccounts(ask: Ask, when: boolean) {
  const pack = usePacks().find((one) => one.code === ask.pack);
  return useGet(
    '/v1/retention/accounts',
    {
      params: {
        query: {
          ...windowOf(ask),
          basis: ask.basis,
          ...(pack?.churnDating ? { churnDating: pack.churnDating } : {}),
        },
      },
    },
    { when },
  );
}

/** Customers with their MRR at both ends of the window. */
function Listed({
  ask,
  list,
  caption,
  figure,
}: {
  ask: Ask;
  list: (typeof listed)[number];
  caption: string;
  figure: Figure | undefined;
}) {
  const { t } = useTranslation();
  const found = useAccounts(ask, true);
  const column = list === 'end' ? 'end' : 'start';
  return (
    <Answer of={found} rows={8}>
      {(data) => (
        <Customers
          caption={caption}
          headings={[t(`retention.parts.${column === 'end' ? 'start' : 'end'}`), t(`retention.parts.${column}`)]}
          figure={list === 'lost' ? undefined : figure?.[column]}
          rows={data.accounts
            .filter((account) => (list === 'lost' ? account.kind === 'churned' : Number(account[column].amount) !== 0))
            .map((account) => ({
              accountId: account.accountId,
              amounts: [account[column === 'end' ? 'start' : 'end'], account[column]],
              word: t(`retention.kinds.${account.kind}`),
            }))}
        />
      )}
    </Answer>
  );
}

function OfCause({ ask, cause, against, currency }: { ask: Ask; cause: string; against: string; currency?: string }) {
  const gap = useGet('/v1/retention-gap', {
    params: { query: { ...windowOf(ask), packA: ask.pack, packB: against } },
  });
  return (
    <Answer of={gap}>
      {(data) => (
        <Named
          ids={inCurrency(data.currencies, currency)?.causes.find((step) => step.cause === cause)?.accounts ?? []}
        />
      )}
    </Answer>
  );
}

function OfReason({ ask, reason, currency }: { ask: Ask; reason: string; currency?: string }) {
  const reasons = useGet('/v1/churn-reasons', {
    params: { query: windowOf(ask) },
  });
  return (
    <Answer of={reasons}>
      {(data) => (
        <Named
          ids={
            inCurrency(data.currencies, currency)
              ?.reasons.filter((one) => (one.reason ?? '') === reason)
              .flatMap((one) => one.accounts) ?? []
          }
        />
      )}
    </Answer>
  );
}

function Adjusted({ month: of, caption }: { month: string; caption: string }) {
  const { t } = useTranslation();
  const found = useGet('/v1/month-closes/{month}/adjustments', { params: { path: { month: of } } });
  return (
    <Answer of={found}>
      {(data) => (
        <Customers
          caption={caption}
          headings={[t('retention.before'), t('retention.after'), t('retention.difference')]}
          rows={data.adjustments.map((one) => ({
            accountId: one.accountId,
            amounts: [one.before, one.after, one.difference],
            word: t('retention.bookedIn', { month: month(one.bookedIn) }),
          }))}
        />
      )}
    </Answer>
  );
}
