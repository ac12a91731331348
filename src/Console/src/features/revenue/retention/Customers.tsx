import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Amount, count, money } from '@/app/format';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { Empty } from '@/kit/States';

export interface CustomerAmounts {
  accountId: string;
  amounts: readonly Amount[];
  /** What happened, or when. */
  word?: string;
}

const most = 300;

/**
 * Customers with their amounts, the largest last column first, and whether they add up to the figure that was opened.
 */
export function Customers({
  caption,
  headings,
  wordHeading,
  rows,
  figure,
}: {
  caption: string;
  headings: readonly string[];
  wordHeading?: string;
  rows: readonly CustomerAmounts[];
  /** What the last column should add up to. */
  figure?: Amount;
}) {
  const { t } = useTranslation();
  const sorted = useMemo(
    () => [...rows].sort((a, b) => Math.abs(lastOf(b)) - Math.abs(lastOf(a)) || a.accountId.localeCompare(b.accountId)),
    [rows],
  );
  const shown = sorted.slice(0, most);
  const name = useAccountNames(shown.map((row) => row.accountId));
  const totals = headings.map((_, place) =>
    rows.reduce((sum, row) => sum + Number(row.amounts[place]?.amount ?? 0), 0),
  );
  const currency = rows[0]?.amounts[0]?.currency ?? figure?.currency ?? 'JPY';
  const amount = (value: number): Amount => ({ amount: String(value), currency });
  const listed = totals.at(-1) ?? 0;
  const gap = figure ? Number(figure.amount) - listed : 0;
  const columns: Column<CustomerAmounts>[] = [
    {
      id: 'name',
      heading: t('retention.customer'),
      width: 180,
      cell: (row) => <AccountLink id={row.accountId} name={name(row.accountId)} />,
    },
    ...(rows.some((row) => row.word)
      ? [
          {
            id: 'word',
            heading: wordHeading ?? t('retention.kind'),
            cell: (row: CustomerAmounts) => row.word ?? t('figure.none'),
          },
        ]
      : []),
    ...headings.map((heading, place) => ({
      id: `amount${place}`,
      heading,
      figure: true,
      cell: (row: CustomerAmounts) => money(row.amounts[place]),
    })),
  ];

  if (rows.length === 0) {
    return <Empty words={t('retention.noCustomers')} />;
  }
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t('retention.customers', { count: rows.length })}
        {figure
          ? t(gap === 0 ? 'retention.addsUp' : 'retention.addsUpNot', {
              listed: money(amount(listed)),
              figure: money(figure),
              gap: money(amount(gap)),
            })
          : ''}
      </Text>
      <DataTable
        caption={caption}
        rows={shown}
        columns={columns}
        idOf={(row) => row.accountId}
        totals={Object.fromEntries(totals.map((value, place) => [`amount${place}`, money(amount(value))]))}
      />
      {rows.length > most ? (
        <Text size="sm">{t('retention.andMore', { count: count(rows.length - most) })}</Text>
      ) : null}
    </Stack>
  );
}

const lastOf = (row: CustomerAmounts) => Number(row.amounts.at(-1)?.amount ?? 0);

/** Customers by name alone, where the API says who but not how much. */
export function Named({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation();
  const shown = ids.slice(0, most);
  const name = useAccountNames(shown);
  return (
    <Stack gap="xs">
      <Text size="sm">{t('retention.customers', { count: ids.length })}</Text>
      {shown.map((id) => (
        <span key={id}>
          <AccountLink id={id} name={name(id)} />
        </span>
      ))}
      {ids.length > most ? <Text size="sm">{t('retention.andMore', { count: ids.length - most })}</Text> : null}
    </Stack>
  );
}
