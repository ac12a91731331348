import { useTranslation } from 'react-i18next';
import { dayShort, today } from '@/app/format';
import classes from './Plan.module.css';
import type { Milestone } from './plan';

const row = 34;
const left = 170;
const right = 640;
const daysOf = (on: string) => Date.parse(`${on}T00:00:00Z`) / 86_400_000;

/** Milestones on one line of time: a hollow square is the baseline, a dot the forecast, a diamond the actual day. */
export function MilestoneChart({ milestones }: { milestones: readonly Milestone[] }) {
  const { t } = useTranslation();
  const all = [today(), ...milestones.flatMap((one) => [one.forecastOn, one.baselineOn, one.actualOn])].filter(
    (on): on is string => Boolean(on),
  );
  const [from, to] = [Math.min(...all.map(daysOf)), Math.max(...all.map(daysOf))];
  const x = (on: string) => left + ((daysOf(on) - from) / Math.max(1, to - from)) * (right - left);
  const height = milestones.length * row + 44;
  const first = all.find((on) => daysOf(on) === from) ?? today();
  const last = all.find((on) => daysOf(on) === to) ?? today();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className={classes.scroll} aria-label={t('plan.schedule.chart')} tabIndex={0}>
      <svg className={classes.chart} viewBox={`0 0 700 ${height}`} aria-hidden>
        <line className={classes.today} x1={x(today())} x2={x(today())} y1={8} y2={height - 36} />
        {milestones.map((one, nth) => {
          const y = 20 + nth * row;
          const now = one.actualOn ?? one.forecastOn;
          return (
            <g key={one.id}>
              <text x={0} y={y + 4}>
                {one.title.length > 12 ? `${one.title.slice(0, 11)}…` : one.title}
              </text>
              <line className={classes.rule} x1={left} x2={right} y1={y} y2={y} />
              {one.baselineOn && one.baselineOn !== now ? (
                <line className={classes.slip} x1={x(one.baselineOn)} x2={x(now)} y1={y} y2={y} />
              ) : null}
              {one.baselineOn ? (
                <rect className={classes.baseline} x={x(one.baselineOn) - 6} y={y - 6} width={12} height={12} />
              ) : null}
              {one.actualOn ? (
                <path className={classes.actual} d={`M${x(one.actualOn)} ${y - 7} l7 7 l-7 7 l-7 -7 z`} />
              ) : (
                <circle className={classes.forecast} cx={x(one.forecastOn)} cy={y} r={5} />
              )}
            </g>
          );
        })}
        <text className={classes.axis} x={left} y={height - 22} textAnchor="start">
          {dayShort(first)}
        </text>
        <text className={classes.axis} x={right} y={height - 22} textAnchor="end">
          {dayShort(last)}
        </text>
        <text className={classes.axis} x={left} y={height - 4}>
          {t('plan.schedule.legend')}
        </text>
      </svg>
    </section>
  );
}
