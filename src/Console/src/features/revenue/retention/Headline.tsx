import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answered } from '@/api/useGet';
import { count, money, moneyShort, month, percent, points } from '@/app/format';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import {
  type Ask,
  type Figure as Figures,
  inCurrency,
  isClosed,
  numberOf,
  otherBasis,
  useMeasures,
  useRowsAt,
  windowBefore,
} from './ask';
import classes from './Retention.module.css';

type Measures = Answered<'/v1/retention-measures'>;
type RateName = 'net' | 'gross' | 'logoChurn' | 'revenueChurn';

/** What a rate is divided into, as the formula has it. */
const inputsOf: Record<
  RateName,
  readonly ('start' | 'expansion' | 'contraction' | 'churn' | 'startLogos' | 'lostLogos')[]
> = {
  net: ['start', 'expansion', 'contraction', 'churn'],
  gross: ['start', 'contraction', 'churn'],
  logoChurn: ['startLogos', 'lostLogos'],
  revenueChurn: ['start'],
};

/** The figures of the window, each beside that of the window before, and what later facts changed of them. */
export function Headline({ ask, measures }: { ask: Ask; measures: Measures }) {
  const { t } = useTranslation();
  const rowsAt = useRowsAt();
  const before = useMeasures(ask, windowBefore(ask));
  const now = inCurrency(measures.figures, ask.currency);
  const then = before.isPlaceholderData ? undefined : inCurrency(before.data?.figures ?? [], now?.currency);
  if (!now) {
    return null;
  }
  const facts = {
    formula: measures.formulaVersion,
    scope: measures.scope?.words,
    asOf: measures.asOf,
  };
  const months = { from: month(windowBefore(ask).from), to: month(windowBefore(ask).to) };

  const rate = (name: RateName, opens: string, losing: boolean) => {
    const value = numberOf(now[name].value);
    const old = numberOf(then?.[name].value);
    const moved = value != null && old != null ? value - old : null;
    return (
      <Figure
        label={t(`retention.figures.${name}`)}
        value={value == null ? null : percent(value)}
        definition={t(`retention.definitions.${name}`)}
        note={now[name].reason}
        inputs={[
          ...inputsOf[name].map((input) => ({
            name: t(`retention.inputs.${input}`),
            value: typeof now[input] === 'number' ? count(now[input]) : money(now[input] as Figures['start']),
          })),
          ...(old == null ? [] : [{ name: t('retention.windowBefore', months), value: percent(old) }]),
        ]}
        {...facts}
        rows={rowsAt(opens)}
        below={moved == null ? null : <Moved by={moved} losing={losing} shown={points(moved)} />}
      />
    );
  };
  const level = (name: 'start' | 'end') => (
    <Figure
      label={t(`retention.figures.${name}`)}
      value={moneyShort(now[name])}
      definition={t(`retention.definitions.${name}`)}
      inputs={[{ name: t(`retention.figures.${name}`), value: money(now[name]) }]}
      {...facts}
      rows={rowsAt(`accounts.${name}`)}
      below={
        name === 'start'
          ? t('retention.customers', { count: now.startLogos })
          : t('retention.arr', { arr: moneyShort(now.arr) })
      }
    />
  );

  return (
    <Section title={t('retention.headline')} help={t('retention.headlineHelp', months)}>
      <div className={classes.headline}>
        {rate('net', 'accounts.start', false)}
        {rate('gross', 'accounts.start', false)}
        {rate('logoChurn', 'accounts.lost', true)}
        {rate('revenueChurn', 'accounts.lost', true)}
        {level('start')}
        {level('end')}
      </div>
      <OtherBasis ask={ask} now={now} />
      {measures.notKnownThen.map((unknown) => (
        <p key={unknown.reason} className={classes.note}>
          {t('retention.notKnownThen', { count: unknown.accounts })}
        </p>
      ))}
    </Section>
  );
}

function Moved({ by, losing, shown }: { by: number; losing: boolean; shown: string }): ReactNode {
  const { t } = useTranslation();
  const flat = Math.abs(by) < 0.0005;
  return (
    <span className={`${classes.nowrap} ${flat ? '' : by > 0 === losing ? classes.down : classes.up}`}>
      {t('retention.moved', { points: shown })}
    </span>
  );
}

/** As closed beside restated, in words. */
function OtherBasis({ ask, now }: { ask: Ask; now: Figures }) {
  const { t } = useTranslation();
  const other = useMeasures(ask, otherBasis(ask));
  if (other.error) {
    return (
      <p className={classes.basis}>{t(other.error.status === 409 ? 'retention.stillOpen' : 'retention.oneBasis')}</p>
    );
  }
  const there = other.isPlaceholderData ? undefined : inCurrency(other.data?.figures ?? [], now.currency);
  if (!there) {
    return null;
  }
  const [closed, restated] = isClosed(ask) ? [now, there] : [there, now];
  const difference = (numberOf(restated.net.value) ?? 0) - (numberOf(closed.net.value) ?? 0);
  return (
    <p className={classes.basis}>
      {t('retention.bothBases', {
        closed: percent(closed.net.value),
        restated: percent(restated.net.value),
        difference: points(difference),
      })}
    </p>
  );
}
