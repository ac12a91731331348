import type { Schema } from '@/api/client';

/** What each part of the page is given: the customer, and the newest score where there is one. */
export interface PartProps {
  account: Schema<'AccountProfile'>;
  score: Schema<'ChurnScore'> | undefined;
}

/** What a score is made of. */
export type PartDrivers = readonly Schema<'ScoreDriver'>[];
