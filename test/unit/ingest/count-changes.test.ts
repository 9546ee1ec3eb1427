import { describe, expect, it } from 'vitest';
import { countChanges, mondayOf } from '../../../lambdas/application/count-changes.ts';
import { sampleStatement } from '../../support/sample-statements.ts';

const bucketsOf = (fields: Parameters<typeof sampleStatement>[1]) =>
  countChanges([
    {
      before: null,
      after: sampleStatement('gas', {
        article: { ...sampleStatement('x').article, outlet: null },
        ...fields,
      }),
    },
  ]).map(({ bucket }) => `${bucket.family} ${bucket.term} ${bucket.size} ${bucket.start}`.trim());

describe('countChanges', () => {
  it('counts a statement in every bucket that its date is exact enough for', () => {
    const all = 'speaker anna-reva all';
    expect(bucketsOf({ statedAt: { date: '2031-03-14', precision: 'day' } })).toEqual([
      all,
      'speaker anna-reva month 2031-03-01',
      'speaker anna-reva day 2031-03-14',
      'speaker anna-reva week 2031-03-10',
    ]);
    expect(bucketsOf({ statedAt: { date: '2031-03', precision: 'month' } })).toEqual([
      all,
      'speaker anna-reva month 2031-03-01',
    ]);
    expect(bucketsOf({ statedAt: { date: '2031', precision: 'year' } })).toEqual([all]);
    expect(bucketsOf({ statedAt: null })).toEqual([all]);
    expect(bucketsOf({ statedAt: { date: '2031-03-14T23:30:00-02:00', precision: 'minute' } })).toContain(
      'speaker anna-reva day 2031-03-15',
    );
  });

  it('counts topics and outlets also where nobody is known to speak', () => {
    const statement = sampleStatement('gas', { speaker: null, topics: ['energy', 'trade'] });
    expect(countChanges([{ before: null, after: statement }]).map(({ bucket }) => bucket.term)).toEqual([
      'energy',
      'trade',
      'Velmora Herald',
    ]);
  });

  it('moves from one bucket to another, and leaves out what ends at nothing', () => {
    const before = sampleStatement('gas');
    expect(countChanges([{ before, after: { ...before, text: 'Other words' } }])).toEqual([]);
    const denied = countChanges([{ before, after: { ...before, stance: 'denied' } }]);
    expect(denied.map(({ add }) => add)).toEqual(
      Array.from({ length: denied.length }, () => ({ 'direct/said': -1, 'direct/denied': 1 })),
    );
  });

  it('does not count withdrawn statements', () => {
    const before = sampleStatement('gas');
    const withdrawn = { ...before, status: 'withdrawn' as const };
    expect(countChanges([{ before: null, after: withdrawn }])).toEqual([]);
    expect(countChanges([{ before, after: withdrawn }])[0]?.add).toEqual({ 'direct/said': -1 });
  });
});

describe('mondayOf', () => {
  it.each([
    ['2031-03-10', '2031-03-10'],
    ['2031-03-16', '2031-03-10'],
    ['2032-01-01', '2031-12-29'],
  ])('the week of %s begins on %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});
