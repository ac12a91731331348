import { Button, Group, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { usePersonName } from './People';
import { Refused } from './States';
import { Tag } from './Tag';
import classes from './TaskList.module.css';

export type Task = Schema<'ShownTask'>;

const sides = ['ours', 'theirs', 'partner'] as const;
type Side = (typeof sides)[number];

/** Tasks of both sides in the order given: whose, by when, and beside each the way to be done with it or to move it. */
export function TaskList({ tasks, about }: { tasks: readonly Task[]; about?: (task: Task) => ReactNode }) {
  return (
    <ul className={classes.list}>
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} about={about?.(task)} />
      ))}
    </ul>
  );
}

function TaskRow({ task, about }: { task: Task; about: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [act, setAct] = useState<'done' | 'move' | null>(null);
  const who = task.side === 'ours' ? personName(task.personId) : (task.contact ?? t('tasks.somebody'));
  return (
    <li className={classes.task}>
      <div className={classes.head}>
        <Tag tone={task.side === 'ours' ? 'plain' : 'accent'}>{t(`tasks.sides.${task.side}`)}</Tag>
        <span className={classes.title}>{task.title}</span>
        {task.isOverdue ? <Tag tone="warn">{t('tasks.overdue')}</Tag> : null}
      </div>
      <span className={classes.soft}>
        {t('tasks.byWhen', { who, day: day(task.dueOn) })}
        {about ? <> · {about}</> : null}
      </span>
      {task.note ? <span>{task.note}</span> : null}
      {task.state === 'open' && act === null ? (
        <Group gap="xs">
          {session.may('FinishTask') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('done')}>
              {t('tasks.done')}
            </Button>
          ) : null}
          {session.may('MoveTask') ? (
            <Button size="compact-sm" variant="default" onClick={() => setAct('move')}>
              {t('tasks.move')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {act === 'done' ? <DoneForm task={task} close={() => setAct(null)} /> : null}
      {act === 'move' ? <MoveForm task={task} close={() => setAct(null)} /> : null}
    </li>
  );
}

const concerned = ['/v1/tasks', '/v1/accounts'];

function DoneForm({ task, close }: { task: Task; close: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const finish = useSend(
    () =>
      told(
        api.POST('/v1/tasks/{taskId}/done', {
          params: { path: { taskId: task.id } },
          body: { on: today(), text: text.trim(), link: null },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        finish.mutate(undefined, { onSuccess: () => notifications.show({ message: t('tasks.finished') }) });
      }}
    >
      {finish.error ? <Refused refusal={finish.error} /> : null}
      <Textarea
        label={t('tasks.evidence')}
        description={t('tasks.evidenceHelp')}
        required
        autosize
        minRows={1}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" type="submit" disabled={!text.trim()} loading={finish.isPending}>
          {t('tasks.done')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function MoveForm({ task, close }: { task: Task; close: () => void }) {
  const { t } = useTranslation();
  const [on, setOn] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const move = useSend(
    () =>
      told(
        api.POST('/v1/tasks/{taskId}/moves', {
          params: { path: { taskId: task.id } },
          body: { dueOn: on, why: why.trim() },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        move.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('tasks.moved') });
            close();
          },
        });
      }}
    >
      {move.error ? <Refused refusal={move.error} /> : null}
      <Group gap="xs" align="flex-end">
        <DateInput label={t('tasks.newDay')} value={on} valueFormat="YYYY-MM-DD" required onChange={setOn} />
        <TextInput
          label={t('tasks.why')}
          required
          maxLength={2000}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button size="compact-sm" type="submit" disabled={!on || !why.trim()} loading={move.isPending}>
          {t('tasks.move')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** A new task of a customer: whose side, what, by when. */
export function TaskForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [side, setSide] = useState<Side>('ours');
  const [title, setTitle] = useState('');
  const [contact, setContact] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const open = useSend(
    () =>
      told(
        api.POST('/v1/tasks', {
          body: {
            side,
            title: title.trim(),
            dueOn,
            accountId: account,
            personId: session.personId,
            contact: side === 'ours' ? null : contact.trim() || null,
          },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('tasks.opened') });
            close();
          },
        });
      }}
    >
      {open.error ? <Refused refusal={open.error} /> : null}
      <TextInput
        label={t('tasks.what')}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Group gap="xs" align="flex-end" mt="xs">
        <Select
          label={t('tasks.side')}
          allowDeselect={false}
          data={sides.map((value) => ({ value, label: t(`tasks.sides.${value}`) }))}
          value={side}
          onChange={(next) => next && setSide(next as Side)}
        />
        {side === 'ours' ? null : (
          <TextInput
            label={t('tasks.contact')}
            maxLength={100}
            value={contact}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
        )}
        <DateInput label={t('tasks.dueOn')} required value={dueOn} valueFormat="YYYY-MM-DD" onChange={setDueOn} />
        <Button type="submit" disabled={!title.trim() || !dueOn} loading={open.isPending}>
          {t('tasks.add')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
