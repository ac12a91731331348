import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { count, percent } from '@/app/format';

type Promised = Schema<'PromisedEffect'>;
export type Metric = Promised['metric'];

export const metrics = ['daysToValue', 'kickoffIn14Days', 'atHome', 'retention'] as const satisfies readonly Metric[];

/** What a project promises, from what to what. */
export function usePromiseWords(): (promise: Promised) => string {
  const { t } = useTranslation();
  return (promise) => {
    const show = (value: number | string) =>
      promise.metric === 'daysToValue' ? t('onboarding.days', { days: count(value) }) : percent(value, 0);
    return t('improvements.fromTo', {
      metric: t(`improvements.metrics.${promise.metric}`),
      from: show(promise.from),
      to: show(promise.to),
    });
  };
}
