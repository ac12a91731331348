import { Button, Checkbox, Group, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { count, day, dayPlus, today } from '@/app/format';
import { Facts } from './Facts';
import { type EffectReview, reviewConcerns } from './reviews';
import { Answer, Empty, Refused } from './States';

interface HoldReviewProps {
  review: EffectReview;
  customer: string;
  close: () => void;
}

/** 効果測定: target against actual, and where the target is missed, why, what is done and when it is looked at again. */
export function HoldReview({ review, customer, close }: HoldReviewProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t('reviews.holdOf', { customer, day: day(review.dueOn) })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <HoldForm review={review} close={close} />
    </Modal>
  );
}

function HoldForm({ review, close }: Pick<HoldReviewProps, 'review' | 'close'>) {
  const { t } = useTranslation();
  const [heldOn, setHeldOn] = useState(today());
  const [actual, setActual] = useState<number | string>('');
  const [unmeasured, setUnmeasured] = useState(false);
  const [whyNone, setWhyNone] = useState('');
  const [cause, setCause] = useState('');
  const [countermeasure, setCountermeasure] = useState('');
  const [nextCheckOn, setNextCheckOn] = useState<string | null>(null);
  const [forCustomer, setForCustomer] = useState('');
  const [task, setTask] = useState('');
  const [taskDueOn, setTaskDueOn] = useState<string | null>(dayPlus(today(), 14));
  const path = { accountId: review.accountId };
  const definitions = useGet('/v1/accounts/{accountId}/success-definitions', {
    params: { path, query: { limit: 100 } },
  });
  const attainments = useGet('/v1/accounts/{accountId}/attainments', { params: { path, query: { limit: 200 } } });
  const goal = (definitions.data?.items ?? [])
    .filter((one) => one.agreedOn <= heldOn)
    .sort((one, other) => Number(other.number) - Number(one.number))[0];
  const measured = (attainments.data?.items ?? [])
    .filter((one) => one.number === goal?.number && one.on <= heldOn)
    .sort((one, other) => `${other.on}${other.recordedAt}`.localeCompare(`${one.on}${one.recordedAt}`))[0];
  const hold = useSend(
    () =>
      told(
        api.POST('/v1/effect-reviews/{reviewId}/hold', {
          params: { path: { reviewId: review.id }, header: { 'If-Match': tagOf(review) } },
          body: {
            heldOn,
            goals:
              measured || !goal
                ? []
                : [
                    {
                      goalId: goal.id,
                      actual: unmeasured || actual === '' ? null : Number(actual),
                      whyNone: unmeasured ? whyNone.trim() : null,
                    },
                  ],
            cause: cause.trim() || null,
            countermeasure: countermeasure.trim() || null,
            nextCheckOn,
            forCustomer: forCustomer.trim() || null,
            task: task.trim() ? { title: task.trim(), dueOn: taskDueOn, personId: null } : null,
          },
        } as never),
      ),
    reviewConcerns,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        hold.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('reviews.heldNow') });
            close();
          },
        });
      }}
    >
      <Stack gap="sm">
        {hold.error ? <Refused refusal={hold.error} /> : null}
        <DateInput
          label={t('reviews.heldOn')}
          value={heldOn}
          maxDate={today()}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setHeldOn(next)}
        />
        <Answer of={definitions} rows={2}>
          {() =>
            goal ? (
              <Facts
                facts={[
                  { name: t('account.success.metric'), value: goal.metric },
                  { name: t('account.success.baseline'), value: goal.baseline },
                  { name: t('account.success.target'), value: goal.target },
                  {
                    name: t('reviews.actual'),
                    value: measured
                      ? t('reviews.measuredOn', { value: count(measured.value, 1), day: day(measured.on) })
                      : t('reviews.notMeasured'),
                  },
                ]}
              />
            ) : (
              <Empty words={t('reviews.noGoal')} />
            )
          }
        </Answer>
        {goal && !measured ? (
          <>
            <NumberInput
              label={t('reviews.actual')}
              description={t('reviews.actualHelp')}
              value={actual}
              disabled={unmeasured}
              onChange={setActual}
            />
            <Checkbox
              label={t('reviews.unmeasurable')}
              checked={unmeasured}
              onChange={(event) => setUnmeasured(event.currentTarget.checked)}
            />
            {unmeasured ? (
              <TextInput
                label={t('reviews.whyNone')}
                required
                maxLength={1000}
                value={whyNone}
                onChange={(event) => setWhyNone(event.currentTarget.value)}
              />
            ) : null}
          </>
        ) : null}
        <Textarea
          label={t('reviews.cause')}
          description={t('reviews.inside')}
          autosize
          minRows={2}
          maxLength={2000}
          value={cause}
          onChange={(event) => setCause(event.currentTarget.value)}
        />
        <Textarea
          label={t('reviews.countermeasure')}
          description={t('reviews.inside')}
          autosize
          minRows={2}
          maxLength={2000}
          value={countermeasure}
          onChange={(event) => setCountermeasure(event.currentTarget.value)}
        />
        <Group gap="xs" align="flex-end" grow>
          <TextInput
            label={t('reviews.task')}
            maxLength={200}
            value={task}
            onChange={(event) => setTask(event.currentTarget.value)}
          />
          <DateInput label={t('tasks.dueOn')} value={taskDueOn} valueFormat="YYYY-MM-DD" onChange={setTaskDueOn} />
        </Group>
        <DateInput
          label={t('reviews.nextCheckOn')}
          description={t('reviews.nextCheckHelp')}
          value={nextCheckOn}
          minDate={dayPlus(heldOn, 1)}
          valueFormat="YYYY-MM-DD"
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          onChange={setNextCheckOn}
        />
        <Textarea
          label={t('reviews.forCustomer')}
          description={t('reviews.forCustomerHelp')}
          autosize
          minRows={2}
          maxLength={2000}
          value={forCustomer}
          onChange={(event) => setForCustomer(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={!goal} loading={hold.isPending}>
            {t('reviews.record')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
