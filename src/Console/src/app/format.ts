import i18n from './i18n';

/** An amount as the API sends it: whole or decimal digits as text, with its ISO 4217 currency. */
export interface Amount {
  amount: string;
  currency: string;
}

type Numeric = number | string | null | undefined;

const japanese = () => i18n.language === 'ja';
const locale = () => (japanese() ? 'ja-JP' : 'en-US');

/** A number with thousands separators and a fixed count of decimals. */
export function count(value: Numeric, decimals = 0): string {
  return value == null
    ? i18n.t('figure.none')
    : Number(value).toLocaleString(locale(), { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** A share between 0 and 1 (or above, for net retention) as per cent with a space before the sign. */
export function percent(value: Numeric, decimals = 1): string {
  return value == null ? i18n.t('figure.none') : `${count(Number(value) * 100, decimals)} %`;
}

/** The difference of two shares, with its sign. */
export function points(value: Numeric, decimals = 1): string {
  if (value == null) {
    return i18n.t('figure.none');
  }
  const shown = count(Math.abs(Number(value)) * 100, decimals);
  const zero = Number(shown.replaceAll(',', '')) === 0;
  const sign = zero ? '' : Number(value) > 0 ? '+' : '−';
  return i18n.t('figure.points', { value: `${sign}${shown}` });
}

/** An amount in full: 12,345,678円 in Japanese, ¥12,345,678 in English. */
export function money(value: Amount | null | undefined): string {
  if (value == null) {
    return i18n.t('figure.none');
  }
  if (japanese() && value.currency === 'JPY') {
    return `${Number(value.amount).toLocaleString('ja-JP').replace('-', '−')}円`;
  }
  return Number(value.amount)
    .toLocaleString(locale(), { style: 'currency', currency: value.currency })
    .replace('-', '−');
}

/** An amount as a person would say it: 1,234万円, 2.3億円; ¥12.3M in English. Small amounts stand in full. */
export function moneyShort(value: Amount | null | undefined): string {
  if (value == null) {
    return i18n.t('figure.none');
  }
  const amount = Number(value.amount);
  const size = Math.abs(amount);
  const sign = amount < 0 ? '−' : '';
  if (japanese() && value.currency === 'JPY') {
    if (size >= 1e8) {
      return `${sign}${(size / 1e8).toLocaleString('ja-JP', { maximumFractionDigits: 2, minimumFractionDigits: 1 })}億円`;
    }
    return size >= 1e4 ? `${sign}${Math.round(size / 1e4).toLocaleString('ja-JP')}万円` : money(value);
  }
  return size >= 1e4
    ? amount
        .toLocaleString(locale(), {
          style: 'currency',
          currency: value.currency,
          notation: 'compact',
          maximumFractionDigits: 1,
        })
        .replace('-', '−')
    : money(value);
}

/** The sum of amounts of one currency, or null where there is none. */
export function sum(values: readonly Amount[]): Amount | null {
  const one = values[0];
  return one
    ? { amount: String(values.reduce((total, each) => total + Number(each.amount), 0)), currency: one.currency }
    : null;
}

const noon = (day: string) => new Date(`${day.slice(0, 10)}T00:00:00Z`);

/** A day in full: 2026年10月31日, Oct 31, 2026. */
export function day(value: string | null | undefined): string {
  return value == null
    ? i18n.t('figure.none')
    : noon(value).toLocaleDateString(locale(), { dateStyle: japanese() ? 'long' : 'medium', timeZone: 'UTC' });
}

/** A day in a table, with the year only where it is not this one. */
export function dayShort(value: string | null | undefined): string {
  if (value == null) {
    return i18n.t('figure.none');
  }
  const date = noon(value);
  const thisYear = date.getUTCFullYear() === new Date().getFullYear();
  return date.toLocaleDateString(locale(), {
    ...(thisYear ? {} : { year: 'numeric' }),
    month: japanese() ? 'numeric' : 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
}

/** A moment with its minute, in the reader's own time zone. */
export function moment(value: string | null | undefined): string {
  return value == null
    ? i18n.t('figure.none')
    : new Date(value).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** A month such as 2026-10: 2026年10月, Oct 2026. */
export function month(value: string | null | undefined): string {
  return value == null
    ? i18n.t('figure.none')
    : noon(`${value}-01`).toLocaleDateString(locale(), {
        year: 'numeric',
        month: japanese() ? 'long' : 'short',
        timeZone: 'UTC',
      });
}

/** Whole days from a day until today; negative where the day is yet to come. */
export function daysSince(value: string): number {
  const today = new Date();
  return Math.round(
    (Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - noon(value).getTime()) / 86_400_000,
  );
}

/** The month so many months before the running one, or that of a day, as YYYY-MM; negative looks ahead. */
export function monthsBack(months: number, from: string = today()): string {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7);
}

/** Today in the reader's own time zone, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

/** A day moved by so many days, as YYYY-MM-DD. */
export function dayPlus(from: string, days: number): string {
  return new Date(noon(from).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the running week, or of a day's, as YYYY-MM-DD. */
export function mondayOf(from: string = today()): string {
  const now = noon(from);
  now.setUTCDate(now.getUTCDate() - ((now.getUTCDay() + 6) % 7));
  return now.toISOString().slice(0, 10);
}
