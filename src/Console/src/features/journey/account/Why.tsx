import { Button, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, day, percent } from '@/app/format';
import { Contributions } from '@/kit/Contributions';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Answer, Empty } from '@/kit/States';
import type { PartDrivers, PartProps } from './parts';

/** So many reasons stand first; the others are one line that holds their sum. */
const first = 10;

const bySize = (drivers: PartDrivers) =>
  [...drivers].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
const mostTelling = (drivers: PartDrivers) => bySize(drivers).slice(0, first);
const restOf = (drivers: PartDrivers) => {
  const rest = bySize(drivers).slice(first);
  return rest.length === 0
    ? undefined
    : { count: rest.length, contribution: rest.reduce((total, driver) => total + driver.contribution, 0) };
};

/** Why the probability is what it is: the share of all, and what each fact of this customer adds or takes. */
export function Why({ account, score }: PartProps) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  const history = useGet('/v1/accounts/{accountId}/churn-scores', {
    params: { path: { accountId: account.id }, query: { limit: 24, sort: '-asOf' } },
  });
  if (!score) {
    return <Empty words={t('account.notScored')} />;
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Section title={t('account.why.title')} help={t('account.why.help')}>
        {score.hasSignal ? null : <Text>{t('account.why.noSignal')}</Text>}
        <Contributions
          reasons={whole ? score.drivers : mostTelling(score.drivers)}
          caption={t('account.why.title')}
          rest={whole ? undefined : restOf(score.drivers)}
        />
        {score.drivers.length > first ? (
          <Button variant="subtle" size="compact-sm" w="fit-content" onClick={() => setWhole(!whole)}>
            {t(whole ? 'account.why.fewer' : 'account.why.all', { count: score.drivers.length })}
          </Button>
        ) : null}
        <Facts
          facts={[
            { name: t('account.why.base'), value: `${percent(score.baseRate)} (${count(score.baseLogOdds, 2)})` },
            { name: t('account.why.sum'), value: `${percent(score.probability)} (${count(score.logOdds, 2)})` },
          ]}
        />
      </Section>
      <Section title={t('account.why.history')}>
        <Answer of={history}>
          {({ items }) => (
            <DataTable
              caption={t('account.why.history')}
              rows={items}
              idOf={(row) => `${row.asOf} ${row.modelVersion}`}
              columns={[
                { id: 'asOf', heading: t('figure.asOf'), cell: (row) => day(row.asOf) },
                {
                  id: 'probability',
                  heading: t('account.probability'),
                  cell: (row) => <Probability value={row.probability} band={row.band} />,
                },
                { id: 'model', heading: t('account.model'), cell: (row) => row.modelVersion },
              ]}
            />
          )}
        </Answer>
      </Section>
    </SimpleGrid>
  );
}
