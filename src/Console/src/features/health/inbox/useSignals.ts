import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet, useList } from '@/api/useGet';
import { type Amount, dayPlus, dayShort, daysSince, monthsBack, percent, today } from '@/app/format';
import { useSession } from '@/app/session';

export const kinds = ['risk', 'apart', 'notice'] as const;
export type Kind = (typeof kinds)[number];
export type Answered = Schema<'AnsweredSignal'>;

/** What some module wants somebody to look at: a customer, what it is in words, and what is at stake. */
export interface Signal {
  key: string;
  kind: Kind;
  accountId: string;
  words: string;
  /** What stands behind it in money; a month's. */
  amount: Amount | null;
  /** The first reason, where a model gives one. */
  reasons: readonly Schema<'ScoreDriver'>[];
  answer: Answered | undefined;
}

/** Renewals whose notice day comes within so many days are signals. */
const noticeAhead = 60;
const most = 100;

const isSettled = (renewal: Schema<'RenewalRow'>) => renewal.settledOn !== null;

/**
 * The signals that the modules give today, each with what was done with it: customers at a high chance of churn,
 * renewals on which the person's call and the model part, and renewals whose notice day comes near.
 */
export function useSignals() {
  const { t } = useTranslation();
  const session = useSession();
  const risky = useGet(
    '/v1/portfolio',
    { params: { query: { limit: most, sort: ['-expectedLoss'], 'filter[band][eq]': 'high' } } },
    { when: session.may('ListPortfolio') },
  );
  const forecast = useGet(
    '/v1/renewal-forecast',
    { params: { query: { from: monthsBack(0), to: monthsBack(-11) } } },
    { when: session.may('GetRenewalForecast') },
  );
  const renewals = useGet(
    '/v1/renewals',
    {
      params: {
        query: {
          limit: most,
          sort: ['noticeBy'],
          'filter[noticeBy][gte]': today(),
          'filter[noticeBy][lte]': dayPlus(today(), noticeAhead),
        },
      },
    },
    { when: session.may('ListRenewals') },
  );
  const answers = useAnswers();
  const asked = [risky, forecast, renewals];

  const found: Omit<Signal, 'answer'>[] = [
    ...(risky.data?.items ?? []).map((line) => ({
      key: `risk.${plain(line.accountId)}.${line.scoredAsOf ?? '-'}`,
      kind: 'risk' as const,
      accountId: line.accountId,
      words: t('inbox.words.risk', { chance: percent(line.probability, 0) }),
      amount: line.mrr ?? null,
      reasons: line.reasons,
    })),
    ...(forecast.data?.disagreements ?? [])
      .filter((one) => one.final == null)
      .map((one) => ({
        key: `apart.${plain(one.renewalId)}`,
        kind: 'apart' as const,
        accountId: one.accountId,
        words: t('inbox.words.apart', {
          csm: percent(one.csm, 0),
          model: percent(one.model, 0),
          due: dayShort(one.dueOn),
        }),
        amount: one.due,
        reasons: [],
      })),
    ...(renewals.data?.items ?? [])
      .filter((one) => !isSettled(one))
      .map((one) => ({
        key: `notice.${plain(one.id)}`,
        kind: 'notice' as const,
        accountId: one.accountId,
        words: t('inbox.words.notice', { day: dayShort(one.noticeBy), count: -daysSince(one.noticeBy) }),
        amount: one.due,
        reasons: [],
      })),
  ];
  const answerOf = new Map(answers.rows.map((answer) => [`${answer.accountId} ${answer.key}`, answer]));
  const signals = found.map<Signal>((one) => ({ ...one, answer: answerOf.get(`${one.accountId} ${one.key}`) }));
  return {
    /** Those that nobody has answered, and those put off until today. */
    waiting: signals.filter(({ answer }) => !answer || isDueAgain(answer)),
    answers: answers.rows,
    pending: answers.pending || asked.some((one) => one.isLoading),
    error: answers.error ?? asked.find((one) => one.error)?.error ?? null,
    again: () => void Promise.all([answers.again(), ...asked.map((one) => one.refetch())]),
  };
}

const plain = (id: string) => id.replaceAll('-', '');

/** A signal that was put off waits again from the day that was named. */
const isDueAgain = ({ decision, until }: Answered) => decision === 'deferred' && until != null && until <= today();

/** All that was answered within a year. */
function useAnswers() {
  const list = useList('/v1/signal-answers', {
    params: { query: { limit: 200, 'filter[at][gte]': `${dayPlus(today(), -366)}T00:00:00Z` } },
  } as never);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows: list.rows as Answered[],
    pending: list.isPending || hasNextPage,
    error: list.error,
    again: list.refetch,
  };
}
