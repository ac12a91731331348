import type { Schema } from '@/api/client';

export type Plan = Schema<'ProjectPlan'>;
export type Milestone = Schema<'ShownMilestone'>;
export type Deliverable = Schema<'ShownDeliverable'>;
export type Need = Schema<'ShownResourceNeed'>;
export type Cadence = Schema<'ShownCadence'>;
export type Risk = Schema<'ShownRisk'>;
export type Order = Schema<'ShownOrder'>;
export type Change = Schema<'ShownPlanChange'>;

/** What is asked anew after a change of a plan. */
export const concerned = [
  '/v1/success-projects',
  '/v1/project-plans',
  '/v1/milestones',
  '/v1/resource-gaps',
  '/v1/tasks',
  '/v1/accounts',
];

/** What each part of a plan is given. */
export interface PartProps {
  plan: Plan;
  /** Whether its project is open, and so may be planned. */
  open: boolean;
}
