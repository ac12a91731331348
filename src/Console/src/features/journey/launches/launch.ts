import type { Schema } from '@/api/client';
import type { FactKind } from '@/kit/FactForm';

export type Launch = Schema<'LaunchProfile'>;
export type Gate = Schema<'GateState'>;
export type Condition = Schema<'GateCondition'>;

/** How many conditions of a gate are met, of how many. */
export const doneOf = (gate: Gate | undefined) => ({
  done: gate?.conditions.filter((one) => one.on).length ?? 0,
  of: gate?.conditions.length ?? 0,
});

const kinds: Record<string, FactKind> = { item: 'gateItem', step: 'dailyWorkStep', 'contact-point': 'contactPoint' };

/** The fact by which a condition is met: item:support-route is an item of a gate with that code. */
export function factOf(condition: Condition): { kind: FactKind; code?: string } {
  const [prefix = '', code] = condition.code.split(':');
  return { kind: kinds[prefix] ?? 'gateItem', ...(code ? { code } : {}) };
}
