import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { percent, points } from '@/app/format';
import classes from './WhyChanged.module.css';

type Change = Schema<'ScoreChange'>;
const parts = ['customer', 'lateData', 'model'] as const;

/**
 * From one probability to another in three parts that add up to the difference: the customer changed, facts arrived
 * late, another model scored. Each part opens to its factors in words.
 */
export function WhyChanged({ change }: { change: Change }) {
  const { t } = useTranslation();
  const most = Math.max(0.001, ...parts.map((part) => Math.abs(change[part].probability)));
  return (
    <div className={classes.change}>
      <p className={classes.sum}>
        <strong>
          {t('whyChanged.fromTo', { from: percent(change.before.probability), to: percent(change.after.probability) })}
        </strong>{' '}
        ({points(change.probability)})
      </p>
      <p className={classes.words}>{change.words}</p>
      {parts.map((name) => {
        const part = change[name];
        const share = (Math.abs(part.probability) / most) * 50;
        const up = part.probability > 0;
        return (
          <details key={name} className={classes.part}>
            <summary>
              <span className={classes.name}>{t(`whyChanged.parts.${name}`)}</span>
              <span className={classes.line} aria-hidden>
                <span
                  className={classes.bar}
                  data-up={up}
                  style={{ width: `${share}%`, left: up ? '50%' : `${50 - share}%` }}
                />
              </span>
              <span className={classes.number}>{points(part.probability)}</span>
            </summary>
            <p className={classes.words}>{part.words}</p>
            <ul>
              {part.factors.slice(0, 8).map((factor) => (
                <li key={factor.name}>
                  {factor.words} <span className={classes.number}>{points(factor.probability)}</span>
                  {factor.actionable ? <span className={classes.mark}>{t('reason.actionable')}</span> : null}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
