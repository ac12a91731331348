import { useTranslation } from 'react-i18next';
import { type Answered, useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, money, percent } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { type Ask, inCurrency, windowOf } from './ask';

type Reason = Answered<'/v1/churn-reasons'>['currencies'][number]['reasons'][number];

/** Why customers left, and whether we could have prevented it. */
export function Reasons({ ask, currency }: { ask: Ask; currency: string | undefined }) {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const found = useGet('/v1/churn-reasons', { params: { query: windowOf(ask) } });
  const columns: Column<Reason>[] = [
    { id: 'reason', heading: t('retention.reason'), width: 160, cell: (row) => row.reason ?? t('retention.unsaid') },
    {
      id: 'avoidable',
      heading: t('retention.avoidable'),
      cell: (row) => t(`retention.avoided.${wordOf(row.avoidable)}`),
    },
    {
      id: 'customers',
      heading: t('retention.lostLogos'),
      figure: true,
      cell: (row) => t('retention.customers', { count: row.part.lostLogos }),
    },
    { id: 'lost', heading: t('retention.lostMrr'), figure: true, cell: (row) => money(row.part.lost) },
    {
      id: 'share',
      heading: t('retention.figures.revenueChurn'),
      figure: true,
      cell: (row) => percent(row.part.revenueChurn.value),
    },
  ];
  return (
    <Section title={t('retention.reasons')} help={t('retention.reasonsHelp')}>
      <Answer of={found} rows={4}>
        {(data) => {
          const churn = inCurrency(data.currencies, currency);
          if (!churn || churn.reasons.length === 0) {
            return <Empty words={t('retention.noReasons')} />;
          }
          const { all, avoidable, unavoidable, unsaid } = churn;
          return (
            <>
              <p style={{ margin: 0 }}>
                {t('retention.reasonsWords', {
                  all: count(all.lostLogos),
                  lost: money(all.lost),
                  avoidable: count(avoidable.lostLogos),
                  avoidableLost: money(avoidable.lost),
                  unavoidable: count(unavoidable.lostLogos),
                  unsaid: count(unsaid.lostLogos),
                })}
              </p>
              <DataTable
                caption={t('chart.tableOf', { of: t('retention.reasons') })}
                rows={churn.reasons}
                columns={columns}
                idOf={(row) => `${row.reason}${row.avoidable}`}
                onOpen={(row) => change({ rows: `reason.${row.reason ?? ''}` })}
                totals={{
                  customers: t('retention.customers', { count: all.lostLogos }),
                  lost: money(all.lost),
                  share: percent(all.revenueChurn.value),
                }}
              />
            </>
          );
        }}
      </Answer>
    </Section>
  );
}

const wordOf = (avoidable: boolean | null) => (avoidable == null ? 'unsaid' : avoidable ? 'yes' : 'no');
