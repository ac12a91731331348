import { Button, Checkbox, Drawer, Group, Stack, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Refused } from '@/kit/States';

type Charter = Schema<'ShownCharter'>;

const acts = ['sell', 'install', 'train', 'renew', 'advise'] as const;

/** 役割憲章: which role may sell, install, train, renew and advise; the step adviser goes by it. */
export function RoleCharter() {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [editing, setEditing] = useState(false);
  const charter = useGet('/v1/role-charter');
  return (
    <Section
      title={t('settings.charter.title')}
      help={t('settings.charter.help')}
      actions={
        session.may('SetRoleCharter') && charter.data ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('settings.edit')}
          </Button>
        ) : null
      }
    >
      <Answer of={charter} rows={5}>
        {(data) => (
          <>
            <p>{data.from ? t('settings.charter.since', { day: day(data.from) }) : t('settings.charter.usual')}</p>
            <DataTable
              caption={t('settings.charter.title')}
              rows={data.lines}
              idOf={(row) => row.role}
              columns={[
                { id: 'role', heading: t('roles.role'), cell: (row) => t(`roles.names.${row.role}`) },
                ...acts.map((act) => ({
                  id: act,
                  heading: t(`settings.charter.acts.${act}`),
                  cell: (row: Charter['lines'][number]) =>
                    t(row.acts.includes(act) ? 'settings.charter.yes' : 'settings.charter.no'),
                })),
              ]}
            />
            {data.history.length > 0 ? (
              <DataTable
                caption={t('settings.charter.history')}
                rows={data.history}
                idOf={(row) => row.recordedAt}
                columns={[
                  { id: 'from', heading: t('roles.from'), figure: true, cell: (row) => day(row.from) },
                  { id: 'why', heading: t('settings.charter.why'), width: 320, cell: (row) => row.why },
                  { id: 'by', heading: t('settings.charter.by'), cell: (row) => personName(row.byId) },
                ]}
              />
            ) : null}
          </>
        )}
      </Answer>
      <Drawer
        opened={editing}
        onClose={() => setEditing(false)}
        position="right"
        size="xl"
        title={t('settings.charter.title')}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {editing && charter.data ? <Form read={charter.data} done={() => setEditing(false)} /> : null}
      </Drawer>
    </Section>
  );
}

function Form({ read, done }: { read: Charter; done: () => void }) {
  const { t } = useTranslation();
  const [lines, setLines] = useState(read.lines);
  const [from, setFrom] = useState<string | null>(today());
  const [why, setWhy] = useState('');
  const save = useSend(
    () =>
      told(
        api.PUT('/v1/role-charter', {
          params: { header: { 'If-Match': tagOf(read) } },
          body: { from, lines, why: why.trim() },
        } as never),
      ),
    ['/v1/role-charter', '/v1/accounts'],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('settings.saved', { name: t('settings.charter.title') }) });
            done();
          },
        });
      }}
    >
      <Stack gap="md">
        {save.error ? <Refused refusal={save.error} /> : null}
        <DateInput
          label={t('roles.from')}
          required
          minDate={today()}
          value={from}
          valueFormat="YYYY-MM-DD"
          onChange={setFrom}
        />
        {lines.map((line) => (
          <Checkbox.Group
            key={line.role}
            label={t(`roles.names.${line.role}`)}
            value={line.acts}
            onChange={(next) =>
              setLines((now) =>
                now.map((one) => (one.role === line.role ? { ...one, acts: next as typeof one.acts } : one)),
              )
            }
          >
            <Group gap="md" mt={4}>
              {acts.map((act) => (
                <Checkbox key={act} value={act} label={t(`settings.charter.acts.${act}`)} />
              ))}
            </Group>
          </Checkbox.Group>
        ))}
        <Textarea
          label={t('settings.charter.why')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={!(from && why.trim())} loading={save.isPending}>
            {t('form.save')}
          </Button>
          <Button variant="default" onClick={done}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
