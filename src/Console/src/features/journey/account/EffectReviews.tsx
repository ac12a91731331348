import { Button, Group } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, dayPlus, today } from '@/app/format';
import { useSession } from '@/app/session';
import { HoldReview } from '@/kit/HoldReview';
import { Section } from '@/kit/Page';
import { ReviewResult } from '@/kit/ReviewResult';
import { type EffectReview, reviewConcerns } from '@/kit/reviews';
import { Answer, Empty, Refused } from '@/kit/States';
import classes from './Fires.module.css';
import type { PartProps } from './parts';

/** 効果測定 of one customer: what is due, and what was found, the latest first. */
export function EffectReviews({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const [planning, setPlanning] = useState(false);
  const [holding, setHolding] = useState<EffectReview | null>(null);
  const reviews = useGet('/v1/effect-reviews', {
    params: { query: { limit: 50, sort: ['-dueOn'], 'filter[accountId][eq]': account.id } },
  });
  return (
    <Section
      title={t('reviews.title')}
      help={t('reviews.help')}
      actions={
        session.may('PlanEffectReview') && !planning ? (
          <Button size="xs" variant="default" onClick={() => setPlanning(true)}>
            {t('reviews.plan')}
          </Button>
        ) : null
      }
    >
      {planning ? <PlanForm account={account.id} close={() => setPlanning(false)} /> : null}
      <Answer of={reviews} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('reviews.noneHere')} />
          ) : (
            <ul className={classes.list}>
              {items.map((review) => (
                <li key={review.id}>
                  <span>{t('reviews.dueBy', { day: day(review.dueOn) })}</span>
                  <ReviewResult review={review} />
                  {review.cause ? (
                    <span className={classes.soft}>{t('reviews.causeIs', { words: review.cause })}</span>
                  ) : null}
                  {review.countermeasure ? (
                    <span className={classes.soft}>
                      {t('reviews.countermeasureIs', { words: review.countermeasure })}
                    </span>
                  ) : null}
                  {review.state === 'planned' && session.may('HoldEffectReview') ? (
                    <Button size="compact-sm" variant="default" onClick={() => setHolding(review)}>
                      {t('reviews.hold')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {holding ? <HoldReview review={holding} customer={account.name} close={() => setHolding(null)} /> : null}
    </Section>
  );
}

function PlanForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const [dueOn, setDueOn] = useState(dayPlus(today(), 30));
  const plan = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/effect-reviews', {
          params: { path: { accountId: account } },
          body: { dueOn },
        } as never),
      ),
    reviewConcerns,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        plan.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('reviews.plannedNow') });
            close();
          },
        });
      }}
    >
      {plan.error ? <Refused refusal={plan.error} /> : null}
      <Group gap="xs" align="flex-end">
        <DateInput
          label={t('reviews.dueOn')}
          value={dueOn}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setDueOn(next)}
        />
        <Button type="submit" loading={plan.isPending}>
          {t('reviews.plan')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
