import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { periodOf } from '@/kit/Period';

export type Renewal = Schema<'RenewalRow'>;

/** Lists that are asked anew after a renewal was changed. */
export const concerned = [
  '/v1/renewals',
  '/v1/renewal-forecast',
  '/v1/arr-at-risk',
  '/v1/renewal-call-scores',
  '/v1/renewal-rates',
  '/v1/movements',
] as const;

export const lastDayOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

/** The months that the screen is about, with what is at risk and what is expected in them. */
export function useOutlook() {
  const [address] = useAddress();
  const window = periodOf(address, 'next12');
  const risk = useGet('/v1/arr-at-risk', { params: { query: window } });
  const forecast = useGet('/v1/renewal-forecast', { params: { query: window } });
  return { window, risk, forecast };
}

export type Risk = NonNullable<ReturnType<typeof useOutlook>['risk']['data']>;
export type Forecast = NonNullable<ReturnType<typeof useOutlook>['forecast']['data']>;

/** ARR of a line on which the model's chance says something. */
export const reachedOf = ({ arr, beyondHorizon, unscored }: Risk['lines'][number]) =>
  Number(arr.amount) - Number(beyondHorizon.amount) - Number(unscored.amount);

/** The stages before an outcome, in their order. */
export const stages = ['open', 'contacted', 'proposed', 'agreed'] as const;
export const settledStages = ['renewed', 'lost', 'withdrawn'] as const;

export const isSettled = (renewal: Renewal) => settledStages.some((stage) => stage === renewal.stage);
