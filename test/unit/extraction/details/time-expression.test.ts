// The words that say when, found and understood.
import { describe, expect, it } from 'vitest';
import {
  readTimeExpressions,
  type TimeValue,
} from '../../../../lambdas/core/extraction/details/time-expression.ts';

const read = (text: string) =>
  readTimeExpressions(text, { start: 0, end: text.length }).map(({ start, end, value }) => [
    text.slice(start, end),
    value,
  ]);
const day = (weekday: number, before = false): TimeValue => ({ kind: 'weekday', weekday, before });
const date = (year: number | null, month: number | null, date: number | null): TimeValue => ({
  kind: 'date',
  year,
  month,
  day: date,
});

const found: readonly (readonly [string, string, TimeValue])[] = [
  ['The envoy said on Friday.', 'on Friday', day(5)],
  ['The envoy said Friday.', 'Friday', day(5)],
  ['He spoke late on Tuesday night.', 'late on Tuesday night', day(2)],
  ['He spoke last Friday.', 'last Friday', day(5, true)],
  ['He spoke yesterday morning.', 'yesterday morning', { kind: 'shift', unit: 'day', count: -1 }],
  ['He spoke last night.', 'last night', { kind: 'shift', unit: 'day', count: -1 }],
  ['He spoke this morning.', 'this morning', { kind: 'shift', unit: 'day', count: 0 }],
  ['He spoke two days ago.', 'two days ago', { kind: 'shift', unit: 'day', count: -2 }],
  ['She spoke a day earlier.', 'a day earlier', { kind: 'story', unit: 'day', count: -1 }],
  ['She had spoken the day before.', 'the day before', { kind: 'story', unit: 'day', count: -1 }],
  ['The following day it closed.', 'The following day', { kind: 'story', unit: 'day', count: 1 }],
  ['He spoke last month.', 'last month', { kind: 'period', unit: 'month', count: -1 }],
  ['He spoke earlier this week.', 'earlier this week', { kind: 'period', unit: 'week', count: 0 }],
  ['He spoke in January.', 'in January', date(null, 1, null)],
  ['He spoke in early March 2031.', 'in early March 2031', date(2031, 3, null)],
  ['He spoke on March 11.', 'on March 11', date(null, 3, 11)],
  ['He spoke on 11 March 2031.', 'on 11 March 2031', date(2031, 3, 11)],
  ['He spoke on March 11, 2031, in Lisk.', 'on March 11, 2031', date(2031, 3, 11)],
  ['Published 14.03.2031', '14.03.2031', date(2031, 3, 14)],
  ['Published 03/14/2031', '03/14/2031', date(2031, 3, 14)],
  ['He spoke over the weekend.', 'over the weekend', { kind: 'past' }],
  ['date 2031-03-14', '2031-03-14', date(2031, 3, 14)],
  ['He spoke in 2029.', 'in 2029', date(2029, null, null)],
  ['an e-mail of 4 March 2029', 'of 4 March 2029', date(2029, 3, 4)],
  ['He spoke last winter.', 'last winter', { kind: 'past' }],
];

const none: readonly string[] = [
  'Published 03/04/2031',
  'It closes by Friday.',
  'It has been shut since Monday.',
  'It is shut until 4 May.',
  'The talks are set for Tuesday.',
  'They may march on the capital.',
  'The committee may meet.',
  'Route 2031-B is shut.',
  'A crowd of 2000 gathered.',
  'It opens next Friday.',
];

describe('time expressions', () => {
  it.each(found)('in %j: %j', (text, words, value) => {
    expect(read(text)).toEqual([[words, value]]);
  });

  it.each(none)('none that says when something was done in %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('keeps a possessive apart', () => {
    const text = "at Friday's briefing";
    expect(readTimeExpressions(text, { start: 0, end: text.length })[0]?.possessive).toBe(true);
  });
});
