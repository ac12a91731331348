import { Drawer, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet, useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { dayShort, daysSince } from '@/app/format';
import { useSession } from '@/app/session';
import { useAccountNames, usePhaseName, usePhases } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { Answer, Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { CardDetail } from './CardDetail';
import classes from './Cards.module.css';
import { Departments } from './Departments';

export type Card = Schema<'WrittenFieldCard'>;
const views = ['open', 'closed', 'all'] as const;

/** 気づきカード: what was seen with customers, for whoever can prevent or repeat it. */
export default function Cards() {
  const session = useSession();
  return session.may('ListFieldCards') ? <List /> : <NotForYou word="cards" operation="ListFieldCards" />;
}

/** What a view asks of the closing day. */
const closedOn: Record<(typeof views)[number], Record<string, string>> = {
  open: { 'filter[closedOn][eq]': 'null' },
  closed: { 'filter[closedOn][lte]': '9999-12-31' },
  all: {},
};

function List() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const phases = usePhases();
  const phaseName = usePhaseName();
  const view = views.find((one) => one === address.show) ?? 'open';
  const sort = address.sort ?? '-occurredOn';
  const list = useList('/v1/field-cards', {
    params: { query: { limit: 100, sort, ...closedOn[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Card[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));
  const filtered = Object.keys(filterQuery(address)).length > 0;

  const columns: Column<Card>[] = [
    { id: 'event', heading: t('cards.event'), sort: 'event', width: 220, cell: (row) => row.event },
    {
      id: 'polarity',
      heading: t('card.polarity'),
      sort: 'polarity',
      cell: (row) => (
        <Tag tone={row.polarity === 'success' ? 'good' : 'warn'}>{t(`card.polarities.${row.polarity}`)}</Tag>
      ),
    },
    { id: 'account', heading: t('cards.account'), width: 160, cell: (row) => accountName(row.accountId) },
    { id: 'phase', heading: t('cards.phase'), sort: 'phase', cell: (row) => phaseName(row.phase) ?? t('figure.none') },
    { id: 'department', heading: t('card.department'), sort: 'department', width: 130, cell: (row) => row.department },
    { id: 'request', heading: t('card.request'), width: 200, cell: (row) => row.request },
    {
      id: 'occurredOn',
      heading: t('card.occurredOn'),
      sort: 'occurredOn',
      figure: true,
      cell: (row) => dayShort(row.occurredOn),
    },
    {
      id: 'closedOn',
      heading: t('cards.state'),
      sort: 'closedOn',
      cell: (row) =>
        row.closedOn ? (
          <Tag>{t('cards.closedAt', { day: dayShort(row.closedOn) })}</Tag>
        ) : (
          <Tag tone="accent">{t('cards.openFor', { count: daysSince(row.occurredOn) })}</Tag>
        ),
    },
  ];
  const fields = useMemo<FilterField[]>(
    () => [
      { field: 'event', label: t('cards.event'), kind: 'text' },
      { field: 'department', label: t('card.department'), kind: 'text' },
      {
        field: 'polarity',
        label: t('card.polarity'),
        kind: 'choice',
        choices: (['trouble', 'success'] as const).map((value) => ({ value, label: t(`card.polarities.${value}`) })),
      },
      {
        field: 'phase',
        label: t('cards.phase'),
        kind: 'choice',
        choices: phases.map((phase) => ({ value: phase.code, label: phase.name })),
      },
      { field: 'occurredOn', label: t('card.occurredOn'), kind: 'day' },
    ],
    [t, phases],
  );

  return (
    <Page
      wide
      title={t('screens.cards')}
      lead={t('cards.lead')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('cards.state')}
          data={views.map((value) => ({ value, label: t(`cards.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'open' ? undefined : next })}
        />
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : (
        <>
          <Departments cards={rows} complete={!list.hasNextPage} />
          <FilterBar fields={fields} />
          {rows.length === 0 ? (
            <Empty words={t(filtered ? 'cards.noneMatch' : `cards.none.${view}`)} />
          ) : (
            <DataTable
              caption={t('screens.cards')}
              tall
              rows={rows}
              columns={columns}
              idOf={(row) => row.id}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              onOpen={(row) => change({ card: row.id })}
              onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
            />
          )}
        </>
      )}
      <Drawer
        opened={Boolean(address.card)}
        onClose={() => change({ card: undefined })}
        position="right"
        size="lg"
        title={<span className={classes.drawerTitle}>{t('cards.one')}</span>}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {address.card ? <Opened id={address.card} /> : null}
      </Drawer>
    </Page>
  );
}

function Opened({ id }: { id: string }) {
  const asked = useGet('/v1/field-cards/{cardId}', { params: { path: { cardId: id } } });
  // While the next card is asked for, the one before must not stand under its name.
  const fresh = asked.data?.id === id ? asked.data : undefined;
  return (
    <Answer of={{ data: fresh, error: asked.error, refetch: asked.refetch }}>
      {(card) => <CardDetail key={card.id} card={card} />}
    </Answer>
  );
}
