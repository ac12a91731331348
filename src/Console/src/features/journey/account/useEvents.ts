import { useMemo } from 'react';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { useSession } from '@/app/session';
import type { DatedEvent } from '@/kit/events';

/** What may explain a bend of a line; tickets and answers are too many to stand on one. */
const telling = [
  'owner-changed',
  'phase-entered',
  'contact',
  'subscription-started',
  'subscription-ended',
  'churned',
  'reactivated',
  'refunded',
  'success-reached',
];
const most = 12;

/** The newest dated events of one customer since a day, for its time series. */
export function useEvents(accountId: string, since: string | undefined): readonly DatedEvent[] {
  const session = useSession();
  const { until } = useAsOf();
  const { data } = useGet(
    '/v1/accounts/{accountId}/timeline',
    {
      params: {
        path: { accountId },
        query: {
          limit: most,
          sort: ['-on'],
          'filter[kind][in]': telling,
          'filter[on][gte]': since ?? '',
          'filter[on][lte]': until,
        },
      },
    } as never,
    { when: since !== undefined && session.may('ListTimeline') },
  );
  return useMemo(() => (data?.items ?? []).map((line) => ({ on: line.on, words: line.text })), [data]);
}
