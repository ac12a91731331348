import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answered, useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day, dayShort, percent } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { placed } from '@/kit/events';
import { Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Answer } from '@/kit/States';
import { Trend } from '@/kit/Trend';
import { Twin } from '@/kit/Twin';
import type { PartProps } from './parts';
import { useEvents } from './useEvents';

type Line = Answered<'/v1/accounts/{accountId}/churn-scores'>['items'][number];

/** How the probability went over time, with what happened to the customer meanwhile. */
export function History({ account }: PartProps) {
  const { t } = useTranslation();
  const { by } = useAsOf();
  const history = useGet('/v1/accounts/{accountId}/churn-scores', {
    params: { path: { accountId: account.id }, query: { limit: 24, sort: ['-asOf'], ...by('asOf', 'scoredAt') } },
  } as never);
  return (
    <Section title={t('account.why.history')}>
      <Answer of={history}>{({ items }) => <Over account={account} score={undefined} lines={items} />}</Answer>
    </Section>
  );
}

function Over({ account, lines }: PartProps & { lines: readonly Line[] }) {
  const { t } = useTranslation();
  // Of a day that several models scored, the one that stands first is the newest.
  const rising = useMemo(
    () => lines.filter((line, at) => lines.findIndex((one) => one.asOf === line.asOf) === at).toReversed(),
    [lines],
  );
  const happened = useEvents(account.id, rising[0]?.asOf);
  const events = useMemo(
    () => placed(happened, (on) => rising.findLastIndex((line) => line.asOf <= on)),
    [happened, rising],
  );
  const labels = useMemo(() => rising.map((line) => dayShort(line.asOf)), [rising]);
  const name = t('account.probability');
  const series = useMemo(
    () => [{ name, tone: 'accent' as const, values: rising.map((line) => line.probability) }],
    [rising, name],
  );
  const format = useCallback((value: number) => percent(value, 0), []);
  const [first, last] = [rising[0], rising.at(-1)];
  const words =
    first && last
      ? t('account.why.historyWords', {
          from: day(first.asOf),
          to: day(last.asOf),
          before: percent(first.probability),
          after: percent(last.probability),
        })
      : t('figure.none');
  const columns: Column<Line>[] = [
    { id: 'asOf', heading: t('figure.asOf'), cell: (row) => day(row.asOf) },
    {
      id: 'probability',
      heading: t('account.probability'),
      cell: (row) => <Probability value={row.probability} band={row.band} />,
    },
    { id: 'model', heading: t('account.model'), cell: (row) => row.modelVersion },
  ];
  return (
    <Twin
      summary={words}
      chart={
        rising.length > 1 ? (
          <Trend words={words} labels={labels} series={series} events={events} format={format} />
        ) : null
      }
      table={
        <DataTable
          caption={t('account.why.history')}
          rows={lines}
          columns={columns}
          idOf={(row) => `${row.asOf} ${row.modelVersion}`}
        />
      }
    />
  );
}
