import { Button, Checkbox, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { sendsForm } from './keys';
import { Refused } from './States';

type Contact = Schema<'RecordContact'>;

const channels = ['call', 'mail', 'meeting', 'visit', 'digital'] as const;
const outcomes = ['reached', 'noAnswer', 'stayed', 'worried', 'leaving', 'other'] as const;

/** Records that somebody was in touch with a customer; five fields, the usual values stand already. */
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
  const [contact, setContact] = useState<Contact>({
    accountId: account.id,
    on: today(),
    channel: 'call',
    proactive: true,
    becauseOfScore,
    outcome: 'reached',
    note: null,
  });
  const change = (part: Partial<Contact>) => setContact((now) => ({ ...now, ...part }));
  const record = useSend(
    (sent: Contact) => told(api.POST('/v1/contacts', { body: { ...sent, accountId: account.id } })),
    ['/v1/accounts', '/v1/portfolio', '/v1/call-list', '/v1/brief'],
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
          <Checkbox
            label={t('contact.becauseOfScore')}
            description={t('contact.becauseOfScoreHelp')}
            checked={contact.becauseOfScore}
            onChange={(event) => change({ becauseOfScore: event.currentTarget.checked })}
          />
          <Textarea
            label={t('contact.note')}
            autosize
            minRows={2}
            data-autofocus
            onKeyDown={sendsForm}
            maxLength={2000}
            value={contact.note ?? ''}
            onChange={(event) => change({ note: event.currentTarget.value || null })}
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
