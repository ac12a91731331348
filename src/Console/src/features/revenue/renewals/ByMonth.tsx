import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { type Amount, count, money, month, percent } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { SpanBar } from '@/kit/SpanBar';
import { type Forecast, lastDayOf, type Risk, reachedOf } from './ask';
import classes from './Renewals.module.css';

interface MonthLine {
  month: string;
  renewals: number;
  due: Amount;
  expected: Amount;
  low: Amount;
  high: Amount;
  level: number | string;
  settled: Amount;
  unknown: Amount;
  atRisk: number;
  /** Whether ARR is due of which no chance reaches any. */
  beyond: boolean;
}

/** Whether nobody has said anything of a month, so that nothing is expected rather than 0. */
const silent = (row: MonthLine) => Number(row.unknown.amount) > 0 && row.unknown.amount === row.due.amount;

/** Month by month: MRR due, what is expected of it with its interval, what nobody has spoken of, ARR at risk. */
export function ByMonth({ risk, forecast, lines }: { risk: Risk; forecast: Forecast; lines: Risk['lines'] }) {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const currency = lines[0]?.currency ?? 'JPY';
  const total = risk.totals.find((one) => one.currency === currency);
  const rows = forecast.months
    .filter((one) => one.currency === currency)
    .map<MonthLine>((one) => {
      const own = lines.filter((line) => line.month === one.month);
      return {
        month: one.month,
        renewals: one.renewals,
        due: one.due,
        expected: one.outlook.expected,
        low: one.outlook.low,
        high: one.outlook.high,
        level: one.outlook.level,
        settled: one.settled,
        unknown: one.unknown,
        atRisk: own.reduce((sum, line) => sum + Number(line.atRisk.expected.amount), 0),
        beyond: own.length > 0 && own.every((line) => reachedOf(line) <= 0),
      };
    });
  const most = Math.max(1, ...rows.map((row) => Number(row.due.amount)));
  const amount = (value: number): Amount => ({ amount: String(value), currency });
  const sumOf = (pick: (row: MonthLine) => number | string) =>
    money(amount(rows.reduce((sum, row) => sum + Number(pick(row)), 0)));
  const words = (row: MonthLine) =>
    t('renewals.spanWords', {
      expected: money(row.expected),
      low: money(row.low),
      high: money(row.high),
      level: percent(row.level, 0),
      unknown: money(row.unknown),
    });
  const columns: Column<MonthLine>[] = [
    { id: 'month', heading: t('renewals.month'), width: 112, cell: (row) => month(row.month) },
    { id: 'count', heading: t('renewals.renewalsOf'), figure: true, cell: (row) => count(row.renewals) },
    { id: 'due', heading: t('renewals.dueMrr'), figure: true, cell: (row) => money(row.due) },
    {
      id: 'expected',
      heading: t('renewals.expected'),
      figure: true,
      cell: (row) => (silent(row) ? t('renewals.noCall') : money(row.expected)),
    },
    {
      id: 'span',
      heading: t('renewals.interval', { level: percent(rows[0]?.level, 0) }),
      figure: true,
      cell: (row) => (
        <>
          {silent(row) ? null : (
            <span className={classes.nowrap}>
              {t('renewals.range', { low: money(row.low), high: money(row.high) })}
            </span>
          )}
          <span className={classes.span}>
            <SpanBar
              whole={Number(row.due.amount) / most}
              parts={{
                settled: Number(row.settled.amount) / most,
                value: Number(row.expected.amount) / most,
                low: Number(row.low.amount) / most,
                high: Number(row.high.amount) / most,
                unknown: Number(row.unknown.amount) / most,
              }}
              words={words(row)}
            />
          </span>
        </>
      ),
    },
    { id: 'unknown', heading: t('renewals.unknown'), figure: true, cell: (row) => money(row.unknown) },
    {
      id: 'atRisk',
      heading: t('renewals.atRisk'),
      figure: true,
      cell: (row) => (row.beyond ? t('calendar.unknown') : money(amount(row.atRisk))),
    },
  ];
  return (
    <Section
      title={t('renewals.byMonth')}
      help={t('renewals.byMonthHelp', {
        low: money(total?.atRisk.low),
        high: money(total?.atRisk.high),
        level: percent(total?.atRisk.level, 0),
      })}
    >
      <DataTable
        caption={t('chart.tableOf', { of: t('renewals.byMonth') })}
        rows={rows}
        columns={columns}
        idOf={(row) => row.month}
        onOpen={(row) => change({ tab: 'list', 'dueOn.gte': `${row.month}-01`, 'dueOn.lte': lastDayOf(row.month) })}
        totals={{
          count: count(rows.reduce((sum, row) => sum + row.renewals, 0)),
          due: sumOf((row) => row.due.amount),
          expected: sumOf((row) => row.expected.amount),
          unknown: sumOf((row) => row.unknown.amount),
          atRisk: sumOf((row) => row.atRisk),
        }}
      />
    </Section>
  );
}
