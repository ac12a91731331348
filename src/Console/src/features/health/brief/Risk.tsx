import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { type Amount, count, money, moneyShort, month, percent, sum } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';

type Line = Schema<'BriefRiskLine'>;

/**
 * Whether the model says anything of a month: of what is beyond its horizon or has no score it does not, and 0 would.
 */
const isCalled = (line: Line) =>
  Number(line.arr.amount) > Number(line.unscored.amount) + Number(line.beyondHorizon.amount);

/** ARR at risk by the month in which it is due: the sum at the head is the sum of the rows. */
export function Risk({ risk, scope }: { risk: Schema<'BriefRisk'>; scope: string | undefined }) {
  const { t } = useTranslation();
  const currencies = [...new Set(risk.lines.map((line) => line.currency))];
  return (
    <Section title={t('brief.risk.title')} help={risk.words}>
      {risk.lines.length === 0 ? (
        <Empty words={scope ?? t('brief.risk.none')} />
      ) : (
        <>
          <FigureRow>
            {currencies.map((currency) => (
              <Totals
                key={currency}
                lines={risk.lines.filter((line) => line.currency === currency)}
                risk={risk}
                scope={scope}
              />
            ))}
          </FigureRow>
          <DataTable
            caption={t('brief.risk.title')}
            rows={risk.lines}
            idOf={(row) => row.key}
            columns={[
              {
                id: 'month',
                heading: t('brief.risk.month'),
                cell: (row) => (
                  <Link className="nowrap" to="/renewals" search={{ from: row.month, to: row.month } as never}>
                    {month(row.month)}
                  </Link>
                ),
              },
              { id: 'renewals', heading: t('brief.risk.renewals'), figure: true, cell: (row) => count(row.renewals) },
              { id: 'arr', heading: t('brief.risk.due'), figure: true, cell: (row) => money(row.arr) },
              {
                id: 'risk',
                heading: t('brief.risk.atRisk'),
                figure: true,
                cell: (row) => (isCalled(row) ? <strong>{money(row.atRisk)}</strong> : t('brief.risk.notCalled')),
              },
              {
                id: 'interval',
                heading: t('brief.risk.interval', { level: percent(risk.lines[0]?.level, 0) }),
                figure: true,
                cell: (row) => (isCalled(row) ? `${money(row.low)} – ${money(row.high)}` : null),
              },
              { id: 'apart', heading: t('brief.risk.apart'), figure: true, cell: (row) => <Apart line={row} /> },
              {
                id: 'owner',
                heading: t('brief.risk.owner'),
                cell: (row) =>
                  row.owners
                    .slice(0, 2)
                    .map((owner) =>
                      isCalled(row)
                        ? `${owner.ownerName ?? t('account.noOwner')} ${moneyShort(owner.atRisk)}`
                        : (owner.ownerName ?? t('account.noOwner')),
                    )
                    .join(t('shell.and')),
              },
            ]}
            totals={
              currencies.length === 1
                ? {
                    renewals: count(risk.lines.reduce((total, line) => total + line.renewals, 0)),
                    arr: money(sum(risk.lines.map((line) => line.arr))),
                    risk: money(sum(risk.lines.map((line) => line.atRisk))),
                  }
                : undefined
            }
          />
        </>
      )}
    </Section>
  );
}

function Totals({
  lines,
  risk,
  scope,
}: {
  lines: readonly Line[];
  risk: Schema<'BriefRisk'>;
  scope: string | undefined;
}) {
  const { t } = useTranslation();
  const of = (part: (line: Line) => Amount) => sum(lines.map(part));
  return (
    <>
      <Figure
        label={t('brief.risk.total')}
        value={moneyShort(of((line) => line.atRisk))}
        definition={t('brief.risk.means')}
        inputs={[
          { name: t('brief.risk.due'), value: money(of((line) => line.arr)) },
          { name: t('brief.risk.unscored'), value: money(of((line) => line.unscored)) },
          { name: t('brief.risk.beyond'), value: money(of((line) => line.beyondHorizon)) },
        ]}
        scope={scope}
        asOf={risk.asOf}
        rows="/renewals?period=next6&tab=list"
        below={t('brief.risk.ofDue', { due: moneyShort(of((line) => line.arr)) })}
      />
      <Figure
        label={t('brief.risk.lost')}
        value={moneyShort(of((line) => line.knownLosses))}
        definition={t('brief.risk.lostMeans')}
        scope={scope}
        asOf={risk.asOf}
        rows="/renewals?period=next6&tab=list"
      />
      <Figure
        label={t('brief.risk.overdue')}
        value={moneyShort(of((line) => line.overdue))}
        definition={t('brief.risk.overdueMeans')}
        scope={scope}
        asOf={risk.asOf}
        rows="/renewals?period=next6&tab=list"
      />
    </>
  );
}

function Apart({ line }: { line: Line }) {
  const { t } = useTranslation();
  const parts = (['unscored', 'beyondHorizon', 'knownLosses', 'overdue'] as const).filter(
    (part) => Number(line[part].amount) !== 0,
  );
  return parts.length === 0
    ? '–'
    : parts.map((part) => (
        <div key={part}>
          {t(`brief.risk.parts.${part}`)} {money(line[part])}
        </div>
      ));
}
