import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Curve } from './Curve';
import { Customers } from './Customers';
import { Programmes } from './Programmes';
import { starts, ways } from './value';

type Times = Schema<'TimeToValue'>;
type Group = Schema<'ValueGroup'>;

/** オンボーディング: after how many days customers have their first value, where the days go, whether programmes help. */
export default function Onboarding() {
  const session = useSession();
  return session.may('GetTimeToValue') ? <Shown /> : <NotForYou word="onboarding" operation="GetTimeToValue" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const by = ways.find((one) => one === address.by) ?? ways[0];
  const start = starts.find((one) => one === address.start);
  const asked = useGet('/v1/time-to-value', { params: { query: { by, ...(start ? { start } : {}) } } });
  return (
    <Page
      title={t('screens.onboarding')}
      lead={t('onboarding.lead')}
      actions={
        <>
          <Select
            size="xs"
            aria-label={t('onboarding.start')}
            placeholder={t('onboarding.byPolicy')}
            clearable
            data={starts.map((value) => ({ value, label: t(`onboarding.starts.${value}`) }))}
            value={start ?? null}
            onChange={(next) => change({ start: next ?? undefined })}
          />
          <Select
            size="xs"
            aria-label={t('onboarding.by')}
            allowDeselect={false}
            data={ways.map((value) => ({ value, label: t(`onboarding.ways.${value}`) }))}
            value={by}
            onChange={(next) => change({ by: next === ways[0] ? undefined : (next ?? undefined), group: undefined })}
          />
        </>
      }
    >
      <Answer of={asked} rows={8}>
        {(data) =>
          data.total.customers === 0 ? (
            <Empty words={t('onboarding.none', { start: t(`onboarding.starts.${data.start}`) })} />
          ) : (
            <>
              <Headline times={data} />
              <Curve group={data.total} />
              <Groups times={data} open={(group) => change({ group })} />
              <Phases group={data.total} />
              {address.group === undefined ? null : (
                <Customers by={by} start={start} group={address.group} close={() => change({ group: undefined })} />
              )}
            </>
          )
        }
      </Answer>
      {session.may('CompareOnboardingProgrammes') && session.may('ListOnboardingProgrammes') ? <Programmes /> : null}
    </Page>
  );
}

function Headline({ times }: { times: Times }) {
  const { t } = useTranslation();
  const { total } = times;
  const shared = { scope: times.scope?.words, asOf: times.asOf, formula: times.formula };
  return (
    <FigureRow>
      <Figure
        label={t('onboarding.median', { start: t(`onboarding.starts.${times.start}`) })}
        value={total.medianDays == null ? null : t('onboarding.days', { days: count(total.medianDays) })}
        below={
          total.medianDays == null
            ? total.why
            : t('onboarding.interval', { low: total.lowDays ?? '–', high: total.highDays ?? '–' })
        }
        definition={t('onboarding.medianMeans')}
        inputs={[
          { name: t('onboarding.reached'), value: count(total.reached) },
          { name: t('onboarding.waiting'), value: count(total.waiting) },
          { name: t('onboarding.churned'), value: count(total.churned) },
        ]}
        note={total.why}
        {...shared}
      />
      <Figure
        label={t('onboarding.customers')}
        value={count(total.customers)}
        definition={t('onboarding.customersMeans')}
        inputs={[{ name: t('onboarding.withoutStart'), value: count(times.withoutStart) }]}
        {...shared}
      />
      <Figure
        label={t('onboarding.reached')}
        value={count(total.reached)}
        definition={t('onboarding.reachedMeans')}
        {...shared}
      />
      <Figure
        label={t('onboarding.waiting')}
        value={count(total.waiting)}
        definition={t('onboarding.waitingMeans')}
        {...shared}
      />
    </FigureRow>
  );
}

function Groups({ times, open }: { times: Times; open: (group: string) => void }) {
  const { t } = useTranslation();
  return (
    <Section title={t('onboarding.groups')} help={t('onboarding.groupsHelp')}>
      <DataTable<Group>
        caption={t('onboarding.groups')}
        rows={times.groups}
        idOf={(row) => row.key ?? ''}
        onOpen={(row) => open(row.key ?? '')}
        columns={[
          {
            id: 'name',
            heading: t(`onboarding.ways.${times.by as (typeof ways)[number]}`),
            cell: (row) => row.name ?? t('onboarding.unknown'),
          },
          { id: 'n', heading: t('onboarding.customers'), figure: true, cell: (row) => count(row.customers) },
          {
            id: 'median',
            heading: t('onboarding.medianShort'),
            cell: (row) =>
              row.medianDays == null
                ? t('onboarding.noMedian')
                : t('onboarding.medianWith', {
                    days: row.medianDays,
                    low: row.lowDays ?? '–',
                    high: row.highDays ?? '–',
                  }),
          },
          { id: 'reached', heading: t('onboarding.reached'), figure: true, cell: (row) => count(row.reached) },
          { id: 'waiting', heading: t('onboarding.waiting'), figure: true, cell: (row) => count(row.waiting) },
          { id: 'churned', heading: t('onboarding.churned'), figure: true, cell: (row) => count(row.churned) },
        ]}
      />
    </Section>
  );
}

function Phases({ group }: { group: Group }) {
  const { t, i18n } = useTranslation();
  const days = (value: number | string | null) => (value == null ? null : count(value, 1));
  return (
    <Section title={t('onboarding.phases')} help={t('onboarding.phasesHelp')}>
      <DataTable
        caption={t('onboarding.phases')}
        rows={group.phases}
        idOf={(row) => row.phase ?? ''}
        columns={[
          {
            id: 'phase',
            heading: t('onboarding.phase'),
            cell: (row) => (i18n.language === 'ja' ? row.ja : row.en) ?? t('onboarding.noPhase'),
          },
          { id: 'reached', heading: t('onboarding.phaseReached'), figure: true, cell: (row) => days(row.reached) },
          { id: 'waiting', heading: t('onboarding.phaseWaiting'), figure: true, cell: (row) => days(row.waiting) },
        ]}
      />
    </Section>
  );
}
