import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { followJob } from '@/kit/JobToast';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Refused } from '@/kit/States';
import type { Model } from './alias';
import classes from './Models.module.css';

const after = ['/v1/models', '/v1/factors'];

/** The way to become the champion: somebody asks, somebody else confirms; a gate is waived only with a reason. */
export function Promotion({ of }: { of: Model }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [asking, setAsking] = useState(false);
  const confirm = useSend(
    () => told(api.POST('/v1/models/{version}/promotion/confirmation', { params: { path: { version: of.version } } })),
    after,
  );
  if (of.alias === 'champion') {
    return null;
  }
  const own = of.asked?.by !== null && of.asked?.by === session.personId;
  if (of.asked) {
    const by = { name: personName(of.asked.by), at: moment(of.asked.at) };
    return (
      <Section title={t('models.asked')} help={t(own ? 'models.askedByYou' : 'models.askedBy', by)}>
        <div className={classes.ask}>
          {of.asked.waiver ? (
            <Text size="sm">
              {t('models.askedWaiver', { gate: of.asked.waiver.name, reason: of.asked.waiver.reason })}
            </Text>
          ) : null}
          {own || !session.may('ConfirmPromotion') ? (
            <Text size="sm" c="dimmed">
              {t('models.needsOther')}
            </Text>
          ) : (
            <ConfirmButton
              variant="filled"
              verb={t('models.confirm')}
              question={t('models.confirmQuestion', { version: of.version })}
              act={async () => {
                await confirm.mutateAsync(undefined);
                notifications.show({ message: t('models.promoted', { version: of.version }) });
              }}
            />
          )}
        </div>
      </Section>
    );
  }
  return session.may('PromoteModel') ? (
    <Section
      title={t(of.promotedAt ? 'models.goBack' : 'models.promotion')}
      help={t(of.promotedAt ? 'models.goBackHelp' : 'models.promotionHelp')}
      actions={
        <Button onClick={() => setAsking(true)}>{t(of.promotedAt ? 'models.goBack' : 'models.askPromotion')}</Button>
      }
    >
      <AskForm of={of} opened={asking} close={() => setAsking(false)} />
    </Section>
  ) : null;
}

function AskForm({ of, opened, close }: { of: Model; opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const failed = of.gates.filter((gate) => !gate.passed);
  const [gate, setGate] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const ask = useSend(
    () =>
      told(
        api.POST('/v1/models/{version}/promotion', {
          params: { path: { version: of.version } },
          body: { waiver: gate ? { name: gate, reason: reason.trim() } : null },
        }),
      ),
    after,
  );
  const tell = (answer: Schema<'PromotedModel'>) => {
    if (answer.jobId) {
      followJob({ id: answer.jobId, kind: 'ScoreAccounts', on: of.version, after: ['/v1/portfolio', '/v1/call-list'] });
    }
    notifications.show({
      message: answer.awaitsConfirmation
        ? t('models.waits', { who: (answer.mayConfirm ?? []).join(t('shell.and')) })
        : t('models.promoted', { version: of.version }),
    });
    close();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(of.promotedAt ? 'models.goBack' : 'models.askPromotion')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate(undefined, { onSuccess: tell });
        }}
      >
        <Stack gap="sm">
          {ask.error ? <Refused refusal={ask.error} /> : null}
          {ask.error?.problem.errors?.map((fault) => (
            <Text key={fault.pointer} size="sm" c="red">
              {fault.detail}
            </Text>
          ))}
          <Text size="sm">
            {t(of.promotedAt ? 'models.goBackHelp' : 'models.askQuestion', { version: of.version })}
          </Text>
          {failed.length > 0 ? (
            <>
              <Select
                label={t('models.waiveWhich')}
                description={t('models.waiveHelp')}
                data={failed.map((one) => ({ value: one.name, label: one.words }))}
                value={gate}
                clearable
                clearButtonProps={{ 'aria-label': t('form.clear') }}
                onChange={setGate}
              />
              {gate ? (
                <Textarea
                  label={t('models.waiveReason')}
                  required
                  autosize
                  minRows={2}
                  maxLength={1000}
                  value={reason}
                  onChange={(event) => setReason(event.currentTarget.value)}
                />
              ) : null}
            </>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" loading={ask.isPending} disabled={gate !== null && reason.trim() === ''}>
              {t(of.promotedAt ? 'models.goBack' : 'models.askPromotion')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
