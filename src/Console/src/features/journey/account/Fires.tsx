import { Button, Group, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { count, day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { useCauseName } from '@/kit/causes';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Fires.module.css';
import type { PartProps } from './parts';

type Fire = Schema<'ShownFire'>;

const concerned = ['/v1/fires', '/v1/accounts', '/v1/activities'];

/** 緊急対応: what burns at this customer, what it cost so far, and the field card without which none is closed. */
export function Fires({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const [starting, setStarting] = useState(false);
  const fires = useGet('/v1/fires', {
    params: { query: { limit: 50, 'filter[accountId][eq]': account.id } },
  });
  return (
    <Section
      title={t('fires.title')}
      help={t('fires.help')}
      actions={
        session.may('StartFire') && !starting ? (
          <Button size="xs" variant="default" onClick={() => setStarting(true)}>
            {t('fires.start')}
          </Button>
        ) : null
      }
    >
      {starting ? <StartForm account={account.id} close={() => setStarting(false)} /> : null}
      <Answer of={fires} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('fires.none')} />
          ) : (
            <ul className={classes.list}>
              {items.map((fire) => (
                <FireLine key={fire.id} fire={fire} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function FireLine({ fire }: { fire: Fire }) {
  const { t } = useTranslation();
  const session = useSession();
  const causeName = useCauseName();
  const [closing, setClosing] = useState(false);
  return (
    <li>
      <Group gap="xs">
        <Tag tone={fire.endedOn ? 'plain' : 'warn'}>{t(fire.endedOn ? 'fires.out' : 'fires.burning')}</Tag>
        <span>{fire.title}</span>
      </Group>
      <span className={classes.soft}>
        {[
          causeName(fire.cause),
          fire.endedOn
            ? t('fires.fromTo', { from: day(fire.startedOn), to: day(fire.endedOn) })
            : t('fires.since', { day: day(fire.startedOn) }),
          t('fires.effort', { minutes: count(fire.minutes) }),
        ].join(' · ')}
      </span>
      {fire.endedOn === null && session.may('CloseFire') && !closing ? (
        <Button size="compact-sm" variant="default" onClick={() => setClosing(true)}>
          {t('fires.close')}
        </Button>
      ) : null}
      {closing ? <CloseForm fire={fire} close={() => setClosing(false)} /> : null}
    </li>
  );
}

function StartForm({ account, close }: { account: string; close: () => void }) {
  const { t, i18n } = useTranslation();
  const causes = useGet('/v1/fire-causes');
  const [title, setTitle] = useState('');
  const [cause, setCause] = useState<string | null>(null);
  const [startedOn, setStartedOn] = useState(today());
  const start = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/fires', {
          params: { path: { accountId: account } },
          body: { title: title.trim(), cause, startedOn },
        } as never),
      ),
    concerned,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('fires.started') });
            close();
          },
        });
      }}
    >
      {start.error ? <Refused refusal={start.error} /> : null}
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('fires.what')}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={t('fires.cause')}
          required
          data={(causes.data?.causes ?? []).map((one) => ({
            value: one.code,
            label: i18n.language === 'ja' ? one.ja : one.en,
          }))}
          value={cause}
          onChange={setCause}
        />
        <DateInput
          label={t('fires.startedOn')}
          value={startedOn}
          maxDate={today()}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setStartedOn(next)}
        />
        <Button type="submit" disabled={!title.trim() || !cause} loading={start.isPending}>
          {t('fires.start')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** The end of a fire needs a field card that was written of it, so that the next customer does not burn likewise. */
function CloseForm({ fire, close }: { fire: Fire; close: () => void }) {
  const { t } = useTranslation();
  const [endedOn, setEndedOn] = useState(today());
  const [card, setCard] = useState<string | null>(null);
  const cards = useGet('/v1/field-cards', {
    params: {
      query: {
        limit: 50,
        sort: ['-occurredOn'],
        'filter[accountId][eq]': fire.accountId,
        'filter[occurredOn][gte]': fire.startedOn,
      },
    },
  });
  const end = useSend(
    () =>
      told(
        api.POST('/v1/fires/{fireId}/close', {
          params: { path: { fireId: fire.id } },
          body: { endedOn, cardId: card },
        } as never),
      ),
    concerned,
  );
  const offered = cards.data?.items ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate(undefined, { onSuccess: () => notifications.show({ message: t('fires.closed') }) });
      }}
    >
      {end.error ? <Refused refusal={end.error} /> : null}
      {cards.isSuccess && offered.length === 0 ? <Empty words={t('fires.needsCard')} /> : null}
      <Group gap="xs" align="flex-end">
        <Select
          label={t('fires.card')}
          required
          data={offered.map((one) => ({ value: one.id, label: `${day(one.occurredOn)} ${one.event}`.slice(0, 80) }))}
          value={card}
          onChange={setCard}
        />
        <DateInput
          label={t('fires.endedOn')}
          value={endedOn}
          minDate={fire.startedOn}
          maxDate={today()}
          valueFormat="YYYY-MM-DD"
          onChange={(next) => next && setEndedOn(next)}
        />
        <Button size="compact-sm" type="submit" disabled={!card} loading={end.isPending}>
          {t('fires.close')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
