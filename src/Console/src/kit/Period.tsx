import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Address, useAddress } from '@/app/address';
import { dayPlus, month, monthsBack, today } from '@/app/format';
import classes from './Period.module.css';

export type Preset = 'last12' | 'last3' | 'fiscalYear' | 'fiscalYearBefore' | 'next12' | 'next6' | 'next3';

/** How many months before a month April of its fiscal year was. */
const sinceApril = (from: string) => (Number(from.slice(5, 7)) + 8) % 12;

const presets: Record<Preset, (from: string) => { from: string; to: string }> = {
  last12: (from) => ({ from: monthsBack(12, from), to: monthsBack(1, from) }),
  last3: (from) => ({ from: monthsBack(3, from), to: monthsBack(1, from) }),
  // The running year goes as far as the last full month; in April, as far as April.
  fiscalYear: (from) => ({
    from: monthsBack(sinceApril(from), from),
    to: monthsBack(Math.min(1, sinceApril(from)), from),
  }),
  fiscalYearBefore: (from) => ({
    from: monthsBack(sinceApril(from) + 12, from),
    to: monthsBack(sinceApril(from) + 1, from),
  }),
  next12: (from) => ({ from: monthsBack(0, from), to: monthsBack(-11, from) }),
  next6: (from) => ({ from: monthsBack(0, from), to: monthsBack(-5, from) }),
  next3: (from) => ({ from: monthsBack(0, from), to: monthsBack(-2, from) }),
};

/**
 * The months that an address asks for: a preset by its name, counted from today or from the day given, or a first and
 * a last month. A month whose last day it is counts as full.
 */
export function periodOf(address: Address, first: Preset, on: string = today()): { from: string; to: string } {
  if (address.period === 'own' && address.from && address.to) {
    return address.from <= address.to ? { from: address.from, to: address.to } : { from: address.to, to: address.from };
  }
  return (presets[address.period as Preset] ?? presets[first])(on === today() ? on : dayPlus(on, 1));
}

/** How many months a period has. */
export const monthsOf = ({ from, to }: { from: string; to: string }) =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5)) - Number(from.slice(5)) + 1;

/** A month moved by so many months. */
export function monthPlus(of: string, months: number): string {
  return new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5)) - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Chooses the months of a screen; the choice stands in the address. */
export function PeriodPicker({ offered, on }: { offered: readonly [Preset, ...Preset[]]; on?: string }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const chosen = address.period === 'own' || address.period ? address.period : offered[0];
  const { from, to } = periodOf(address, offered[0], on);
  const months = Array.from({ length: 84 }, (_, back) => monthsBack(back - 24)).map((value) => ({
    value,
    label: month(value),
  }));
  return (
    <div className={classes.period}>
      <Select
        label={t('period.label')}
        w={176}
        allowDeselect={false}
        data={[
          ...offered.map((preset) => ({ value: preset as string, label: t(`period.${preset}`) })),
          { value: 'own', label: t('period.own') },
        ]}
        value={chosen}
        onChange={(next) =>
          next &&
          change(next === 'own' ? { period: 'own', from, to } : { period: next, from: undefined, to: undefined })
        }
      />
      {chosen === 'own' ? (
        <>
          <Select
            label={t('period.from')}
            w={144}
            searchable
            allowDeselect={false}
            data={months}
            value={from}
            onChange={(next) => next && change({ from: next })}
          />
          <Select
            label={t('period.to')}
            w={144}
            searchable
            allowDeselect={false}
            data={months}
            value={to}
            onChange={(next) => next && change({ to: next })}
          />
        </>
      ) : null}
    </div>
  );
}
