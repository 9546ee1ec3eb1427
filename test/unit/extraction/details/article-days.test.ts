// The days that articles give themselves: of publication, in datelines, over the entries of a feed.
import { describe, expect, it } from 'vitest';
import { headingBefore, readArticleDays } from '../../../../lambdas/core/extraction/details/article-days.ts';
import { followClock, readClock } from '../../../../lambdas/core/extraction/details/clock-days.ts';
import { documentOf } from '../../speakers/support.ts';

const read = (text: string, publishedAt: string | null = null) =>
  readArticleDays(documentOf(text, publishedAt));

describe('the day of an article', () => {
  it.each([
    ['is that of its publication', 'The pass is open.', '2031-03-14T23:10:00+02:00', '2031-03-14'],
    ['is the date in its first line', 'date 2031-03-14\nThe pass is open.', null, '2031-03-14'],
    [
      'is a date under the headline',
      'PASS OPEN\nBy Ana Reyes\nFri, 14 Mar 2031 10:20\n\nIt is.',
      null,
      '2031-03-14',
    ],
    [
      'is that of a caption',
      'A soldier on the pass, March 14, 2031.\n\nThe pass is open.',
      null,
      '2031-03-14',
    ],
    ['is unknown where no line gives it', 'The pass is open. It was shut on 4 March.', null, null],
    [
      'is not what stands far down',
      `${'The pass is open.\n\n'.repeat(20)}Published 14 March 2031`,
      null,
      null,
    ],
    ['is not what is no date', 'The pass is open.', 'last week', null],
  ])('%s', (_, text, publishedAt, day) => {
    expect(read(text, publishedAt).article).toBe(day);
  });

  it('may be known to the month or year only', () => {
    expect(read('The pass is open.', '2031-03').date).toEqual({ date: '2031-03', precision: 'month' });
    expect(read('The pass is open.', '2031').date).toEqual({ date: '2031', precision: 'year' });
  });
});

describe('a dateline', () => {
  it.each([
    ['LISK, March 13 (Wire) - The pass is open.', '2031-03-13'],
    ['LISK, Norova, March 13, 2031 — The pass is open.', '2031-03-13'],
    ['SAMRIN, 12 March. /NOR/. The pass is open.', '2031-03-12'],
    ['LISK, March 2 (Wire) - The pass is open.', null],
    ['LISK (Wire) - The pass was opened on March 13.', null],
    ['The council met on March 13 - and left.', null],
  ])('%s', (text, day) => {
    expect(read(text, '2031-03-14').dateline).toBe(day);
  });
});

describe('day headings', () => {
  const feed =
    '14 March 2031\n\n10:20\nThe pass is open.\n\n13 March 2031 23:58\n\nThe pass is shut since 4 May 2030.';

  it('stand alone on a line and hold for what follows', () => {
    const { headings } = read(feed, '2031-03-14');
    expect(headings.map(({ day }) => day)).toEqual(['2031-03-14', '2031-03-13']);
    expect(headingBefore(headings, feed.indexOf('open'))).toBe('2031-03-14');
    expect(headingBefore(headings, feed.indexOf('shut'))).toBe('2031-03-13');
    expect(headingBefore([], 10)).toBeNull();
  });
});

describe('the clock of a chronicle', () => {
  const clock = (text: string) => readClock(text, { start: 0, end: text.length });

  it.each([
    ['At 11:14 p.m. the envoy wrote', [1394]],
    ['At 00:30 the palace said', [30]],
    ['at 2:40 the embassy said', [160, 880]],
    ['at 14.05 the embassy said', [845]],
    ['before 9 am', [540]],
    ['by 61 votes to 12', []],
    ['version 10.2.4', []],
  ])('%s', (text, minutes) => {
    expect(clock(text)).toEqual(minutes);
  });

  it('runs on over midnight and not back', () => {
    const days = followClock('2031-03-08');
    expect(days.next([1394])).toBe('2031-03-08');
    expect(days.next([711, 1431])).toBe('2031-03-08');
    expect(days.next([30])).toBe('2031-03-09');
    expect(days.next([160, 880])).toBe('2031-03-09');
    expect(days.next([1400])).toBe('2031-03-09');
  });
});
