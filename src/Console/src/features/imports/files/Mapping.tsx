import { ActionIcon, Button, Select, Text } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, tagOf, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { useSession } from '@/app/session';
import { isTyping } from '@/kit/keys';
import { Section } from '@/kit/Page';
import { Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { type Import, type Kind, useKinds } from './kinds';
import classes from './Mapping.module.css';

/** What feeds a column: nothing, a heading that the machine proposes, or one that a person has settled. */
interface Feed {
  heading: string | null;
  proposed: boolean;
}

const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Which heading feeds which column. A proposal is a third state: a accepts it, d declines it. */
export function Mapping({ of, locked }: { of: Import; locked: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const { items: kinds, titled } = useKinds();
  const list = useRef<HTMLUListElement>(null);
  // Nobody has looked at the mapping of the first version: all of it is proposed.
  const untouched = of.version === 1 && of.state === 'uploaded';
  const [feeds, setFeeds] = useState<Record<string, Feed>>(() =>
    Object.fromEntries(
      Object.entries(of.mapping).map(([column, heading]) => [
        column,
        { heading: heading ?? null, proposed: untouched && heading !== null },
      ]),
    ),
  );
  const change = (column: string, feed: Feed) => setFeeds((now) => ({ ...now, [column]: feed }));
  const columns = kinds.find((kind) => kind.name === of.kind)?.columns ?? [];
  const feedOf = (column: string): Feed => feeds[column] ?? { heading: null, proposed: false };
  const used = new Set(columns.map((column) => feedOf(column.name).heading).filter((heading) => heading !== null));
  const unused = of.headings.filter((heading) => !used.has(heading));
  const proposals = columns.filter((column) => feedOf(column.name).proposed);
  const missing = columns.filter((column) => column.required && feedOf(column.name).heading === null);
  const changed =
    untouched || columns.some((column) => feedOf(column.name).heading !== (of.mapping[column.name] ?? null));
  const save = useSend(
    (accepted: Record<string, Feed>) =>
      told(
        api.PUT('/v1/imports/{importId}/mapping', {
          params: { path: { importId: of.id }, header: { 'If-Match': tagOf(of) } },
          body: Object.fromEntries(columns.map((column) => [column.name, accepted[column.name]?.heading ?? null])),
        }),
      ),
    ['/v1/imports'],
  );
  const accepted = Object.fromEntries(
    Object.entries(feeds).map(([column, feed]) => [column, { ...feed, proposed: false }]),
  );

  const press = (event: KeyboardEvent<HTMLLIElement>, column: string) => {
    if (event.target !== event.currentTarget || isTyping(event.nativeEvent)) {
      return;
    }
    const feed = feedOf(column);
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('li') ?? [])];
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      rows[rows.indexOf(event.currentTarget) + move]?.focus();
    } else if (feed.proposed && event.key === 'a') {
      change(column, { ...feed, proposed: false });
    } else if (feed.proposed && event.key === 'd') {
      change(column, { heading: null, proposed: false });
    }
  };

  const editable = !locked && session.may('MapImport');
  return (
    <Section
      title={t('imports.mapping')}
      help={t(editable ? (proposals.length > 0 ? 'imports.mappingProposed' : 'imports.mappingHelp') : 'imports.mapped')}
      actions={
        editable ? (
          <Button
            variant={untouched || missing.length > 0 ? 'filled' : 'default'}
            disabled={!changed}
            loading={save.isPending}
            onClick={() => save.mutate(accepted)}
          >
            {proposals.length > 0 ? t('imports.acceptAll', { count: proposals.length }) : t('imports.saveMapping')}
          </Button>
        ) : null
      }
    >
      {save.error ? <Refused refusal={save.error} /> : null}
      {missing.length > 0 ? (
        <Text size="sm" c="var(--warn)" fw={600} role="status">
          {t('imports.missing', { columns: missing.map(titled).join(t('shell.and')) })}
        </Text>
      ) : null}
      <ul className={classes.rows} ref={list}>
        {columns.map((column, place) => (
          <Row
            key={column.name}
            column={column}
            title={titled(column)}
            feed={feedOf(column.name)}
            choices={[...new Set([feedOf(column.name).heading, ...unused].filter((one) => one !== null))]}
            editable={editable}
            first={place === 0}
            set={(feed) => change(column.name, feed)}
            press={(event) => press(event, column.name)}
          />
        ))}
      </ul>
      {unused.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t('imports.unused', { count: unused.length, headings: unused.join(t('shell.and')) })}
        </Text>
      ) : null}
    </Section>
  );
}

interface RowProps {
  column: Kind['columns'][number];
  title: string;
  feed: Feed;
  choices: string[];
  editable: boolean;
  first: boolean;
  set: (feed: Feed) => void;
  press: (event: KeyboardEvent<HTMLLIElement>) => void;
}

function Row({ column, title, feed, choices, editable, first, set, press }: RowProps) {
  const { t } = useTranslation();
  const state = feed.proposed ? 'proposed' : feed.heading ? 'set' : column.required ? 'missing' : 'empty';
  return (
    <li
      className={classes.row}
      data-state={state}
      // Rows are walked with j and k; a accepts, d declines.
      tabIndex={editable ? (first ? 0 : -1) : undefined}
      onKeyDown={press}
      aria-label={`${title}: ${t(`imports.feeds.${state}`)}${feed.heading ? ` (${feed.heading})` : ''}`}
    >
      <span className={classes.column}>
        {title}
        {column.required ? <span className={classes.required}> {t('imports.required')}</span> : null}
        <small>{t(`imports.types.${column.type}`)}</small>
      </span>
      <IconArrowLeft size={16} aria-hidden className={classes.arrow} />
      {editable ? (
        <Select
          size="xs"
          aria-label={t('imports.feedOf', { column: title })}
          placeholder={t('imports.feeds.empty')}
          data={choices}
          value={feed.heading}
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          searchable
          onChange={(heading) => set({ heading, proposed: false })}
        />
      ) : (
        <span className={classes.heading}>{feed.heading ?? t('imports.feeds.empty')}</span>
      )}
      <span className={classes.state}>
        <Tag tone={({ proposed: 'proposed', set: 'good', missing: 'bad', empty: 'plain' } as const)[state]}>
          {t(`imports.feeds.${state}`)}
        </Tag>
        {editable && feed.proposed ? (
          <>
            <ActionIcon
              size="sm"
              variant="default"
              aria-label={t('imports.accept', { column: title })}
              aria-keyshortcuts="a"
              onClick={() => set({ ...feed, proposed: false })}
            >
              <IconCheck size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              size="sm"
              variant="default"
              aria-label={t('imports.decline', { column: title })}
              aria-keyshortcuts="d"
              onClick={() => set({ heading: null, proposed: false })}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </>
        ) : null}
      </span>
    </li>
  );
}
