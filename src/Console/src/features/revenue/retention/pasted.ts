import type { Schema } from '@/api/client';

type Line = Schema<'FinanceLine'>;

/** Digits as people write them: full-width or with separators, a yen sign, a minus of any kind. */
const digits = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[,\s\u00a5\u5186]/g, '')
    .replace(/^[−–▲△]/, '-');

/**
 * Reads rows copied from a spreadsheet: customer number, amount and, if it differs, currency, parted by tabs (or by
 * commas where there is no tab). A first row whose amount is no number is a heading. Faults are numbers of rows.
 */
export function pastedLines(text: string, currency: string): { lines: Line[]; faults: number[] } {
  const lines: Line[] = [];
  const faults: number[] = [];
  const rows = text.split(/\r?\n/);
  for (const [place, row] of rows.entries()) {
    if (row.trim() === '') {
      continue;
    }
    const [number = '', amount = '', other] = row.split(row.includes('\t') ? '\t' : ',').map((cell) => cell.trim());
    const plain = digits(amount);
    if (number !== '' && /^-?\d+(\.\d{1,3})?$/.test(plain)) {
      lines.push({
        accountExternalId: number,
        mrr: { amount: plain, currency: other && /^[A-Za-z]{3}$/.test(other) ? other.toUpperCase() : currency },
      });
    } else if (place > 0) {
      faults.push(place + 1);
    }
  }
  return { lines, faults };
}
