import type { ReactNode } from 'react';
import classes from './Facts.module.css';

/** Named facts beside each other; a fact without a value is left out. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter((fact) => fact.value != null && fact.value !== '')
        .map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Headline figures in one row, which wraps. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={classes.figures}>{children}</div>;
}
