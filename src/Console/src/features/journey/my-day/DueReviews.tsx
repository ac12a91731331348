import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { dayPlus, dayShort, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { DataTable } from '@/kit/DataTable';
import { HoldReview } from '@/kit/HoldReview';
import { Section } from '@/kit/Page';
import { ReviewResult } from '@/kit/ReviewResult';
import type { EffectReview } from '@/kit/reviews';
import { Answer, Empty } from '@/kit/States';

/** Reviews whose day comes within so many days stand here beside those that are overdue. */
const ahead = 14;

/** 効果測定 of the reader's own customers that are overdue or due soon. */
export function DueReviews() {
  const { t } = useTranslation();
  const session = useSession();
  const [holding, setHolding] = useState<EffectReview | null>(null);
  const reviews = useGet(
    '/v1/effect-reviews',
    {
      params: {
        query: {
          limit: 50,
          sort: ['dueOn'],
          'filter[state][eq]': 'planned',
          'filter[dueOn][lte]': dayPlus(today(), ahead),
          'filter[ownerId][eq]': session.personId ?? undefined,
        },
      },
    },
    { when: session.personId !== null },
  );
  const nameOf = useAccountNames((reviews.data?.items ?? []).map((review) => review.accountId));
  if (session.personId === null) {
    return null;
  }
  return (
    <Section title={t('myDay.reviews')} help={t('myDay.reviewsHelp', { count: ahead })}>
      <Answer of={reviews} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('myDay.noReview')} />
          ) : (
            <DataTable
              caption={t('myDay.reviews')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                {
                  id: 'name',
                  heading: t('portfolio.name'),
                  cell: (row) => <AccountLink id={row.accountId} name={nameOf(row.accountId)} />,
                },
                { id: 'dueOn', heading: t('reviews.dueOn'), cell: (row) => dayShort(row.dueOn) },
                { id: 'result', heading: t('reviews.result'), cell: (row) => <ReviewResult review={row} /> },
                {
                  id: 'act',
                  heading: t('myDay.next'),
                  cell: (row) =>
                    session.may('HoldEffectReview') ? (
                      <Button size="compact-sm" variant="default" onClick={() => setHolding(row)}>
                        {t('reviews.hold')}
                      </Button>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Answer>
      {holding ? (
        <HoldReview review={holding} customer={nameOf(holding.accountId)} close={() => setHolding(null)} />
      ) : null}
    </Section>
  );
}
