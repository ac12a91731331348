import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Answered, useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { percent, points } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { type Ask, inCurrency, type Pack, usePacks, windowOf } from './ask';
import classes from './Retention.module.css';

type Gap = Answered<'/v1/retention-gap'>;
type Cause = Gap['currencies'][number]['causes'][number];

/** Why two sets of definitions tell different rates of the same months: causes that add up to the difference. */
export function Packs({ ask, currency }: { ask: Ask; currency: string | undefined }) {
  const { t, i18n } = useTranslation();
  const [address, change] = useAddress();
  const packs = usePacks();
  const rulesOf = useRules();
  const nameOf = (pack: Pack) => (i18n.language === 'ja' ? pack.ja : pack.en);
  const against = address.against ?? packs.find((pack) => pack.code !== ask.pack)?.code ?? '';
  const gap = useGet(
    '/v1/retention-gap',
    { params: { query: { ...windowOf(ask), packA: ask.pack, packB: against } } },
    { when: against !== '' },
  );
  const columns: Column<Cause>[] = [
    {
      id: 'cause',
      heading: t('retention.cause'),
      width: 240,
      cell: (row) => t(`retention.causes.${row.cause}`),
    },
    { id: 'net', heading: 'NRR', figure: true, cell: (row) => points(row.net?.value) },
    { id: 'gross', heading: 'GRR', figure: true, cell: (row) => points(row.gross?.value) },
    {
      id: 'customers',
      heading: t('retention.affected'),
      figure: true,
      cell: (row) => t('retention.customers', { count: row.accounts.length }),
    },
  ];
  return (
    <Section
      title={t('retention.packGap')}
      help={t('retention.packGapHelp')}
      actions={
        <Select
          aria-label={t('retention.against')}
          w={260}
          allowDeselect={false}
          data={packs
            .filter((pack) => pack.code !== ask.pack)
            .map((pack) => ({ value: pack.code, label: t('retention.againstPack', { pack: nameOf(pack) }) }))}
          value={against}
          onChange={(pack) => change({ against: pack ?? undefined })}
        />
      }
    >
      <Answer of={gap} rows={5}>
        {(data) => {
          const found = inCurrency(data.currencies, currency);
          if (!found) {
            return <Empty words={t('retention.noGap')} />;
          }
          return (
            <>
              <div className={classes.packs}>
                {([data.a, data.b] as const).map((pack, place) => (
                  <Figure
                    key={pack.code}
                    label={`NRR · ${nameOf(pack)}`}
                    value={shown(place === 0 ? found.net.a.value : found.net.b.value)}
                    definition={t('retention.definitions.net')}
                    inputs={rulesOf(pack)}
                    scope={data.scope?.words}
                    asOf={data.asOf}
                    below={t('retention.gross', {
                      gross: percent(place === 0 ? found.gross.a.value : found.gross.b.value),
                    })}
                  />
                ))}
                <Figure
                  label={t('retention.difference')}
                  value={found.net.difference ? points(found.net.difference.value) : null}
                  definition={t('retention.differenceHelp')}
                  scope={data.scope?.words}
                  asOf={data.asOf}
                  below={t('retention.gross', { gross: points(found.gross.difference?.value) })}
                />
              </div>
              {found.causes.length === 0 ? (
                <Empty words={t('retention.sameByBoth')} />
              ) : (
                <DataTable
                  caption={t('chart.tableOf', { of: t('retention.packGap') })}
                  rows={found.causes}
                  columns={columns}
                  idOf={(row) => row.cause}
                  onOpen={(row) => change({ rows: `cause.${row.cause}`, against })}
                  totals={{
                    net: points(found.net.difference?.value),
                    gross: points(found.gross.difference?.value),
                  }}
                />
              )}
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

const shown = (value: number | string | null) => (value == null ? null : percent(value));

/** In what a set differs from others, each rule in words. */
function useRules() {
  const { t } = useTranslation();
  return (pack: Pack) => [
    { name: t('retention.rules.base'), value: t(`retention.rule.${pack.base}`) },
    { name: t('retention.rules.reactivation'), value: t(`retention.rule.${pack.reactivation}`) },
    { name: t('retention.rules.gross'), value: t(`retention.rule.${pack.gross}`) },
    { name: t('retention.rules.fx'), value: t(`retention.rule.${pack.fx}`) },
    { name: t('retention.rules.churnDating'), value: t(`retention.rule.${pack.churnDating ?? 'policy'}`) },
    { name: t('retention.rules.pause'), value: t(`retention.rule.${pack.pause ?? 'policy'}`) },
  ];
}
