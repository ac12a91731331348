import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { count, day, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { RoleCharter } from './Charter';
import { Frame } from './Frame';
import { Phases } from './Phases';
import { Tiers } from './Tiers';

/** The rules of the company: phases, tiers, and how revenue is counted. */
export default function Policies() {
  const session = useSession();
  return (
    <Frame section="policies">
      {session.may('GetPhaseSet') ? <Phases /> : null}
      {session.may('GetTierPolicy') ? <Tiers /> : null}
      {session.may('GetRoleCharter') ? <RoleCharter /> : null}
      {session.may('GetRevenueRules') ? <Revenue /> : null}
    </Frame>
  );
}

/** How revenue is counted today, and every decision that led there. */
function Revenue() {
  const { t } = useTranslation();
  const session = useSession();
  const rules = useGet('/v1/revenue-rules');
  const decisions = useGet(
    '/v1/revenue-policies',
    { params: { query: { limit: 100 } } },
    { when: session.may('ListRevenuePolicies') },
  );
  const days = (value: number | null) =>
    value === null ? t('settings.revenue.always') : t('settings.revenue.days', { count: value });
  return (
    <Section title={t('settings.revenue.title')} help={t('settings.revenue.help')}>
      <Answer of={rules} rows={3}>
        {({ on, timeZone, rules: at, fiscalYear }) => (
          <Facts
            grid
            facts={[
              { name: t('settings.revenue.on'), value: day(on) },
              {
                name: t('settings.revenue.churnDating'),
                value: t(`settings.revenue.churnDatings.${at.churnDating}`),
              },
              { name: t('settings.revenue.pause'), value: t(`settings.revenue.pauses.${at.pause}`) },
              { name: t('settings.revenue.pauseChurn'), value: days(at.pauseChurnAfterDays) },
              { name: t('settings.revenue.reactivation'), value: days(at.reactivationWindowDays) },
              {
                name: t('settings.revenue.freeDowngrade'),
                value: t(`settings.revenue.freeDowngrades.${at.freeDowngrade}`),
              },
              { name: t('settings.revenue.grace'), value: days(at.graceDays) },
              { name: t('settings.revenue.grouping'), value: days(at.groupingDays) },
              {
                name: t('settings.revenue.currency'),
                value: at.reportingCurrency ?? t('settings.revenue.eachCurrency'),
              },
              { name: t('settings.revenue.rateAge'), value: days(at.rateMaxAgeDays) },
              {
                name: t('settings.revenue.fiscalYear'),
                value: t('settings.revenue.fiscalFrom', { month: count(at.fiscalYearStartMonth), year: fiscalYear }),
              },
              { name: t('settings.revenue.timeZone'), value: timeZone },
            ]}
          />
        )}
      </Answer>
      {session.may('ListRevenuePolicies') ? (
        <Answer of={decisions} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty words={t('settings.revenue.none')} />
            ) : (
              <DataTable
                caption={t('settings.revenue.decisions')}
                rows={items}
                idOf={(row) => row.id}
                columns={[
                  { id: 'from', heading: t('settings.revenue.from'), cell: (row) => day(row.effectiveFrom) },
                  { id: 'reason', heading: t('settings.reason'), width: 280, cell: (row) => row.reason },
                  { id: 'by', heading: t('settings.decider'), cell: (row) => row.recordedBy },
                  { id: 'at', heading: t('settings.decidedAt'), cell: (row) => moment(row.recordedAt) },
                ]}
              />
            )
          }
        </Answer>
      ) : null}
    </Section>
  );
}
