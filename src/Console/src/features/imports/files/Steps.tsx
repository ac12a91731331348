import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Import } from './kinds';
import classes from './Steps.module.css';

const order = ['file', 'mapped', 'checked', 'loaded'] as const;

/** Where an import stands on its way, as four words. */
export function Steps({ of }: { of: Import }) {
  const { t } = useTranslation();
  const done = {
    uploaded: of.missingColumns.length === 0 && of.version !== 1 ? 2 : 1,
    checked: 3,
    committing: 3,
    committed: 4,
    undone: 4,
  }[of.state];
  return (
    <ol className={classes.steps} aria-label={t('imports.way')}>
      {order.map((step, place) => (
        <li
          key={step}
          data-done={place < done || undefined}
          aria-current={place === done ? 'step' : undefined}
          className={classes.step}
        >
          <span className={classes.mark} aria-hidden>
            {place < done ? <IconCheck size={14} /> : place + 1}
          </span>
          {t(`imports.steps.${of.state === 'undone' && step === 'loaded' ? 'undone' : step}`)}
        </li>
      ))}
    </ol>
  );
}
