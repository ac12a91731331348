import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './Trend.module.css';
import type { DrawnSeries } from './trendChart';

interface TrendProps {
  /** What the lines say, for those who do not see them. */
  words: string;
  /** Along the axis, as a person reads them. */
  labels: readonly string[];
  series: readonly DrawnSeries[];
  /** How a value is written, at the axis and in the tooltip. */
  format: (value: number) => string;
}

/** Lines over months. The library that draws them is fetched when the first chart is looked at. */
export function Trend({ words, labels, series, format }: TrendProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const own = place.current;
    let gone = false;
    let stop = () => {};
    void import('./trendChart').then(({ draw }) => {
      if (own && !gone) {
        stop = draw(own, { words, labels, series, format, dark: scheme === 'dark' });
      }
    });
    return () => {
      gone = true;
      stop();
    };
  }, [words, labels, series, format, scheme]);
  return <div className={classes.chart} ref={place} role="img" aria-label={words} />;
}
