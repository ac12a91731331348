import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { type Address, useAddress, writeAddress } from '@/app/address';
import { asOfOf, knownOnOf } from '@/app/asOf';
import { monthPlus, monthsOf, periodOf } from '@/kit/Period';

export type Basis = 'restated' | 'asClosed';
export type Figure = Schema<'MeasureFigure'>;
export type Pack = Schema<'DefinitionPack'>;

/** What the screen asks, as it stands in the address. */
export interface Ask {
  from: string;
  to: string;
  pack: string;
  basis: Basis;
  /** Whose customers, of which tier, of which segment; nothing where all are meant. */
  narrow: { ownerId?: string; tier?: number; segment?: string };
  currency: string | undefined;
  /** The last day whose records count, where the console is turned to what was known on an earlier day. */
  knownOn: string | undefined;
  /** The earlier day that the console is turned to. */
  asOf: string | undefined;
}

export function askOf(address: Address): Ask {
  const asOf = asOfOf(address)?.day;
  return {
    ...periodOf(address, 'last12', asOf),
    pack: address.pack ?? 'standard',
    // What was known on an earlier day is counted anew from the facts of then; closes are what was frozen of them.
    basis: address.basis === 'asClosed' && !asOf ? 'asClosed' : 'restated',
    narrow: {
      ...(address.owner ? { ownerId: address.owner } : {}),
      ...(address.tier ? { tier: Number(address.tier) } : {}),
      ...(address.segment ? { segment: address.segment } : {}),
    },
    currency: address.currency,
    knownOn: knownOnOf(address),
    asOf,
  };
}

/** The months, the customers and the knowledge of an ask, as every operation about retention takes them. */
export const windowOf = ({ from, to, narrow, knownOn }: Ask) => ({
  from,
  to,
  ...narrow,
  ...(knownOn ? { knownOn } : {}),
});

/** The same ask on the other knowledge: later facts left out where they count, and counted where they do not. */
export const otherBasis = (ask: Ask): Partial<Ask> =>
  ask.asOf
    ? { knownOn: ask.knownOn ? undefined : ask.asOf }
    : { basis: ask.basis === 'restated' ? 'asClosed' : 'restated' };

/** Whether an ask leaves later facts out. */
export const isClosed = (ask: Ask) => ask.basis === 'asClosed' || ask.knownOn !== undefined;

/** The window of the same length that ends where this one begins. */
export const windowBefore = (window: { from: string; to: string }) => ({
  from: monthPlus(window.from, -monthsOf(window)),
  to: monthPlus(window.from, -1),
});

export function useMeasures(ask: Ask, change: Partial<Ask> & { by?: string } = {}, when = true) {
  const changed = { ...ask, ...change };
  const { pack, basis } = changed;
  const query = { ...windowOf(changed), pack, basis, ...(change.by ? { by: change.by as 'industry' } : {}) };
  return useGet('/v1/retention-measures', { params: { query } }, { when });
}

/** The named sets of definitions. */
export function usePacks(): readonly Pack[] {
  return useGet('/v1/definition-packs').data?.items ?? [];
}

/** Of figures by currency the one that is read: the address's, or the first. */
export const inCurrency = <Item extends { currency: string }>(items: readonly Item[], currency: string | undefined) =>
  items.find((item) => item.currency === currency) ?? items[0];

/** The address of this view with some rows opened beside it. */
export function useRowsAt(): (rows: string) => string {
  const [address] = useAddress();
  return (rows) => `/retention${writeAddress({ ...address, rows })}`;
}

/** A ratio as a number; the API writes it as digits. */
export const numberOf = (value: number | string | null | undefined) => (value == null ? null : Number(value));
