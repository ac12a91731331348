import { Button, List, Select, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Refused } from '@/kit/States';

interface OwnerFormProps {
  accounts: readonly Schema<'PortfolioLine'>[];
  done: () => void;
}

/** Hands the chosen customers over to one colleague from a day on; all of them or none. */
export function OwnerForm({ accounts, done }: OwnerFormProps) {
  const { t } = useTranslation();
  const people = useGet('/v1/people', { params: { query: { limit: 200, sort: ['name'] } } });
  const [ownerId, setOwner] = useState<string | null>(null);
  const [from, setFrom] = useState(today());
  const hand = useSend(
    () =>
      told(
        api.POST('/v1/accounts/owners/bulk', {
          body: { items: accounts.map(({ accountId }) => ({ accountId, ownerId, from })), atomic: true },
        }),
      ),
    ['/v1/portfolio', '/v1/accounts', '/v1/call-list'],
  );
  const refused = hand.data?.items.filter((item) => item.problem) ?? [];

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        hand.mutate(undefined, {
          onSuccess: (answer) => {
            if (answer.refused === 0) {
              notifications.show({ message: t('portfolio.handedOver', { count: answer.succeeded }) });
              done();
            }
          },
        });
      }}
    >
      <Stack gap="sm">
        <List size="sm">
          {accounts.slice(0, 10).map((account) => (
            <List.Item key={account.accountId}>{account.name}</List.Item>
          ))}
        </List>
        {accounts.length > 10 ? <Text size="sm">{t('portfolio.andMore', { count: accounts.length - 10 })}</Text> : null}
        {hand.error ? <Refused refusal={hand.error} /> : null}
        {refused.map((item) => (
          <Text key={item.problem?.detail} size="sm" c="red">
            {item.problem?.detail}
          </Text>
        ))}
        <Select
          label={t('portfolio.newOwner')}
          searchable
          required
          data={(people.data?.items ?? [])
            .filter(
              (person) =>
                person.leftOn === null && person.roles.some((role) => role === 'csm' || role === 'partnerCsm'),
            )
            .map((person) => ({ value: person.id, label: person.name }))}
          value={ownerId}
          onChange={setOwner}
        />
        <DateInput
          label={t('portfolio.from')}
          value={from}
          valueFormat="YYYY-MM-DD"
          onChange={(day) => day && setFrom(day)}
        />
        <Button type="submit" disabled={!ownerId} loading={hand.isPending}>
          {t('portfolio.handOver', { count: accounts.length })}
        </Button>
      </Stack>
    </form>
  );
}
