import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MaybeOptionalInit } from 'openapi-fetch';
import type { PathsWithMethod, SuccessResponseJSON } from 'openapi-typescript-helpers';
import { useTranslation } from 'react-i18next';
import { api, type Refusal, told } from './client';
import type { paths } from './schema';

export type GetPath = PathsWithMethod<paths, 'get'>;
export type Init<Path extends GetPath> = MaybeOptionalInit<paths[Path], 'get'>;
export type Answered<Path extends GetPath> = paths[Path] extends { get: infer Operation }
  ? Operation extends Record<string | number, unknown>
    ? SuccessResponseJSON<Operation>
    : never
  : never;

interface Options {
  /** Whether to ask at all; a question that lacks a part waits. */
  when?: boolean;
  /** Ask again after so many milliseconds while the page is open. */
  every?: number | false;
}

const ask = <Path extends GetPath>(path: Path, init: unknown, signal: AbortSignal) =>
  told(api.GET(path as never, { ...(init as object), signal } as never) as never) as Promise<Answered<Path>>;

/** The key under which an answer is kept: words differ by language. */
const keyOf = (path: string, init: unknown, language: string) => [path, init ?? null, language] as const;

/** One answer of the API, typed by the document, kept until it is stale. */
export function useGet<Path extends GetPath>(
  path: Path,
  init: Init<Path> | undefined = undefined,
  options: Options = {},
) {
  const { i18n } = useTranslation();
  return useQuery<Answered<Path>, Refusal>({
    queryKey: keyOf(path, init, i18n.language),
    queryFn: ({ signal }) => ask(path, init, signal),
    enabled: options.when ?? true,
    refetchInterval: options.every ?? false,
    placeholderData: keepPreviousData,
  });
}

interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

type RowOf<Path extends GetPath> = Answered<Path> extends { items: (infer Row)[] } ? Row : never;

/** A list of the API page by page: rows so far, and how to have more. */
export function useList<Path extends GetPath>(
  path: Path,
  init: Init<Path> | undefined = undefined,
  options: Options = {},
) {
  const { i18n } = useTranslation();
  const query = useInfiniteQuery<Page<RowOf<Path>>, Refusal>({
    queryKey: [...keyOf(path, init, i18n.language), 'pages'],
    initialPageParam: null,
    queryFn: ({ signal, pageParam }) => {
      const asked = (init ?? {}) as { params?: { query?: object } };
      const withCursor = {
        ...asked,
        params: { ...asked.params, query: { ...asked.params?.query, ...(pageParam ? { cursor: pageParam } : {}) } },
      };
      return ask(path, withCursor, signal) as unknown as Promise<Page<RowOf<Path>>>;
    },
    getNextPageParam: (page) => page.nextCursor,
    enabled: options.when ?? true,
    refetchInterval: options.every ?? false,
    placeholderData: keepPreviousData,
  });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** A write: what it sends, and which answers are asked anew when it succeeded. */
export function useSend<Sent, Got>(send: (sent: Sent) => Promise<Got>, after: readonly string[] = []) {
  const client = useQueryClient();
  return useMutation<Got, Refusal, Sent>({
    mutationFn: send,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => after.some((path) => String(queryKey[0]).startsWith(path)),
      }),
  });
}
