import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, day, dayPlus, today } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';

const methods = ['byHand', 'withPack'] as const;

/** How long the material of business reviews took, by hand and with a pack, and who is compared. */
export function Prepared() {
  const { t } = useTranslation();
  const [from, to] = [dayPlus(today(), -365), dayPlus(today(), 90)];
  const figures = useGet('/v1/preparation-figures', { params: { query: { from, to } } });
  return (
    <Section title={t('reviews.prepared.title')} help={t('reviews.prepared.help', { from: day(from), to: day(to) })}>
      <Answer of={figures} rows={3}>
        {(told) => (
          <>
            {told.why ? (
              <Empty words={told.why} />
            ) : (
              <p>
                {t('reviews.prepared.saved', {
                  minutes: count(told.savedMinutes, 0),
                  customers: count(told.sameCustomers.customers),
                  same: count(told.sameCustomers.medianSavedMinutes, 0),
                })}
              </p>
            )}
            <DataTable
              caption={t('reviews.prepared.title')}
              rows={methods.map((method) => ({ method, times: told[method] }))}
              idOf={(row) => row.method}
              columns={[
                {
                  id: 'method',
                  heading: t('reviews.prepared.method'),
                  cell: (row) => t(`reviews.prepared.methods.${row.method}`),
                },
                {
                  id: 'median',
                  heading: t('reviews.prepared.median'),
                  figure: true,
                  cell: (row) => count(row.times.medianMinutes, 0),
                },
                {
                  id: 'reviews',
                  heading: t('reviews.prepared.reviews'),
                  figure: true,
                  cell: (row) => count(row.times.reviews),
                },
                {
                  id: 'customers',
                  heading: t('reviews.prepared.customers'),
                  figure: true,
                  cell: (row) => count(row.times.customers),
                },
                {
                  id: 'people',
                  heading: t('reviews.prepared.people'),
                  figure: true,
                  cell: (row) => count(row.times.people),
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Section>
  );
}
