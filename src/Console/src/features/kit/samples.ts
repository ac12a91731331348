import type { Schema } from '@/api/client';
import type { Issue } from '@/kit/Issues';
import type { Band } from '@/kit/Probability';
import type { Reason } from '@/kit/Reasons';
import type { EffectReview } from '@/kit/reviews';
import type { Task } from '@/kit/TaskList';

export const reasons: readonly Reason[] = [
  { name: 'departments', words: 'Departments using it: 2', actionable: true, contribution: 0.47 },
  { name: 'breadth', words: 'Breadth of use: 87.5 %', actionable: true, contribution: -0.18 },
  { name: 'tenure', words: 'Days since the start: 362', actionable: false, contribution: -0.1 },
];

export const customers: readonly {
  id: string;
  name: string;
  probability: number | null;
  band: Band | null;
  mrr: string;
}[] = [
  { id: 'a', name: 'Hokuto Works', probability: 0.41, band: 'high', mrr: '450,000' },
  {
    id: 'b',
    name: 'A company whose name is so long that it takes more than one line of its column',
    probability: 0.14,
    band: 'medium',
    mrr: '900,000',
  },
  { id: 'c', name: 'Not scored yet', probability: null, band: null, mrr: '0' },
];

export const days = [3, 5, 0, 12, 9, 4, 0, 0, 7, 8].map((value, at) => ({
  name: `2026-10-${String(at + 1).padStart(2, '0')}`,
  value,
}));

const score = { day: '2026-10-31', asOf: '2026-10-31', band: 'medium' as const, modelVersion: '2026-11-01-1' };

export const change = {
  accountId: 'a',
  before: { ...score, probability: 0.22 },
  after: { ...score, day: '2026-11-20', probability: 0.41 },
  logOdds: 0.9,
  probability: 0.19,
  words: 'The customer changed most.',
  customer: {
    logOdds: 0.7,
    probability: 0.15,
    words: 'What the customer does has changed.',
    factors: [
      { name: 'departments', words: 'Departments using it 5 → 3', logOdds: 0.7, probability: 0.15, actionable: true },
    ],
  },
  lateData: { logOdds: 0.3, probability: 0.06, words: 'Two tickets arrived late.', factors: [] },
  model: { logOdds: -0.1, probability: -0.02, words: 'The model is another one.', factors: [] },
} as unknown as Schema<'ScoreChange'>;

const task: Task = {
  id: '0199a000-0000-7000-8000-00000000aa01',
  accountId: null,
  side: 'ours',
  title: 'Send the comparison of today and tomorrow',
  note: null,
  personId: null,
  contact: null,
  goalId: null,
  source: 'byHand',
  sourceId: null,
  parentId: null,
  depth: 0,
  openedOn: '2026-10-01',
  openedBy: null,
  dueOn: '2026-10-31',
  state: 'open',
  stateSince: '2026-10-01',
  isOverdue: false,
  openSubtasks: 0,
  recordedAt: '2026-10-01T00:00:00Z',
  version: 1,
};

export const tasks: readonly Task[] = [
  { ...task, isOverdue: true },
  {
    ...task,
    id: '0199a000-0000-7000-8000-00000000aa02',
    side: 'theirs',
    title: 'A list of the people who will use it, with their departments, in the form that was agreed',
    note: 'Without it nobody can be invited.',
    contact: 'Kenichi Tanaka',
  },
  { ...task, id: '0199a000-0000-7000-8000-00000000aa03', side: 'partner', title: 'Done already', state: 'done' },
];

const review: EffectReview = {
  id: '0199a000-0000-7000-8000-00000000aa11',
  accountId: '0199a000-0000-7000-8000-0000000000a1',
  origin: 'schedule',
  previousId: null,
  daysAfter: 90,
  dueOn: '2026-11-20',
  state: 'planned',
  isOverdue: false,
  ownerId: null,
  heldOn: null,
  goals: [],
  cause: null,
  countermeasure: null,
  nextCheckOn: null,
  forCustomer: null,
  taskId: null,
  nextReviewId: null,
  heldBy: null,
  voidedWhy: null,
  version: 1,
};

const goal: EffectReview['goals'][number] = {
  goalId: '0199a000-0000-7000-8000-00000000aa12',
  number: 1,
  outcome: 'No overtime',
  metric: 'Hours of overtime a month',
  baseline: 42,
  target: 8,
  dueOn: '2027-03-31',
  actual: 21,
  measuredOn: null,
  isReached: false,
  whyNone: null,
};

/** A review in each of its states. */
export const reviews: readonly EffectReview[] = [
  review,
  { ...review, id: '0199a000-0000-7000-8000-00000000aa13', isOverdue: true },
  {
    ...review,
    id: '0199a000-0000-7000-8000-00000000aa14',
    state: 'held',
    heldOn: '2026-11-18',
    goals: [goal],
    nextCheckOn: '2027-02-18',
  },
  {
    ...review,
    id: '0199a000-0000-7000-8000-00000000aa15',
    state: 'held',
    heldOn: '2026-11-18',
    goals: [{ ...goal, actual: 7.5, isReached: true }],
  },
  { ...review, id: '0199a000-0000-7000-8000-00000000aa16', state: 'voided', voidedWhy: 'Of another customer' },
];

const issue: Issue = {
  id: '0199a000-0000-7000-8000-00000000fb02',
  accountId: '0199a000-0000-7000-8000-0000000000a1',
  accountName: 'Hokuto Works',
  title: 'Every approval waits for one person',
  kind: 'process',
  severity: 'high',
  ownerId: '0199a000-0000-7000-8000-000000000001',
  side: 'theirs',
  contact: 'K. Tanaka',
  openedOn: '2026-11-10',
  dueOn: '2026-11-20',
  state: 'open',
  stateSince: '2026-11-10',
  planId: null,
  openTasks: 1,
  isLate: true,
  version: 1,
};

/** Issues: late and open, decided, solved without a due day. */
export const issues: readonly Issue[] = [
  issue,
  {
    ...issue,
    id: '0199a000-0000-7000-8000-00000000fb05',
    kind: 'otherVendor',
    severity: 'low',
    state: 'decided',
    isLate: false,
    dueOn: '2027-01-29',
  },
  {
    ...issue,
    id: '0199a000-0000-7000-8000-00000000fb06',
    kind: 'product',
    side: 'ours',
    contact: null,
    state: 'solved',
    isLate: false,
    dueOn: null,
  },
];
