// Pages of statements: any filter answers what the plain meaning says, each item once, also while writes go on.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEW } from '../../../lambdas/adapters/dynamodb/statement-plan.ts';
import { createStatementReader } from '../../../lambdas/adapters/dynamodb/statement-reader.ts';
import { createStatementStore, FEED_DELAY } from '../../../lambdas/adapters/dynamodb/statement-store.ts';
import type {
  StatementFilter,
  StatementReader,
} from '../../../lambdas/application/ports/statement-reader.ts';
import type { StatementStore } from '../../../lambdas/application/ports/statement-store.ts';
import { STANCES } from '../../../lambdas/core/extraction/attribution.ts';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import { definedFilter } from '../../support/defined-filter.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import { lagBehind } from '../../support/lagging-table.ts';
import { createStatementMemory } from '../../support/memory/statement-memory.ts';
import { sampleStatement } from '../../support/sample-statements.ts';
import { createTestClock } from '../../support/test-clock.ts';

const SPEAKERS = ['anna-reva', 'ilya-drost', 'oto-kern'];
const TOPICS = ['energy', 'trade', 'nuclear'];
const OUTLETS = ['Velmora Herald', 'Drosk Daily'];
const WORDS = ['gas', 'transit', 'the', 'accord', 'border', 'talks', 'never'];
const ARTICLES = ['ar_a', 'ar_b', 'ar_c'];
const DATES = [
  { date: '2031', precision: 'year' },
  { date: '2031-03', precision: 'month' },
  { date: '2031-02-28', precision: 'day' },
  { date: '2031-03-01', precision: 'day' },
  { date: '2031-03-14', precision: 'day' },
  { date: '2031-03-14T09:30:00Z', precision: 'minute' },
  { date: '2030-12-31T23:30:00-02:00', precision: 'minute' },
] as const;

const someStatement = fc.record({
  speaker: fc.option(fc.constantFrom(...SPEAKERS).map((id) => ({ id, name: id }))),
  type: fc.constantFrom('direct', 'indirect', 'mixed'),
  stance: fc.constantFrom(...STANCES.slice(0, 3)),
  statedAt: fc.option(fc.constantFrom(...DATES)),
  topics: fc.subarray(TOPICS),
  about: fc.subarray(SPEAKERS).map((ids) => ids.map((id) => ({ id, name: id }))),
  text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
  confidence: fc.constantFrom(0.2, 0.5, 0.9),
  status: fc.constantFrom('current', 'current', 'withdrawn'),
  article: fc.record({
    id: fc.constantFrom(...ARTICLES),
    url: fc.constant(null),
    title: fc.constant(null),
    outlet: fc.option(fc.constantFrom(...OUTLETS)),
    publishedAt: fc.option(
      fc.constantFrom('2031-03-01', '2031-03-14T10:00:00Z', '2031-04-02T00:00:00+02:00'),
    ),
  }),
});

const someStatements = (length: number) =>
  fc
    .array(someStatement, { minLength: length, maxLength: length })
    .map((all) =>
      all.map((fields, at): Statement => sampleStatement(`statement ${at}`, fields as Partial<Statement>)),
    );

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const someFilter = fc
  .record({
    speakerId: maybe(fc.constantFrom(...SPEAKERS)),
    articleId: fc.option(fc.constantFrom(...ARTICLES), { nil: undefined, freq: 5 }),
    from: maybe(fc.constantFrom('2031', '2031-03', '2031-03-01', '2031-03-14T09:00:00Z')),
    to: maybe(fc.constantFrom('2031', '2031-03', '2031-03-14', '2031-03-14T09:30:00Z')),
    dateField: fc.constantFrom('statedAt', 'publishedAt', 'recordedAt'),
    types: maybe(fc.subarray(['direct', 'mixed'], { minLength: 1 })),
    stances: maybe(fc.subarray(['said', 'denied'], { minLength: 1 })),
    outlet: maybe(fc.constantFrom(...OUTLETS)),
    topic: maybe(fc.constantFrom(...TOPICS)),
    about: maybe(fc.constantFrom(...SPEAKERS)),
    words: maybe(
      fc.record({
        all: fc.subarray(WORDS, { maxLength: 2 }),
        phrases: fc.array(fc.subarray(WORDS, { minLength: 2, maxLength: 2 }), { maxLength: 1 }),
        none: fc.subarray(WORDS, { maxLength: 1 }),
      }),
    ),
    minConfidence: maybe(fc.constantFrom(0.4, 0.8)),
    includeWithdrawn: fc.boolean(),
    sort: fc.constantFrom('newest', 'oldest'),
  })
  .map(definedFilter);

async function walk(
  reader: StatementReader,
  filter: StatementFilter,
  limit: number,
  capacity: number,
  between: () => Promise<void> = async () => undefined,
): Promise<Statement[]> {
  const items: Statement[] = [];
  let position: string | null = null;
  for (let calls = 0; calls < 2_000; calls += 1) {
    const page: Awaited<ReturnType<StatementReader['page']>> = await reader.page(filter, {
      limit,
      position,
      capacity,
    });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    // An empty page says how far the search has come.
    if (page.position !== null && page.items.length < limit) expect(page.searchedTo).not.toBeNull();
    items.push(...page.items);
    position = page.position;
    if (position === null) return items;
    await between();
  }
  throw new Error('The walk does not end');
}

async function walkStreams(
  reader: StatementReader,
  filter: StatementFilter,
  limit: number,
  capacity: number,
): Promise<Statement[]> {
  const items: Statement[] = [];
  let position: string | null = null;
  for (let calls = 0; calls < 2_000; calls += 1) {
    const stream: Awaited<ReturnType<StatementReader['stream']>> = await reader.stream(filter, {
      limit,
      position,
      capacity,
    });
    const before = items.length;
    for await (const batch of stream.batches) items.push(...batch);
    expect(items.length - before).toBeLessThanOrEqual(limit);
    position = stream.position;
    if (position === null) return items;
  }
  throw new Error('The streams do not end');
}

const putAll = async (store: StatementStore, statements: readonly Statement[], seq = 1) => {
  for (const statement of statements) await store.put({ statement, before: null, seq, contentOrder: 'a' });
};

describe('pages of statements', () => {
  let dynalite: DynaliteTables;
  beforeAll(async () => {
    dynalite = await startDynalite();
  });
  afterAll(() => dynalite.stop());

  it('answer any filter as its plain meaning does, in order, whatever the size of a page', async () => {
    const property = fc.asyncProperty(
      someStatements(40),
      fc.array(
        fc.tuple(
          someFilter,
          fc.integer({ min: 1, max: 9 }),
          fc.constantFrom(1, 3, 1_000),
          fc.constantFrom(0, 5, FEW),
        ),
        {
          minLength: 16,
          maxLength: 16,
        },
      ),
      async (statements, queries) => {
        const clock = createTestClock();
        const memory = createStatementMemory(clock);
        const table = await dynalite.create();
        const tableClock = createTestClock();
        await putAll(memory, statements);
        await putAll(createStatementStore(table, tableClock), statements);
        tableClock.advance(FEED_DELAY);
        for (const [filter, limit, capacity, few] of queries) {
          const reader = createStatementReader(table, tableClock, few);
          const expected = (await walk(memory, filter, 1_000, 1_000)).map(({ id }) => id);
          const found = (await walk(reader, filter, limit, capacity)).map(({ id }) => id);
          expect(found).toEqual(expected);
          const streamed = (await walkStreams(reader, filter, limit, capacity)).map(({ id }) => id);
          expect(streamed).toEqual(expected);
        }
      },
    );
    await fc.assert(property, { numRuns: 6, endOnFailure: true });
  }, 120_000);

  it('return every item exactly once while others are added, changed and withdrawn, and reads are behind', async () => {
    const property = fc.asyncProperty(
      someStatements(30),
      someStatements(12),
      someFilter,
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      fc.constantFrom(0, FEW),
      async (before, added, filter, limit, lag, few) => {
        const clock = createTestClock();
        const plain = await dynalite.create();
        await putAll(createStatementStore(plain, clock), before);
        clock.advance(FEED_DELAY);
        let writes = 0;
        const table = lagBehind(plain, () => {
          writes += 1;
          return lag && writes % 3 !== 0;
        });
        const store = createStatementStore(table, clock);
        const memory = createStatementMemory(clock);
        await putAll(memory, before);
        // The feed moves what changes to its end; all other orders leave it where it is.
        const stays = filter.dateField !== 'recordedAt';
        const expected = stays ? (await walk(memory, filter, 1_000, 1_000)).map(({ id }) => id) : [];
        const queue = added.map((statement, at) => ({ ...statement, id: `${statement.id}-${at}` }));
        const found = await walk(createStatementReader(table, clock, few), filter, limit, 1_000, async () => {
          const next = queue.shift();
          if (next) await putAll(store, [next]);
          if (queue.length % 4 === 0) table.settle();
        });
        const ids = found.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const old = new Set(before.map(({ id }) => id));
        if (stays) expect(ids.filter((id) => old.has(id))).toEqual(expected);
      },
    );
    await fc.assert(property, { numRuns: 25, endOnFailure: true });
  }, 120_000);

  it('hand a feed on for ever: resumed at its end, it misses nothing that is recorded later', async () => {
    const clock = createTestClock();
    const table = await dynalite.create();
    const store = createStatementStore(table, clock);
    const reader = createStatementReader(table, clock);
    const feed: StatementFilter = { dateField: 'recordedAt', includeWithdrawn: true, sort: 'oldest' };
    const seen: string[] = [];
    let position: string | null = null;
    for (let round = 0; round < 12; round += 1) {
      await putAll(store, [sampleStatement(`round ${round}`)]);
      if (round % 3 === 0)
        await putAll(store, [sampleStatement('round 0', { revision: round + 1 })], round + 2);
      clock.advance(round % 2 === 0 ? 10 : FEED_DELAY / 2);
      const page = await reader.page(feed, { limit: 2, position, capacity: 100 });
      seen.push(...page.items.map(({ id, revision }) => `${id}/${revision}`));
      position = page.resume;
    }
    clock.advance(2 * FEED_DELAY);
    for (let more = true; more; ) {
      const page = await reader.page(feed, { limit: 2, position, capacity: 100 });
      seen.push(...page.items.map(({ id, revision }) => `${id}/${revision}`));
      position = page.resume;
      more = page.items.length > 0;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const last = (name: string, revision = 1) => `${sampleStatement(name).id}/${revision}`;
    expect(seen).toEqual(expect.arrayContaining([last('round 0', 10), last('round 5'), last('round 11')]));
    for (let round = 1; round < 12; round += 1) expect(seen).toContain(last(`round ${round}`));
  });
});
