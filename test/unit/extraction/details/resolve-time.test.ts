// Time expressions against the article's day: Friday 14 March 2031, and a story that last told of Tuesday the 11th.
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  toDayNumber,
  toIsoDay,
  weekdayOf,
} from '../../../../lambdas/core/extraction/details/calendar.ts';
import { resolveTime } from '../../../../lambdas/core/extraction/details/resolve-time.ts';
import { readTimeExpressions } from '../../../../lambdas/core/extraction/details/time-expression.ts';

const anchor = { article: '2031-03-14', story: '2031-03-11' };
const resolve = (words: string) => {
  const [expression] = readTimeExpressions(words, { start: 0, end: words.length });
  if (!expression) throw new Error(`no time in ${words}`);
  return resolveTime(expression.value, anchor);
};

describe('a time expression', () => {
  it.each([
    ['on Friday', '2031-03-14', 'day'],
    ['last Friday', '2031-03-07', 'day'],
    ['on Saturday', '2031-03-08', 'day'],
    ['Thursday', '2031-03-13', 'day'],
    ['yesterday', '2031-03-13', 'day'],
    ['today', '2031-03-14', 'day'],
    ['three days ago', '2031-03-11', 'day'],
    ['a day earlier', '2031-03-10', 'day'],
    ['the following day', '2031-03-12', 'day'],
    ['ten minutes later', '2031-03-11', 'day'],
    ['two weeks ago', '2031-02', 'month'],
    ['last month', '2031-02', 'month'],
    ['last year', '2030', 'year'],
    ['three years ago', '2028', 'year'],
    ['earlier this week', '2031-03', 'month'],
    ['last week', '2031-03', 'month'],
    ['in January', '2031-01', 'month'],
    ['in March', '2031-03', 'month'],
    ['in November', '2030-11', 'month'],
    ['on March 14', '2031-03-14', 'day'],
    ['on March 15', '2030-03-15', 'day'],
    ['on 4 July 2029', '2029-07-04', 'day'],
    ['in 2019', '2019', 'year'],
  ])('%s is %s', (words, date, precision) => {
    expect(resolve(words)).toEqual({ date, precision });
  });

  it.each(['last winter', 'on February 30'])('%s cannot be told', (words) => {
    expect(resolve(words)).toBeNull();
  });

  it('has no date without a day of the article', () => {
    expect(
      resolveTime({ kind: 'weekday', weekday: 1, before: false }, { article: '2031', story: '2031' }),
    ).toBeNull();
  });

  it('of a week that spans two months is known to the year', () => {
    const week = { kind: 'period', unit: 'week', count: -1 } as const;
    expect(resolveTime(week, { article: '2031-04-09', story: '2031-04-09' })).toEqual({
      date: '2031',
      precision: 'year',
    });
  });
});

describe('the calendar', () => {
  it('counts days both ways over leap years', () => {
    for (const day of ['1970-01-01', '2000-02-29', '2031-12-31', '1969-12-31']) {
      expect(toIsoDay(toDayNumber(day) ?? Number.NaN)).toBe(day);
    }
    expect(toDayNumber('2031-02-29')).toBeNull();
    expect(toDayNumber('2031-13-01')).toBeNull();
    expect(toDayNumber('14 March')).toBeNull();
  });

  it('knows weekdays and months', () => {
    expect(weekdayOf(toDayNumber('2031-03-14') ?? 0)).toBe(5);
    expect(weekdayOf(toDayNumber('1969-12-28') ?? 0)).toBe(0);
    expect(addMonths('2031-01', -1)).toBe('2030-12');
    expect(addMonths('2031-12', 1)).toBe('2032-01');
  });
});
