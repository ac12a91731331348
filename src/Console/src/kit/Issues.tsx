import { Button, Group, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { dayShort, today } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink } from './Accounts';
import { DataTable } from './DataTable';
import { usePersonName } from './People';
import { Refused } from './States';
import { Tag } from './Tag';

export type Issue = Schema<'IssueLine'>;

const concerned = ['/v1/consulting-issues', '/v1/accounts'];
const kinds = ['product', 'process', 'organisation', 'data', 'otherVendor'] as const;
const severities = ['low', 'medium', 'high', 'critical'] as const;

const moves = (issue: Issue) => issue.state === 'open' || issue.state === 'decided';

/** What stands between customers and their goals, each with its next step beside it. */
export function IssueTable({
  caption,
  rows,
  withAccount = false,
}: {
  caption: string;
  rows: Issue[];
  withAccount?: boolean;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  return (
    <DataTable
      caption={caption}
      rows={rows}
      idOf={(row) => row.id}
      columns={[
        ...(withAccount
          ? [
              {
                id: 'account',
                heading: t('projects.account'),
                width: 200,
                cell: (row: Issue) => <AccountLink id={row.accountId} name={row.accountName} />,
              },
            ]
          : []),
        { id: 'title', heading: t('consulting.issue'), width: 260, cell: (row) => row.title },
        { id: 'kind', heading: t('consulting.kind'), cell: (row) => t(`consulting.kinds.${row.kind}`) },
        {
          id: 'severity',
          heading: t('consulting.severity'),
          cell: (row) => (
            <Tag tone={row.severity === 'high' || row.severity === 'critical' ? 'warn' : undefined}>
              {t(`consulting.severities.${row.severity}`)}
            </Tag>
          ),
        },
        { id: 'owner', width: 120, heading: t('consulting.owner'), cell: (row) => personName(row.ownerId) },
        {
          id: 'side',
          heading: t('tasks.side'),
          cell: (row) => [t(`tasks.sides.${row.side}`), row.contact].filter(Boolean).join(' '),
        },
        {
          id: 'dueOn',
          heading: t('tasks.dueOn'),
          cell: (row) =>
            row.dueOn ? row.isLate ? <Tag tone="warn">{dayShort(row.dueOn)}</Tag> : dayShort(row.dueOn) : null,
        },
        { id: 'state', width: 96, heading: t('projects.state'), cell: (row) => t(`consulting.states.${row.state}`) },
        ...(session.may('MoveConsultingIssue')
          ? [
              {
                id: 'next',
                width: 140,
                heading: t('consulting.next'),
                cell: (row: Issue) => (moves(row) ? <Next issue={row} /> : null),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Decides or solves an issue with what was decided or done. */
function Next({ issue }: { issue: Issue }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [what, setWhat] = useState('');
  const state = issue.state === 'open' ? 'decided' : 'solved';
  const move = useSend(
    () =>
      told(
        api.POST('/v1/consulting-issues/{issueId}/state', {
          params: { path: { issueId: issue.id } },
          body: { state, on: today(), what: what.trim() },
        } as never),
      ),
    concerned,
  );
  return asking ? (
    <form
      aria-label={t('consulting.nextOf', { title: issue.title })}
      onSubmit={(event) => {
        event.preventDefault();
        move.mutate(undefined, { onSuccess: () => setAsking(false) });
      }}
    >
      {move.error ? <Refused refusal={move.error} /> : null}
      <TextInput
        label={t(`consulting.what.${state}`)}
        required
        data-autofocus
        maxLength={2000}
        value={what}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button size="xs" type="submit" disabled={!what.trim()} loading={move.isPending}>
          {t(`consulting.moves.${state}`)}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsking(false)}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  ) : (
    <Button size="xs" variant="default" onClick={() => setAsking(true)}>
      {t(`consulting.moves.${state}`)}
    </Button>
  );
}

/** Logs an issue that came up today; the one who logs it keeps it moving. */
export function IssueForm({ account }: { account: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('process');
  const [severity, setSeverity] = useState<(typeof severities)[number]>('medium');
  const [contact, setContact] = useState('');
  const log = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/consulting-issues', {
          params: { path: { accountId: account } },
          body: {
            title: title.trim(),
            kind,
            severity,
            openedOn: today(),
            ownerId: session.personId,
            side: contact.trim() ? 'theirs' : 'ours',
            contact: contact.trim() || null,
          },
        } as never),
      ),
    concerned,
  );
  if (!opened) {
    return (
      <div>
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          {t('consulting.log')}
        </Button>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        log.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('consulting.logged') });
            setOpened(false);
            setTitle('');
          },
        });
      }}
    >
      {log.error ? <Refused refusal={log.error} /> : null}
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('consulting.issue')}
          required
          data-autofocus
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={t('consulting.kind')}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: t(`consulting.kinds.${value}`) }))}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
        />
        <Select
          label={t('consulting.severity')}
          allowDeselect={false}
          data={severities.map((value) => ({ value, label: t(`consulting.severities.${value}`) }))}
          value={severity}
          onChange={(next) => setSeverity(next as typeof severity)}
        />
        <TextInput
          label={t('consulting.theirContact')}
          maxLength={100}
          value={contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
      </Group>
      <Group gap="xs" mt="xs">
        <Button type="submit" disabled={!title.trim()} loading={log.isPending}>
          {t('consulting.log')}
        </Button>
        <Button variant="default" onClick={() => setOpened(false)}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
