import { useNavigate } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import { Figure, type FigureFacts } from './Figure';
import classes from './Waterfall.module.css';

export interface WaterfallStep {
  key: string;
  label: string;
  /** A level stands on the ground; a change begins where the step before it ended. Losses are below 0. */
  kind: 'level' | 'change';
  value: number;
  shown: ReactNode;
  facts: FigureFacts;
  /** Where the customers behind the bar are listed. */
  rows?: string;
}

const per = (part: number, whole: number) => `${((100 * part) / whole).toFixed(3)}%`;

/**
 * From a first level through gains and losses to a last one. Bars stand side by side where there is room, and below one
 * another on a narrow window; a bar opens what its figure opens.
 */
export function Waterfall({ label, steps }: { label: string; steps: readonly WaterfallStep[] }) {
  const navigate = useNavigate();
  let level = 0;
  const bars = steps.map((step) => {
    const before = step.kind === 'level' ? 0 : level;
    level = step.kind === 'level' ? step.value : level + step.value;
    return { step, from: Math.min(before, level), to: level, size: Math.abs(level - before) };
  });
  const top = Math.max(1, ...bars.map((bar) => bar.from + bar.size));
  return (
    <ol className={classes.steps} aria-label={label}>
      {bars.map(({ step, from, to, size }) => {
        const { rows } = step;
        return (
          <li
            key={step.key}
            className={classes.step}
            data-opens={rows ? true : undefined}
            data-kind={step.kind === 'level' ? 'level' : step.value === 0 ? 'none' : step.value < 0 ? 'down' : 'up'}
            style={{ '--from': per(from, top), '--to': per(to, top), '--size': per(size, top) } as CSSProperties}
          >
            <span className={classes.amount}>
              <Figure size="inline" label={step.label} value={step.shown} rows={rows} {...step.facts} />
            </span>
            <span className={classes.track} aria-hidden>
              {/* The figure above does the same by keyboard. */}
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the bar is a larger target of its figure. */}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
              <span
                className={classes.bar}
                onClick={rows ? () => void navigate({ href: rows, resetScroll: false }) : undefined}
              />
            </span>
            <span className={classes.label}>{step.label}</span>
          </li>
        );
      })}
    </ol>
  );
}
