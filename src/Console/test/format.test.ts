import { beforeEach, describe, expect, it } from 'vitest';
import { count, day, daysSince, money, moneyShort, month, percent, points, sum, today } from '@/app/format';
import i18n, { speak } from '@/app/i18n';

const yen = (amount: number) => ({ amount: String(amount), currency: 'JPY' });

describe('in Japanese', () => {
  beforeEach(() => speak('ja'));

  it('writes yen in full and as a person says it', () => {
    expect(money(yen(12345678))).toBe('12,345,678円');
    expect(money(yen(-5000))).toBe('−5,000円');
    expect(moneyShort(yen(12345678))).toBe('1,235万円');
    expect(moneyShort(yen(234_000_000))).toBe('2.34億円');
    expect(moneyShort(yen(9_999))).toBe('9,999円');
    expect(money({ amount: '12.5', currency: 'USD' })).toContain('12.50');
  });

  it('writes rates, differences and days as the glossary says', () => {
    expect(percent(0.825)).toBe('82.5 %');
    expect(percent('1.0199958')).toBe('102.0 %');
    expect(points(0.047)).toBe('+4.7 ポイント');
    expect(points(-0.147)).toBe('−14.7 ポイント');
    expect(points(-0.0001)).toBe('0.0 ポイント');
    expect(day('2026-10-31')).toBe('2026年10月31日');
    expect(month('2026-10')).toBe('2026年10月');
    expect(count(1234.5, 1)).toBe('1,234.5');
  });

  it('says that there is nothing where there is no value', () => {
    for (const told of [percent(null), money(undefined), day(null), points(null), month(undefined)]) {
      expect(told).toBe('対象なし');
    }
  });
});

describe('in English', () => {
  beforeEach(() => speak('en'));

  it('writes the same figures', () => {
    expect(money(yen(12345678))).toBe('¥12,345,678');
    expect(moneyShort(yen(12345678))).toBe('¥12.3M');
    expect(percent(0.825)).toBe('82.5 %');
    expect(day('2026-10-31')).toBe('Oct 31, 2026');
    expect(i18n.language).toBe('en');
  });
});

describe('sums and spans', () => {
  it('adds amounts of one currency, and nothing to nothing', () => {
    expect(sum([yen(1), yen(2), yen(-4)])).toEqual(yen(-1));
    expect(sum([])).toBeNull();
  });

  it('counts whole days to today', () => {
    expect(daysSince(today())).toBe(0);
  });
});
