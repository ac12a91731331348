import { Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';
import { useLearning, usualTraining } from '@/kit/learning';
import { Refused } from '@/kit/States';

/** Starts the training of a model; the usual values stand already. */
export function TrainForm({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [training, setTraining] = useState(usualTraining);
  const { train } = useLearning();
  const outcomes = useGet('/v1/outcomes', undefined, { when: opened && session.may('ListOutcomes') });
  const chosen = outcomes.data?.items.find((outcome) => outcome.code === training.outcome);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('models.train')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          train.mutate(training, { onSuccess: close });
        }}
      >
        <Stack gap="sm">
          {train.error ? <Refused refusal={train.error} /> : null}
          <Select
            label={t('models.about')}
            data={(outcomes.data?.items ?? []).map((outcome) => ({
              value: outcome.code,
              label: outcome.name,
              disabled: !outcome.available,
            }))}
            value={training.outcome}
            allowDeselect={false}
            onChange={(outcome) => {
              const known = outcomes.data?.items.find((one) => one.code === outcome);
              if (known) {
                setTraining({
                  ...training,
                  outcome: known.code,
                  horizonDays: known.horizonDays,
                  embargoDays: known.embargoDays,
                });
              }
            }}
          />
          {chosen ? (
            <Text size="sm" c="dimmed">
              {chosen.reason ?? chosen.definition}
            </Text>
          ) : null}
          <Group grow align="flex-start">
            <NumberInput
              label={t('models.horizon')}
              min={1}
              max={730}
              value={training.horizonDays}
              onChange={(days) => setTraining({ ...training, horizonDays: Number(days) })}
            />
            <NumberInput
              label={t('models.embargo')}
              description={t('models.embargoHelp')}
              min={0}
              max={730}
              value={training.embargoDays}
              onChange={(days) => setTraining({ ...training, embargoDays: Number(days) })}
            />
          </Group>
          <Text size="sm" c="dimmed">
            {t('models.trainHelp')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={train.isPending}>
              {t('models.trainNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
