import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress, writeAddress } from '@/app/address';
import { money, moneyShort, monthsBack, percent } from '@/app/format';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import type { Risk } from './ask';
import classes from './Renewals.module.css';

/** What is due and at risk in all: the sum with its interval, and what stands outside of it. */
export function Headline({ risk, currency }: { risk: Risk; currency: string | undefined }) {
  const { t } = useTranslation();
  const [address] = useAddress();
  const past = { from: monthsBack(12), to: monthsBack(1) };
  const rates = useGet('/v1/renewal-rates', { params: { query: past } });
  const total = risk.totals.find((one) => one.currency === currency) ?? risk.totals[0];
  const rate = rates.data?.currencies.find((one) => one.currency === total?.currency) ?? rates.data?.currencies[0];
  if (!total) {
    return null;
  }
  const rows = `/renewals${writeAddress({ ...address, tab: 'list' })}`;
  const facts = { scope: risk.scope?.words, asOf: risk.asOf };
  const within = Number(total.arr.amount) - Number(total.beyondHorizon.amount) - Number(total.unscored.amount);
  const reached = { amount: String(within), currency: total.currency };
  return (
    <Section title={t('renewals.headline')}>
      <div className={classes.headline}>
        <Figure
          label={t('renewals.due')}
          value={moneyShort(total.arr)}
          definition={t('renewals.dueHelp')}
          inputs={[{ name: t('renewals.due'), value: money(total.arr) }]}
          {...facts}
          rows={rows}
          below={t('renewals.count', { count: total.renewals })}
        />
        <Figure
          label={t('renewals.atRisk')}
          value={moneyShort(total.atRisk.expected)}
          definition={t('renewals.atRiskHelp', { level: percent(total.atRisk.level, 0) })}
          inputs={[
            { name: t('renewals.atRisk'), value: money(total.atRisk.expected) },
            { name: t('renewals.low'), value: money(total.atRisk.low) },
            { name: t('renewals.high'), value: money(total.atRisk.high) },
            { name: t('renewals.reached'), value: money(reached) },
          ]}
          {...facts}
          rows={rows}
          below={t('renewals.span', {
            low: moneyShort(total.atRisk.low),
            high: moneyShort(total.atRisk.high),
            level: percent(total.atRisk.level, 0),
          })}
        />
        <Figure
          label={t('renewals.beyond')}
          value={moneyShort(total.beyondHorizon)}
          definition={t('renewals.beyondHelp')}
          inputs={[
            { name: t('renewals.beyond'), value: money(total.beyondHorizon) },
            { name: t('renewals.unscored'), value: money(total.unscored) },
          ]}
          {...facts}
          below={t('renewals.notInRisk')}
        />
        <Figure
          label={t('renewals.knownLosses')}
          value={moneyShort(total.knownLosses)}
          definition={t('renewals.knownLossesHelp')}
          inputs={[
            { name: t('renewals.knownLosses'), value: money(total.knownLosses) },
            { name: t('renewals.overdue'), value: money(total.overdue) },
          ]}
          {...facts}
          below={t('renewals.overdueOf', { amount: moneyShort(total.overdue) })}
        />
        {rate ? (
          <Figure
            label={t('renewals.rate')}
            value={rate.grossRenewalRate.value == null ? null : percent(rate.grossRenewalRate.value)}
            definition={t('renewals.rateHelp')}
            note={rate.grossRenewalRate.reason}
            inputs={[
              { name: t('renewals.decided'), value: money(rate.decided) },
              { name: t('renewals.renewedOf'), value: money(rate.renewed) },
              { name: t('renewals.lostOf'), value: money(rate.lost) },
              { name: t('renewals.netRate'), value: percent(rate.netRenewalRate.value) },
            ]}
            formula={rates.data?.formulaVersion}
            scope={rates.data?.scope?.words}
            asOf={rates.data?.asOf}
            below={t('renewals.rateOf', { renewed: rate.renewedCount, due: rate.dueCount })}
          />
        ) : null}
      </div>
    </Section>
  );
}
