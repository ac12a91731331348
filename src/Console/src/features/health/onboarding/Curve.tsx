import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { count, percent } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Trend } from '@/kit/Trend';
import { Twin } from '@/kit/Twin';
import { steps } from './value';

/** The share of customers that still wait for their first value, day by day, with its interval. */
export function Curve({ group }: { group: Schema<'ValueGroup'> }) {
  const { t } = useTranslation();
  const format = useCallback((value: number) => percent(value, 0), []);
  const { labels, series } = useMemo(() => {
    const { days, at } = steps(
      group.curve.map((point) => ({
        day: Number(point.day),
        waiting: Number(point.waiting),
        low: point.low == null ? null : Number(point.low),
        high: point.high == null ? null : Number(point.high),
      })),
    );
    return {
      labels: days.map((one) => t('onboarding.days', { days: one })),
      series: [
        { name: t('onboarding.curve.waiting'), tone: 'accent' as const, values: at.map((one) => one?.waiting ?? 1) },
        { name: t('onboarding.curve.high'), tone: 'warn' as const, values: at.map((one) => (one ? one.high : 1)) },
        { name: t('onboarding.curve.low'), tone: 'warn' as const, values: at.map((one) => (one ? one.low : 1)) },
      ],
    };
  }, [group.curve, t]);
  const words =
    group.medianDays == null
      ? (group.why ?? t('figure.none'))
      : t('onboarding.curve.words', {
          days: group.medianDays,
          low: group.lowDays ?? '–',
          high: group.highDays ?? '–',
          customers: count(group.customers),
          reached: count(group.reached),
        });
  return (
    <Section title={t('onboarding.curve.title')} help={t('onboarding.curve.help')}>
      <Twin
        summary={words}
        chart={<Trend words={words} labels={labels} series={series} format={format} />}
        table={
          <DataTable
            caption={t('chart.tableOf', { of: t('onboarding.curve.title') })}
            rows={group.curve}
            idOf={(row) => `${row.day}`}
            columns={[
              { id: 'day', heading: t('onboarding.curve.day'), figure: true, cell: (row) => count(row.day) },
              { id: 'atRisk', heading: t('onboarding.curve.atRisk'), figure: true, cell: (row) => count(row.atRisk) },
              { id: 'reached', heading: t('onboarding.reached'), figure: true, cell: (row) => count(row.reached) },
              {
                id: 'share',
                heading: t('onboarding.curve.waiting'),
                figure: true,
                cell: (row) => percent(row.waiting),
              },
              {
                id: 'interval',
                heading: t('onboarding.curve.interval'),
                figure: true,
                cell: (row) => (row.low == null ? null : `${percent(row.low)} – ${percent(row.high)}`),
              },
            ]}
          />
        }
      />
    </Section>
  );
}
