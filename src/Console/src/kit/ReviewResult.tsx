import { useTranslation } from 'react-i18next';
import { count, day } from '@/app/format';
import { type EffectReview, outcomeOf } from './reviews';
import { Tag } from './Tag';

const tones = { reached: 'good', missed: 'warn', unmeasured: 'plain' } as const;

/** How far a review is: due, overdue, held with target against actual, or voided with its reason. */
export function ReviewResult({ review }: { review: EffectReview }) {
  const { t } = useTranslation();
  if (review.state === 'voided') {
    return <Tag tone="plain">{t('reviews.voided', { why: review.voidedWhy ?? '' })}</Tag>;
  }
  if (review.state === 'planned') {
    return review.isOverdue ? (
      <Tag tone="warn">{t('reviews.overdue')}</Tag>
    ) : (
      <Tag tone="plain">{t('reviews.planned')}</Tag>
    );
  }
  return (
    <>
      {review.goals.map((goal) => (
        <span key={goal.goalId}>
          <Tag tone={tones[outcomeOf(goal)]}>{t(`reviews.outcomes.${outcomeOf(goal)}`)}</Tag>{' '}
          {t('reviews.against', {
            metric: goal.metric,
            actual: goal.actual === null ? t('figure.none') : count(goal.actual, 1),
            target: count(goal.target, 1),
          })}
        </span>
      ))}
      {review.nextCheckOn ? <span> · {t('reviews.next', { day: day(review.nextCheckOn) })}</span> : null}
    </>
  );
}
