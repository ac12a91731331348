import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet, useList } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, dayShort, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { useLearning } from '@/kit/learning';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import { Alias, type Line, type Model } from './alias';
import { Factors } from './Factors';
import classes from './Models.module.css';
import { type MeasureLine, useMeasures } from './measures';
import { TrainForm } from './TrainForm';

/** How many challengers stand beside the champion. */
const most = 2;

/** 予測モデル: the champion beside its challengers, what they look at, and every model that was registered. */
export default function Models() {
  const session = useSession();
  return session.may('ListModels') ? <Shown /> : <NotForYou word="models" operation="ListModels" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address, change] = useAddress();
  const outcomeWord = useOutcomeWord();
  const [training, setTraining] = useState(false);
  const { score, refusal } = useLearning();
  const sort = address.sort ?? '-registeredAt';
  const outcome = address.outcome ?? 'churned';
  const list = useList('/v1/models', { params: { query: { limit: 100, sort } } } as never);
  const newest = useGet('/v1/models', { params: { query: { limit: 100, sort: ['-registeredAt'] } } });
  const lines = list.rows as Line[];
  const ofOutcome = (newest.data?.items ?? []).filter((line) => line.outcome === outcome);
  const compared = [
    ...ofOutcome.filter((line) => line.alias === 'champion'),
    ...ofOutcome.filter((line) => line.alias === 'challenger').slice(0, most),
  ];
  const columns: Column<Line>[] = [
    {
      id: 'version',
      heading: t('models.version'),
      sort: 'version',
      cell: (row) => (
        <Link to="/models/$version" params={{ version: row.version }}>
          {row.version}
        </Link>
      ),
    },
    { id: 'alias', heading: t('models.role'), sort: 'alias', cell: (row) => <Alias of={row} /> },
    {
      id: 'outcome',
      heading: t('models.about'),
      sort: 'outcome',
      cell: (row) => t('models.within90', { outcome: outcomeWord(row.outcome), days: row.horizonDays }),
    },
    { id: 'auc', heading: t('models.measures.auc'), figure: true, cell: (row) => count(row.rocAuc, 3) },
    { id: 'logLoss', heading: t('models.measures.logLoss'), figure: true, cell: (row) => count(row.logLoss, 4) },
    { id: 'base', heading: t('models.baseLogLoss'), figure: true, cell: (row) => count(row.baseLogLoss, 4) },
    { id: 'trainedTo', heading: t('models.trainedTo'), cell: (row) => dayShort(row.trainedTo) },
    {
      id: 'registeredAt',
      heading: t('models.registeredAt'),
      sort: 'registeredAt',
      cell: (row) => moment(row.registeredAt),
    },
    { id: 'waived', heading: t('models.waivedGate'), cell: (row) => row.waivedGate ?? t('models.noWaiver') },
  ];

  return (
    <Page
      title={t('screens.models')}
      lead={t('models.lead')}
      actions={
        <>
          {session.may('StartScoring') && compared.some((line) => line.alias === 'champion') ? (
            <Button variant="default" loading={score.isPending} onClick={() => score.mutate(undefined)}>
              {t('models.score')}
            </Button>
          ) : null}
          {session.may('StartModelTraining') ? (
            <Button onClick={() => setTraining(true)}>{t('models.train')}</Button>
          ) : null}
        </>
      }
    >
      {refusal ? <Refused refusal={refusal} /> : null}
      {newest.error && !newest.data ? (
        <Refused refusal={newest.error} again={() => void newest.refetch()} />
      ) : newest.isPending ? (
        <Loading rows={10} />
      ) : ofOutcome.length === 0 ? (
        <Empty words={t('models.none')} />
      ) : (
        <>
          <Compare versions={compared.map((line) => line.version)} />
          {session.may('ListFactors') ? <Factors versions={compared.map((line) => line.version)} /> : null}
          <Section title={t('models.all')} help={t('models.allHelp')}>
            <DataTable
              caption={t('models.allHelp')}
              rows={lines}
              columns={columns}
              idOf={(row) => row.version}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              onOpen={(row) => void navigate({ to: '/models/$version', params: { version: row.version } })}
            />
          </Section>
        </>
      )}
      <TrainForm opened={training} close={() => setTraining(false)} />
    </Page>
  );
}

/** The word of an outcome that models are about. */
function useOutcomeWord(): (outcome: string) => string {
  const { t, i18n } = useTranslation();
  return (outcome) =>
    i18n.exists(`models.outcomes.${outcome}`) ? t(`models.outcomes.${outcome as 'churned'}`) : outcome;
}

function useModel(version: string | undefined) {
  return useGet(
    '/v1/models/{version}',
    { params: { path: { version: version ?? '' } } },
    { when: version !== undefined },
  );
}

/** The champion and its challengers side by side, measured on rows that none of them has learned from. */
function Compare({ versions }: { versions: readonly string[] }) {
  const { t } = useTranslation();
  const measures = useMeasures();
  const asked = [useModel(versions[0]), useModel(versions[1]), useModel(versions[2])].slice(0, versions.length);
  const models = asked.flatMap(({ data }) => (data ? [data] : [])).filter(({ version }) => versions.includes(version));
  const refused = asked.find(({ error, data }) => error && !data)?.error;
  const column = (model: Model): Column<MeasureLine> => ({
    id: model.version,
    heading: `${t(`models.aliases.${model.alias}`)} ${model.version}`,
    width: 220,
    cell: (line) => line.cell(model),
  });
  return (
    <Section
      title={t('models.compare')}
      help={t(versions.length > 1 ? 'models.compareHelp' : 'models.compareAlone')}
      actions={models.map((model) => (
        <span key={model.version} className={classes.asked}>
          {model.asked ? (
            <Link to="/models/$version" params={{ version: model.version }}>
              {t('models.awaits', { version: model.version })}
            </Link>
          ) : null}
        </span>
      ))}
    >
      {refused ? <Refused refusal={refused} /> : null}
      {models.length === 0 && !refused ? (
        <Loading rows={8} />
      ) : (
        <div className={classes.compare}>
          <DataTable
            caption={t('models.compareCaption')}
            rows={measures}
            columns={[
              { id: 'name', heading: t('models.measure'), width: 180, cell: (line) => line.name },
              ...models.map(column),
            ]}
            idOf={(line) => line.id}
          />
        </div>
      )}
    </Section>
  );
}
