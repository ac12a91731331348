import type { ReactNode } from 'react';
import classes from './Facts.module.css';

interface FactsProps {
  facts: readonly { name: string; value: ReactNode }[];
  /** In columns of one width, for many facts. */
  grid?: boolean;
  /** One below the other, for a narrow place. */
  narrow?: boolean;
}

/** Named facts beside each other; a fact without a value is left out. */
export function Facts({ facts, grid, narrow }: FactsProps) {
  return (
    <dl className={classes.facts} data-layout={narrow ? 'narrow' : grid ? 'grid' : undefined}>
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
