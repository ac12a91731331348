import { useId } from 'react';
import classes from './Columns.module.css';
import { EventList } from './EventList';
import { type DatedEvent, placed } from './events';

interface ColumnsProps {
  /** What the chart shows, in one sentence with its ends and its largest value. */
  words: string;
  points: readonly { name: string; value: number }[];
  /** Name and value of one column, for its tooltip. */
  tell: (point: { name: string; value: number }) => string;
  /** What happened meanwhile; an event stands where the point of its day is. */
  events?: readonly DatedEvent[];
  height?: number;
}

/** Columns over time, drawn to the width there is; the sentence tells the same to whoever does not see them. */
export function Columns({ words, points, tell, events = [], height = 96 }: ColumnsProps) {
  const id = useId();
  const most = Math.max(1, ...points.map((point) => point.value));
  const width = 100 / Math.max(1, points.length);
  const marks = placed(events, (day) => points.findIndex((point) => point.name === day));
  return (
    <figure className={classes.columns} aria-labelledby={id}>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" style={{ height }} aria-hidden>
        {points.map((point, index) => {
          const tall = (point.value / most) * (height - 2);
          return (
            <rect key={point.name} x={index * width + width * 0.1} y={height - tall} width={width * 0.8} height={tall}>
              <title>{tell(point)}</title>
            </rect>
          );
        })}
        {marks.map(({ number, at }) => (
          <line
            key={number}
            className={classes.event}
            x1={(at + 0.5) * width}
            x2={(at + 0.5) * width}
            y1="0"
            y2={height}
          />
        ))}
      </svg>
      {marks.length > 0 ? (
        <div className={classes.numbers} aria-hidden>
          {marks.map(({ number, at }) => (
            <span key={number} style={{ left: `${(at + 0.5) * width}%` }}>
              {number}
            </span>
          ))}
        </div>
      ) : null}
      <figcaption id={id}>{words}</figcaption>
      <EventList events={marks} />
    </figure>
  );
}
