import { Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { day, percent, points } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { IntervalBar } from '@/kit/IntervalBar';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Verdict } from '@/kit/Verdict';

type Comparison = Schema<'OnboardingComparison'>;
type Difference = Schema<'VersionDifference'>;

/** The versions of one onboarding programme, indicator by indicator, each against the one before. */
export function Programmes() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const programmes = useGet('/v1/onboarding-programmes', { params: { query: { limit: 200 } } });
  const offered = programmes.data?.items ?? [];
  const chosen = offered.find((one) => one.id === address.programme) ?? offered[0];
  return (
    <Section
      title={t('onboarding.programmes.title')}
      help={t('onboarding.programmes.help')}
      actions={
        offered.length > 1 ? (
          <Select
            size="xs"
            aria-label={t('onboarding.ways.programme')}
            data={offered.map((one) => ({ value: one.id, label: one.versions.at(-1)?.content.name ?? one.code }))}
            value={chosen?.id ?? null}
            onChange={(next) => change({ programme: next ?? undefined })}
          />
        ) : null
      }
    >
      <Answer of={programmes} rows={3}>
        {() => (chosen ? <Versions programme={chosen.id} /> : <Empty words={t('onboarding.programmes.none')} />)}
      </Answer>
    </Section>
  );
}

function Versions({ programme }: { programme: string }) {
  const asked = useGet('/v1/onboarding-programmes/{programmeId}/comparison', {
    params: { path: { programmeId: programme } },
  });
  return (
    <Answer of={asked} rows={4}>
      {(data) => (
        <Stack gap="md">
          <Figures data={data} />
          <Differences data={data} />
        </Stack>
      )}
    </Answer>
  );
}

function Figures({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  const indicators = data.versions[0]?.indicators.map((one) => one.indicator) ?? [];
  return (
    <DataTable
      caption={t('onboarding.programmes.title')}
      rows={data.versions}
      idOf={(row) => `${row.number}`}
      columns={[
        {
          id: 'version',
          heading: t('onboarding.programmes.version'),
          cell: (row) => t('onboarding.programmes.named', { number: row.number, name: row.name, from: day(row.from) }),
        },
        {
          id: 'n',
          heading: t('onboarding.programmes.compared'),
          figure: true,
          cell: (row) => t('onboarding.programmes.ofEnrolled', { compared: row.compared, enrolled: row.enrolled }),
        },
        ...indicators.map((indicator, at) => ({
          id: indicator,
          heading: t(`onboarding.indicators.${indicator}`),
          cell: (row: Comparison['versions'][number]) => {
            const share = row.indicators[at]?.share;
            return share?.share == null
              ? null
              : t('launches.compared.shareOf', {
                  share: percent(share.share, 0),
                  low: percent(share.low, 0),
                  high: percent(share.high, 0),
                  n: share.of,
                });
          },
        })),
      ]}
    />
  );
}

function Differences({ data }: { data: Comparison }) {
  const { t } = useTranslation();
  return data.differences.length === 0 ? null : (
    <DataTable<Difference>
      caption={t('onboarding.programmes.differences')}
      rows={data.differences}
      idOf={(row) => `${row.number} ${row.indicator}`}
      columns={[
        {
          id: 'which',
          heading: t('onboarding.programmes.version'),
          cell: (row) => t('onboarding.programmes.against', { number: row.number, against: row.against }),
        },
        {
          id: 'indicator',
          heading: t('onboarding.programmes.indicator'),
          cell: (row) => t(`onboarding.indicators.${row.indicator}`),
        },
        {
          id: 'difference',
          heading: t('onboarding.programmes.difference'),
          cell: ({ difference }) =>
            difference.value == null
              ? null
              : t('launches.compared.difference', {
                  value: points(difference.value, 0),
                  low: points(difference.low, 0),
                  high: points(difference.high, 0),
                }),
        },
        {
          id: 'bar',
          heading: t('onboarding.curve.interval'),
          cell: ({ difference, indicator }) =>
            difference.value == null ? null : (
              <IntervalBar
                value={Number(difference.value)}
                low={Number(difference.low)}
                high={Number(difference.high)}
                from={-1}
                to={1}
                quiet={difference.verdict === 'cannotTell'}
                words={t(`onboarding.indicators.${indicator}`)}
              />
            ),
        },
        {
          id: 'verdict',
          heading: t('onboarding.programmes.verdict'),
          cell: (row) => <Verdict verdict={row.difference.verdict} of={t(`onboarding.indicators.${row.indicator}`)} />,
        },
      ]}
    />
  );
}
