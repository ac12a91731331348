import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { count, day, percent, points } from '@/app/format';
import { Columns } from '@/kit/Columns';
import { Facts, FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import type { PartProps } from './parts';
import { useEvents } from './useEvents';

/** Breadth and depth apart, licences, the days of use, and how fresh each source is. */
export function Usage({ account }: PartProps) {
  const { t } = useTranslation();
  const { asOf } = useAsOf();
  const path = { accountId: account.id };
  const usage = useGet('/v1/accounts/{accountId}/usage', {
    params: { path, query: { days: 90, ...(asOf ? { asOf: asOf.day } : {}) } },
  });
  const rates = useGet('/v1/accounts/{accountId}/usage-rates', {
    params: { path, ...(asOf ? { query: { asOf: asOf.day } } : {}) },
  });
  const events = useEvents(account.id, usage.data?.from);
  return (
    <Answer of={usage}>
      {(data) => (
        <>
          <Section title={t('account.usage.title')} help={t('account.usage.help')}>
            <FigureRow>
              <Figure
                label={t('account.usage.breadth')}
                value={data.breadth.value == null ? null : percent(data.breadth.value)}
                definition={t('account.usage.breadthMeans')}
                inputs={[
                  {
                    name: t('account.usage.features'),
                    value: `${data.breadth.featuresUsed} / ${data.breadth.featuresKnown}`,
                  },
                  { name: t('account.usage.departments'), value: data.breadth.departmentsUsing },
                ]}
                note={data.breadth.why}
                asOf={data.asOf}
                formula={data.breadth.formula}
                below={
                  data.breadth.change == null
                    ? undefined
                    : t('account.usage.change', { change: points(data.breadth.change) })
                }
              />
              <Figure
                label={t('account.usage.depth')}
                value={data.depth.value == null ? null : count(data.depth.value, 1)}
                definition={t('account.usage.depthMeans')}
                inputs={[
                  { name: t('account.usage.uses'), value: count(data.depth.uses) },
                  { name: t('account.usage.userDays'), value: count(data.depth.activeUserDays) },
                ]}
                note={data.depth.why}
                asOf={data.asOf}
                formula={data.depth.formula}
              />
              {rates.data
                ? [['distribution', rates.data.distribution] as const, ['rate', rates.data.usage] as const].map(
                    ([name, rate]) => (
                      <Figure
                        key={name}
                        label={t(`account.usage.${name}`)}
                        value={rate.value == null ? null : percent(rate.value)}
                        definition={t(`account.usage.${name}Means`)}
                        inputs={[
                          {
                            name: t('account.usage.counts'),
                            value: `${count(rate.numerator)} / ${count(rate.denominator)}`,
                          },
                        ]}
                        note={rate.why}
                        asOf={rates.data.asOf}
                        formula={rates.data.formula}
                      />
                    ),
                  )
                : null}
            </FigureRow>
          </Section>
          <Section title={t('account.usage.days')}>
            {data.series.length === 0 ? (
              <Empty words={t('account.usage.none')} />
            ) : (
              <Columns
                words={t('account.usage.daysWords', {
                  from: day(data.from),
                  to: day(data.asOf),
                  sum: count(data.series.reduce((total, one) => total + one.uses, 0)),
                  last: day(data.lastUseOn),
                })}
                points={everyDay(data.from, data.asOf, data.series)}
                events={events}
                tell={(point) => `${day(point.name)}: ${count(point.value)}`}
              />
            )}
            <Facts
              facts={data.sources.map((source) => ({
                name: source.source,
                value: t('account.usage.fresh', { day: day(source.lastDay), count: source.lagDays }),
              }))}
            />
          </Section>
        </>
      )}
    </Answer>
  );
}

/** Every day of the span with its uses; a day that the answer leaves out had none. */
function everyDay(from: string, to: string, series: readonly { day: string; uses: number }[]) {
  const uses = new Map(series.map((one) => [one.day, one.uses]));
  const days: { name: string; value: number }[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const name = new Date(at).toISOString().slice(0, 10);
    days.push({ name, value: uses.get(name) ?? 0 });
  }
  return days;
}
