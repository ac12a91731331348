import type { CohortRow } from '@/kit/CohortGrid';
import type { RiskCell } from '@/kit/RiskCalendar';
import type { DrawnSeries } from '@/kit/trendChart';
import type { WaterfallStep } from '@/kit/Waterfall';

export const labels = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];

export const rates: readonly DrawnSeries[] = [
  { name: 'NRR', tone: 'accent', values: [0.96, 0.97, 0.93, 0.98, 1.01, 0.99] },
  { name: 'GRR', tone: 'warn', values: [0.92, 0.93, 0.9, 0.94, 0.95, null] },
];

export const happened = [
  { on: '2026-06-01', words: 'The price rose by 8 %.' },
  { on: '2026-08-12', words: 'Another owner took over.' },
];

const step = (key: string, label: string, kind: WaterfallStep['kind'], value: number): WaterfallStep => ({
  key,
  label,
  kind,
  value,
  shown: value.toLocaleString('en-US'),
  facts: { definition: `${label}: what it is.` },
  rows: '/kit',
});

export const steps: readonly WaterfallStep[] = [
  step('start', 'Start', 'level', 2400),
  step('new', 'New', 'change', 300),
  step('expansion', 'Expansion', 'change', 180),
  step('contraction', 'Contraction', 'change', -90),
  step('churn', 'Churn', 'change', -240),
  step('fx', 'FX', 'change', 0),
  step('end', 'End', 'level', 2550),
];

export const cohorts: readonly CohortRow[] = [
  { key: 'a', label: '2026-04', customers: 12, shares: [1, 1, 0.92, 0.92, 0.83] },
  { key: 'b', label: '2026-05', customers: 8, shares: [1, 1, 1, 0.88, null] },
  { key: 'c', label: '2026-06', customers: 0, shares: [null] },
];

export const months = ['12', '1', '2'].map((label, at) => ({
  key: label,
  label: `${label}/`,
  long: `Month ${label}`,
  total: (1_300_000 * (at + 1)).toLocaleString('en-US'),
}));

export const owners = [
  { key: 'h', label: 'Hanako Sato', total: '2,600,000' },
  { key: 'k', label: 'Ken Yamada, whose name is long', total: '1,300,000' },
];

export const risks: readonly RiskCell[] = [
  { month: '12', owner: 'h', due: 1_300_000, shown: '1.3M', risk: 0.3, apart: 1 },
  { month: '1', owner: 'h', due: 900_000, shown: '0.9M', risk: 0.1, apart: 0 },
  { month: '2', owner: 'h', due: 400_000, shown: '0.4M', risk: null, apart: 0 },
  { month: '12', owner: 'k', due: 1_000_000, shown: '1.0M', risk: 0, apart: 0 },
];
