import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import { usePeople, usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { concerned, type Promised } from './ask';

const availabilities = ['exists', 'planned', 'notPlanned'] as const;
type Availability = (typeof availabilities)[number];

/** 商談時の約束: what the customer was promised, what of it is not there, and who sees to it. */
export function Promises({ account }: { account: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const may = session.may('ListPromises');
  const promises = useGet(
    '/v1/promises',
    { params: { query: { limit: 200, 'filter[accountId][eq]': account } } } as never,
    { when: may },
  );
  return may ? (
    <Section
      title={t('promises.title')}
      help={t('promises.help')}
      actions={
        session.may('MakePromise') && !adding ? (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('promises.add')}
          </Button>
        ) : null
      }
    >
      {adding ? <PromiseForm account={account} close={() => setAdding(false)} /> : null}
      <Answer of={promises} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('promises.none')} />
          ) : (
            <Stack gap="sm">
              {items
                .toSorted((one, other) => Number(other.isOpenGap) - Number(one.isOpenGap))
                .map((promise) => (
                  <PromiseRow key={promise.id} promise={promise} />
                ))}
            </Stack>
          )
        }
      </Answer>
    </Section>
  ) : null;
}

/** One promise with how it stands; an open gap with who sees to it and the way to settle it. */
export function PromiseRow({ promise }: { promise: Promised }) {
  const { t } = useTranslation();
  const session = useSession();
  const people = usePeople();
  const personName = usePersonName();
  const [settling, setSettling] = useState(false);
  const own = useSend(
    (ownerId: string | null) =>
      told(
        api.PATCH('/v1/promises/{promiseId}', {
          params: { path: { promiseId: promise.id }, header: { 'If-Match': tagOf(promise) } },
          body: { ownerId },
        } as never),
      ),
    concerned,
  );
  const may = session.may('ChangePromise') && promise.isOpenGap;
  return (
    <div>
      <Group gap="xs">
        <Tag tone={promise.isOpenGap ? (promise.availability === 'planned' ? 'warn' : 'bad') : 'good'}>
          {promise.resolvedOn
            ? t('promises.settledOn', { day: day(promise.resolvedOn) })
            : t(`promises.availabilities.${promise.availability}`)}
        </Tag>
        <strong>{promise.what}</strong>
      </Group>
      <Text size="sm" c="dimmed">
        {t('promises.made', {
          by: promise.madeById ? personName(promise.madeById) : t('promises.somebody'),
          to: promise.madeTo ?? t('promises.customer'),
          day: day(promise.madeOn),
        })}
        {promise.availableFrom ? t('promises.from', { day: day(promise.availableFrom) }) : null}
      </Text>
      {promise.gap ? <Text size="sm">{promise.gap}</Text> : null}
      {promise.resolution ? <Text size="sm">{promise.resolution}</Text> : null}
      {own.error ? <Refused refusal={own.error} /> : null}
      {may ? (
        <Group gap="xs" align="flex-end" mt={4}>
          <Select
            size="xs"
            searchable
            clearable
            label={t('promises.owner')}
            placeholder={t('promises.noOwner')}
            data={people.filter((person) => !person.leftOn).map((person) => ({ value: person.id, label: person.name }))}
            value={promise.ownerId ?? null}
            disabled={own.isPending}
            onChange={(ownerId) => own.mutate(ownerId)}
          />
          {settling ? null : (
            <Button size="xs" variant="default" onClick={() => setSettling(true)}>
              {t('promises.settle')}
            </Button>
          )}
        </Group>
      ) : promise.isOpenGap ? (
        <Text size="sm">{promise.ownerId ? personName(promise.ownerId) : t('promises.noOwner')}</Text>
      ) : null}
      {settling ? <SettleForm promise={promise} close={() => setSettling(false)} /> : null}
    </div>
  );
}

function SettleForm({ promise, close }: { promise: Promised; close: () => void }) {
  const { t } = useTranslation();
  const [resolution, setResolution] = useState('');
  const settle = useSend(
    () =>
      told(
        api.PATCH('/v1/promises/{promiseId}', {
          params: { path: { promiseId: promise.id }, header: { 'If-Match': tagOf(promise) } },
          body: { resolution: resolution.trim(), resolvedOn: today() },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('promises.settled') });
            close();
          },
        });
      }}
    >
      {settle.error ? <Refused refusal={settle.error} /> : null}
      <Textarea
        label={t('promises.resolution')}
        description={t('promises.resolutionHelp')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button size="xs" type="submit" disabled={!resolution.trim()} loading={settle.isPending}>
          {t('promises.settle')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function PromiseForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const [what, setWhat] = useState('');
  const [to, setTo] = useState('');
  const [availability, setAvailability] = useState<Availability>('planned');
  const [from, setFrom] = useState<string | null>(null);
  const make = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/promises', {
          params: { path: { accountId: account } },
          body: {
            what: what.trim(),
            madeOn: today(),
            availability,
            madeTo: to.trim() || null,
            availableFrom: availability === 'planned' ? from : null,
            gap: null,
            ownerId: null,
          },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('promises.added') });
            close();
          },
        });
      }}
    >
      {make.error ? <Refused refusal={make.error} /> : null}
      <TextInput
        label={t('promises.what')}
        required
        maxLength={1000}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <Group gap="xs" align="flex-end" mt="xs">
        <TextInput
          label={t('promises.to')}
          maxLength={100}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Select
          label={t('promises.availability')}
          allowDeselect={false}
          data={availabilities.map((value) => ({ value, label: t(`promises.availabilities.${value}`) }))}
          value={availability}
          onChange={(next) => next && setAvailability(next as Availability)}
        />
        {availability === 'planned' ? (
          <DateInput
            label={t('promises.availableFrom')}
            value={from}
            valueFormat="YYYY-MM-DD"
            clearable
            onChange={setFrom}
          />
        ) : null}
        <Button type="submit" disabled={!what.trim()} loading={make.isPending}>
          {t('promises.add')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
