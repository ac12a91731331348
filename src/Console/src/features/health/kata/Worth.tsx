import { useTranslation } from 'react-i18next';
import { useAddress, writeAddress } from '@/app/address';
import { count, money, moneyShort } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Figure } from '@/kit/Figure';
import { IntervalBar } from '@/kit/IntervalBar';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Verdict } from '@/kit/Verdict';
import classes from './Kata.module.css';
import { arrOf, hasVerdict, type Pattern, reachMrr, useOutcomeWords } from './pattern';

/** Where change pays: patterns with a verdict by what they are worth a year, with the interval of that. */
export function Worth({ patterns }: { patterns: readonly Pattern[] }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const outcome = useOutcomeWords();
  const rows = patterns.filter(hasVerdict).sort((a, b) => a.rank - b.rank);
  const currency = rows.flatMap((row) => row.worth.arr)[0]?.value.currency;
  const ends = rows.flatMap((row) => {
    const arr = arrOf(row, currency);
    return arr ? [Number(arr.low.amount), Number(arr.high.amount)] : [];
  });
  const from = Math.min(0, ...ends);
  const to = Math.max(1, ...ends);
  const columns: Column<Pattern>[] = [
    { id: 'words', heading: t('kata.condition'), width: 240, cell: (row) => row.words },
    { id: 'phase', heading: t('kata.phase'), cell: (row) => <span className={classes.nowrap}>{row.phaseName}</span> },
    { id: 'verdict', heading: t('kata.verdict'), cell: (row) => <Verdict verdict={row.verdict} of={outcome(row)} /> },
    {
      id: 'customers',
      heading: t('kata.worseSide'),
      figure: true,
      cell: (row) => t('kata.customers', { count: row.worth.customers }),
    },
    {
      id: 'outcomes',
      heading: t('kata.gained'),
      figure: true,
      cell: (row) => (
        <span className={classes.worth}>
          <span>{t('kata.customersOf', { number: count(row.worth.outcomes.value, 1) })}</span>
          <span className={classes.soft}>
            {t('kata.range', { low: count(row.worth.outcomes.low, 1), high: count(row.worth.outcomes.high, 1) })}
          </span>
        </span>
      ),
    },
    {
      id: 'arr',
      heading: t('kata.gainedArr'),
      figure: true,
      cell: (row) => {
        const arr = arrOf(row, currency);
        return arr ? (
          <span className={classes.worth}>
            <Figure
              size="inline"
              label={t('kata.gainedArr')}
              value={moneyShort(arr.value)}
              definition={t('kata.worthHelp')}
              inputs={[
                { name: t('kata.worseSide'), value: t('kata.customers', { count: row.worth.customers }) },
                { name: t('kata.gainedArr'), value: money(arr.value) },
              ]}
              asOf={row.source.at}
              rows={`/kata${writeAddress({ ...address, pattern: row.id })}`}
            />
            <IntervalBar
              value={Number(arr.value.amount)}
              low={Number(arr.low.amount)}
              high={Number(arr.high.amount)}
              from={from}
              to={to}
              words={t('kata.arrWords', {
                value: money(arr.value),
                low: money(arr.low),
                high: money(arr.high),
              })}
            />
            <span className={classes.soft}>
              {t('kata.range', { low: moneyShort(arr.low), high: moneyShort(arr.high) })}
            </span>
          </span>
        ) : (
          t('figure.none')
        );
      },
    },
    {
      id: 'reach',
      heading: t('kata.reach'),
      figure: true,
      cell: (row) =>
        row.reachAccounts == null ? (
          t('figure.none')
        ) : (
          <span className={classes.worth}>
            <span>{t('kata.customers', { count: row.reachAccounts })}</span>
            <span className={classes.soft}>{reachMrr(row)}</span>
          </span>
        ),
    },
  ];
  return (
    <Section title={t('kata.worth')} help={t('kata.worthHelp')}>
      {rows.length === 0 ? (
        <Empty words={t('kata.noVerdicts')} />
      ) : (
        <DataTable
          caption={t('chart.tableOf', { of: t('kata.worth') })}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          onOpen={(row) => change({ pattern: row.id })}
        />
      )}
    </Section>
  );
}
