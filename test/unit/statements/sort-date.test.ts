import { describe, expect, it } from 'vitest';
import { dateBounds, sortDate, UNDATED } from '../../../lambdas/core/statements/sort-date.ts';

describe('sortDate', () => {
  it.each([
    ['2031', '2031-01-01'],
    ['2031-03', '2031-03-01'],
    ['2031-03-14', '2031-03-14'],
    ['2031-03-14T10:00Z', '2031-03-14T10:00:00.000Z'],
    ['2031-03-14T10:00:00+02:00', '2031-03-14T08:00:00.000Z'],
    ['2031-03-14T10:00:00', '2031-03-14T10:00:00.000Z'],
    ['soon', UNDATED],
    [null, UNDATED],
  ])('%j sorts as %s', (date, expected) => {
    expect(sortDate(date)).toBe(expected);
  });
});

describe('dateBounds', () => {
  const within = (date: string, from?: string, to?: string) => {
    const { lower, upper } = dateBounds(from, to);
    return date >= lower && date <= upper;
  };

  it('includes both ends, and all that a prefix begins', () => {
    expect(within('2031-03-14T23:59:59.000Z', '2031-03-14', '2031-03-14')).toBe(true);
    expect(within('2031-03-01', '2031-03', '2031-03')).toBe(true);
    expect(within('2031-12-31', '2031', '2031')).toBe(true);
    expect(within('2031-04-01', '2031-03', '2031-03')).toBe(false);
    expect(within('2031-02-28', '2031-03')).toBe(false);
  });

  it('compares full times in UTC', () => {
    expect(within('2031-03-14T08:00:00.000Z', '2031-03-14T10:00:00+02:00', '2031-03-14T10:00:00+02:00')).toBe(
      true,
    );
    expect(within('2031-03-14T08:00:01.000Z', undefined, '2031-03-14T10:00:00+02:00')).toBe(false);
  });

  it('finds undated statements only without bounds', () => {
    expect(within(UNDATED)).toBe(true);
    expect(within(UNDATED, '2031')).toBe(false);
    expect(within(UNDATED, undefined, '2031')).toBe(false);
  });
});
