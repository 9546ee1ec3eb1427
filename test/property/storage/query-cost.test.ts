// What a call may cost: no filter, however sparse, reads more than the stated capacity. The table in memory counts as
// DynamoDB does; bench/queries.ts compares the two.
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { fillArchive } from '../../../bench/make-archive.ts';
import { createModelledTable } from '../../../bench/modelled-table.ts';
import { createStatementReader } from '../../../lambdas/adapters/dynamodb/statement-reader.ts';
import {
  listStatements,
  MOST_LISTED,
  streamStatements,
} from '../../../lambdas/application/list-statements.ts';
import { definedFilter } from '../../support/defined-filter.ts';

/** Units of a call that answers a page, as docs/api.md states them. */
const STATED = 300;
/** Units of a streamed call besides half a unit for each statement that it reads. */
const STATED_STREAM = 300;
const COUNT = 4_000;

const model = createModelledTable();
const reader = createStatementReader(model, { now: () => '2032-01-01T00:00:00.000Z' });

beforeAll(() => fillArchive(model, COUNT), 120_000);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const words = fc.constantFrom('border', 'gas', 'frost', 'levy', 'accord', 'rare7', 'only3', 'absent', 'the');
const someFilter = fc
  .record({
    speakerId: maybe(fc.constantFrom('speaker-0', 'speaker-7', 'speaker-400', 'nobody')),
    from: maybe(fc.constantFrom('2028', '2029-03', '2029-03-14')),
    to: maybe(fc.constantFrom('2029', '2029-03', '2031')),
    dateField: fc.constantFrom('statedAt', 'publishedAt', 'recordedAt'),
    types: maybe(fc.constant(['mixed'])),
    stances: maybe(fc.constant(['denied'])),
    outlet: maybe(fc.constantFrom('outlet-0.example.org', 'outlet-30.example.org')),
    topic: maybe(fc.constantFrom('ceasefire', 'nuclear')),
    about: maybe(fc.constantFrom('velmora-7', 'nobody')),
    words: maybe(
      fc.record({
        all: fc.uniqueArray(words, { maxLength: 8 }),
        phrases: fc.array(fc.tuple(words, words), { maxLength: 3 }),
        none: fc.uniqueArray(words, { maxLength: 2 }),
      }),
    ),
    minConfidence: maybe(fc.constantFrom(0.5, 0.9, 1)),
    includeWithdrawn: fc.boolean(),
    sort: fc.constantFrom('newest', 'oldest'),
  })
  .map(definedFilter);

it('is bounded for every filter, on every page', async () => {
  await fc.assert(
    fc.asyncProperty(
      someFilter,
      fc.constantFrom(1, 50, 500),
      fc.integer({ min: 1, max: 6 }),
      async (filter, limit, pages) => {
        let position: string | null = null;
        for (let n = 0; n < pages; n += 1) {
          const before = model.consumed();
          const page: Awaited<ReturnType<typeof listStatements>> = await listStatements({ reader }, filter, {
            limit,
            position,
          });
          const units = model.consumed() - before;
          expect(units).toBeLessThanOrEqual(STATED);
          expect(page.consumedCapacity).toBe(units);
          if (page.position === null) return;
          position = page.position;
        }
      },
    ),
    { numRuns: 150 },
  );
}, 120_000);

it('suffices for a full page of what an index leads to', async () => {
  const filter = {
    topic: 'ceasefire',
    dateField: 'statedAt',
    includeWithdrawn: false,
    sort: 'newest',
  } as const;
  const page = await listStatements({ reader }, filter, { limit: MOST_LISTED, position: null });
  expect(page.items).toHaveLength(MOST_LISTED);
});

it('of a stream grows by half a unit for each statement asked for', async () => {
  await fc.assert(
    fc.asyncProperty(someFilter, fc.constantFrom(50, 500, 3_000), async (filter, limit) => {
      const before = model.consumed();
      const stream = await streamStatements({ reader }, filter, { limit, position: null });
      for await (const _ of stream.batches);
      expect(model.consumed() - before).toBeLessThanOrEqual(STATED_STREAM + limit / 2);
    }),
    { numRuns: 100 },
  );
}, 120_000);
