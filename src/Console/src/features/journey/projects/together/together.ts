import type { Schema } from '@/api/client';

export type ActionPlan = Schema<'ShownActionPlan'>;
export type PlanTask = Schema<'PlanTask'>;
export type PlanLink = Schema<'ShownPlanLink'>;

/** How sure somebody can be, from "it will fail" to "sure". */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** Whose sponsor is asked. */
export const sponsors = ['ours', 'theirs'] as const;

/** What each part of the tab is given. */
export interface PartProps {
  plan: ActionPlan;
  /** Whether its project is open, and so may be changed. */
  open: boolean;
}
