import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { useSession } from '@/app/session';

/** The newest score of a customer; where the console is turned to an earlier day, the newest of that day. */
export function useScore(accountId: string): Schema<'ChurnScore'> | undefined {
  const session = useSession();
  const { asOf } = useAsOf();
  const score = useGet(
    '/v1/accounts/{accountId}/churn-scores/latest',
    {
      params: {
        path: { accountId },
        query: asOf ? { asOf: asOf.day, ...(asOf.known === 'asClosed' ? { knownOn: asOf.day } : {}) } : undefined,
      },
    },
    { when: session.may('GetLatestChurnScore') },
  );
  // Where there is none of that day the answer of another day must not stand in for it.
  return score.error || score.isPlaceholderData ? undefined : score.data;
}
