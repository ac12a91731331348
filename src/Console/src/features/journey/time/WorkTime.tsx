import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, month, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { useCauseName } from '@/kit/causes';
import { DataTable } from '@/kit/DataTable';
import { FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { PeriodPicker, periodOf } from '@/kit/Period';
import { Answer, Empty } from '@/kit/States';

type Times = Schema<'ActivityFigures'>;
type Fires = Schema<'FireFigures'>;

const offered = ['last3', 'last12'] as const;
const hours = (minutes: number | string) => count(Number(minutes) / 60, 1);

/** 時間の使い方: where the recorded time went, how much of it was for no goal, came after a call, or fought fires. */
export default function WorkTime() {
  const session = useSession();
  return session.may('GetActivityFigures') ? <Shown /> : <NotForYou word="time" operation="GetActivityFigures" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const [address] = useAddress();
  const period = periodOf(address, offered[0]);
  const times = useGet('/v1/activity-figures', { params: { query: period } });
  const fires = useGet('/v1/fire-figures', { params: { query: period } }, { when: session.may('GetFireFigures') });
  return (
    <Page
      title={t('screens.time')}
      lead={t('time.lead', { from: month(period.from), to: month(period.to) })}
      actions={<PeriodPicker offered={offered} />}
    >
      <Answer of={times} rows={8}>
        {(data) =>
          data.total.labelled === 0 && Number(data.total.minutes) === 0 ? (
            <Empty words={t('time.none')} />
          ) : (
            <>
              <Headline times={data} fires={fires.data} />
              <People times={data} />
              <Roles times={data} />
              {fires.data && fires.data.rows.length > 0 ? <ByCause fires={fires.data} /> : null}
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function Headline({ times, fires }: { times: Times; fires: Fires | undefined }) {
  const { t } = useTranslation();
  const { total } = times;
  const shared = { scope: times.scope?.words };
  return (
    <FigureRow>
      <Figure label={t('time.hours')} value={hours(total.minutes)} definition={t('time.hoursMeans')} {...shared} />
      <Figure
        label={t('time.withoutGoal')}
        value={total.withoutGoalShare === null ? null : percent(total.withoutGoalShare)}
        definition={t('time.withoutGoalMeans')}
        inputs={[
          { name: t('time.hoursWithoutGoal'), value: hours(total.withoutGoal) },
          { name: t('time.hours'), value: hours(total.minutes) },
        ]}
        note={total.withoutGoalShare === null ? t('time.noMinutes') : null}
        {...shared}
      />
      <Figure
        label={t('time.reactive')}
        value={total.reactiveShare === null ? null : percent(total.reactiveShare)}
        definition={t('time.reactiveMeans')}
        inputs={[
          { name: t('time.reactiveCount'), value: count(total.reactive) },
          { name: t('time.labelled'), value: count(total.labelled) },
        ]}
        note={total.reactiveShare === null ? t('time.noneLabelled') : null}
        {...shared}
      />
      <Figure
        label={t('time.lead_days')}
        value={total.meanLeadDays === null ? null : t('time.days', { days: count(total.meanLeadDays, 1) })}
        definition={t('time.leadMeans')}
        inputs={[{ name: t('time.answered'), value: count(total.answered) }]}
        note={total.meanLeadDays === null ? t('time.noneAnswered') : null}
        {...shared}
      />
      {fires ? (
        <Figure
          label={t('time.fires')}
          value={fires.share === null ? null : percent(fires.share)}
          definition={t('time.firesMeans')}
          inputs={[
            { name: t('time.fireHours'), value: hours(fires.fireMinutes) },
            { name: t('time.hours'), value: hours(fires.total) },
          ]}
          note={fires.share === null ? t('time.noMinutes') : null}
          scope={fires.scope?.words}
        />
      ) : null}
    </FigureRow>
  );
}

const shares = (figure: Times['total']) => ({
  withoutGoal: figure.withoutGoalShare === null ? null : percent(figure.withoutGoalShare, 0),
  reactive: figure.reactiveShare === null ? null : percent(figure.reactiveShare, 0),
});

function People({ times }: { times: Times }) {
  const { t } = useTranslation();
  return (
    <Section title={t('time.people')} help={t('time.peopleHelp')}>
      <DataTable
        caption={t('time.people')}
        rows={times.people}
        idOf={(row) => `${row.month} ${row.personId}`}
        columns={[
          { id: 'month', heading: t('time.month'), cell: (row) => month(row.month) },
          { id: 'name', heading: t('time.person'), cell: (row) => row.name ?? t('time.nobody') },
          { id: 'hours', heading: t('time.hours'), figure: true, cell: (row) => hours(row.figure.minutes) },
          {
            id: 'without',
            heading: t('time.withoutGoal'),
            figure: true,
            cell: (row) => shares(row.figure).withoutGoal,
          },
          { id: 'reactive', heading: t('time.reactive'), figure: true, cell: (row) => shares(row.figure).reactive },
          { id: 'labelled', heading: t('time.labelled'), figure: true, cell: (row) => count(row.figure.labelled) },
        ]}
      />
    </Section>
  );
}

function Roles({ times }: { times: Times }) {
  const { t } = useTranslation();
  return times.roles.length === 0 ? null : (
    <Section title={t('time.roles')} help={t('time.rolesHelp')}>
      <DataTable
        caption={t('time.roles')}
        rows={times.roles}
        idOf={(row) => `${row.month} ${row.role}`}
        columns={[
          { id: 'month', heading: t('time.month'), cell: (row) => month(row.month) },
          { id: 'role', heading: t('time.role'), cell: (row) => t(`roles.${row.role}`) },
          { id: 'hours', heading: t('time.hours'), figure: true, cell: (row) => hours(row.figure.minutes) },
          {
            id: 'without',
            heading: t('time.withoutGoal'),
            figure: true,
            cell: (row) => shares(row.figure).withoutGoal,
          },
          { id: 'reactive', heading: t('time.reactive'), figure: true, cell: (row) => shares(row.figure).reactive },
        ]}
      />
    </Section>
  );
}

function ByCause({ fires }: { fires: Fires }) {
  const { t } = useTranslation();
  const causeName = useCauseName();
  return (
    <Section title={t('time.byCause')} help={t('time.byCauseHelp')}>
      <DataTable
        caption={t('time.byCause')}
        rows={fires.rows}
        idOf={(row) => `${row.month} ${row.cause} ${row.personId}`}
        columns={[
          { id: 'month', heading: t('time.month'), cell: (row) => month(row.month) },
          { id: 'cause', heading: t('fires.cause'), cell: (row) => causeName(row.cause) },
          { id: 'name', heading: t('time.person'), cell: (row) => row.name ?? t('time.nobody') },
          { id: 'hours', heading: t('time.fireHours'), figure: true, cell: (row) => hours(row.minutes) },
          {
            id: 'share',
            heading: t('time.ofPerson'),
            figure: true,
            cell: (row) => (row.shareOfPerson === null ? null : percent(row.shareOfPerson, 0)),
          },
        ]}
      />
    </Section>
  );
}
