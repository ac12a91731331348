import classes from './IntervalBar.module.css';

interface IntervalBarProps {
  value: number;
  low: number;
  high: number;
  /** The ends of the axis, the same for all bars of a column. */
  from: number;
  to: number;
  /** What the bar says, as one sentence for those who do not see it. */
  words: string;
  /** Whether to say nothing of above and below zero, where neither is good or bad. */
  plain?: boolean;
}

/** An estimate with its interval on a line where zero is marked. */
export function IntervalBar({ value, low, high, from, to, words, plain }: IntervalBarProps) {
  const x = (at: number) => 4 + (192 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  const side = plain ? 'across' : low > 0 ? 'above' : high < 0 ? 'below' : 'across';
  return (
    <svg className={classes.bar} viewBox="0 0 200 20" role="img" aria-label={words} data-side={side}>
      <line className={classes.axis} x1="4" x2="196" y1="10" y2="10" />
      <line className={classes.zero} x1={x(0)} x2={x(0)} y1="2" y2="18" />
      <line className={classes.interval} x1={x(low)} x2={x(high)} y1="10" y2="10" />
      <line className={classes.interval} x1={x(low)} x2={x(low)} y1="6" y2="14" />
      <line className={classes.interval} x1={x(high)} x2={x(high)} y1="6" y2="14" />
      <circle className={classes.value} cx={x(value)} cy="10" r="4" />
    </svg>
  );
}
