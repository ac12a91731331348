import { Button, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Refused } from './States';

type Card = Schema<'WriteFieldCard'>;

/** Writes a field card (気づきカード): what was seen with one customer, for whoever can prevent or repeat it. */
export function CardForm({
  account,
  opened,
  close,
}: {
  account: { id: string; name: string };
  opened: boolean;
  close: () => void;
}) {
  const { t } = useTranslation();
  const blank: Card = {
    accountId: account.id,
    polarity: 'trouble',
    event: '',
    occurredOn: today(),
    suspectedProblem: '',
    department: '',
    request: '',
    expectedPrevention: '',
  };
  const [card, setCard] = useState<Card>(blank);
  const change = (part: Partial<Card>) => setCard((now) => ({ ...now, ...part }));
  const write = useSend(
    (sent: Card) => told(api.POST('/v1/field-cards', { body: { ...sent, accountId: account.id } })),
    ['/v1/field-cards', '/v1/accounts'],
  );
  const text = (field: 'suspectedProblem' | 'request' | 'expectedPrevention') => (
    <Textarea
      label={t(`card.${field}`)}
      required
      autosize
      minRows={2}
      maxLength={2000}
      value={card[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );

  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t('card.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate(card, {
            onSuccess: () => {
              notifications.show({ message: t('card.done') });
              setCard(blank);
              close();
            },
          });
        }}
      >
        <Stack gap="sm">
          {write.error ? <Refused refusal={write.error} /> : null}
          <SegmentedControl
            aria-label={t('card.polarity')}
            data={(['trouble', 'success'] as const).map((value) => ({ value, label: t(`card.polarities.${value}`) }))}
            value={card.polarity}
            onChange={(polarity) => change({ polarity: polarity as Card['polarity'] })}
          />
          <TextInput
            label={t('card.event')}
            required
            maxLength={500}
            value={card.event}
            onChange={(event) => change({ event: event.currentTarget.value })}
          />
          <Group grow align="flex-start">
            <DateInput
              label={t('card.occurredOn')}
              description={t('card.occurredOnHelp')}
              value={card.occurredOn}
              maxDate={today()}
              valueFormat="YYYY-MM-DD"
              onChange={(on) => on && change({ occurredOn: on })}
            />
            <TextInput
              label={t('card.department')}
              description={t('card.departmentHelp')}
              required
              maxLength={100}
              value={card.department}
              onChange={(event) => change({ department: event.currentTarget.value })}
            />
          </Group>
          {text('suspectedProblem')}
          {text('request')}
          {text('expectedPrevention')}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={write.isPending}>
              {t('card.write')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
