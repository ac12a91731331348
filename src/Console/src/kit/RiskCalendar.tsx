import { type CSSProperties, Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '@/app/format';
import classes from './RiskCalendar.module.css';

/** What is due in one month with one owner. */
export interface RiskCell {
  month: string;
  owner: string;
  /** The amount due, in any one unit: areas compare it. */
  due: number;
  shown: string;
  /** The share at risk of what a chance reaches; null where none reaches it. */
  risk: number | null;
  /** Renewals on which the person's call and the model's part. */
  apart: number;
}

interface RiskCalendarProps {
  caption: string;
  /** Months with a short label for the head of a column and a long one where they stand alone. */
  months: readonly { key: string; label: string; long: string; total: string }[];
  owners: readonly { key: string; label: string; total: string }[];
  cells: readonly RiskCell[];
  total: ReactNode;
}

const side = 44;

/**
 * Months by owners: the area of a square is the amount due, its tint the share at risk, hatching a disagreement, a
 * dashed edge that no chance reaches so far. Where the window is narrow, months stand below one another.
 */
export function RiskCalendar({ caption, months, owners, cells, total }: RiskCalendarProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...cells.map((cell) => cell.due));
  const at = new Map(cells.map((cell) => [`${cell.month} ${cell.owner}`, cell]));
  const draw = (cell: RiskCell) => (
    <span className={classes.cell}>
      <span className={classes.square}>
        <Area cell={cell} size={Math.max(6, side * Math.sqrt(cell.due / most))} />
      </span>
      <span className={classes.shown}>{cell.shown}</span>
      <span className="visually-hidden">
        {cell.risk == null ? t('calendar.unknown') : t('calendar.atRisk', { share: percent(cell.risk, 0) })}
        {cell.apart > 0 ? t('calendar.apart', { count: cell.apart }) : ''}
      </span>
    </span>
  );
  return (
    <>
      <table className={classes.calendar}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('calendar.owner')}</th>
            {months.map((month) => (
              <th key={month.key} scope="col">
                {month.label}
              </th>
            ))}
            <th scope="col">{t('table.total')}</th>
          </tr>
        </thead>
        <tbody>
          {owners.map((owner) => (
            <tr key={owner.key}>
              <th scope="row">{owner.label}</th>
              {months.map((month) => {
                const cell = at.get(`${month.key} ${owner.key}`);
                return <td key={month.key}>{cell ? draw(cell) : null}</td>;
              })}
              <td>{owner.total}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {months.map((month) => (
              <td key={month.key}>{month.total}</td>
            ))}
            <td>{total}</td>
          </tr>
        </tfoot>
      </table>
      <ol className={classes.months} aria-label={caption}>
        {months.map((month) => (
          <li key={month.key} className={classes.month}>
            <span className={classes.monthHead}>
              <span>{month.long}</span>
              <span>{month.total}</span>
            </span>
            <ul className={classes.owners}>
              {owners.map((owner) => {
                const cell = at.get(`${month.key} ${owner.key}`);
                return (
                  <Fragment key={owner.key}>
                    {cell ? (
                      <li>
                        {draw(cell)}
                        <span className={classes.cell}>{owner.label}</span>
                      </li>
                    ) : null}
                  </Fragment>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      <ul className={classes.legend} aria-label={t('calendar.legend')}>
        <li>{t('calendar.areaWords')}</li>
        {[0, 0.1, 0.3].map((risk) => (
          <li key={risk}>
            <Area cell={{ risk, apart: 0 }} size={16} />
            {t('calendar.atRisk', { share: percent(risk, 0) })}
          </li>
        ))}
        <li>
          <Area cell={{ risk: null, apart: 0 }} size={16} />
          {t('calendar.unknown')}
        </li>
        <li>
          <Area cell={{ risk: 0, apart: 1 }} size={16} />
          {t('calendar.apartWords')}
        </li>
      </ul>
    </>
  );
}

/** A third at risk is the deepest tint; it is seldom more. */
function Area({ cell, size }: { cell: Pick<RiskCell, 'risk' | 'apart'>; size: number }) {
  return (
    <span
      className={classes.area}
      aria-hidden
      data-unknown={cell.risk == null || undefined}
      data-apart={cell.apart > 0 || undefined}
      style={{ '--side': `${size.toFixed(1)}px`, '--tint': Math.min(100, (cell.risk ?? 0) * 300) } as CSSProperties}
    />
  );
}
