import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPlus, today } from '@/app/format';
import { sendsForm } from '@/kit/keys';
import { Refused } from '@/kit/States';
import { useSignalAnswer } from '@/kit/signals';
import type { Signal } from './useSignals';

interface AnswerFormProps {
  signal: Signal;
  name: string;
  decision: 'deferred' | 'declined';
  close: () => void;
}

/** Puts a signal off to a day, or declines it; both with the reason. */
export function AnswerForm({ signal, name, decision, close }: AnswerFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(dayPlus(today(), 14));
  const { answer } = useSignalAnswer();
  return (
    <Modal
      opened
      onClose={close}
      title={t(`inbox.forms.${decision}`, { name })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer.mutate(
            { ...signal, decision, reason: reason.trim(), ...(decision === 'deferred' ? { until } : {}) },
            { onSuccess: close },
          );
        }}
      >
        <Stack gap="sm">
          {answer.error ? <Refused refusal={answer.error} /> : null}
          <Text size="sm">{signal.words}</Text>
          <Textarea
            label={t('inbox.reason')}
            description={t(`inbox.reasonHelp.${decision}`)}
            required
            data-autofocus
            autosize
            minRows={2}
            onKeyDown={sendsForm}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {decision === 'deferred' ? (
            <DateInput
              label={t('inbox.until')}
              required
              value={until}
              minDate={dayPlus(today(), 1)}
              maxDate={dayPlus(today(), 366)}
              valueFormat="YYYY-MM-DD"
              onChange={(day) => day && setUntil(day)}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" disabled={reason.trim() === ''} loading={answer.isPending}>
              {t(`inbox.acts.${decision}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
