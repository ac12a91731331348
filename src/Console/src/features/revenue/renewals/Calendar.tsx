import { useTranslation } from 'react-i18next';
import { type Amount, count, money, moneyShort, month, percent } from '@/app/format';
import { useAccountOwners } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { RiskCalendar, type RiskCell } from '@/kit/RiskCalendar';
import { Empty } from '@/kit/States';
import { Twin } from '@/kit/Twin';
import { type Forecast, type Risk, reachedOf } from './ask';
import { ByMonth } from './ByMonth';
import classes from './Renewals.module.css';

type Line = Risk['lines'][number];

const nobody = '-';

/** Of what a chance reaches, the share that is at risk; null where it reaches nothing. */
const shareOf = (line: Line): number | null => {
  const reached = reachedOf(line);
  return reached > 0 ? Number(line.atRisk.expected.amount) / reached : null;
};

/** Months by owners, and the same months with what is expected of them. */
export function Calendar({
  risk,
  forecast,
  currency,
}: {
  risk: Risk;
  forecast: Forecast;
  currency: string | undefined;
}) {
  const { t } = useTranslation();
  const lines = risk.lines.filter((line) => line.currency === currency);
  const owners = useAccountOwners(forecast.disagreements.map((one) => one.accountId));
  if (lines.length === 0) {
    return <Empty words={t('renewals.none')} />;
  }
  const apart = new Map<string, number>();
  for (const one of forecast.disagreements) {
    const key = `${one.dueOn.slice(0, 7)} ${owners(one.accountId).id ?? nobody}`;
    apart.set(key, (apart.get(key) ?? 0) + 1);
  }
  const amount = (value: number): Amount => ({ amount: String(value), currency: lines[0]?.currency ?? 'JPY' });
  const due = (of: readonly Line[]) => amount(of.reduce((sum, line) => sum + Number(line.arr.amount), 0));
  const months = [...new Set(lines.map((line) => line.month))].sort();
  const ownerIds = [...new Set(lines.map((line) => line.ownerId ?? nobody))];
  const nameOf = (id: string) =>
    lines.find((line) => (line.ownerId ?? nobody) === id)?.ownerName ?? t('renewals.noOwner');
  const cells = lines.map<RiskCell>((line) => {
    const owner = line.ownerId ?? nobody;
    return {
      month: line.month,
      owner,
      due: Number(line.arr.amount),
      shown: moneyShort(line.arr),
      risk: shareOf(line),
      apart: apart.get(`${line.month} ${owner}`) ?? 0,
    };
  });
  const largest = [...months].sort((a, b) => Number(due(of(lines, b)).amount) - Number(due(of(lines, a)).amount))[0];
  const columns: Column<Line>[] = [
    { id: 'month', heading: t('renewals.month'), cell: (row) => month(row.month) },
    { id: 'owner', heading: t('calendar.owner'), cell: (row) => row.ownerName ?? t('renewals.noOwner') },
    { id: 'count', heading: t('renewals.renewalsOf'), figure: true, cell: (row) => count(row.renewals) },
    { id: 'arr', heading: t('renewals.due'), figure: true, cell: (row) => money(row.arr) },
    { id: 'risk', heading: t('renewals.atRisk'), figure: true, cell: (row) => money(row.atRisk.expected) },
    {
      id: 'share',
      heading: t('renewals.share'),
      figure: true,
      cell: (row) => {
        const share = shareOf(row);
        return share == null ? t('calendar.unknown') : percent(share);
      },
    },
    { id: 'beyond', heading: t('renewals.beyond'), figure: true, cell: (row) => money(row.beyondHorizon) },
    {
      id: 'apart',
      heading: t('renewals.apart'),
      figure: true,
      cell: (row) => count(apart.get(`${row.month} ${row.ownerId ?? nobody}`) ?? 0),
    },
  ];
  return (
    <div className={classes.parts}>
      <Section title={t('renewals.calendar')} help={t('renewals.calendarHelp')}>
        <Twin
          summary={t('renewals.calendarWords', {
            month: month(largest),
            amount: moneyShort(due(of(lines, largest ?? ''))),
            count: forecast.disagreements.length,
          })}
          chart={
            <RiskCalendar
              caption={t('renewals.calendar')}
              months={months.map((key) => ({
                key,
                label: monthShort(key, months),
                long: month(key),
                total: moneyShort(due(of(lines, key))),
              }))}
              owners={ownerIds.map((key) => ({
                key,
                label: nameOf(key),
                total: moneyShort(due(lines.filter((line) => (line.ownerId ?? nobody) === key))),
              }))}
              cells={cells}
              total={moneyShort(due(lines))}
            />
          }
          table={
            <DataTable
              caption={t('chart.tableOf', { of: t('renewals.calendar') })}
              rows={lines}
              columns={columns}
              idOf={(row) => `${row.month}${row.ownerId}`}
              totals={{ count: count(lines.reduce((sum, line) => sum + line.renewals, 0)), arr: money(due(lines)) }}
            />
          }
        />
      </Section>
      <ByMonth risk={risk} forecast={forecast} lines={lines} />
    </div>
  );
}

const of = (lines: readonly Line[], key: string) => lines.filter((line) => line.month === key);

/** The year stands at the first month and at each January. */
const monthShort = (key: string, months: readonly string[]) => {
  const [year, number] = key.split('-');
  return key === months[0] || number === '01' ? `${year}/${Number(number)}` : `${Number(number)}`;
};
