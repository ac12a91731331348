import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { Installation } from './Installation';
import { Invite } from './Invite';
import { PersonForm } from './PersonForm';
import { TrustGrants } from './TrustGrants';

type Person = Schema<'PersonProfile'>;

/** People and their roles; what waits for a second person; who owns the installation. */
export default function People() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const sort = address.sort ?? 'name';
  const list = useList('/v1/people', { params: { query: { limit: 200, sort, ...filterQuery(address) } } } as never, {
    when: session.may('ListPeople'),
  });
  const rows = list.rows as Person[];
  const columns: Column<Person>[] = [
    { id: 'name', heading: t('settings.name'), sort: 'name', width: 160, cell: (row) => row.name },
    { id: 'email', heading: t('settings.email'), sort: 'email', cell: (row) => row.email ?? t('settings.notSet') },
    {
      id: 'roles',
      heading: t('settings.roles'),
      width: 220,
      cell: (row) => (
        <span className={classes.line}>
          {row.roles.map((role) => (
            <Tag key={role}>{t(`roles.${role}`)}</Tag>
          ))}
          {row.askedRoles.map((role) => (
            <Tag key={role} tone="proposed">
              {t('settings.askedRole', { role: t(`roles.${role}`) })}
            </Tag>
          ))}
        </span>
      ),
    },
    {
      id: 'leftOn',
      heading: t('settings.leftOn'),
      sort: 'leftOn',
      cell: (row) => (row.leftOn ? dayShort(row.leftOn) : t('settings.here')),
    },
  ];
  const fields: FilterField[] = [
    { field: 'name', label: t('settings.name'), kind: 'text' },
    { field: 'email', label: t('settings.email'), kind: 'text' },
    { field: 'leftOn', label: t('settings.leftOn'), kind: 'day' },
  ];
  return (
    <Frame
      section="people"
      actions={
        <>
          {session.may('MintSignInLink') ? <Invite /> : null}
          {session.may('CreatePerson') ? (
            <Button onClick={() => setEditing('new')}>{t('settings.addPerson')}</Button>
          ) : null}
        </>
      }
    >
      {session.may('ListTrustGrants') ? <TrustGrants part="asked" /> : null}
      <Section title={t('settings.people')} actions={<FilterBar fields={fields} />}>
        {list.error && rows.length === 0 ? (
          <Refused refusal={list.error} again={() => void list.refetch()} />
        ) : list.isPending ? (
          <Loading rows={8} />
        ) : rows.length === 0 ? (
          <Empty words={t('settings.noPeople')} />
        ) : (
          <DataTable
            caption={t('settings.leads.people')}
            tall={rows.length > 50}
            rows={rows}
            columns={columns}
            idOf={(row) => row.id}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            onOpen={session.may('ChangePerson') ? setEditing : undefined}
            onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
          />
        )}
      </Section>
      {session.may('GetInstallation') ? <Installation /> : null}
      {session.may('ListTrustGrants') ? <TrustGrants part="decided" /> : null}
      <Drawer
        opened={editing !== null}
        onClose={() => setEditing(null)}
        position="right"
        title={editing === 'new' || editing === null ? t('settings.addPerson') : editing.name}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {editing ? <PersonForm person={editing === 'new' ? null : editing} done={() => setEditing(null)} /> : null}
      </Drawer>
    </Frame>
  );
}
