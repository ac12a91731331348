import { useMemo } from 'react';
import { type Address, useAddress } from './address';
import { today } from './format';

/** An earlier day that the whole console is turned to. */
export interface AsOf {
  day: string;
  /** asClosed: only what had been recorded by then. restated: what is known today of that day. */
  known: 'asClosed' | 'restated';
}

const written = /^\d{4}-\d{2}-\d{2}$/;

/** The earlier day that an address names; none where it names none, or one that is still to come. */
export const asOfOf = (address: Address): AsOf | undefined =>
  address.asOf && written.test(address.asOf) && !Number.isNaN(Date.parse(address.asOf)) && address.asOf < today()
    ? { day: address.asOf, known: address.known === 'restated' ? 'restated' : 'asClosed' }
    : undefined;

/** The day up to which facts count where only what had been recorded by then is asked for. */
export const knownOnOf = (address: Address): string | undefined => {
  const asOf = asOfOf(address);
  return asOf?.known === 'asClosed' ? asOf.day : undefined;
};

/** The day that the console is turned to, and its filters for lists of dated facts. */
export function useAsOf() {
  const [address] = useAddress();
  const asOf = asOfOf(address);
  const { day, known } = asOf ?? {};
  return useMemo(
    () => ({
      asOf: day && known ? { day, known } : undefined,
      /** The day to look from: the chosen one, or today. */
      until: day ?? today(),
      /** Of a list: what happened by the day, and where the list tells it, what had been recorded by then. */
      by: (happened: string, recorded?: string): Record<string, string> => ({
        ...(day ? { [`filter[${happened}][lte]`]: day } : {}),
        ...(day && recorded && known === 'asClosed' ? recordedBy(day, recorded) : {}),
      }),
    }),
    [day, known],
  );
}

/** The filter of a list to what had been recorded by the end of a day. */
export const recordedBy = (day: string, field = 'recordedAt'): Record<string, string> => ({
  [`filter[${field}][lt]`]: endOf(day),
});

/** The first moment after a day, where the reader is. */
const endOf = (day: string) => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
};
