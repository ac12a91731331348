import type { Schema } from '@/api/client';

export type EffectReview = Schema<'ShownEffectReview'>;
export type ReviewPack = Schema<'ReviewPackRow'>;

/** What is asked anew after a review changed. */
export const reviewConcerns = ['/v1/effect-reviews', '/v1/tasks', '/v1/accounts'];

/** How a goal came out at a review. */
export const outcomeOf = (goal: Schema<'ReviewedGoal'>): 'reached' | 'missed' | 'unmeasured' =>
  goal.isReached === null ? 'unmeasured' : goal.isReached ? 'reached' : 'missed';
