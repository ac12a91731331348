import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, today } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';

const months = 12;

/** Hours of customer success before the sale over the last twelve months, and what one prospect won has cost. */
export function PreSale() {
  const { t } = useTranslation();
  const to = today().slice(0, 7);
  const from = earlier(to, months - 1);
  const asked = useGet('/v1/pre-sale-figures', { params: { query: { from, to } } });
  return (
    <Section title={t('preSale.title')} help={t('preSale.help')}>
      <Answer of={asked} rows={2}>
        {(data) =>
          data.minutes === 0 ? (
            <Empty words={t('preSale.none')} />
          ) : (
            <>
              <Facts
                grid
                facts={[
                  { name: t('preSale.hours'), value: count(data.minutes / 60, 1) },
                  { name: t('preSale.won'), value: count(data.won) },
                  { name: t('preSale.lost'), value: count(data.lost) },
                  {
                    name: t('preSale.perWon'),
                    value: data.hoursPerWon == null ? t('preSale.noneWon') : count(data.hoursPerWon, 1),
                  },
                ]}
              />
              <DataTable
                caption={t('preSale.title')}
                rows={data.outcomes}
                idOf={(row) => row.outcome}
                columns={[
                  { id: 'outcome', heading: t('preSale.outcome'), cell: (row) => t(`preSale.outcomes.${row.outcome}`) },
                  { id: 'accounts', heading: t('preSale.accounts'), figure: true, cell: (row) => count(row.accounts) },
                  {
                    id: 'hours',
                    heading: t('preSale.hours'),
                    figure: true,
                    cell: (row) => count(row.minutes / 60, 1),
                  },
                  {
                    id: 'each',
                    heading: t('preSale.perAccount'),
                    figure: true,
                    cell: (row) => (row.hoursPerAccount == null ? null : count(row.hoursPerAccount, 1)),
                  },
                ]}
              />
            </>
          )
        }
      </Answer>
    </Section>
  );
}

/** The month so many before one: 2026-01 and 1 give 2025-12. */
function earlier(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
