import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { count, percent, points } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { IntervalBar } from '@/kit/IntervalBar';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Verdict } from '@/kit/Verdict';

type Comparison = Schema<'LaunchComparison'>;

/** Whether customers whose launch passed every gate fare better than those whose conditions were waived. */
export function Compared() {
  const { t } = useTranslation();
  const asked = useGet('/v1/launch-comparison');
  return (
    <Section title={t('launches.compared.title')} help={t('launches.compared.help')}>
      <Answer of={asked} rows={3}>
        {(data) =>
          data.gated.launches + data.waived.launches === 0 ? (
            <Empty words={t('launches.compared.none')} />
          ) : (
            <Both data={data} />
          )
        }
      </Answer>
    </Section>
  );
}

function Both({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  const { retention, daysToValue } = data;
  return (
    <Stack gap="md">
      <DataTable
        caption={t('launches.compared.title')}
        rows={(['gated', 'waived'] as const).map((kind) => ({ kind, ...data[kind] }))}
        idOf={(row) => row.kind}
        columns={[
          { id: 'kind', heading: t('launches.compared.kind'), cell: (row) => t(`launches.compared.${row.kind}`) },
          { id: 'n', heading: t('launches.compared.launches'), figure: true, cell: (row) => count(row.launches) },
          {
            id: 'retained',
            heading: t('launches.compared.retained', { days: data.days }),
            cell: (row) =>
              row.retained.share == null
                ? null
                : t('launches.compared.shareOf', {
                    share: percent(row.retained.share),
                    low: percent(row.retained.low),
                    high: percent(row.retained.high),
                    n: row.retained.of,
                  }),
          },
          {
            id: 'median',
            heading: t('launches.compared.median'),
            cell: (row) =>
              row.medianDays == null
                ? t('onboarding.noMedian')
                : t('onboarding.medianWith', {
                    days: row.medianDays,
                    low: row.lowDays ?? '–',
                    high: row.highDays ?? '–',
                  }),
          },
        ]}
      />
      <div>
        <strong>{t('launches.compared.retention')}</strong>{' '}
        <Verdict verdict={retention.verdict} of={t('verdict.staying')} />
        {retention.value == null ? null : (
          <>
            <div>
              {t('launches.compared.difference', {
                value: points(retention.value),
                low: points(retention.low),
                high: points(retention.high),
              })}
            </div>
            <IntervalBar
              value={Number(retention.value)}
              low={Number(retention.low)}
              high={Number(retention.high)}
              from={-1}
              to={1}
              quiet={retention.verdict === 'cannotTell'}
              words={t('launches.compared.retention')}
            />
          </>
        )}
      </div>
      <div>
        <strong>{t('launches.compared.daysToValue')}</strong>{' '}
        <Verdict verdict={daysToValue.verdict} of={t('launches.compared.days')} />
        {daysToValue.value == null ? null : (
          <div>
            {t('launches.compared.daysDifference', {
              value: count(daysToValue.value, 1),
              low: count(daysToValue.low, 1),
              high: count(daysToValue.high, 1),
              upTo: data.meanUpTo,
            })}
          </div>
        )}
      </div>
    </Stack>
  );
}
