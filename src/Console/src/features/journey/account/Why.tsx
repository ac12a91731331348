import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useAsOf } from '@/app/asOf';
import { count, dayPlus, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { Contributions } from '@/kit/Contributions';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { WhyChanged } from '@/kit/WhyChanged';
import { History } from './History';
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
  const session = useSession();
  const { asOf } = useAsOf();
  const [whole, setWhole] = useState(false);
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
      <Stack gap="lg">
        {session.may('GetWhyChanged') ? <Changed account={account} score={score} /> : null}
        {session.may('GetLeastChange') && !asOf ? <Least account={account} score={score} /> : null}
        <History account={account} score={score} />
      </Stack>
    </SimpleGrid>
  );
}

function Changed({ account }: PartProps) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const { until } = useAsOf();
  const to = address.to && address.to < until ? address.to : until;
  const from = address.from ?? dayPlus(to, -31);
  const changed = useGet('/v1/accounts/{accountId}/why-changed', {
    params: { path: { accountId: account.id }, query: { from, to } },
  });
  return (
    <Section title={t('account.why.changed')} help={t('account.why.changedHelp')}>
      <Group gap="xs" className="no-print">
        <DateInput
          size="xs"
          aria-label={t('account.why.from')}
          value={from}
          maxDate={to}
          valueFormat="YYYY-MM-DD"
          onChange={(day) => change({ from: day ?? undefined })}
        />
        <DateInput
          size="xs"
          aria-label={t('account.why.to')}
          value={to}
          maxDate={until}
          valueFormat="YYYY-MM-DD"
          onChange={(day) => change({ to: day ?? undefined })}
        />
      </Group>
      {changed.error && !changed.data ? (
        <Empty words={changed.error.message} />
      ) : (
        <Answer of={changed} rows={4}>
          {(data) => <WhyChanged change={data} />}
        </Answer>
      )}
    </Section>
  );
}

function Least({ account }: PartProps) {
  const { t } = useTranslation();
  const least = useGet('/v1/accounts/{accountId}/least-change', { params: { path: { accountId: account.id } } });
  return (
    <Section title={t('account.why.least')}>
      {least.error && !least.data ? (
        <Empty words={least.error.message} />
      ) : (
        <Answer of={least} rows={3}>
          {(data) => (
            <>
              <Text>{data.words}</Text>
              <ul>
                {data.changes.map((one) => (
                  <li key={one.name}>{one.words}</li>
                ))}
              </ul>
              <Text size="sm" c="dimmed">
                {data.caution}
              </Text>
            </>
          )}
        </Answer>
      )}
    </Section>
  );
}
