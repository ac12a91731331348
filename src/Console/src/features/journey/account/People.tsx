import { Alert, Button, Group, SegmentedControl, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { PersonForm, StandingForm } from './PersonForm';
import { PowerMap } from './PowerMap';
import classes from './PowerMap.module.css';
import type { PartProps } from './parts';
import { Rivals } from './Rivals';
import { Roles } from './Roles';

type Map = Schema<'PeopleMap'>;
type Person = Schema<'ShownStakeholder'>;

const levels = ['person', 'department', 'company'] as const;

/** 関係者: who is who at the customer, whom we lack, and how its owner finds the relationship. */
export function People({ account }: PartProps) {
  const session = useSession();
  const { asOf } = useAsOf();
  const map = useGet('/v1/accounts/{accountId}/people-map', {
    params: { path: { accountId: account.id }, query: asOf ? { asOf: asOf.day } : {} },
  });
  return (
    <>
      <Answer of={map} rows={6}>
        {(data) => (
          <>
            <Lacks map={data} />
            <Plotted map={data} />
            <Listed map={data} />
          </>
        )}
      </Answer>
      {session.may('GetRivalTools') ? <Rivals account={account} /> : null}
      {session.may('GetAccountRoles') ? <Roles account={account} /> : null}
      {session.may('ListRelationshipRatings') ? <Relationship account={account} /> : null}
    </>
  );
}

/** Whom we lack, in words, above everything else. */
function Lacks({ map }: { map: Map }) {
  const { t } = useTranslation();
  const lacks = [
    map.sponsorless ? t('people.sponsorless') : null,
    map.singleThreaded ? t('people.singleThreaded', { count: map.inTouch }) : null,
  ].filter((word) => word !== null);
  return lacks.length === 0 ? null : (
    <Alert color="orange" classNames={{ title: classes.lacks }} title={t('people.lacks')}>
      {lacks.map((word) => (
        <p key={word}>{word}</p>
      ))}
    </Alert>
  );
}

function Plotted({ map }: { map: Map }) {
  const { t } = useTranslation();
  const session = useSession();
  const level = useSend(
    (to: Map['level']) =>
      told(
        api.POST('/v1/accounts/{accountId}/initiative-levels', {
          params: { path: { accountId: map.accountId } },
          body: { level: to, from: today() },
        } as never),
      ),
    ['/v1/accounts'],
  );
  return (
    <Section
      title={t('people.title')}
      help={t('people.help')}
      actions={
        session.may('RecordInitiativeLevel') ? (
          <SegmentedControl
            size="xs"
            aria-label={t('people.level')}
            data={levels.map((value) => ({ value, label: t(`people.levels.${value}`) }))}
            value={map.level ?? ''}
            onChange={(next) => level.mutate(next as Map['level'])}
          />
        ) : null
      }
    >
      {level.error ? <Refused refusal={level.error} /> : null}
      <Facts
        facts={[
          { name: t('people.level'), value: t(map.level ? `people.levels.${map.level}` : 'people.levelUnknown') },
          { name: t('people.inTouch'), value: t('people.inTouchOf', { count: map.inTouch, of: map.people.length }) },
        ]}
      />
      {map.people.length === 0 ? <Empty words={t('people.none')} /> : <PowerMap people={map.people} />}
    </Section>
  );
}

function Listed({ map }: { map: Map }) {
  const { t } = useTranslation();
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const [moving, setMoving] = useState<Person | null>(null);
  return (
    <Section
      title={t('people.messages')}
      help={t('people.messagesHelp')}
      actions={
        session.may('AddStakeholder') && !adding ? (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('people.add')}
          </Button>
        ) : null
      }
    >
      {adding ? <PersonForm account={map.accountId} close={() => setAdding(false)} /> : null}
      {moving?.standing ? (
        <StandingForm person={moving} standing={moving.standing} close={() => setMoving(null)} />
      ) : null}
      {map.people.length === 0 ? null : (
        <DataTable
          caption={t('people.messages')}
          rows={map.people}
          idOf={(row) => row.id}
          onOpen={session.may('RecordStanding') ? setMoving : undefined}
          columns={[
            {
              id: 'name',
              heading: t('people.name'),
              cell: (row) => [row.name, row.title].filter(Boolean).join(' '),
            },
            { id: 'department', heading: t('people.department'), cell: (row) => row.department },
            {
              id: 'role',
              heading: t('people.role'),
              cell: (row) => (row.standing ? <Tag>{t(`people.roles.${row.standing.role}`)}</Tag> : null),
            },
            {
              id: 'stance',
              heading: t('people.stance'),
              cell: (row) => (row.standing ? t(`people.stances.${row.standing.stance}`) : null),
            },
            {
              id: 'influence',
              heading: t('people.influence'),
              figure: true,
              cell: (row) => row.standing?.influence,
            },
            { id: 'message', heading: t('people.message'), cell: (row) => row.standing?.message },
            {
              id: 'from',
              heading: t('people.since'),
              cell: (row) => (row.standing ? day(row.standing.from) : null),
            },
          ]}
        />
      )}
    </Section>
  );
}

const scores = ['1', '2', '3', '4', '5'] as const;

/** 関係性: said by the owner alone, anew after each handover, and no part of any score. */
function Relationship({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [score, setScore] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const path = { accountId: account.id };
  const ratings = useGet('/v1/accounts/{accountId}/relationship-ratings', { params: { path, query: { limit: 50 } } });
  const rate = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/relationship-ratings', {
          params: { path },
          body: { score: Number(score), why: why.trim() || null },
        } as never),
      ),
    ['/v1/accounts'],
  );
  return (
    <Section title={t('people.relationship')} help={t('people.relationshipHelp')}>
      {session.may('RateRelationship') && account.ownerId === session.personId ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rate.mutate(undefined, {
              onSuccess: () => {
                notifications.show({ message: t('people.rated') });
                setScore(null);
                setWhy('');
              },
            });
          }}
        >
          {rate.error ? <Refused refusal={rate.error} /> : null}
          <Group gap="xs" align="flex-end">
            <SegmentedControl
              aria-label={t('people.score')}
              data={scores.map((value) => ({ value, label: t(`people.scores.${value}`) }))}
              value={score ?? ''}
              onChange={setScore}
            />
            <Textarea
              label={t('people.ratedWhy')}
              autosize
              minRows={1}
              maxLength={1000}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!score} loading={rate.isPending}>
              {t('people.rate')}
            </Button>
          </Group>
        </form>
      ) : null}
      <Answer of={ratings} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('people.notRated')} />
          ) : (
            <DataTable
              caption={t('people.relationship')}
              rows={items}
              idOf={(row) => row.id}
              columns={[
                { id: 'on', heading: t('people.ratedOn'), cell: (row) => day(row.on) },
                { id: 'score', heading: t('people.score'), figure: true, cell: (row) => row.score },
                { id: 'owner', heading: t('account.owner'), cell: (row) => personName(row.ownerId) },
                { id: 'why', heading: t('people.ratedWhy'), cell: (row) => row.why },
                {
                  id: 'counts',
                  heading: t('people.counts'),
                  cell: (row) => (row.counts ? <Tag tone="accent">{t('people.present')}</Tag> : t('people.earlier')),
                },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}
