import { useTranslation } from 'react-i18next';
import { count } from '@/app/format';
import classes from './Contributions.module.css';
import type { Reason } from './Reasons';

interface ContributionsProps {
  reasons: readonly Reason[];
  /** What the bars are of, for whoever does not see them. */
  caption: string;
  /** The sum of those that are not shown, so that what is shown still adds up. */
  rest?: { count: number; contribution: number };
}

/**
 * What each fact adds to a score or takes from it, largest first, on one scale with zero in the middle: to the right
 * is towards churn. The numbers are log-odds, as the model adds them up.
 */
export function Contributions({ reasons, caption, rest }: ContributionsProps) {
  const { t } = useTranslation();
  const sorted: Reason[] = [...reasons].sort((a, b) => Math.abs(b.contribution ?? 0) - Math.abs(a.contribution ?? 0));
  if (rest) {
    const words = t('reason.rest', { count: rest.count });
    sorted.push({ name: 'rest', words, actionable: false, contribution: rest.contribution });
  }
  const most = Math.max(0.01, ...sorted.map((reason) => Math.abs(reason.contribution ?? 0)));
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('reason.fact')}</th>
          <th scope="col">{t('reason.contribution')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((reason) => {
          const share = (Math.abs(reason.contribution ?? 0) / most) * 50;
          const towards = (reason.contribution ?? 0) > 0;
          return (
            <tr key={reason.name}>
              <th scope="row">
                {reason.words}
                {reason.actionable ? <span className={classes.mark}>{t('reason.actionable')}</span> : null}
              </th>
              <td>
                <span className={classes.line} aria-hidden>
                  <span
                    className={classes.bar}
                    data-towards={towards}
                    style={{ width: `${share}%`, left: towards ? '50%' : `${50 - share}%` }}
                  />
                </span>
                <span className={classes.number}>
                  {towards ? '+' : '−'}
                  {count(Math.abs(reason.contribution ?? 0), 2)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
