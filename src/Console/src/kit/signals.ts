import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';

/** What is answered to a signal about a customer. */
export interface SignalAnswer {
  accountId: string;
  key: string;
  words: string;
  decision: Schema<'SignalDecision'>;
  reason?: string;
  until?: string;
}

const concerned = ['/v1/signal-answers'] as const;

/** Answers a signal, or takes the answer back so that it waits again. */
export function useSignalAnswer() {
  const answer = useSend(
    ({ accountId, key, words, decision, reason, until }: SignalAnswer) =>
      told(
        api.PUT('/v1/accounts/{accountId}/signals/{key}', {
          params: { path: { accountId, key } },
          body: { decision, words: words.slice(0, 400), reason: reason ?? null, until: until ?? null },
        }),
      ),
    concerned,
  );
  const withdraw = useSend(
    ({ accountId, key }: Pick<SignalAnswer, 'accountId' | 'key'>) =>
      told(api.DELETE('/v1/accounts/{accountId}/signals/{key}', { params: { path: { accountId, key } } })),
    concerned,
  );
  return { answer, withdraw, refusal: answer.error ?? withdraw.error };
}
