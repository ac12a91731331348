import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '@/app/format';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { SeenForm } from './SeenForm';
import classes from './Together.module.css';
import type { PartProps, PlanTask } from './together';

/** What the customer reads on their page: our greeting, and the tasks of both sides in their order. */
export function Seen({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const may = open && session.may('SetActionPlan', 'ListTasks');
  return (
    <Section
      title={t('together.seen.title')}
      help={t('together.seen.help')}
      actions={
        may && !editing ? (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t('together.seen.edit')}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <SeenForm plan={plan} close={() => setEditing(false)} />
      ) : (
        <>
          {plan.greeting ? <Text className={classes.words}>{plan.greeting}</Text> : null}
          {plan.tasks.length === 0 ? (
            <Empty words={t('together.seen.none')} />
          ) : (
            <ol className={classes.list}>
              {plan.tasks.map((task) => (
                <TaskLine key={task.id} task={task} />
              ))}
            </ol>
          )}
        </>
      )}
    </Section>
  );
}

function TaskLine({ task }: { task: PlanTask }) {
  const { t } = useTranslation();
  return (
    <li>
      <div className={classes.line}>
        <Tag tone={task.side === 'ours' ? 'plain' : 'accent'}>{t(`tasks.sides.${task.side}`)}</Tag>
        <strong>{task.title}</strong>
        {task.state === 'done' ? (
          <Tag tone="good">{t('together.seen.doneOn', { day: day(task.stateSince) })}</Tag>
        ) : null}
        {task.isOverdue ? <Tag tone="warn">{t('tasks.overdue')}</Tag> : null}
        {task.moved ? <Tag>{t('together.seen.moved')}</Tag> : null}
      </div>
      <span className={classes.soft}>{t('together.seen.by', { day: day(task.dueOn) })}</span>
    </li>
  );
}
