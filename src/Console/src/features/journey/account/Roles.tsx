import { Alert, Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day, dayPlus, dayShort, today } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePeople } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './PowerMap.module.css';
import type { PartProps } from './parts';

type Role = Schema<'ShownRole'>;

const concerns = ['/v1/accounts', '/v1/account-roles', '/v1/specialist-requests'];

/** Roles that are given here; the CSM is the account's owner. */
const given = [
  'accountExecutive',
  'engagementManager',
  'technicalCs',
  'specialist',
  'trainer',
  'partner',
] as const satisfies readonly Role['role'][];

/** 担当の連鎖: who sold, who delivers, who looks after it, who is called for a topic; with its history. */
export function Roles({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const { asOf } = useAsOf();
  const [adding, setAdding] = useState(false);
  const chain = useGet('/v1/accounts/{accountId}/roles', {
    params: { path: { accountId: account.id }, query: asOf ? { asOf: asOf.day } : {} },
  });
  return (
    <>
      <Section
        title={t('roles.title')}
        help={t('roles.help')}
        actions={
          session.may('AssignRole') ? (
            <Button size="xs" variant="default" onClick={() => setAdding(!adding)}>
              {t('roles.assign')}
            </Button>
          ) : null
        }
      >
        {adding ? <Assign account={account.id} close={() => setAdding(false)} /> : null}
        <Answer of={chain} rows={3}>
          {(data) => (
            <Stack gap="sm">
              {data.vacant.length > 0 ? (
                <Alert color="orange" classNames={{ title: classes.lacks }} title={t('roles.vacant')}>
                  {data.vacant.map((role) => t(`roles.names.${role}`)).join(t('shell.and'))}
                </Alert>
              ) : null}
              <div>
                {data.handedOverOn ? t('roles.handedOver', { day: day(data.handedOverOn) }) : t('roles.notHandedOver')}
              </div>
              {data.roles.length === 0 ? (
                <Empty words={t('roles.none')} />
              ) : (
                <Chain account={account.id} roles={data.roles} />
              )}
            </Stack>
          )}
        </Answer>
      </Section>
      {session.may('ListSpecialistRequests') ? <Specialists account={account.id} /> : null}
    </>
  );
}

function Chain({ account, roles }: { account: string; roles: readonly Role[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const end = useSend(
    (id: string) =>
      told(
        api.POST('/v1/accounts/{accountId}/roles/{assignmentId}/end', {
          params: { path: { accountId: account, assignmentId: id } },
          body: { lastDay: today() },
        } as never),
      ),
    concerns,
  );
  return (
    <DataTable
      caption={t('roles.title')}
      rows={roles}
      idOf={(row) => `${row.id ?? row.from}${row.role}`}
      columns={[
        {
          id: 'role',
          heading: t('roles.role'),
          cell: (row) => (row.topic ? `${t(`roles.names.${row.role}`)} (${row.topic})` : t(`roles.names.${row.role}`)),
        },
        {
          id: 'person',
          heading: t('roles.person'),
          cell: (row) => (
            <>
              {row.personName} {row.hasLeft ? <Tag tone="bad">{t('roles.left')}</Tag> : null}
            </>
          ),
        },
        { id: 'side', heading: t('roles.side'), cell: (row) => t(row.beforeSale ? 'roles.before' : 'roles.after') },
        { id: 'from', heading: t('roles.from'), figure: true, cell: (row) => dayShort(row.from) },
        {
          id: 'until',
          heading: t('roles.until'),
          figure: true,
          cell: (row) => (row.until ? dayShort(row.until) : t('figure.none')),
        },
        {
          id: 'act',
          heading: t('roles.act'),
          cell: (row) =>
            row.id && !row.until && row.holds && session.may('EndRole') ? (
              <ConfirmButton
                size="compact-xs"
                variant="default"
                verb={t('roles.end')}
                question={t('roles.endMeans', { name: row.personName })}
                act={() => end.mutateAsync(row.id ?? '')}
              />
            ) : null,
        },
      ]}
    />
  );
}

function Assign({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const people = usePeople();
  const [role, setRole] = useState<(typeof given)[number]>('accountExecutive');
  const [person, setPerson] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(today());
  const [topic, setTopic] = useState('');
  const send = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/roles', {
          params: { path: { accountId: account } },
          body: { role, personId: person, from, until: null, topic: role === 'specialist' ? topic.trim() : null },
        } as never),
      ),
    concerns,
  );
  const complete = person && from && (role !== 'specialist' || topic.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('roles.assigned') });
            close();
          },
        });
      }}
    >
      {send.error ? <Refused refusal={send.error} /> : null}
      <Group gap="xs" align="flex-end" mb="sm">
        <Select
          label={t('roles.role')}
          allowDeselect={false}
          data={given.map((value) => ({ value, label: t(`roles.names.${value}`) }))}
          value={role}
          onChange={(next) => setRole((next ?? 'accountExecutive') as (typeof given)[number])}
        />
        <Select
          label={t('roles.person')}
          required
          searchable
          data={people.map((one) => ({ value: one.id, label: one.name }))}
          value={person}
          onChange={setPerson}
        />
        <DateInput label={t('roles.from')} required value={from} valueFormat="YYYY-MM-DD" onChange={setFrom} />
        {role === 'specialist' ? (
          <TextInput
            label={t('roles.topic')}
            required
            maxLength={60}
            value={topic}
            onChange={(event) => setTopic(event.currentTarget.value)}
          />
        ) : null}
        <Button size="xs" type="submit" disabled={!complete} loading={send.isPending}>
          {t('roles.assign')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function Specialists({ account }: { account: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const asked = useGet('/v1/specialist-requests', {
    params: { query: { limit: 20, 'filter[accountId][eq]': account } },
  } as never);
  return (
    <Section
      title={t('roles.specialists.title')}
      help={t('roles.specialists.help')}
      actions={
        session.may('RequestSpecialist') ? (
          <Button size="xs" variant="default" onClick={() => setAsking(!asking)}>
            {t('roles.specialists.ask')}
          </Button>
        ) : null
      }
    >
      {asking ? <AskForm account={account} close={() => setAsking(false)} /> : null}
      <Answer of={asked} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('roles.specialists.none')} />
          ) : (
            <DataTable
              caption={t('roles.specialists.title')}
              rows={items as Schema<'ShownSpecialistRequest'>[]}
              idOf={(row) => row.id}
              columns={[
                { id: 'topic', heading: t('roles.topic'), cell: (row) => row.topic },
                { id: 'need', heading: t('roles.specialists.need'), width: 240, cell: (row) => row.need },
                {
                  id: 'state',
                  heading: t('projects.state'),
                  cell: (row) => (
                    <Tag tone={row.state === 'unmatched' ? 'warn' : row.state === 'done' ? 'good' : 'proposed'}>
                      {t(`roles.specialists.states.${row.state}`)}
                    </Tag>
                  ),
                },
                {
                  id: 'who',
                  heading: t('roles.names.specialist'),
                  cell: (row) => row.specialist ?? t('figure.none'),
                },
                {
                  id: 'by',
                  heading: t('roles.specialists.wantedBy'),
                  figure: true,
                  cell: (row) => dayShort(row.wantedBy),
                },
                {
                  id: 'declines',
                  heading: t('roles.specialists.declines'),
                  cell: (row) => row.declines.map((one) => one.reason).join(' · ') || t('figure.none'),
                },
                { id: 'act', heading: t('roles.act'), cell: (row) => <Answers request={row} /> },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

/** What the specialist who is asked answers, and that they have helped. */
function Answers({ request }: { request: Schema<'ShownSpecialistRequest'> }) {
  const { t } = useTranslation();
  const session = useSession();
  const answer = useSend(
    (sent: { accepts: boolean; reason: string | null }) =>
      told(
        api.POST('/v1/specialist-requests/{requestId}/answer', {
          params: { path: { requestId: request.id } },
          body: sent,
        } as never),
      ),
    concerns,
  );
  const finish = useSend(
    () =>
      told(
        api.POST('/v1/specialist-requests/{requestId}/done', { params: { path: { requestId: request.id } } } as never),
      ),
    concerns,
  );
  if (request.state === 'matched' && request.specialistId === session.personId) {
    return (
      <Group gap="xs">
        <Button
          size="compact-xs"
          loading={answer.isPending}
          onClick={() => answer.mutate({ accepts: true, reason: null })}
        >
          {t('roles.specialists.accept')}
        </Button>
        <ConfirmButton
          size="compact-xs"
          variant="default"
          verb={t('roles.specialists.decline')}
          question={t('roles.specialists.declineMeans')}
          reason={t('nextStep.why')}
          act={(reason) => answer.mutateAsync({ accepts: false, reason })}
        />
      </Group>
    );
  }
  return request.state === 'accepted' && session.may('FinishSpecialistRequest') ? (
    <ConfirmButton
      size="compact-xs"
      variant="default"
      verb={t('roles.specialists.finish')}
      question={t('roles.specialists.finishMeans')}
      act={() => finish.mutateAsync(undefined)}
    />
  ) : null;
}

function AskForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const [topic, setTopic] = useState('');
  const [language, setLanguage] = useState<string | null>(null);
  const [region, setRegion] = useState('');
  const [text, setText] = useState('');
  const [wantedBy, setWantedBy] = useState<string | null>(dayPlus(today(), 14));
  const send = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/specialist-requests', {
          params: { path: { accountId: account } },
          body: { topic: topic.trim(), language, region: region.trim() || null, text: text.trim(), wantedBy },
        } as never),
      ),
    concerns,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined, { onSuccess: close });
      }}
    >
      {send.error ? <Refused refusal={send.error} /> : null}
      <Group gap="xs" align="flex-end" mb="sm">
        <TextInput
          label={t('roles.topic')}
          required
          maxLength={60}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Select
          label={t('roles.specialists.language')}
          clearable
          data={[
            { value: 'ja', label: t('roles.specialists.ja') },
            { value: 'en', label: t('roles.specialists.en') },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <TextInput
          label={t('roles.specialists.region')}
          maxLength={60}
          value={region}
          onChange={(event) => setRegion(event.currentTarget.value)}
        />
        <DateInput
          label={t('roles.specialists.wantedBy')}
          required
          minDate={today()}
          value={wantedBy}
          valueFormat="YYYY-MM-DD"
          onChange={setWantedBy}
        />
      </Group>
      <Textarea
        label={t('roles.specialists.need')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" my="sm">
        <Button size="xs" type="submit" disabled={!(topic.trim() && text.trim() && wantedBy)} loading={send.isPending}>
          {t('roles.specialists.ask')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
