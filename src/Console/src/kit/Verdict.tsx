import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Verdict.module.css';

export type VerdictCode = 'raises' | 'lowers' | 'cannotTell';
const icons = { raises: IconArrowUpRight, lowers: IconArrowDownRight, cannotTell: IconMinus };

/** One of three words: raises, lowers, cannot tell; `of` says what is raised (the share that stays). */
export function Verdict({ verdict, of }: { verdict: VerdictCode; of: string }) {
  const { t } = useTranslation();
  const Icon = icons[verdict];
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      <Icon size={16} aria-hidden stroke={2.2} />
      {t(`verdict.${verdict}`, { of })}
    </span>
  );
}
