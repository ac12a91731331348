import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, dayShort, money, month, monthsBack, percent, points } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { useActorName } from '@/kit/People';
import { Answer, Empty } from '@/kit/States';
import type { Forecast } from './ask';
import classes from './Renewals.module.css';

type Apart = Forecast['disagreements'][number];
type Score = Schema<'RenewalCallScore'>;

/** Below so many settled renewals a score says little of whoever called. */
const few = 20;

/** Where person and model part, and how good calls have been. */
export function Judgement({ forecast }: { forecast: Forecast }) {
  return (
    <div className={classes.parts}>
      <Queue rows={forecast.disagreements} />
      <Scores />
    </div>
  );
}

function Queue({ rows }: { rows: readonly Apart[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const [, change] = useAddress();
  const name = useAccountNames(rows.map((row) => row.accountId));
  const columns: Column<Apart>[] = [
    {
      id: 'name',
      heading: t('renewals.customer'),
      width: 200,
      cell: (row) => <AccountLink id={row.accountId} name={name(row.accountId)} />,
    },
    { id: 'dueOn', heading: t('renewals.dueOn'), cell: (row) => dayShort(row.dueOn) },
    { id: 'due', heading: t('renewals.dueMrr'), figure: true, cell: (row) => money(row.due) },
    { id: 'csm', heading: t('renewals.judges.csm'), figure: true, cell: (row) => percent(row.csm, 0) },
    { id: 'model', heading: t('renewals.judges.model'), figure: true, cell: (row) => percent(row.model, 0) },
    {
      id: 'apart',
      heading: t('renewals.difference'),
      figure: true,
      cell: (row) => points(Number(row.csm) - Number(row.model), 0),
    },
    {
      id: 'final',
      heading: t('renewals.judges.final'),
      figure: true,
      cell: (row) => (row.final == null ? t('renewals.undecided') : percent(row.final, 0)),
    },
    {
      id: 'next',
      heading: t('renewals.next'),
      cell: (row) => (
        <Button
          variant={row.final == null ? 'filled' : 'default'}
          size="compact-sm"
          onClick={() => change({ renewal: row.renewalId })}
        >
          {t(row.final == null && session.may('MakeFinalCall') ? 'renewals.callFinal' : 'renewals.look')}
          <span className="visually-hidden">{name(row.accountId)}</span>
        </Button>
      ),
    },
  ];
  return (
    <Section title={t('renewals.queue')} help={t('renewals.queueHelp')}>
      {rows.length === 0 ? (
        <Empty words={t('renewals.noQueue')} />
      ) : (
        <DataTable
          caption={t('chart.tableOf', { of: t('renewals.queue') })}
          rows={rows}
          columns={columns}
          idOf={(row) => row.renewalId}
          onOpen={(row) => change({ renewal: row.renewalId })}
        />
      )}
    </Section>
  );
}

function Scores() {
  const { t } = useTranslation();
  const person = useActorName();
  const past = { from: monthsBack(12), to: monthsBack(0) };
  const scores = useGet('/v1/renewal-call-scores', { params: { query: past } });
  const columns: Column<Score>[] = [
    { id: 'who', heading: t('renewals.judge'), width: 200, cell: (row) => person(row.who) },
    { id: 'judge', heading: t('renewals.as'), cell: (row) => t(`renewals.judges.${row.judge}`) },
    {
      id: 'renewals',
      heading: t('renewals.settledOf'),
      figure: true,
      cell: (row) => (
        <span className={classes.nowrap}>
          {count(row.renewals)}
          {row.renewals < few ? <span className={classes.few}>{t('renewals.few')}</span> : null}
        </span>
      ),
    },
    {
      id: 'brier',
      heading: t('renewals.error'),
      figure: true,
      cell: (row) => (row.brier.value == null ? t('figure.none') : count(row.brier.value, 3)),
    },
    {
      id: 'against',
      heading: t('renewals.againstHalf'),
      cell: (row) =>
        row.brier.value == null
          ? t('figure.none')
          : row.renewals < few
            ? t('renewals.tooFew')
            : t(Number(row.brier.value) < 0.25 ? 'renewals.betterThanHalf' : 'renewals.notBetterThanHalf'),
    },
  ];
  return (
    <Section
      title={t('renewals.scores')}
      help={t('renewals.scoresHelp', { from: month(past.from), to: month(past.to), few })}
    >
      <Answer of={scores} rows={4}>
        {(data) =>
          data.scores.length === 0 ? (
            <Empty words={t('renewals.noScores')} />
          ) : (
            <DataTable
              caption={t('chart.tableOf', { of: t('renewals.scores') })}
              rows={data.scores}
              columns={columns}
              idOf={(row) => `${row.judge}${row.who}`}
            />
          )
        }
      </Answer>
    </Section>
  );
}
