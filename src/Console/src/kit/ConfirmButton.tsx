import { Button, type ButtonProps, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '@/api/client';
import { Refused } from './States';

interface ConfirmButtonProps extends ButtonProps {
  /** What is done, as a verb: on the button, above the question and on the button that does it. */
  verb: string;
  /** What follows from it and how it can be taken back. */
  question: ReactNode;
  /** The label of a reason that must be given. */
  reason?: string;
  danger?: boolean;
  /** Does it; what it throws is shown in the dialog. */
  act: (reason: string) => Promise<unknown>;
}

/** A button that asks once more before it does what is hard to take back, with the reason where one is wanted. */
export function ConfirmButton({ verb, question, reason, danger, act, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const [given, setGiven] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const close = () => {
    setOpened(false);
    setRefusal(null);
    setGiven('');
  };
  const run = async () => {
    setBusy(true);
    try {
      await act(given.trim());
      close();
    } catch (failure) {
      setRefusal(failure as Refusal);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpened(true)}>
        {verb}
      </Button>
      <Modal opened={opened} onClose={close} title={verb} closeButtonProps={{ 'aria-label': t('form.close') }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <Stack gap="sm">
            {refusal ? <Refused refusal={refusal} /> : null}
            <Text size="sm">{question}</Text>
            {reason ? (
              <Textarea
                label={reason}
                required
                data-autofocus
                autosize
                minRows={2}
                maxLength={1000}
                value={given}
                onChange={(event) => setGiven(event.currentTarget.value)}
              />
            ) : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('form.cancel')}
              </Button>
              <Button
                type="submit"
                color={danger ? 'red' : undefined}
                loading={busy}
                disabled={Boolean(reason) && given.trim() === ''}
              >
                {verb}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
