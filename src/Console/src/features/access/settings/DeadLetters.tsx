import { Button, Drawer, JsonInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, once, type Schema, tagOf, told } from '@/api/client';
import { useGet, useList, useSend } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { count, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { type Column, DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { followJob } from '@/kit/JobToast';
import { Section } from '@/kit/Page';
import { Answer, Empty, Loading, Refused } from '@/kit/States';
import { Tag, type Tone } from '@/kit/Tag';
import classes from './Frame.module.css';

type Line = Schema<'DeadLetterLine'>;
const states = ['waiting', 'dead', 'replaying', 'delivered', 'discarded'] as const;
const tones: Record<Line['state'], Tone> = {
  waiting: 'accent',
  dead: 'bad',
  replaying: 'accent',
  delivered: 'good',
  discarded: 'plain',
};
const after = ['/v1/dead-letters'];

/** News that a listener could not take: read, mend, have tried once more, or give up for good. */
export function DeadLetters() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const [opened, setOpened] = useState<string | null>(null);
  const sort = address.sort ?? '-givenUpAt';
  const list = useList('/v1/dead-letters', {
    params: { query: { limit: 100, sort, ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Line[];
  const replayAll = useSend(async () => {
    const { jobId } = await told(
      api.POST('/v1/dead-letters/replays', {
        params: { header: once() },
        body: { news: null, listener: null, accountId: null, since: null },
      }),
    );
    followJob({ id: jobId, kind: 'ReplayLetters', after });
  }, after);
  const columns: Column<Line>[] = [
    { id: 'news', heading: t('settings.news'), sort: 'news', width: 180, cell: (row) => row.news },
    { id: 'listener', heading: t('settings.listener'), sort: 'listener', cell: (row) => row.listener },
    {
      id: 'state',
      heading: t('settings.state'),
      sort: 'state',
      cell: (row) => <Tag tone={tones[row.state]}>{t(`settings.letterStates.${row.state}`)}</Tag>,
    },
    { id: 'attempts', heading: t('settings.attempts'), figure: true, cell: (row) => count(row.attempts) },
    { id: 'failure', heading: t('settings.failure'), width: 240, cell: (row) => row.failure ?? t('figure.none') },
    { id: 'givenUpAt', heading: t('settings.givenUpAt'), sort: 'givenUpAt', cell: (row) => moment(row.givenUpAt) },
  ];
  const fields: FilterField[] = [
    {
      field: 'state',
      label: t('settings.state'),
      kind: 'choice',
      choices: states.map((state) => ({ value: state, label: t(`settings.letterStates.${state}`) })),
    },
    { field: 'news', label: t('settings.news'), kind: 'text' },
    { field: 'listener', label: t('settings.listener'), kind: 'text' },
  ];
  return (
    <Section
      title={t('settings.letters')}
      help={t('settings.lettersHelp')}
      actions={
        <>
          <FilterBar fields={fields} />
          {session.may('ReplayDeadLetters') && rows.some((row) => row.state === 'dead') ? (
            <ConfirmButton
              size="compact-md"
              verb={t('settings.replayAll')}
              question={t('settings.replayAllQuestion')}
              act={() => replayAll.mutateAsync(undefined)}
            />
          ) : null}
        </>
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={3} />
      ) : rows.length === 0 ? (
        <Empty words={t('settings.noLetters')} />
      ) : (
        <DataTable
          caption={t('settings.lettersHelp')}
          tall={rows.length > 50}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => setOpened(row.id)}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
        />
      )}
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size="lg"
        title={t('settings.letter')}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {opened ? <Letter id={opened} done={() => setOpened(null)} /> : null}
      </Drawer>
    </Section>
  );
}

function Letter({ id, done }: { id: string; done: () => void }) {
  const asked = useGet('/v1/dead-letters/{letterId}', { params: { path: { letterId: id } } });
  return (
    <Answer of={asked}>{(letter) => <Read key={String(letter.letter.version)} letter={letter} done={done} />}</Answer>
  );
}

function Read({ letter, done }: { letter: Schema<'DeadLetter'>; done: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const at = { path: { letterId: letter.letter.id } };
  const [payload, setPayload] = useState(JSON.stringify(letter.payload, null, 2));
  const [reason, setReason] = useState('');
  const replay = useSend(
    () => told(api.POST('/v1/dead-letters/{letterId}/replay', { params: { ...at, header: once() } })),
    after,
  );
  const discard = useSend(
    (given: string) => told(api.POST('/v1/dead-letters/{letterId}/discard', { params: at, body: { reason: given } })),
    after,
  );
  const mend = useSend(
    () =>
      told(
        api.PUT('/v1/dead-letters/{letterId}/payload', {
          params: { ...at, header: { 'If-Match': tagOf(letter.letter) } },
          body: { payload: JSON.parse(payload) as never, reason: reason.trim() },
        }),
      ),
    after,
  );
  const open = letter.letter.state === 'dead';
  const mendable = open && session.may('MendDeadLetter');
  return (
    <Stack gap="sm">
      <Facts
        grid
        facts={[
          { name: t('settings.news'), value: letter.letter.news },
          { name: t('settings.listener'), value: letter.letter.listener },
          { name: t('settings.attempts'), value: count(letter.letter.attempts) },
          { name: t('settings.toldAt'), value: moment(letter.letter.toldAt) },
          { name: t('settings.givenUpAt'), value: moment(letter.letter.givenUpAt) },
          ...(letter.mendedAt ? [{ name: t('settings.mendedAt'), value: moment(letter.mendedAt) }] : []),
        ]}
      />
      {letter.letter.failure ? <Text size="sm">{letter.letter.failure}</Text> : null}
      {mend.error ? <Refused refusal={mend.error} /> : null}
      {mendable ? (
        <>
          <JsonInput
            label={t('settings.payload')}
            autosize
            minRows={6}
            maxRows={20}
            formatOnBlur
            validationError={t('settings.notJson')}
            value={payload}
            onChange={setPayload}
          />
          <Textarea
            label={t('settings.mendReason')}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button variant="default" disabled={!reason.trim()} loading={mend.isPending} onClick={() => mend.mutate()}>
            {t('settings.mend')}
          </Button>
        </>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre className={classes.payload} tabIndex={0}>
          {payload}
        </pre>
      )}
      {open ? (
        <span className={classes.line}>
          {session.may('ReplayDeadLetter') ? (
            <ConfirmButton
              variant="filled"
              verb={t('settings.replay')}
              question={t('settings.replayQuestion')}
              act={async () => {
                await replay.mutateAsync(undefined);
                done();
              }}
            />
          ) : null}
          {session.may('DiscardDeadLetter') ? (
            <ConfirmButton
              danger
              verb={t('settings.discard')}
              question={t('settings.discardQuestion')}
              reason={t('settings.reason')}
              act={async (given) => {
                await discard.mutateAsync(given);
                done();
              }}
            />
          ) : null}
        </span>
      ) : null}
    </Stack>
  );
}
