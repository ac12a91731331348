import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { useSession } from '@/app/session';
import { Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { concerned, type Question, wordOf } from './ask';

/** One open question with its answer's form, opened where one wants to answer. */
export function AnswerForm({ account, question }: { account: string; question: Question }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState('');
  const [by, setBy] = useState('');
  const answer = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/hearing-answers', {
          params: { path: { accountId: account } },
          body: {
            question: question.code,
            answer: given.trim(),
            answeredOn: today(),
            answeredBy: by.trim() || null,
            sourceLink: null,
            corrects: false,
          },
        } as never),
      ),
    concerned,
  );
  const words = wordOf(question, i18n.language);
  return (
    <div>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <strong>{words}</strong>
          <Tag tone={question.required ? 'warn' : 'plain'}>
            {t(question.required ? 'handoffs.required' : 'handoffs.optional')}
          </Tag>
        </Group>
        {session.may('AnswerHearing') && !open ? (
          <Button
            size="xs"
            variant="default"
            aria-label={t('handoffs.answerTo', { question: words })}
            onClick={() => setOpen(true)}
          >
            {t('handoffs.answer')}
          </Button>
        ) : null}
      </Group>
      {open ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            answer.mutate(undefined, { onSuccess: () => notifications.show({ message: t('handoffs.answered') }) });
          }}
        >
          {answer.error ? <Refused refusal={answer.error} /> : null}
          <Textarea
            label={t('handoffs.answerWords')}
            required
            autosize
            data-autofocus
            minRows={2}
            maxLength={4000}
            value={given}
            onChange={(event) => setGiven(event.currentTarget.value)}
          />
          <Group gap="xs" align="flex-end" mt="xs">
            <TextInput
              label={t('handoffs.answerBy')}
              maxLength={100}
              value={by}
              onChange={(event) => setBy(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!given.trim()} loading={answer.isPending}>
              {t('handoffs.save')}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('form.cancel')}
            </Button>
          </Group>
        </form>
      ) : null}
    </div>
  );
}
