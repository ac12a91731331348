import { Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { day, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { Facts } from '@/kit/Facts';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { AnswerForm } from './AnswerForm';
import { concerned, type Handoff, saidBy, wordOf } from './ask';
import { Promises } from './Promises';

/** One handoff: what is known, what is missing, what was promised, what is to be ready, and taking it over. */
export default function HandoffPage() {
  const session = useSession();
  const { handoffId } = useParams({ strict: false }) as { handoffId: string };
  const asked = useGet(
    '/v1/handoffs/{handoffId}',
    { params: { path: { handoffId } } },
    { when: session.may('GetHandoff') },
  );
  if (!session.may('GetHandoff')) {
    return <NotForYou word="handoffs" operation="GetHandoff" />;
  }
  return <Answer of={asked}>{(handoff) => <Detail handoff={handoff} />}</Answer>;
}

function Detail({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const accountName = useAccountNames([handoff.accountId]);
  const complete = handoff.completeness >= handoff.threshold;
  return (
    <Page
      title={handoff.title}
      lead={<AccountLink id={handoff.accountId} name={accountName(handoff.accountId)} />}
      actions={
        handoff.projectId ? (
          <Button
            component={Link}
            {...({ to: '/projects/$projectId', params: { projectId: handoff.projectId } } as object)}
          >
            {t('handoffs.openProject')}
          </Button>
        ) : session.may('AcknowledgeHandoff') ? (
          <Acknowledge handoff={handoff} />
        ) : null
      }
    >
      <Facts
        grid
        facts={[
          { name: t('handoffs.wonOn'), value: day(handoff.wonOn) },
          {
            name: t('handoffs.seller'),
            value: handoff.sellerId ? personName(handoff.sellerId) : (handoff.seller ?? t('figure.none')),
          },
          {
            name: t('handoffs.source'),
            value: handoff.sourceLink ? (
              <Anchor href={handoff.sourceLink} target="_blank" rel="noreferrer">
                {t('handoffs.sourceOf', { source: handoff.source, deal: handoff.dealId })}
              </Anchor>
            ) : (
              t('handoffs.sourceOf', { source: handoff.source, deal: handoff.dealId })
            ),
          },
          {
            name: t('handoffs.completeness'),
            value: (
              <>
                <Tag tone={complete ? 'good' : 'warn'}>{percent(handoff.completeness, 0)}</Tag>{' '}
                {t('handoffs.completenessAgainst', { threshold: percent(handoff.threshold, 0) })}
              </>
            ),
          },
          {
            name: t('handoffs.state'),
            value: handoff.acknowledgedOn
              ? t('handoffs.takenBy', { day: day(handoff.acknowledgedOn), name: personName(handoff.acknowledgedById) })
              : t('handoffs.waiting'),
          },
        ]}
      />
      <Questions handoff={handoff} />
      <Promises account={handoff.accountId} />
      <Preparations handoff={handoff} />
    </Page>
  );
}

function Acknowledge({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const take = useSend(
    () =>
      told(
        api.POST('/v1/handoffs/{handoffId}/acknowledgement', {
          params: { path: { handoffId: handoff.id }, header: { 'If-Match': tagOf(handoff) } },
          body: {},
        } as never),
      ),
    concerned,
  );
  return (
    <Stack gap="xs" align="flex-end">
      <Button
        loading={take.isPending}
        onClick={() =>
          take.mutate(undefined, { onSuccess: () => notifications.show({ message: t('handoffs.taken') }) })
        }
      >
        {t('handoffs.take')}
      </Button>
      {take.error ? <Refused refusal={take.error} /> : null}
    </Stack>
  );
}

/** Open questions first, each with the form that answers it; then what is known, so that nobody asks again. */
function Questions({ handoff }: { handoff: Handoff }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const may = session.may('ListHearingAnswers');
  const questions = useGet('/v1/hearing-questions', undefined, { when: session.may('GetHearingQuestions') });
  const answers = useGet(
    '/v1/accounts/{accountId}/hearing-answers',
    { params: { path: { accountId: handoff.accountId }, query: { limit: 200 } } },
    { when: may },
  );
  if (!may) {
    return null;
  }
  const newest = new Map((answers.data?.items ?? []).toReversed().map((one) => [one.question, one]));
  return (
    <Section title={t('handoffs.questions')} help={t('handoffs.questionsHelp')}>
      <Answer of={answers} rows={4}>
        {() => (
          <Stack gap="sm">
            {(questions.data?.questions ?? [])
              .filter((question) => !newest.has(question.code))
              .map((question) => (
                <AnswerForm key={question.code} account={handoff.accountId} question={question} />
              ))}
            <Facts
              narrow
              facts={(questions.data?.questions ?? [])
                .filter((question) => newest.has(question.code))
                .map((question) => {
                  const answer = newest.get(question.code);
                  return {
                    name: wordOf(question, i18n.language),
                    value: (
                      <>
                        {answer?.answer}
                        <Text size="xs" c="dimmed" component="span" ml="xs">
                          {answer ? saidBy(answer) : null}
                        </Text>
                        {answer?.kind === 'askedAgain' ? <Tag tone="warn">{t('handoffs.askedAgain')}</Tag> : null}
                      </>
                    ),
                  };
                })}
            />
          </Stack>
        )}
      </Answer>
    </Section>
  );
}

function Preparations({ handoff }: { handoff: Handoff }) {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const ready = handoff.preparations.filter((item) => item.readyOn).map((item) => item.code);
  const prepare = useSend(
    (items: string[]) =>
      told(
        api.PUT('/v1/handoffs/{handoffId}/preparations', {
          params: { path: { handoffId: handoff.id }, header: { 'If-Match': tagOf(handoff) } },
          body: { items },
        } as never),
      ),
    concerned,
  );
  return (
    <Section title={t('handoffs.preparations')} help={t('handoffs.preparationsHelp')}>
      {prepare.error ? <Refused refusal={prepare.error} /> : null}
      {handoff.preparations.length === 0 ? (
        <Empty words={t('handoffs.nothingToPrepare')} />
      ) : (
        <Stack gap="xs">
          {handoff.preparations.map((item) => (
            <Checkbox
              key={item.code}
              label={
                <Group gap="xs">
                  <Tag>{t(`handoffs.kinds.${item.kind}`)}</Tag>
                  {wordOf(item, i18n.language)}
                </Group>
              }
              description={
                item.readyOn
                  ? t('handoffs.readySince', { day: day(item.readyOn), name: personName(item.readyById) })
                  : undefined
              }
              checked={Boolean(item.readyOn)}
              disabled={prepare.isPending || !session.may('PrepareKickoff')}
              onChange={(event) =>
                prepare.mutate(
                  event.currentTarget.checked ? [...ready, item.code] : ready.filter((code) => code !== item.code),
                )
              }
            />
          ))}
        </Stack>
      )}
    </Section>
  );
}
