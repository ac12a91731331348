import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '@/app/format';
import classes from './CohortGrid.module.css';

export interface CohortRow {
  key: string;
  label: string;
  /** Customers at the start. */
  customers: number;
  /** The share that is still there by age in months, 0 first; null where there is none. */
  shares: readonly (number | null)[];
}

/**
 * What is left of those who began together, by age: a table whose tint deepens with the share. A share below that of
 * the month before is bold. On a narrow window every third age stands, and the table says so by its headings.
 */
export function CohortGrid({ caption, rows }: { caption: string; rows: readonly CohortRow[] }) {
  const { t } = useTranslation();
  const ages = Math.max(0, ...rows.map((row) => row.shares.length));
  const columns = Array.from({ length: ages }, (_, age) => age);
  const between = (age: number) => (age % 3 === 0 ? undefined : true);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={classes.scroller} aria-label={caption} tabIndex={0}>
      <table className={classes.grid}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('cohort.start')}</th>
            <th scope="col">{t('cohort.customers')}</th>
            {columns.map((age) => (
              <th key={age} scope="col" data-between={between(age)}>
                {t('cohort.age', { count: age })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className={classes.cell} style={{ '--depth': 0 } as CSSProperties}>
                {row.customers}
              </td>
              {columns.map((age) => {
                const share = row.shares[age];
                if (share == null) {
                  return <td key={age} data-between={between(age)} />;
                }
                const before = row.shares[age - 1];
                const fell = before != null && share < before;
                return (
                  <td
                    key={age}
                    data-between={between(age)}
                    className={fell ? `${classes.cell} ${classes.lost}` : classes.cell}
                    style={{ '--depth': Math.min(1, share) } as CSSProperties}
                  >
                    {percent(share, 0)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
