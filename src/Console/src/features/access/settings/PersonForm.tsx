import { Button, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day } from '@/app/format';
import type { Role } from '@/app/session';
import { Conflict } from '@/kit/Conflict';
import { Refused } from '@/kit/States';

type Person = Schema<'PersonProfile'>;

/** The roles that a person can hold; those of trust are asked for here and confirmed by somebody else. */
const givable = [
  'csm',
  'leader',
  'csOps',
  'dataScientist',
  'finance',
  'otherDepartment',
  'auditor',
  'privacyOfficer',
  'admin',
] as const satisfies readonly Role[];

/** Adds a colleague, or changes somebody's roles and last day. */
export function PersonForm({ person, done }: { person: Person | null; done: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>([...(person?.roles ?? []), ...(person?.askedRoles ?? [])]);
  const [leftOn, setLeftOn] = useState<string | null>(person?.leftOn ?? null);
  const [theirs, setTheirs] = useState<Person | null>(null);
  const after = ['/v1/people', '/v1/trust-grants', '/v1/installation'];
  const words = (list: readonly Role[]) => list.map((role) => t(`roles.${role}`)).join(t('shell.and'));
  const lastDay = (on: string | null) => (on ? day(on) : t('settings.here'));
  const save = useSend(
    (base: Person | null) =>
      base
        ? told(
            api.PATCH('/v1/people/{personId}', {
              params: { path: { personId: base.id }, header: { 'If-Match': tagOf(base) } },
              body: { roles, leftOn },
              headers: { 'Content-Type': 'application/merge-patch+json' },
            }),
          )
        : told(api.POST('/v1/people', { body: { name, email, roles, isDemo: false } })),
    after,
  );
  const send = (base: Person | null) =>
    save.mutate(base, {
      onSuccess: (saved) => {
        notifications.show({
          message:
            saved.askedRoles.length > 0
              ? t('settings.savedAsked', { name: saved.name, roles: words(saved.askedRoles) })
              : t('settings.saved', { name: saved.name }),
        });
        done();
      },
      onError: async (refusal) => {
        if (refusal.status === 412 && person) {
          setTheirs(await told(api.GET('/v1/people/{personId}', { params: { path: { personId: person.id } } })));
        }
      },
    });
  const isRole = (value: string): value is Role => (givable as readonly string[]).includes(value);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(theirs ?? person);
      }}
    >
      <Stack gap="sm">
        {theirs ? (
          <Conflict
            fields={[
              { name: t('settings.roles'), mine: words(roles), theirs: words(theirs.roles) },
              { name: t('settings.leftOn'), mine: lastDay(leftOn), theirs: lastDay(theirs.leftOn) },
            ]}
            busy={save.isPending}
            keep={() => send(theirs)}
            take={() => {
              setRoles([...theirs.roles, ...theirs.askedRoles]);
              setLeftOn(theirs.leftOn);
              save.reset();
            }}
          />
        ) : save.error ? (
          <Refused refusal={save.error} />
        ) : null}
        {person ? null : (
          <>
            <TextInput
              label={t('settings.name')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('settings.email')}
              description={t('settings.emailHelp')}
              type="email"
              required
              maxLength={320}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
          </>
        )}
        <MultiSelect
          label={t('settings.roles')}
          description={t('settings.rolesHelp')}
          data={givable.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          value={roles}
          onChange={(next) => setRoles(next.filter(isRole))}
        />
        {person ? (
          <DateInput
            label={t('settings.leftOn')}
            description={t('settings.leftOnHelp')}
            clearable
            valueFormat="YYYY-MM-DD"
            value={leftOn}
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            onChange={setLeftOn}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {t('settings.addPersonHelp')}
          </Text>
        )}
        <Button type="submit" loading={save.isPending} disabled={roles.length === 0}>
          {t('form.save')}
        </Button>
      </Stack>
    </form>
  );
}
