import { Drawer, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { moment } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Section } from '@/kit/Page';
import { usePeople, usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { operationCodes, useOperationName } from './operations';
import { Verification } from './Verification';

type Event = Schema<'AuditEvent'>;
type SecurityEvent = Schema<'SecurityEvent'>;

/** Who did what; who signed in or changed people; whether the trail holds. */
export default function Audit() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const both = session.may('ListAuditEvents', 'ListSecurityEvents');
  const shown = !session.may('ListAuditEvents') || (both && address.show === 'security') ? 'security' : 'audit';
  return (
    <Frame
      section="audit"
      actions={
        both ? (
          <SegmentedControl
            size="xs"
            aria-label={t('settings.sections.audit')}
            data={[
              { value: 'audit', label: t('settings.events') },
              { value: 'security', label: t('settings.securityEvents') },
            ]}
            value={shown}
            onChange={(show) => change({ show: show === 'audit' ? undefined : show })}
          />
        ) : null
      }
    >
      {session.may('VerifyAudit') ? <Verification /> : null}
      {shown === 'audit' ? <Events /> : <Security />}
    </Frame>
  );
}

/** An actor in words: a person by name, a key, the product itself. */
function useActor(): (actor: string, personId?: string | null) => string {
  const { t } = useTranslation();
  const personName = usePersonName();
  return (actor, personId) => {
    const id = personId ?? (actor.startsWith('person:') ? actor.slice('person:'.length) : null);
    return id ? personName(id) : actor.startsWith('key:') ? t('settings.keyActor', { id: actor.slice(-6) }) : actor;
  };
}

function useFields(withPeople: boolean): FilterField[] {
  const { t } = useTranslation();
  const people = usePeople();
  const operationName = useOperationName();
  return [
    { field: 'at', label: t('settings.at'), kind: 'day' },
    ...(withPeople
      ? [
          {
            field: 'personId',
            label: t('settings.actor'),
            kind: 'choice' as const,
            choices: people.map((person) => ({ value: person.id, label: person.name })),
          },
        ]
      : []),
    {
      field: 'operation',
      label: t('settings.operation'),
      kind: 'choice',
      choices: operationCodes.map((code) => ({ value: code, label: operationName(code) })),
    },
  ];
}

function Events() {
  const { t } = useTranslation();
  const session = useSession();
  const actor = useActor();
  const operationName = useOperationName();
  const fields = useFields(true);
  const [address, change] = useAddress();
  const [opened, setOpened] = useState<Event | null>(null);
  const sort = address.sort ?? '-at';
  const list = useList('/v1/audit-events', {
    params: { query: { limit: 100, sort, ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Event[];
  const columns: Column<Event>[] = [
    { id: 'at', heading: t('settings.at'), sort: 'at', width: 150, cell: (row) => moment(row.at) },
    { id: 'actor', heading: t('settings.actor'), cell: (row) => actor(row.actor, row.personId) },
    {
      id: 'operation',
      heading: t('settings.operation'),
      sort: 'operation',
      width: 240,
      cell: (row) => operationName(row.operation),
    },
    {
      id: 'alone',
      heading: t('settings.note'),
      cell: (row) => (
        <span className={classes.line}>
          {row.actedAloneAs ? <Tag tone="warn">{t('settings.alone')}</Tag> : null}
          {row.before ? <Tag>{t('settings.changed')}</Tag> : null}
        </span>
      ),
    },
  ];
  const reach = session.reach('ListAuditEvents');
  return (
    <Section
      title={t('settings.events')}
      help={t(
        reach === 'all' ? 'settings.eventsAll' : reach === 'team' ? 'settings.eventsTeam' : 'settings.eventsSelf',
      )}
      actions={<FilterBar fields={fields} />}
    >
      <Rows list={list} empty={rows.length === 0}>
        <DataTable
          caption={t('settings.eventsAll')}
          tall={rows.length > 50}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={setOpened}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      </Rows>
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={opened ? operationName(opened.operation) : ''}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {opened ? (
          <div className={classes.block}>
            <Facts
              grid
              facts={[
                { name: t('settings.at'), value: moment(opened.at) },
                { name: t('settings.actor'), value: actor(opened.actor, opened.personId) },
                { name: t('settings.code'), value: <code>{opened.operation}</code> },
                { name: t('settings.traceId'), value: <code>{opened.traceId ?? t('figure.none')}</code> },
                ...(opened.keyMadeBy ? [{ name: t('settings.keyMadeBy'), value: actor('', opened.keyMadeBy) }] : []),
                ...(opened.actedAloneAs ? [{ name: t('settings.alone'), value: opened.actedAloneAs }] : []),
              ]}
            />
            <strong>{t('settings.request')}</strong>
            <Json text={opened.request} />
            {opened.before ? (
              <>
                <strong>{t('settings.before')}</strong>
                <Json text={opened.before} />
              </>
            ) : null}
          </div>
        ) : null}
      </Drawer>
    </Section>
  );
}

function Security() {
  const { t } = useTranslation();
  const actor = useActor();
  const operationName = useOperationName();
  const fields = useFields(false);
  const [address, change] = useAddress();
  const sort = address.sort ?? '-at';
  const list = useList('/v1/security-events', {
    params: { query: { limit: 100, sort, ...filterQuery(address) } },
  } as never);
  const rows = list.rows as SecurityEvent[];
  return (
    <Section
      title={t('settings.securityEvents')}
      help={t('settings.securityHelp')}
      actions={<FilterBar fields={fields} />}
    >
      <Rows list={list} empty={rows.length === 0}>
        <DataTable
          caption={t('settings.securityHelp')}
          tall={rows.length > 50}
          rows={rows}
          columns={[
            { id: 'at', heading: t('settings.at'), sort: 'at', width: 150, cell: (row) => moment(row.at) },
            { id: 'actor', heading: t('settings.actor'), cell: (row) => actor(row.actor) },
            {
              id: 'operation',
              heading: t('settings.operation'),
              sort: 'operation',
              cell: (row) => operationName(row.operation),
            },
            {
              id: 'trace',
              heading: t('settings.traceId'),
              cell: (row) => <code>{row.traceId?.slice(0, 12) ?? t('figure.none')}</code>,
            },
          ]}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      </Rows>
    </Section>
  );
}

function Rows({
  list,
  empty,
  children,
}: {
  list: Pick<ReturnType<typeof useList>, 'error' | 'isPending' | 'refetch'>;
  empty: boolean;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  return list.error && empty ? (
    <Refused refusal={list.error} again={() => void list.refetch()} />
  ) : list.isPending ? (
    <Loading rows={10} />
  ) : empty ? (
    <Empty words={t('settings.noEvents')} />
  ) : (
    children
  );
}

/** A recorded request, indented where it is JSON. */
function Json({ text }: { text: string }) {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What is no JSON is shown as it was recorded.
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre className={classes.payload} tabIndex={0}>
      {shown}
    </pre>
  );
}
