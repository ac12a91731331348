import { describe, expect, it } from 'vitest';
import { asOfOf, knownOnOf, recordedBy } from '@/app/asOf';
import { dayPlus, mondayOf, monthsBack, today } from '@/app/format';
import { placed } from '@/kit/events';
import { periodOf } from '@/kit/Period';

describe('an earlier day in the address', () => {
  it('is as closed unless restated is asked for', () => {
    expect(asOfOf({ asOf: '2026-10-31' })).toEqual({ day: '2026-10-31', known: 'asClosed' });
    expect(asOfOf({ asOf: '2026-10-31', known: 'restated' })).toEqual({ day: '2026-10-31', known: 'restated' });
    expect(knownOnOf({ asOf: '2026-10-31' })).toBe('2026-10-31');
    expect(knownOnOf({ asOf: '2026-10-31', known: 'restated' })).toBeUndefined();
  });

  it('counts for nothing where it is no day, today, or still to come', () => {
    for (const asOf of ['', 'yesterday', '2026-13-40', today(), dayPlus(today(), 1)]) {
      expect(asOfOf({ asOf }), asOf).toBeUndefined();
    }
  });

  it('moves the months that a preset means; a month whose last day it is counts as full', () => {
    expect(periodOf({}, 'last3', '2026-10-31')).toEqual({ from: '2026-08', to: '2026-10' });
    expect(periodOf({}, 'last3', '2026-10-30')).toEqual({ from: '2026-07', to: '2026-09' });
    expect(periodOf({}, 'fiscalYear', '2026-02-10')).toEqual({ from: '2025-04', to: '2026-01' });
    expect(periodOf({ period: 'fiscalYearBefore' }, 'last3', '2026-05-10')).toEqual({ from: '2025-04', to: '2026-03' });
    expect(periodOf({}, 'last12')).toEqual({ from: monthsBack(12), to: monthsBack(1) });
  });

  it('bounds what had been recorded at the end of the day where the reader is', () => {
    const { 'filter[recordedAt][lt]': bound } = recordedBy('2026-10-31');
    expect(new Date(bound ?? '').getTime()).toBe(new Date(2026, 10, 1).getTime());
  });
});

describe('days', () => {
  it('know their Monday', () => {
    expect(mondayOf('2026-11-01')).toBe('2026-10-26');
    expect(mondayOf('2026-11-02')).toBe('2026-11-02');
  });
});

describe('events on a time series', () => {
  it('stand in the order of their days, numbered, and only where the axis has a place for them', () => {
    const labels = ['2026-09-30', '2026-10-31'];
    const events = [
      { on: '2026-11-05', words: 'after' },
      { on: '2026-10-02', words: 'between' },
      { on: '2026-01-01', words: 'before' },
    ];
    expect(placed(events, (day) => labels.findLastIndex((label) => label <= day))).toEqual([
      { event: events[1], number: 1, at: 0 },
      { event: events[0], number: 2, at: 1 },
    ]);
  });
});
