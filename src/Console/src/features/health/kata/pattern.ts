import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { money } from '@/app/format';

export type Pattern = Schema<'PatternLine'>;

/** What a verdict is about: always the share of successes, whatever outcome was counted. */
export function useOutcomeWords(): (pattern: Pattern) => string {
  const { t } = useTranslation();
  return (pattern) =>
    pattern.source.outcomeIsLoss && pattern.outcome === 'churned'
      ? t('kata.stay')
      : t(pattern.source.outcomeIsLoss ? 'kata.without' : 'kata.outcome', { outcome: pattern.outcome });
}

/** How many of how many, in the unit that was counted. */
export function useCounted(): (pattern: Pattern, success: number, all: number) => string {
  const { t } = useTranslation();
  return (pattern, success, all) => t(pattern.counted ? 'kata.ofPeriods' : 'kata.ofCustomers', { success, count: all });
}

/** The ARR of a pattern's worth with its interval, or nothing where no contract stands behind it. */
export const arrOf = (pattern: Pattern, currency: string | undefined) =>
  pattern.worth.arr.find((one) => one.value.currency === currency) ?? pattern.worth.arr[0];

export const reachMrr = (pattern: Pattern) =>
  (pattern.reachMrr as unknown as { amount: string; currency: string }[]).map(money).join(' + ');

export const hasVerdict = (pattern: Pattern) => pattern.verdict !== 'cannotTell';

/** The end of an axis on which every interval of the list has room. */
export const axisOf = (patterns: readonly Pattern[]) =>
  Math.max(
    0.05,
    ...patterns.flatMap(({ difference, adjustedDifference, heldOut }) =>
      [difference, adjustedDifference, heldOut.difference, heldOut.adjusted].flatMap((one) =>
        one ? [Math.abs(one.low), Math.abs(one.high)] : [],
      ),
    ),
  );
