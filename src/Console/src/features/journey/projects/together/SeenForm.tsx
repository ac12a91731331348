import { Button, Group, MultiSelect, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day } from '@/app/format';
import { Conflict } from '@/kit/Conflict';
import { Answer, Refused } from '@/kit/States';
import { concerned } from '../ask';
import type { ActionPlan } from './together';

/** A task of either side that may stand on the plan. */
interface Choosable {
  id: string;
  title: string;
  side: ActionPlan['tasks'][number]['side'];
  dueOn: string;
}

// As many as the plan may hold.
const mostTasks = 100;

/** Chooses what the customer sees: open tasks of both sides, and those that stand on the plan already. */
export function SeenForm({ plan, close }: { plan: ActionPlan; close: () => void }) {
  const tasks = useGet('/v1/tasks', {
    params: {
      query: {
        limit: 200,
        sort: ['dueOn'],
        'filter[accountId][eq]': plan.accountId,
        'filter[state][eq]': 'open',
        'filter[side][in]': ['ours', 'theirs'],
      },
    },
  });
  return (
    <Answer of={tasks} rows={3}>
      {({ items }) => <Form first={plan} open={items} close={close} />}
    </Answer>
  );
}

function Form({ first, open, close }: { first: ActionPlan; open: readonly Choosable[]; close: () => void }) {
  const { t } = useTranslation();
  // The plan that is changed; a colleague's, once theirs was saved meanwhile.
  const [base, setBase] = useState(first);
  const [differs, setDiffers] = useState(false);
  const [greeting, setGreeting] = useState(first.greeting ?? '');
  const [chosen, setChosen] = useState(first.tasks.map((task) => task.id));
  const choosable = new Map(
    [...first.tasks, ...base.tasks, ...open].map((task): [string, Choosable] => [task.id, task]),
  );
  const path = { projectId: first.projectId };
  const titles = (ids: readonly string[]) =>
    ids.map((id) => choosable.get(id)?.title ?? '').join(t('shell.and')) || t('figure.none');
  const save = useSend(
    () =>
      told(
        api.PUT('/v1/success-projects/{projectId}/action-plan', {
          params: { path, header: { 'If-Match': tagOf(base) } },
          body: { greeting: greeting.trim() || null, taskIds: chosen },
        }),
      ),
    concerned,
  );
  const send = () =>
    save.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: t('together.seen.saved') });
        close();
      },
      onError: async (refusal) => {
        if (refusal.status === 412) {
          setBase(await told(api.GET('/v1/success-projects/{projectId}/action-plan', { params: { path } })));
          setDiffers(true);
        }
      },
    });
  return (
    <form
      aria-label={t('together.seen.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        {differs ? (
          <Conflict
            fields={[
              { name: t('together.seen.greeting'), mine: greeting, theirs: base.greeting },
              {
                name: t('together.seen.tasks'),
                mine: titles(chosen),
                theirs: titles(base.tasks.map((task) => task.id)),
              },
            ]}
            busy={save.isPending}
            keep={send}
            take={() => {
              setGreeting(base.greeting ?? '');
              setChosen(base.tasks.map((task) => task.id));
              setDiffers(false);
              save.reset();
            }}
          />
        ) : save.error ? (
          <Refused refusal={save.error} />
        ) : null}
        <Textarea
          label={t('together.seen.greeting')}
          description={t('together.seen.greetingHelp')}
          autosize
          minRows={2}
          maxLength={2000}
          value={greeting}
          onChange={(event) => setGreeting(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('together.seen.tasks')}
          description={t('together.seen.tasksHelp')}
          searchable
          maxValues={mostTasks}
          data={[...choosable.values()].map((task) => ({
            value: task.id,
            label: t('together.seen.choice', {
              side: t(`tasks.sides.${task.side}`),
              title: task.title,
              day: day(task.dueOn),
            }),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <Group gap="xs">
          <Button size="sm" type="submit" loading={save.isPending} disabled={differs}>
            {t('form.save')}
          </Button>
          <Button size="sm" variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
