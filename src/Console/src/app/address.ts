import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The questions of a view as they stand in its address: every value is text. */
export type Address = Readonly<Record<string, string>>;

/** Reads a query string; names and values are kept as text. */
export const parseAddress = (query: string): Address => Object.fromEntries(new URLSearchParams(query));

/** Writes a query string with its names in order, so that the same view has one address. */
export function writeAddress(address: Record<string, unknown>): string {
  const parts = Object.entries(address)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .sort(([a], [b]) => a.localeCompare(b));
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts).toString().replaceAll('%2C', ',')}`;
}

/** The address of the view and how to change some of it; what is set to nothing leaves the address. */
export function useAddress(): [Address, (change: Record<string, string | undefined>) => void] {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const change = useCallback(
    (part: Record<string, string | undefined>) =>
      void navigate({
        to: '.',
        search: ((now: Address) => ({ ...now, ...part })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return [address, change];
}

/** Filters stand as field.operator=value: tier.eq=1, probability.gte=0.2. */
export function filtersOf(address: Address): { field: string; operator: string; value: string }[] {
  return Object.entries(address).flatMap(([name, value]) => {
    const [field, operator, more] = name.split('.');
    return field && operator && more === undefined ? [{ field, operator, value }] : [];
  });
}

/** The same filters as query parameters of the API. */
export const filterQuery = (address: Address): Record<string, string> =>
  Object.fromEntries(filtersOf(address).map(({ field, operator, value }) => [`filter[${field}][${operator}]`, value]));
