import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { EventList } from './EventList';
import type { DatedEvent } from './events';
import classes from './Trend.module.css';
import type { DrawnSeries } from './trendChart';

interface TrendProps {
  /** What the lines say, for those who do not see them. */
  words: string;
  /** Along the axis, as a person reads them. */
  labels: readonly string[];
  series: readonly DrawnSeries[];
  /** What happened meanwhile, with the place of its label. */
  events?: readonly { event: DatedEvent; number: number; at: number }[];
  /** How a value is written, at the axis and in the tooltip. */
  format: (value: number) => string;
}

const none: never[] = [];

/** Lines over months. The library that draws them is fetched when the first chart is looked at. */
export function Trend({ words, labels, series, events = none, format }: TrendProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const own = place.current;
    let gone = false;
    let stop = () => {};
    void import('./trendChart').then(({ draw }) => {
      if (own && !gone) {
        stop = draw(own, { words, labels, series, events, format, dark: scheme === 'dark' });
      }
    });
    return () => {
      gone = true;
      stop();
    };
  }, [words, labels, series, events, format, scheme]);
  return (
    <>
      <div className={classes.chart} ref={place} role="img" aria-label={words} />
      <EventList events={events} />
    </>
  );
}
