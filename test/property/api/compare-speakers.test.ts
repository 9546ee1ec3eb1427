// Comparison by date over random statements: every dated one in exactly one row, rows whole and in order.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ComparedPage, compareSpeakers } from '../../../lambdas/application/compare-speakers.ts';
import { firstDayOf } from '../../../lambdas/core/statements/days.ts';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import { createListedReader } from '../../support/listed-reader.ts';
import { makeStatement } from '../../support/seed-statements.ts';

const DATES = [
  '2030',
  '2030-01',
  '2030-01-01',
  '2030-01-02',
  '2030-01-02T23:30:00.000Z',
  '2030-03-05',
  '2029-12-31',
];
const PRECISIONS = { 4: 'year', 7: 'month', 10: 'day', 24: 'minute' } as const;
const SPEAKERS = ['a', 'b', 'c'];

function build(said: readonly (readonly [string, string | null])[]): Statement[] {
  return said.map(([speaker, date], n) => ({
    ...makeStatement(n),
    speaker: { id: speaker, name: speaker },
    statedAt: date === null ? null : { date, precision: PRECISIONS[date.length as 4 | 7 | 10 | 24] },
  }));
}

async function readAll(
  statements: readonly Statement[],
  limit: number,
  perUnit: number,
): Promise<ComparedPage['rows']> {
  const reader = createListedReader(statements, perUnit);
  const rows: ComparedPage['rows'][number][] = [];
  let position: string | null = null;
  for (let pages = 0; ; pages += 1) {
    if (pages > 500) throw new Error('The pages do not end');
    const page: ComparedPage = await compareSpeakers(
      { reader },
      { speakerIds: SPEAKERS, filter: { includeWithdrawn: false }, limit, position },
    );
    rows.push(...page.rows);
    if (page.position === null) return rows;
    position = page.position;
  }
}

const said = fc.tuple(fc.constantFrom(...SPEAKERS), fc.constantFrom(...DATES, null));

it('shows every dated statement once, whatever the page and the budget', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(said, { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (list, limit) => {
        const statements = build(list);
        const rows = await readAll(statements, limit, 2);
        const shown = rows.flatMap((row) => row.statements.flat().map(({ id }) => id));
        const dated = statements.filter(({ statedAt }) => statedAt !== null).map(({ id }) => id);
        if (rows.every(({ truncated }) => !truncated)) expect([...shown].sort()).toEqual([...dated].sort());
        expect(new Set(shown).size).toBe(shown.length);
        const days = rows.map(({ date }) => firstDayOf(date));
        expect(days).toEqual([...days].sort().reverse());
        expect(new Set(rows.map(({ date }) => date)).size).toBe(rows.length);
      },
    ),
    { numRuns: 200 },
  );
});

it('marks a day that is too full for a row, and goes on with the day before', async () => {
  const crowded = build([
    ['b', '2030-01-03'],
    ...Array.from({ length: 120 }, () => ['a', '2030-01-02'] as const),
    ['b', '2030-01-02'],
    ['a', '2030-01-01'],
  ]);
  const rows = await readAll(crowded, 10, 50);
  expect(rows.map(({ date, truncated }) => [date, truncated])).toEqual([
    ['2030-01-03', false],
    ['2030-01-02', true],
    ['2030-01-01', false],
  ]);
  expect(rows[1]?.statements.map((column) => column.length)).toEqual([50, 1, 0]);
});
