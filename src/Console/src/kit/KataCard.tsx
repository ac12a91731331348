import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count, percent, points } from '@/app/format';
import { Figure, type FigureFacts } from './Figure';
import { IntervalBar } from './IntervalBar';
import classes from './KataCard.module.css';
import { Verdict, type VerdictCode } from './Verdict';

export interface Interval {
  value: number;
  low: number;
  high: number;
}

interface Side {
  /** The share of successes, 0 to 1. */
  share: number;
  /** How many of how many. */
  of: string;
}

interface KataCardProps {
  phase: string;
  /** The condition as a sentence. */
  words: string;
  verdict: VerdictCode;
  /** What is raised or lowered. */
  of: string;
  /** Those who did, and those who did not. */
  with: Side;
  without: Side;
  /** Among customers alike; null where none could be compared. */
  adjusted: Interval | null;
  /** What the difference is and is made of, and where its evidence stands. */
  facts: FigureFacts & { rows: string };
  /** The ends of the axis, the same for all cards of a screen. */
  reach: number;
  /** What the half that did not propose the pattern says. */
  heldOut: ReactNode;
  /** Why there is no verdict, where there is none. */
  doubt?: ReactNode;
  /** Whom it counts, and where it comes from. */
  foot: ReactNode;
  action: ReactNode;
}

/** An end of an interval in points, without the unit, which stands with the value. */
const signed = (share: number) => `${share < 0 ? '−' : '+'}${count(Math.abs(share) * 100, 1)}`;

/** The difference with its interval, as a person reads it. */
export function useIntervalWords(): (interval: Interval | null) => string {
  const { t } = useTranslation();
  return (interval) =>
    interval
      ? t('pattern.interval', {
          value: points(interval.value),
          low: signed(interval.low),
          high: signed(interval.high),
        })
      : t('pattern.notComparable');
}

/** A pattern: what was done, what became of those who did and did not, and how far that can be believed. */
export function KataCard(props: KataCardProps) {
  const { t } = useTranslation();
  const intervalWords = useIntervalWords();
  const { phase, words, verdict, of, adjusted, facts, reach, heldOut, doubt, foot, action } = props;
  return (
    <article className={classes.card} aria-label={`${phase}: ${words}`}>
      <header className={classes.head}>
        <span className={classes.phase}>{phase}</span>
        <h3 className={classes.words}>{words}</h3>
        <Verdict verdict={verdict} of={of} />
        {doubt ? <span className={classes.soft}>{doubt}</span> : null}
      </header>
      <dl className={classes.bars}>
        <Bar label={t('pattern.with')} side={props.with} />
        <Bar label={t('pattern.without')} side={props.without} without />
      </dl>
      <div className={classes.difference}>
        <span className={classes.soft}>{t('pattern.adjusted')}</span>
        {adjusted ? (
          <IntervalBar
            {...adjusted}
            from={-reach}
            to={reach}
            quiet={verdict === 'cannotTell'}
            words={intervalWords(adjusted)}
          />
        ) : null}
        <Figure
          size="inline"
          label={t('pattern.adjusted')}
          value={adjusted ? intervalWords(adjusted) : null}
          note={adjusted ? null : t('pattern.notComparable')}
          {...facts}
        />
        <span className={classes.soft}>{heldOut}</span>
      </div>
      <footer className={classes.foot}>
        <span className={classes.soft}>{foot}</span>
        {action}
      </footer>
    </article>
  );
}

function Bar({ label, side, without }: { label: string; side: Side; without?: boolean }) {
  return (
    <div className={classes.bar} data-without={without || undefined}>
      <dt>{label}</dt>
      <dd className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${100 * side.share}%` }} />
      </dd>
      <dd className={classes.share}>{percent(side.share)}</dd>
      <dd className={classes.of}>{side.of}</dd>
    </div>
  );
}
