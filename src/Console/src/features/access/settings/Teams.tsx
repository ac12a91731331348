import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, today } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { Frame } from './Frame';
import { TeamForm } from './TeamForm';

export type Team = Schema<'TeamProfile'>;

/** Teams with their leader and the members of today. */
export default function Teams() {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [address, change] = useAddress();
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  const sort = address.sort ?? 'name';
  const list = useList('/v1/teams', { params: { query: { limit: 200, sort } } } as never, {
    when: session.may('ListTeams'),
  });
  const rows = list.rows as Team[];
  const now = (team: Team) =>
    team.members.filter((member) => member.from <= today() && (member.to == null || member.to >= today()));
  const columns: Column<Team>[] = [
    { id: 'name', heading: t('settings.team'), sort: 'name', width: 160, cell: (row) => row.name },
    { id: 'leader', heading: t('roles.leader'), cell: (row) => personName(row.leaderId) },
    { id: 'count', heading: t('settings.memberCount'), figure: true, cell: (row) => count(now(row).length) },
    {
      id: 'members',
      heading: t('settings.members'),
      width: 320,
      cell: (row) =>
        now(row)
          .map((member) => personName(member.personId))
          .join(t('shell.and')),
    },
  ];
  return (
    <Frame
      section="teams"
      actions={
        session.may('CreateTeam') ? <Button onClick={() => setEditing('new')}>{t('settings.addTeam')}</Button> : null
      }
    >
      <Section title={t('settings.sections.teams')} help={t('settings.membersToday')}>
        {list.error && rows.length === 0 ? (
          <Refused refusal={list.error} again={() => void list.refetch()} />
        ) : list.isPending ? (
          <Loading rows={4} />
        ) : rows.length === 0 ? (
          <Empty words={t('settings.noTeams')} />
        ) : (
          <DataTable
            caption={t('settings.membersToday')}
            rows={rows}
            columns={columns}
            idOf={(row) => row.id}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            onOpen={session.may('SetTeamMembers') ? setEditing : undefined}
          />
        )}
      </Section>
      <Drawer
        opened={editing !== null}
        onClose={() => setEditing(null)}
        position="right"
        size="lg"
        title={editing === 'new' || editing === null ? t('settings.addTeam') : editing.name}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {editing ? <TeamForm team={editing === 'new' ? null : editing} done={() => setEditing(null)} /> : null}
      </Drawer>
    </Frame>
  );
}
