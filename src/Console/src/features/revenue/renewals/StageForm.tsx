import { SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { Refused } from '@/kit/States';
import { concerned, type Renewal, stages } from './ask';
import classes from './Renewals.module.css';

type Stage = (typeof stages)[number];

/** Moves the talks on. Where somebody was faster, both values stand and the choice is made again. */
export function StageForm({ renewal }: { renewal: Renewal }) {
  const { t } = useTranslation();
  const move = useSend(
    (stage: Stage) =>
      told(
        api.PUT('/v1/renewals/{renewalId}/stage', {
          params: { path: { renewalId: renewal.id }, header: { 'If-Match': `"${renewal.version}"` } },
          body: { stage },
        } as never),
      ),
    concerned,
  );
  const faster = move.error?.status === 412;
  // What was refused as too late is asked for anew, so that the present value can stand beside the wanted one.
  const look = useSend(() => Promise.resolve(), ['/v1/renewals']);
  return (
    <Stack gap="xs">
      <Title order={3} id="renewal-stage">
        {t('renewals.move')}
      </Title>
      {move.error && !faster ? <Refused refusal={move.error} /> : null}
      {faster && move.variables ? (
        <Text className={classes.apart} size="sm" role="alert">
          {t('renewals.faster', {
            now: t(`renewals.stages.${renewal.stage}`),
            wanted: t(`renewals.stages.${move.variables}`),
          })}
        </Text>
      ) : null}
      <SegmentedControl
        aria-labelledby="renewal-stage"
        className={classes.stages}
        disabled={move.isPending}
        data={stages.map((stage) => ({ value: stage, label: t(`renewals.stages.${stage}`) }))}
        value={renewal.stage}
        onChange={(stage) =>
          move.mutate(stage as Stage, {
            onSuccess: () => notifications.show({ message: t('renewals.moved') }),
            onError: (refusal) => {
              if (refusal.status === 412) {
                look.mutate();
              }
            },
          })
        }
      />
    </Stack>
  );
}
