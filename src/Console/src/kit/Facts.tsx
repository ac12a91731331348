import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** Named facts side by side, as many to a line as fit. */
export function Facts({ of, narrow }: { of: readonly { name: string; value: ReactNode }[]; narrow?: boolean }) {
  return (
    <dl className={classes.facts} data-narrow={narrow || undefined}>
      {of.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
