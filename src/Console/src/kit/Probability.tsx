import { useTranslation } from 'react-i18next';
import { percent } from '@/app/format';
import classes from './Probability.module.css';

export type Band = 'low' | 'medium' | 'high';

interface ProbabilityProps {
  value: number | null | undefined;
  band: Band | null | undefined;
  /** The horizon of the probability; left out where the column's heading says it. */
  horizonDays?: number;
}

/** A churn probability with its band in a word and a bar, so that it is read without colour. */
export function Probability({ value, band, horizonDays }: ProbabilityProps) {
  const { t } = useTranslation();
  if (value == null || !band) {
    return <span className={classes.none}>{t('probability.notScored')}</span>;
  }
  return (
    <span className={classes.probability} data-band={band}>
      <span className={classes.number}>{percent(value, value < 0.1 ? 1 : 0)}</span>
      <span className={classes.word}>{t(`probability.${band}`)}</span>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${Math.min(100, value * 100)}%` }} />
      </span>
      {horizonDays ? (
        <span className={classes.horizon}>{t('probability.within', { count: Math.round(horizonDays / 30) })}</span>
      ) : null}
    </span>
  );
}
