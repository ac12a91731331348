import { Button, Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Fires.module.css';
import type { PartProps } from './parts';

type Run = Schema<'RunLine'>;

const concerned = ['/v1/playbook-runs', '/v1/playbooks', '/v1/tasks', '/v1/accounts'];

/** The playbooks that run at this customer, and the way to begin one: its steps become tasks of both sides. */
export function Runs({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const [beginning, setBeginning] = useState(false);
  const runs = useGet('/v1/playbook-runs', {
    params: { query: { limit: 20, 'filter[accountId][eq]': account.id } },
  });
  return (
    <Section
      title={t('screens.playbooks')}
      help={t('playbooks.runHelp')}
      actions={
        session.may('StartPlaybookRun') && !beginning ? (
          <Button size="xs" variant="default" onClick={() => setBeginning(true)}>
            {t('playbooks.beginRun')}
          </Button>
        ) : null
      }
    >
      {beginning ? <BeginForm account={account.id} close={() => setBeginning(false)} /> : null}
      <Answer of={runs} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('playbooks.noRunHere')} />
          ) : (
            <ul className={classes.list}>
              {items.map((run) => (
                <RunLine key={run.id} run={run} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function RunLine({ run }: { run: Run }) {
  const { t } = useTranslation();
  const session = useSession();
  const [ending, setEnding] = useState(false);
  const words = run.heldOut
    ? t('playbooks.heldOutMeans')
    : t('playbooks.doneOf', { done: run.done, of: run.done + run.open });
  return (
    <li>
      <Group gap="xs">
        {run.heldOut ? <Tag tone="proposed">{t('playbooks.heldOut')}</Tag> : null}
        <Link
          to="/playbooks/$playbookId"
          params={{ playbookId: run.playbookId }}
          search={{ number: String(run.number) } as never}
        >
          {run.title} ({t('playbooks.nth', { number: run.number })})
        </Link>
      </Group>
      <span className={classes.soft}>
        {[
          t('fires.since', { day: day(run.startedOn) }),
          words,
          run.endedOn ? t(run.reached ? 'playbooks.reachedOn' : 'playbooks.missedOn', { day: day(run.endedOn) }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {run.endedOn === null && session.may('EndPlaybookRun') && !ending ? (
        <Button size="compact-sm" variant="default" onClick={() => setEnding(true)}>
          {t('playbooks.endRun')}
        </Button>
      ) : null}
      {ending ? <EndForm run={run} close={() => setEnding(false)} /> : null}
    </li>
  );
}

function BeginForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const shelf = useGet('/v1/playbooks', { params: { query: { limit: 200, 'filter[retiredOn][eq]': 'null' } } });
  const [playbook, setPlaybook] = useState<string | null>(null);
  const [startedOn, setStartedOn] = useState(today());
  const [contact, setContact] = useState('');
  const begin = useSend(
    () =>
      told(
        api.POST('/v1/playbook-runs', {
          body: { accountId: account, playbookId: playbook, startedOn, contact: contact.trim() || null },
        } as never),
      ) as Promise<Schema<'RunProfile'>>,
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate(undefined, {
          onSuccess: (run) => {
            notifications.show({
              message: run.heldOut ? t('playbooks.wasHeldOut') : t('playbooks.begun', { count: run.steps.length }),
            });
            close();
          },
        });
      }}
    >
      {begin.error ? <Refused refusal={begin.error} /> : null}
      {shelf.isSuccess && shelf.data.items.length === 0 ? <Empty words={t('playbooks.none')} /> : null}
      <Group gap="xs" align="flex-end">
        <Select
          label={t('playbooks.name')}
          required
          searchable
          w={280}
          data={(shelf.data?.items ?? []).map((one) => ({ value: one.id, label: one.title }))}
          value={playbook}
          onChange={setPlaybook}
        />
        <DateInput
          label={t('playbooks.startedOn')}
          value={startedOn}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setStartedOn(next)}
        />
        <TextInput
          label={t('playbooks.contact')}
          maxLength={100}
          value={contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!playbook} loading={begin.isPending}>
          {t('playbooks.beginRun')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function EndForm({ run, close }: { run: Run; close: () => void }) {
  const { t } = useTranslation();
  const detail = useGet('/v1/playbook-runs/{runId}', { params: { path: { runId: run.id } } });
  const [reached, setReached] = useState(true);
  const [dropOpen, setDropOpen] = useState(false);
  const [why, setWhy] = useState('');
  const end = useSend(
    () =>
      told(
        api.POST('/v1/playbook-runs/{runId}/end', {
          params: { path: { runId: run.id }, header: { 'If-Match': `"${detail.data?.version}"` } },
          body: { on: today(), reached, why: why.trim(), dropOpen },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('playbooks.ended') });
            close();
          },
        });
      }}
    >
      {end.error ? <Refused refusal={end.error} /> : null}
      <Checkbox
        label={t('playbooks.wasReached')}
        checked={reached}
        onChange={(event) => setReached(event.currentTarget.checked)}
      />
      {run.open > 0 ? (
        <Checkbox
          mt="xs"
          label={t('playbooks.dropOpen', { count: run.open })}
          checked={dropOpen}
          onChange={(event) => setDropOpen(event.currentTarget.checked)}
        />
      ) : null}
      <Textarea
        mt="xs"
        label={t('playbooks.endWhy')}
        required
        autosize
        minRows={1}
        maxLength={1000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" type="submit" disabled={!why.trim() || !detail.data} loading={end.isPending}>
          {t('playbooks.endRun')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
