import {
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { useSession } from '@/app/session';
import { sendsForm } from './keys';
import { Refused } from './States';

const channels = ['call', 'mail', 'meeting', 'visit', 'digital'] as const;
const outcomes = ['reached', 'noAnswer', 'stayed', 'worried', 'leaving', 'other'] as const;

interface Contact {
  on: string;
  channel: (typeof channels)[number];
  minutes: number;
  outcome: (typeof outcomes)[number];
  proactive: boolean;
  becauseOfScore: boolean;
  goalId: string | null;
  fireId: string | null;
  note: string;
}

/**
 * Records that somebody was in touch with a customer, how long, and what for; the usual values stand already. What it
 * may serve or fight is asked only where there is such a thing.
 */
export function ContactForm({
  account,
  becauseOfScore = false,
  opened,
  close,
}: {
  account: { id: string; name: string };
  becauseOfScore?: boolean;
  opened: boolean;
  close: () => void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const path = { accountId: account.id };
  const goals = useGet(
    '/v1/accounts/{accountId}/success-definitions',
    { params: { path, query: { limit: 20 } } },
    { when: opened && session.may('ListSuccessDefinitions') },
  );
  const fires = useGet(
    '/v1/fires',
    { params: { query: { limit: 20, 'filter[accountId][eq]': account.id, 'filter[endedOn][eq]': 'null' } } },
    { when: opened && session.may('ListFires') },
  );
  const latest = useGet(
    '/v1/accounts/{accountId}/churn-scores/latest',
    { params: { path } },
    { when: opened && session.may('GetLatestChurnScore') },
  );
  const [contact, setContact] = useState<Contact>({
    on: today(),
    channel: 'call',
    minutes: 15,
    outcome: 'reached',
    proactive: true,
    becauseOfScore,
    goalId: null,
    fireId: null,
    note: '',
  });
  const change = (part: Partial<Contact>) => setContact((now) => ({ ...now, ...part }));
  // A contact can answer only a score that was there before it.
  const scoredOn = latest.data && latest.data.asOf <= contact.on ? latest.data.asOf : null;
  const record = useSend(
    ({ becauseOfScore: because, note, ...sent }: Contact) =>
      told(
        api.POST('/v1/activities', {
          body: {
            ...sent,
            kind: 'contact',
            what: null,
            accountId: account.id,
            note: note.trim() || null,
            ...(because && scoredOn ? { signalKind: 'churn-score', signalOn: scoredOn } : {}),
          },
        } as never),
      ),
    ['/v1/accounts', '/v1/portfolio', '/v1/call-list', '/v1/brief', '/v1/activities', '/v1/activity-figures'],
  );

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('contact.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate(contact, {
            onSuccess: () => {
              notifications.show({ message: t('contact.done', { name: account.name }) });
              close();
            },
          });
        }}
      >
        <Stack gap="sm">
          {record.error ? <Refused refusal={record.error} /> : null}
          <div>
            <Text size="sm" fw={500} id="contact-channel">
              {t('contact.channel')}
            </Text>
            <SegmentedControl
              aria-labelledby="contact-channel"
              fullWidth
              data={channels.map((value) => ({ value, label: t(`contact.channels.${value}`) }))}
              value={contact.channel}
              onChange={(channel) => change({ channel: channel as Contact['channel'] })}
            />
          </div>
          <DateInput
            label={t('contact.on')}
            value={contact.on}
            maxDate={today()}
            valueFormat="YYYY-MM-DD"
            onChange={(on) => on && change({ on })}
          />
          <NumberInput
            label={t('contact.minutes')}
            min={1}
            max={1440}
            clampBehavior="strict"
            allowDecimal={false}
            value={contact.minutes}
            onChange={(minutes) => typeof minutes === 'number' && change({ minutes })}
          />
          <Select
            label={t('contact.outcome')}
            data={outcomes.map((value) => ({ value, label: t(`contact.outcomes.${value}`) }))}
            value={contact.outcome}
            allowDeselect={false}
            onChange={(outcome) => outcome && change({ outcome: outcome as Contact['outcome'] })}
          />
          <Checkbox
            label={t('contact.proactive')}
            description={t('contact.proactiveHelp')}
            checked={contact.proactive}
            onChange={(event) => change({ proactive: event.currentTarget.checked })}
          />
          {scoredOn ? (
            <Checkbox
              label={t('contact.becauseOfScore')}
              description={t('contact.becauseOfScoreHelp')}
              checked={contact.becauseOfScore}
              onChange={(event) => change({ becauseOfScore: event.currentTarget.checked })}
            />
          ) : null}
          {goals.data && goals.data.items.length > 0 ? (
            <Select
              label={t('contact.goal')}
              description={t('contact.goalHelp')}
              clearable
              data={goals.data.items.map((goal) => ({ value: goal.id, label: goal.outcome }))}
              value={contact.goalId}
              onChange={(goalId) => change({ goalId })}
            />
          ) : null}
          {fires.data && fires.data.items.length > 0 ? (
            <Select
              label={t('contact.fire')}
              clearable
              data={fires.data.items.map((fire) => ({ value: fire.id, label: fire.title }))}
              value={contact.fireId}
              onChange={(fireId) => change({ fireId })}
            />
          ) : null}
          <Textarea
            label={t('contact.note')}
            autosize
            minRows={2}
            data-autofocus
            onKeyDown={sendsForm}
            maxLength={2000}
            value={contact.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={record.isPending}>
              {t('contact.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
