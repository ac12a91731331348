import { useTranslation } from 'react-i18next';
import classes from './Kata.module.css';

const steps = ['alike', 'halves', 'many', 'few', 'claim'] as const;

/** How patterns were compared, in words. */
export function How({ horizonDays }: { horizonDays?: number }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.how}>
      {horizonDays ? <li>{t('kata.steps.periods', { count: horizonDays })}</li> : null}
      {steps.map((step) => (
        <li key={step}>{t(`kata.steps.${step}`)}</li>
      ))}
    </ul>
  );
}
