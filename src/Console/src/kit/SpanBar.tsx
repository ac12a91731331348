import classes from './SpanBar.module.css';

interface SpanBarProps {
  /** The whole, as a share of the longest bar of the column. */
  whole: number;
  /** Parts of it in the same unit: done, expected with its span, and what nobody knows of (a dashed end). */
  parts: { settled: number; value: number; low: number; high: number; unknown: number };
  /** What the bar says, for those who do not see it. */
  words: string;
}

/** An amount of which a part is done, a part expected within a span, and a part unknown. */
export function SpanBar({ whole, parts, words }: SpanBarProps) {
  const x = (share: number) => 4 + 192 * Math.min(1, Math.max(0, share));
  return (
    <svg className={classes.bar} viewBox="0 0 200 20" role="img" aria-label={words}>
      <rect className={classes.whole} x={x(0)} y="6" width={x(whole) - x(0)} height="8" />
      <rect className={classes.settled} x={x(0)} y="6" width={x(parts.settled) - x(0)} height="8" />
      {parts.unknown > 0 ? (
        <rect
          className={classes.unknown}
          x={x(whole - parts.unknown)}
          y="6"
          width={x(whole) - x(whole - parts.unknown)}
          height="8"
        />
      ) : null}
      {parts.high > 0 || parts.value > 0 ? (
        <>
          <line className={classes.span} x1={x(parts.low)} x2={x(parts.high)} y1="10" y2="10" />
          <line className={classes.span} x1={x(parts.low)} x2={x(parts.low)} y1="4" y2="16" />
          <line className={classes.span} x1={x(parts.high)} x2={x(parts.high)} y1="4" y2="16" />
          <circle className={classes.value} cx={x(parts.value)} cy="10" r="4" />
        </>
      ) : null}
    </svg>
  );
}
