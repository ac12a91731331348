import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, MarkLineComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** One line: its name stands at its end, and its stroke and points differ from the others' without colour. */
export interface DrawnSeries {
  name: string;
  values: readonly (number | null)[];
  tone: 'accent' | 'good' | 'bad' | 'warn';
}

interface Drawing {
  words: string;
  labels: readonly string[];
  series: readonly DrawnSeries[];
  /** Numbered events at places along the axis. */
  events: readonly { number: number; at: number }[];
  format: (value: number) => string;
  dark: boolean;
}

const strokes = ['solid', 'dashed', 'dotted'] as const;
const points = ['circle', 'rect', 'triangle'] as const;

/** Draws lines into an element that has a height, keeps to its width, and returns how to take them away. */
export function draw(place: HTMLElement, { words, labels, series, events, format }: Drawing): () => void {
  const style = getComputedStyle(document.documentElement);
  const tone = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    aria: { enabled: true, decal: { show: true }, label: { description: words } },
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 72, top: 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'html',
      backgroundColor: tone('paper'),
      borderColor: tone('line'),
      textStyle: { color: tone('text'), fontSize: 13 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: false,
      axisLine: { lineStyle: { color: tone('line') } },
      axisTick: { show: false },
      axisLabel: { color: tone('text-soft'), fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 4,
      axisLabel: { color: tone('text-soft'), fontSize: 12, formatter: format },
      splitLine: { lineStyle: { color: tone('line-soft') } },
    },
    series: series.map((line, place) => ({
      type: 'line' as const,
      name: line.name,
      data: [...line.values],
      symbol: points[place % points.length],
      symbolSize: 6,
      lineStyle: { width: 2, type: strokes[place % strokes.length], color: tone(line.tone) },
      itemStyle: { color: tone(line.tone) },
      endLabel: { show: true, formatter: '{a}', color: tone(line.tone), fontSize: 12, fontWeight: 600 },
      labelLayout: { moveOverlap: 'shiftY' as const },
      ...(place === 0 && events.length > 0
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: tone('text-soft'), type: 'dashed' as const, width: 1 },
              label: { color: tone('text'), fontSize: 12 },
              data: [...new Set(events.map(({ at }) => at))].map((place) => ({
                xAxis: place,
                label: {
                  formatter: events
                    .filter(({ at }) => at === place)
                    .map(({ number }) => number)
                    .join(' '),
                },
              })),
            },
          }
        : {}),
    })),
  });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(place);
  return () => {
    watch.disconnect();
    chart.dispose();
  };
}
