import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Answered, useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, money, month, percent, points } from '@/app/format';
import { CohortGrid } from '@/kit/CohortGrid';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { type Ask, type Figure, numberOf, useMeasures, windowOf } from './ask';
import { Reasons } from './Reasons';
import classes from './Retention.module.css';

const ways = ['industry', 'region', 'tier', 'owner', 'product', 'acquiredThrough', 'partner'] as const;
type Way = (typeof ways)[number];
type Group = Answered<'/v1/retention-measures'>['groups'][number];

/** Below so many customers one that leaves moves the rate by a fifth of it or more. */
const few = 20;

/** The same window by group, by month of start and by reason of leaving. */
export function Breakdown({ ask, whole }: { ask: Ask; whole: Figure | undefined }) {
  return (
    <div className={classes.parts}>
      <Groups ask={ask} whole={whole} />
      <Cohorts ask={ask} />
      <Reasons ask={ask} currency={whole?.currency} />
    </div>
  );
}

function Groups({ ask, whole }: { ask: Ask; whole: Figure | undefined }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const by: Way = ways.find((way) => way === address.by) ?? 'industry';
  const measures = useMeasures(ask, { by });
  const people = useGet('/v1/people', { params: { query: { limit: 200, sort: ['name'] } } }, { when: by === 'owner' });
  const word = (group: Group) => {
    if (group.group == null) {
      return t(group.reason === 'no-partner' ? 'retention.noPartner' : 'retention.noGroup');
    }
    return by === 'owner'
      ? (people.data?.items.find((person) => person.id === group.group)?.name ?? '…')
      : by === 'tier'
        ? t('retention.tierOf', { tier: group.group })
        : group.group;
  };
  const narrowTo = (group: Group) => {
    if (group.group == null) {
      return undefined;
    }
    return by === 'owner'
      ? { owner: group.group }
      : by === 'tier'
        ? { tier: group.group }
        : by === 'industry' || by === 'region'
          ? { segment: `${by}:${group.group}` }
          : undefined;
  };
  const columns: Column<Group>[] = [
    { id: 'group', heading: t(`retention.by.${by}`), cell: word, sort: 'group', width: 140 },
    { id: 'net', heading: 'NRR', figure: true, sort: 'net', cell: (row) => <Share value={row.figure.net.value} /> },
    {
      id: 'vs',
      heading: t('retention.againstAll'),
      figure: true,
      cell: (row) => {
        const own = numberOf(row.figure.net.value);
        const all = numberOf(whole?.net.value);
        return (
          <span className={classes.nowrap}>{own == null || all == null ? t('figure.none') : points(own - all)}</span>
        );
      },
    },
    {
      id: 'gross',
      heading: 'GRR',
      figure: true,
      sort: 'gross',
      cell: (row) => <span className={classes.nowrap}>{percent(row.figure.gross.value)}</span>,
    },
    {
      id: 'logoChurn',
      heading: t('retention.figures.logoChurn'),
      figure: true,
      sort: 'logoChurn',
      cell: (row) => percent(row.figure.logoChurn.value),
    },
    {
      id: 'logos',
      heading: t('retention.lostLogos'),
      figure: true,
      sort: 'logos',
      cell: (row) => (
        <span className={classes.nowrap}>
          {t('retention.ofLogos', { lost: count(row.figure.lostLogos), start: count(row.figure.startLogos) })}
          {row.figure.startLogos < few ? <span className={classes.few}>{t('retention.few')}</span> : null}
        </span>
      ),
    },
    {
      id: 'start',
      heading: t('retention.parts.start'),
      figure: true,
      sort: 'start',
      cell: (row) => money(row.figure.start),
    },
    { id: 'end', heading: t('retention.parts.end'), figure: true, cell: (row) => money(row.figure.end) },
  ];
  const sort = address.sort ?? '-start';
  return (
    <Section
      title={t('retention.groups')}
      help={t('retention.groupsHelp', { few })}
      actions={
        <Select
          aria-label={t('retention.groups')}
          w={180}
          allowDeselect={false}
          data={ways.map((way) => ({ value: way, label: t(`retention.by.${way}`) }))}
          value={by}
          onChange={(way) => change({ by: way ?? undefined })}
        />
      }
    >
      <Answer of={measures} rows={6}>
        {(data) => {
          const rows = sorted(
            data.groups.filter((group) => !whole || group.figure.currency === whole.currency),
            sort,
          );
          return rows.length === 0 ? (
            <Empty words={t('retention.noGroups')} />
          ) : (
            <DataTable
              caption={t('chart.tableOf', { of: t('retention.groups') })}
              rows={rows}
              columns={columns}
              idOf={(row) => `${row.group}${row.reason}`}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              onOpen={(row) => {
                const narrow = narrowTo(row);
                if (narrow) {
                  change(narrow);
                }
              }}
            />
          );
        }}
      </Answer>
    </Section>
  );
}

/** NRR with a bar on which 100 % is marked. */
function Share({ value }: { value: number | string | null }) {
  const share = numberOf(value);
  return (
    <span className={classes.share}>
      <span>{percent(value)}</span>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.fill}
          style={{ display: 'block', width: `${Math.min(100, ((share ?? 0) / 1.5) * 100)}%` }}
        />
        <span className={classes.hundred} style={{ left: `${100 / 1.5}%` }} />
      </span>
    </span>
  );
}

function sorted(groups: readonly Group[], sort: string): Group[] {
  const falling = sort.startsWith('-');
  const field = falling ? sort.slice(1) : sort;
  const of = (group: Group): number | string => {
    switch (field) {
      case 'group':
        return group.group ?? '';
      case 'logos':
        return group.figure.startLogos;
      case 'net':
      case 'gross':
      case 'logoChurn':
        return numberOf(group.figure[field].value) ?? -1;
      default:
        return Number(group.figure.start.amount);
    }
  };
  return [...groups].sort((a, b) => {
    const [one, two] = [of(a), of(b)];
    const rising = typeof one === 'string' ? one.localeCompare(String(two), 'ja') : one - Number(two);
    return falling ? -rising : rising;
  });
}

function Cohorts({ ask }: { ask: Ask }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const money = address.cohort === 'money';
  const found = useGet('/v1/retention-cohorts', { params: { query: windowOf(ask) } });
  return (
    <Section
      title={t('retention.cohorts')}
      help={t(money ? 'retention.cohortsHelpMoney' : 'retention.cohortsHelp')}
      actions={
        <Select
          aria-label={t('retention.cohorts')}
          w={180}
          allowDeselect={false}
          data={(['logos', 'money'] as const).map((value) => ({ value, label: t(`retention.cohortOf.${value}`) }))}
          value={money ? 'money' : 'logos'}
          onChange={(value) => change({ cohort: value === 'money' ? value : undefined })}
        />
      }
    >
      <Answer of={found} rows={6}>
        {(data) => {
          const cohorts = data.cohorts.filter((one) => !ask.currency || one.currency === ask.currency);
          return cohorts.length === 0 ? (
            <Empty words={t('retention.noCohorts')} />
          ) : (
            <CohortGrid
              caption={t('chart.tableOf', { of: t('retention.cohorts') })}
              rows={cohorts.map((one) => ({
                key: `${one.start}${one.currency}`,
                label: month(one.start),
                customers: one.customers,
                shares: one.months.map((at) => numberOf((money ? at.revenueRetained : at.retained).value)),
              }))}
            />
          );
        }}
      </Answer>
    </Section>
  );
}
