import { Button, Group, NumberInput, SegmentedControl, Select, Stack, Textarea, Title } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Refused } from '@/kit/States';
import { concerned, type Renewal } from './ask';

/** Records what became of a renewal: renewed at which amount for how long, or lost and why. */
export function SettleForm({ renewal }: { renewal: Renewal }) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const [kind, setKind] = useState<'renewed' | 'lost'>('renewed');
  const [on, setOn] = useState(today());
  const [amount, setAmount] = useState<number | string>(Number(renewal.due.amount));
  const [months, setMonths] = useState<number | string>(renewal.termMonths);
  const [reason, setReason] = useState('');
  const [avoidable, setAvoidable] = useState<string | null>(null);
  const settle = useSend(
    () =>
      told(
        api.POST('/v1/renewals/{renewalId}/outcome', {
          params: { path: { renewalId: renewal.id }, header: { 'If-Match': `"${renewal.version}"` } },
          body: {
            on,
            renewed: kind === 'renewed' ? { amount: String(amount), currency: renewal.due.currency } : null,
            termMonths: kind === 'renewed' ? Number(months) : null,
            reason: reason.trim() || null,
            avoidable: kind === 'lost' && avoidable ? avoidable === 'yes' : null,
          },
        } as never),
      ),
    concerned,
  );
  const lost = kind === 'lost';
  if (!opened) {
    return (
      <Button variant="default" w="fit-content" onClick={toggle}>
        {t('renewals.settle')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('renewals.settled') });
            close();
          },
        });
      }}
    >
      <Stack gap="xs">
        <Title order={3}>{t('renewals.settle')}</Title>
        {settle.error ? <Refused refusal={settle.error} /> : null}
        <SegmentedControl
          aria-label={t('renewals.settle')}
          w="fit-content"
          data={(['renewed', 'lost'] as const).map((value) => ({ value, label: t(`renewals.stages.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value as 'renewed' | 'lost')}
        />
        <Group align="flex-start" gap="sm">
          <DateInput
            label={t('renewals.decidedOn')}
            value={on}
            maxDate={today()}
            valueFormat="YYYY-MM-DD"
            onChange={(value) => value && setOn(value)}
          />
          {lost ? (
            <Select
              label={t('renewals.avoidable')}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              placeholder={t('renewals.undecided')}
              data={(['yes', 'no'] as const).map((value) => ({ value, label: t(`renewals.avoidables.${value}`) }))}
              value={avoidable}
              onChange={setAvoidable}
            />
          ) : (
            <>
              <NumberInput
                label={t('renewals.newMrr', { currency: renewal.due.currency })}
                min={0}
                thousandSeparator
                value={amount}
                onChange={setAmount}
              />
              <NumberInput
                label={t('renewals.months')}
                min={1}
                max={120}
                allowDecimal={false}
                value={months}
                onChange={setMonths}
              />
            </>
          )}
        </Group>
        <Textarea
          label={t('renewals.reason')}
          description={t(lost ? 'renewals.reasonHelpLost' : 'renewals.reasonHelp')}
          required={lost}
          autosize
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" color={lost ? 'red' : undefined} loading={settle.isPending}>
            {t(lost ? 'renewals.settleLost' : 'renewals.settleRenewed')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
