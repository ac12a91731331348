import type { ReactNode } from 'react';
import classes from './Tag.module.css';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'proposed';

/** A state in a word; its tone only repeats what the word says. `proposed` is drawn with a broken line. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
