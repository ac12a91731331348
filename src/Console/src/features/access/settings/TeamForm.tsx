import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Conflict } from '@/kit/Conflict';
import { usePeople, usePersonName } from '@/kit/People';
import { Refused } from '@/kit/States';
import type { Team } from './Teams';

type Member = Schema<'TeamMember'>;
interface Place extends Member {
  key: string;
}

const placed = (members: readonly Member[]): Place[] =>
  members.map((member) => ({ ...member, key: crypto.randomUUID() }));

/** Forms a team, or says who is in it from when until when. */
export function TeamForm({ team, done }: { team: Team | null; done: () => void }) {
  const { t } = useTranslation();
  const people = usePeople();
  const personName = usePersonName();
  const [name, setName] = useState('');
  const [leaderId, setLeader] = useState<string | null>(null);
  const [members, setMembers] = useState(placed(team?.members ?? []));
  const [theirs, setTheirs] = useState<Team | null>(null);
  const change = (key: string, part: Partial<Member>) =>
    setMembers((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const save = useSend(
    (base: Team | null) => {
      const body = members.filter((one) => one.personId).map(({ personId, from, to }) => ({ personId, from, to }));
      return base
        ? told(
            api.PUT('/v1/teams/{teamId}/members', {
              params: { path: { teamId: base.id }, header: { 'If-Match': tagOf(base) } },
              body: { members: body },
            }),
          )
        : told(api.POST('/v1/teams', { body: { name, leaderId: leaderId ?? '', members: body } }));
    },
    ['/v1/teams'],
  );
  const send = (base: Team | null) =>
    save.mutate(base, {
      onSuccess: (saved) => {
        notifications.show({ message: t('settings.saved', { name: saved.name }) });
        done();
      },
      onError: async (refusal) => {
        if (refusal.status === 412 && team) {
          setTheirs(await told(api.GET('/v1/teams/{teamId}', { params: { path: { teamId: team.id } } })));
        }
      },
    });
  const named = (list: readonly Member[]) => list.map((one) => personName(one.personId)).join(t('shell.and'));
  const choices = people
    .filter((person) => person.leftOn === null)
    .map(({ id, name: label }) => ({ value: id, label }));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(theirs ?? team);
      }}
    >
      <Stack gap="sm">
        {theirs ? (
          <Conflict
            fields={[{ name: t('settings.members'), mine: named(members), theirs: named(theirs.members) }]}
            busy={save.isPending}
            keep={() => send(theirs)}
            take={() => {
              setMembers(placed(theirs.members));
              save.reset();
            }}
          />
        ) : save.error ? (
          <Refused refusal={save.error} />
        ) : null}
        {team ? null : (
          <Group grow align="flex-start">
            <TextInput
              label={t('settings.team')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t('roles.leader')}
              required
              searchable
              data={people
                .filter((person) => person.roles.includes('leader') && person.leftOn === null)
                .map((person) => ({ value: person.id, label: person.name }))}
              value={leaderId}
              onChange={setLeader}
            />
          </Group>
        )}
        {members.map((member) => (
          <Group key={member.key} gap="xs" align="flex-end" wrap="nowrap">
            <Select
              flex={2}
              label={t('settings.member')}
              searchable
              required
              data={choices}
              value={member.personId || null}
              onChange={(personId) => change(member.key, { personId: personId ?? '' })}
            />
            <DateInput
              flex={1}
              label={t('settings.from')}
              valueFormat="YYYY-MM-DD"
              value={member.from}
              onChange={(from) => from && change(member.key, { from })}
            />
            <DateInput
              flex={1}
              label={t('settings.to')}
              valueFormat="YYYY-MM-DD"
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              value={member.to ?? null}
              onChange={(to) => change(member.key, { to })}
            />
            <ActionIcon
              size="lg"
              variant="default"
              aria-label={t('settings.takeOut', { name: personName(member.personId) })}
              onClick={() => setMembers(members.filter((one) => one.key !== member.key))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() =>
              setMembers([...members, { key: crypto.randomUUID(), personId: '', from: today(), to: null }])
            }
          >
            {t('settings.addMember')}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={members.some((one) => !one.personId) || (team === null && (!name || !leaderId))}
          >
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
