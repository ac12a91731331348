import { Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { day } from '@/app/format';
import { Tag } from '@/kit/Tag';
import classes from './SharedPlan.module.css';
import { Unfit } from './Unfit';

type Task = Schema<'SharedTask'>;

interface SharedTasksProps {
  tasks: readonly Task[];
  link: string;
  /** Called with the plan as it is once a task was done. */
  changed: (plan: Schema<'SharedPlan'>) => void;
}

/** The tasks of both sides in the plan's order; one's own can be said to be done. */
export function SharedTasks({ tasks, link, changed }: SharedTasksProps) {
  return (
    <ol className={classes.list}>
      {tasks.map((task) => (
        <TaskLine key={task.id} task={task} link={link} changed={changed} />
      ))}
    </ol>
  );
}

function TaskLine({ task, link, changed }: { task: Task } & Omit<SharedTasksProps, 'tasks'>) {
  const { t } = useTranslation();
  const [finishing, setFinishing] = useState(false);
  return (
    <li className={classes.task}>
      <div className={classes.line}>
        <Tag tone={task.isYours ? 'accent' : 'plain'}>{t(task.isYours ? 'sharedPlan.yours' : 'sharedPlan.ours')}</Tag>
        <strong className={classes.words}>{task.title}</strong>
      </div>
      <div className={classes.line}>
        <span className={classes.soft}>{t('sharedPlan.by', { day: day(task.dueOn) })}</span>
        {task.doneOn ? <Tag tone="good">{t('sharedPlan.doneOn', { day: day(task.doneOn) })}</Tag> : null}
      </div>
      {task.isYours && !task.doneOn ? (
        finishing ? (
          <DoneForm task={task} link={link} changed={changed} close={() => setFinishing(false)} />
        ) : (
          <Button
            className="no-print"
            size="compact-md"
            variant="default"
            aria-label={t('sharedPlan.doneOf', { title: task.title })}
            onClick={() => setFinishing(true)}
          >
            {t('sharedPlan.done')}
          </Button>
        )
      ) : null}
    </li>
  );
}

interface DoneFormProps extends Omit<SharedTasksProps, 'tasks'> {
  task: Task;
  close: () => void;
}

function DoneForm({ task, link, changed, close }: DoneFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const finish = useSend(() =>
    told(
      api.POST('/v1/shared-plan/tasks/{taskId}/done', {
        params: { path: { taskId: task.id } },
        body: { link, note: note.trim() || null },
      }),
    ),
  );
  return (
    <form
      className={`${classes.form} no-print`}
      aria-label={t('sharedPlan.doneOf', { title: task.title })}
      onSubmit={(event) => {
        event.preventDefault();
        finish.mutate(undefined, {
          onSuccess: (plan) => {
            notifications.show({ message: t('sharedPlan.finished') });
            close();
            changed(plan);
          },
        });
      }}
    >
      <Stack gap="xs">
        {finish.error ? <Unfit refusal={finish.error} /> : null}
        <Textarea
          label={t('sharedPlan.note')}
          description={t('sharedPlan.noteHelp')}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button size="sm" type="submit" loading={finish.isPending}>
            {t('sharedPlan.done')}
          </Button>
          <Button size="sm" variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
