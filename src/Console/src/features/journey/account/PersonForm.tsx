import { Button, Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Refused } from '@/kit/States';

type Person = Schema<'ShownStakeholder'>;
type Standing = NonNullable<Person['standing']>;

const roles = ['user', 'contact', 'ambassador', 'sponsor'] as const;
const stances = ['opposes', 'doubts', 'neutral', 'supports', 'champions'] as const;
const influences = ['5', '4', '3', '2', '1'] as const;

const first: Standing = {
  from: today(),
  role: 'contact',
  influence: 3,
  stance: 'neutral',
  message: null,
  inTouch: true,
  hasLeft: false,
};

/** Somebody new on the map, with where they stand. */
export function PersonForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [title, setTitle] = useState('');
  const [department, setDepartment] = useState('');
  const [standing, setStanding] = useState<Standing>(first);
  const add = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/stakeholders', {
          params: { path: { accountId: account } },
          body: {
            name: name.trim(),
            title: title.trim() || null,
            department: department.trim() || null,
            email: null,
            standing,
          },
        } as never),
      ),
    ['/v1/accounts', '/v1/people-risks'],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('people.added', { name }) });
            close();
          },
        });
      }}
    >
      {add.error ? <Refused refusal={add.error} /> : null}
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('people.name')}
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('people.jobTitle')}
          maxLength={100}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={t('people.department')}
          maxLength={100}
          value={department}
          onChange={(event) => setDepartment(event.currentTarget.value)}
        />
      </Group>
      <StandingFields standing={standing} change={setStanding} />
      <Group gap="xs" mt="xs">
        <Button type="submit" disabled={!name.trim()} loading={add.isPending}>
          {t('people.add')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** Where somebody on the map stands from a day on; what they stood for before stays in the history. */
export function StandingForm({ person, standing, close }: { person: Person; standing: Standing; close: () => void }) {
  const { t } = useTranslation();
  const [now, setNow] = useState<Standing>({ ...standing, from: today() });
  const record = useSend(
    () =>
      told(
        api.POST('/v1/stakeholders/{stakeholderId}/standings', {
          params: { path: { stakeholderId: person.id } },
          body: now,
        } as never),
      ),
    ['/v1/accounts', '/v1/people-risks'],
  );
  return (
    <form
      aria-label={t('people.standingOf', { name: person.name })}
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('people.recorded', { name: person.name }) });
            close();
          },
        });
      }}
    >
      <strong>{t('people.standingOf', { name: person.name })}</strong>
      {record.error ? <Refused refusal={record.error} /> : null}
      <StandingFields standing={now} change={setNow} />
      <Checkbox
        mt="xs"
        label={t('people.hasLeft')}
        checked={now.hasLeft}
        onChange={(event) => setNow({ ...now, hasLeft: event.currentTarget.checked })}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" loading={record.isPending}>
          {t('people.record')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function StandingFields({ standing, change }: { standing: Standing; change: (standing: Standing) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Group gap="xs" align="flex-end" mt="xs">
        <Select
          label={t('people.role')}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: t(`people.roles.${value}`) }))}
          value={standing.role}
          onChange={(next) => next && change({ ...standing, role: next as Standing['role'] })}
        />
        <Select
          label={t('people.influence')}
          allowDeselect={false}
          data={influences.map((value) => ({ value, label: t(`people.influences.${value}`) }))}
          value={String(standing.influence)}
          onChange={(next) => next && change({ ...standing, influence: Number(next) })}
        />
        <Select
          label={t('people.stance')}
          allowDeselect={false}
          data={stances.map((value) => ({ value, label: t(`people.stances.${value}`) }))}
          value={standing.stance}
          onChange={(next) => next && change({ ...standing, stance: next as Standing['stance'] })}
        />
        <DateInput
          label={t('people.from')}
          value={standing.from}
          maxDate={today()}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && change({ ...standing, from: next })}
        />
        <Checkbox
          label={t('people.isInTouch')}
          checked={standing.inTouch}
          onChange={(event) => change({ ...standing, inTouch: event.currentTarget.checked })}
        />
      </Group>
      <Textarea
        mt="xs"
        label={t('people.message')}
        autosize
        minRows={1}
        maxLength={1000}
        value={standing.message ?? ''}
        onChange={(event) => change({ ...standing, message: event.currentTarget.value || null })}
      />
    </>
  );
}
