import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answered, useGet } from '@/api/useGet';
import { type Amount, count, money, moneyShort, month, percent } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer } from '@/kit/States';
import { Trend } from '@/kit/Trend';
import { Twin } from '@/kit/Twin';
import { Waterfall, type WaterfallStep } from '@/kit/Waterfall';
import {
  type Ask,
  type Figure,
  inCurrency,
  isClosed,
  numberOf,
  otherBasis,
  useMeasures,
  usePacks,
  useRowsAt,
  windowOf,
} from './ask';
import classes from './Retention.module.css';

type Measures = Answered<'/v1/retention-measures'>;
/** A line of the waterfall's table. */
interface PartRow {
  part: Part;
}

type Part = 'start' | 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn' | 'fx' | 'adjustments' | 'end';

const always: readonly Part[] = ['start', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'end'];
const losses: ReadonlySet<Part> = new Set(['contraction', 'churn']);

/** An amount below 0 where the part is a loss: the API tells losses without a sign. */
const signed = (figure: Figure, part: Part): Amount => {
  const { amount, currency } = figure[part];
  return { amount: losses.has(part) ? String(-Number(amount)) : amount, currency };
};

/** How MRR went from the first day of the window to the last, and its rates month by month. */
export function Overview({ ask, measures }: { ask: Ask; measures: Measures }) {
  const figure = inCurrency(measures.figures, ask.currency);
  return figure ? (
    <div className={classes.parts}>
      <Movements ask={ask} measures={measures} figure={figure} />
      <Months ask={ask} currency={figure.currency} />
    </div>
  ) : null;
}

function Movements({ ask, measures, figure }: { ask: Ask; measures: Measures; figure: Figure }) {
  const { t } = useTranslation();
  const rowsAt = useRowsAt();
  const other = useMeasures(ask, otherBasis(ask));
  const there = other.isPlaceholderData ? undefined : inCurrency(other.data?.figures ?? [], figure.currency);
  const parts: Part[] = (
    ['start', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'fx', 'adjustments', 'end'] as const
  ).filter((part) => always.includes(part) || [figure, there].some((one) => one && Number(one[part].amount) !== 0));
  const steps = parts.map<WaterfallStep>((part) => {
    const amount = signed(figure, part);
    const level = part === 'start' || part === 'end';
    return {
      key: part,
      label: t(`retention.parts.${part}`),
      kind: level ? 'level' : 'change',
      value: Number(amount.amount),
      shown: `${!level && Number(amount.amount) > 0 ? '+' : ''}${moneyShort(amount)}`,
      facts: {
        definition: t(`retention.partHelp.${part}`),
        inputs: [{ name: t(`retention.parts.${part}`), value: money(amount) }],
        formula: measures.formulaVersion,
        scope: measures.scope?.words,
        asOf: measures.asOf,
      },
      ...(part === 'fx' || part === 'adjustments'
        ? {}
        : { rows: rowsAt(level ? `accounts.${part}` : `movements.${part}`) }),
    };
  });
  const columns: Column<PartRow>[] = [
    { id: 'part', heading: t('retention.part'), cell: ({ part }) => t(`retention.parts.${part}`) },
    {
      id: 'now',
      heading: t(isClosed(ask) ? 'retention.asClosed' : 'retention.restated'),
      figure: true,
      cell: ({ part }) => money(signed(figure, part)),
    },
    ...(there
      ? [
          {
            id: 'other',
            heading: t(isClosed(ask) ? 'retention.restated' : 'retention.asClosed'),
            figure: true,
            cell: ({ part }: PartRow) => money(signed(there, part)),
          },
        ]
      : []),
  ];
  return (
    <Section title={t('retention.waterfall')} help={t('retention.waterfallHelp')}>
      <Twin
        summary={t('retention.waterfallWords', {
          start: moneyShort(figure.start),
          end: moneyShort(figure.end),
          gained: moneyShort(total(figure, ['new', 'reactivation', 'expansion'])),
          lost: moneyShort(total(figure, ['contraction', 'churn'])),
        })}
        chart={<Waterfall label={t('retention.waterfall')} steps={steps} />}
        table={
          <DataTable
            caption={t('chart.tableOf', { of: t('retention.waterfall') })}
            rows={parts.map((part) => ({ part }))}
            columns={columns}
            idOf={({ part }) => part}
          />
        }
      />
    </Section>
  );
}

const total = (figure: Figure, parts: readonly Part[]): Amount => ({
  amount: String(parts.reduce((sum, part) => sum + Number(figure[part].amount), 0)),
  currency: figure.currency,
});

type MonthFigure = Answered<'/v1/retention'>['currencies'][number]['months'][number];

function Months({ ask, currency }: { ask: Ask; currency: string }) {
  const { t } = useTranslation();
  const pack = usePacks().find((one) => one.code === ask.pack);
  const report = useGet('/v1/retention', {
    params: {
      query: {
        ...windowOf(ask),
        basis: ask.basis,
        ...(pack?.churnDating ? { churnDating: pack.churnDating } : {}),
        ...(pack ? { reactivation: pack.reactivation } : {}),
      },
    },
  });
  return (
    <Section
      title={t('retention.trend')}
      help={t(pack?.base === 'renewalBase' ? 'retention.trendHelpRenewal' : 'retention.trendHelp')}
    >
      <Answer of={report} rows={6}>
        {(data) => {
          const found = inCurrency(data.currencies, currency);
          return found && found.months.length > 0 ? <MonthTrend months={found.months} /> : null;
        }}
      </Answer>
    </Section>
  );
}

function MonthTrend({ months }: { months: readonly MonthFigure[] }) {
  const { t } = useTranslation();
  const format = useCallback((value: number) => percent(value, 1), []);
  const labels = useMemo(() => months.map((one) => month(one.month)), [months]);
  const series = useMemo(
    () => [
      { name: 'NRR', tone: 'accent' as const, values: months.map((one) => numberOf(one.figure.nrr.value)) },
      { name: 'GRR', tone: 'warn' as const, values: months.map((one) => numberOf(one.figure.grr.value)) },
    ],
    [months],
  );
  const known = months.filter((one) => one.figure.nrr.value != null);
  const worst = known.reduce<MonthFigure | undefined>(
    (low, one) => (!low || Number(one.figure.nrr.value) < Number(low.figure.nrr.value) ? one : low),
    undefined,
  );
  const words = worst
    ? t('retention.trendWords', {
        worst: month(worst.month),
        nrr: percent(worst.figure.nrr.value),
        lost: worst.figure.lostLogos,
        churn: moneyShort(worst.figure.churn),
        below: known.filter((one) => Number(one.figure.nrr.value) < 1).length,
        count: known.length,
      })
    : t('figure.none');
  const columns: Column<MonthFigure>[] = [
    { id: 'month', heading: t('retention.month'), cell: (row) => month(row.month) },
    { id: 'nrr', heading: 'NRR', figure: true, cell: (row) => percent(row.figure.nrr.value) },
    { id: 'grr', heading: 'GRR', figure: true, cell: (row) => percent(row.figure.grr.value) },
    {
      id: 'logo',
      heading: t('retention.figures.logoChurn'),
      figure: true,
      cell: (row) => percent(row.figure.logoChurn.value),
    },
    {
      id: 'lost',
      heading: t('retention.lostLogos'),
      figure: true,
      cell: (row) => t('retention.ofLogos', { lost: count(row.figure.lostLogos), start: count(row.figure.startLogos) }),
    },
    { id: 'start', heading: t('retention.parts.start'), figure: true, cell: (row) => money(row.figure.start) },
    { id: 'end', heading: t('retention.parts.end'), figure: true, cell: (row) => money(row.figure.end) },
  ];
  return (
    <Twin
      summary={words}
      chart={<Trend words={words} labels={labels} series={series} format={format} />}
      table={
        <DataTable
          caption={t('chart.tableOf', { of: t('retention.trend') })}
          rows={months}
          columns={columns}
          idOf={(row) => row.month}
        />
      }
    />
  );
}
