import { useTranslation } from 'react-i18next';
import classes from './Reasons.module.css';

export interface Reason {
  name: string;
  words: string;
  actionable: boolean;
  contribution?: number;
}

/** Reasons of a score in words, each marked where our own doing can change it. */
export function Reasons({ reasons, most = 3 }: { reasons: readonly Reason[]; most?: number }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.reasons}>
      {reasons.slice(0, most).map((reason) => (
        <li key={reason.name}>
          {reason.words}
          {reason.actionable ? <span className={classes.mark}>{t('reason.actionable')}</span> : null}
        </li>
      ))}
    </ul>
  );
}
