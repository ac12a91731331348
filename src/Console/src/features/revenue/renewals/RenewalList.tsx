import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { filterQuery, filtersOf, useAddress } from '@/app/address';
import { dayShort, daysSince, money } from '@/app/format';
import { AccountLink, useAccountNames, useAccountOwners } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Empty, Loading, Refused } from '@/kit/States';
import { isSettled, lastDayOf, type Renewal, settledStages, stages } from './ask';
import classes from './Renewals.module.css';

/** Renewals by the day on which they are due, with the days that come before it and how far the talks are. */
export function RenewalList({ window }: { window: { from: string; to: string } }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const sort = address.sort ?? 'dueOn';
  const ownDays = filtersOf(address).some((filter) => filter.field === 'dueOn');
  const list = useList('/v1/renewals', {
    params: {
      query: {
        limit: 100,
        sort,
        ...(ownDays ? {} : { 'filter[dueOn][gte]': `${window.from}-01`, 'filter[dueOn][lte]': lastDayOf(window.to) }),
        ...filterQuery(address),
      },
    },
  } as never);
  const rows = list.rows as Renewal[];
  const ids = rows.map((row) => row.accountId);
  const name = useAccountNames(ids);
  const owner = useAccountOwners(ids);
  const fields = useMemo<FilterField[]>(
    () => [
      {
        field: 'stage',
        label: t('renewals.stage'),
        kind: 'choice',
        choices: [...stages, ...settledStages].map((stage) => ({ value: stage, label: t(`renewals.stages.${stage}`) })),
      },
      { field: 'dueOn', label: t('renewals.dueOn'), kind: 'day' },
      { field: 'noticeBy', label: t('renewals.noticeBy'), kind: 'day' },
      { field: 'settledOn', label: t('renewals.settledOn'), kind: 'day' },
    ],
    [t],
  );
  const more = useCallback(() => {
    if (list.hasNextPage && !list.isFetchingNextPage) {
      void list.fetchNextPage();
    }
  }, [list]);
  const columns: Column<Renewal>[] = [
    {
      id: 'name',
      heading: t('renewals.customer'),
      width: 200,
      cell: (row) => <AccountLink id={row.accountId} name={name(row.accountId)} />,
    },
    { id: 'owner', heading: t('calendar.owner'), cell: (row) => owner(row.accountId).name ?? t('figure.none') },
    { id: 'dueOn', heading: t('renewals.dueOn'), sort: 'dueOn', cell: (row) => <Coming on={row.dueOn} of={row} /> },
    {
      id: 'noticeBy',
      heading: t('renewals.noticeBy'),
      sort: 'noticeBy',
      cell: (row) => <Coming on={row.noticeBy} of={row} />,
    },
    {
      id: 'six',
      heading: t('renewals.sixMonths'),
      cell: (row) => <Coming on={row.sixMonthsBefore} of={row} milestone />,
    },
    {
      id: 'three',
      heading: t('renewals.threeMonths'),
      cell: (row) => <Coming on={row.threeMonthsBefore} of={row} milestone />,
    },
    { id: 'due', heading: t('renewals.dueMrr'), figure: true, cell: (row) => money(row.due) },
    { id: 'stage', heading: t('renewals.stage'), sort: 'stage', cell: (row) => <Stage of={row} /> },
    {
      id: 'open',
      heading: t('renewals.next'),
      cell: (row) => (
        <Button variant="default" size="compact-sm" onClick={() => change({ renewal: row.id })}>
          {t(isSettled(row) ? 'renewals.look' : 'renewals.decide')}
          <span className="visually-hidden">{name(row.accountId)}</span>
        </Button>
      ),
    },
  ];
  return (
    <div className={classes.parts}>
      <FilterBar fields={fields} />
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t('renewals.noneMatch')} />
      ) : (
        <DataTable
          caption={t('renewals.tabs.list')}
          tall
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          onOpen={(row) => change({ renewal: row.id })}
          onEnd={more}
        />
      )}
    </div>
  );
}

export function Stage({ of }: { of: Renewal }) {
  const { t } = useTranslation();
  return (
    <span className={classes.stage} data-stage={of.stage}>
      {t(`renewals.stages.${of.stage}`)}
    </span>
  );
}

/** A day that comes, or has come: how far away it is stands with it while the renewal is open. */
function Coming({ on, of, milestone }: { on: string; of: Renewal; milestone?: boolean }) {
  const { t } = useTranslation();
  const since = daysSince(on);
  return (
    <>
      <span className={classes.nowrap}>{dayShort(on)}</span>
      {isSettled(of) ? null : (
        <div className={since > 0 && !milestone ? classes.late : classes.soft}>
          {since > 0
            ? t('renewals.passed', { count: since })
            : since === 0
              ? t('renewals.today')
              : t('renewals.left', { count: -since })}
        </div>
      )}
    </>
  );
}
