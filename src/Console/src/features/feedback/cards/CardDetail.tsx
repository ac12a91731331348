import { Button, Stack, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, day, dayShort, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames, usePhaseName } from '@/kit/Accounts';
import { Facts } from '@/kit/Facts';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { Card } from './Cards';
import classes from './Cards.module.css';

/** One card in full, the open cards that tell of the same thing, and the way to close it with what came of it. */
export function CardDetail({ card }: { card: Card }) {
  const { t } = useTranslation();
  const session = useSession();
  const phaseName = usePhaseName();
  const personName = usePersonName();
  const accountName = useAccountNames([card.accountId]);
  return (
    <Stack gap="md">
      <div>
        <Tag tone={card.polarity === 'success' ? 'good' : 'warn'}>{t(`card.polarities.${card.polarity}`)}</Tag>
        <Title order={2} mt={4}>
          {card.event}
        </Title>
        <AccountLink id={card.accountId} name={accountName(card.accountId)} />
      </div>
      <Facts
        narrow
        facts={[
          { name: t('card.suspectedProblem'), value: card.suspectedProblem },
          { name: t('card.request'), value: t('cards.requestTo', { to: card.department, request: card.request }) },
          { name: t('card.expectedPrevention'), value: card.expectedPrevention },
        ]}
      />
      <Facts
        grid
        facts={[
          { name: t('card.occurredOn'), value: day(card.occurredOn) },
          { name: t('cards.phase'), value: phaseName(card.phase) ?? t('figure.none') },
          { name: t('cards.writtenBy'), value: personName(card.writtenBy) },
          {
            name: t('cards.recordedAt'),
            value: card.backfilled ? t('cards.backfilled', { day: day(card.recordedAt) }) : day(card.recordedAt),
          },
        ]}
      />
      {card.closedOn ? (
        <Facts narrow facts={[{ name: t('cards.outcomeAt', { day: day(card.closedOn) }), value: card.outcome }]} />
      ) : session.may('CloseFieldCard') ? (
        <CloseForm card={card} />
      ) : null}
      {card.closedOn === null && session.may('FindSimilarFieldCards') ? <Similar id={card.id} /> : null}
    </Stack>
  );
}

function CloseForm({ card }: { card: Card }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState('');
  const close = useSend(
    () =>
      told(
        api.POST('/v1/field-cards/{cardId}/close', {
          params: { path: { cardId: card.id } },
          body: { outcome: outcome.trim() },
        }),
      ),
    ['/v1/field-cards', '/v1/accounts'],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate(undefined, { onSuccess: () => notifications.show({ message: t('cards.closed') }) });
      }}
    >
      <Stack gap="xs" align="flex-start">
        {close.error ? <Refused refusal={close.error} /> : null}
        <Textarea
          w="100%"
          label={t('cards.outcome')}
          description={t('cards.outcomeHelp')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!outcome.trim()} loading={close.isPending}>
          {t('cards.close')}
        </Button>
      </Stack>
    </form>
  );
}

/** The shared terms that are words; pairs of Japanese characters mean nothing to a reader. */
const wordsOf = (terms: readonly string[]) => terms.filter((term) => term.length > 2).slice(0, 6);

/** Open cards that tell of the same thing, with the shared words as the reason. */
function Similar({ id }: { id: string }) {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const similar = useGet('/v1/field-cards/{cardId}/similar', { params: { path: { cardId: id } } });
  const accountName = useAccountNames((similar.data?.cards ?? []).map((card) => card.accountId));
  return (
    <section>
      <Title order={3}>{t('cards.similar')}</Title>
      <Answer of={similar} rows={2}>
        {({ cards, compared }) =>
          cards.length === 0 ? (
            <Empty words={t('cards.noSimilar', { count: Number(compared) })} />
          ) : (
            <ul className={classes.similar}>
              {cards.slice(0, 8).map((card) => (
                <li key={card.id}>
                  <button type="button" className={classes.open} onClick={() => change({ card: card.id })}>
                    {card.event}
                  </button>
                  <span className={classes.soft}>
                    {t('cards.similarWords', {
                      account: accountName(card.accountId),
                      day: dayShort(card.occurredOn),
                      department: card.department,
                    })}
                  </span>
                  <span className={classes.soft}>
                    {wordsOf(card.sharedTerms).length > 0
                      ? t('cards.shared', { terms: wordsOf(card.sharedTerms).join(t('shell.and')) })
                      : t('cards.closeness', { share: percent(card.closeness, 0) })}
                  </span>
                </li>
              ))}
              <li className={classes.soft}>{t('cards.compared', { number: count(compared) })}</li>
            </ul>
          )
        }
      </Answer>
    </section>
  );
}
