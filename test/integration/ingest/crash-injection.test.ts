// A process that ends after any awaited effect loses nothing: the next delivery ends in the same state, and every
// change is published with one stable id.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeArticle } from '../../../lambdas/application/remove-article.ts';
import { identifyArticle } from '../../../lambdas/core/articles/article-identity.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import {
  allStatements,
  Crash,
  createInjector,
  createWorld,
  describeEvents,
  describeReceipts,
  describeState,
  type Fault,
  injectInto,
  NO_REBUILD,
  reopenMemory,
  reopenTable,
  type World,
} from '../../support/ingest-world.ts';
import { createTestClock } from '../../support/test-clock.ts';

const URL = 'https://velmora.example/talks';
const ARTICLE = identifyArticle({ url: URL, key: '', index: 0 });
const OTHER = identifyArticle({ url: `${URL}-2`, key: '', index: 0 });

/** The uploads of the scenario; the fault strikes in the delivery of the one at `victim`. */
const UPLOADS = [
  [
    'talks.json',
    [
      {
        url: URL,
        text: 'Reva said "gas will flow"\nDrost denied "there is no accord"\nKern said "we wait"',
        modifiedAt: '2031-03-14T10:00:00Z',
      },
    ],
  ],
  [
    'talks.json',
    [
      {
        url: URL,
        text: 'Kern said "we wait"\nReva warned "gas will flow"\nReva said "talks go on"',
        modifiedAt: '2031-03-15T00:00:00Z',
      },
    ],
  ],
  [
    'mixed.jsonl',
    [
      { url: `${URL}-2`, text: 'Kern said "the border is open"' },
      '{ broken',
      { url: URL, text: 'Kern said "an older version"', modifiedAt: '2031-03-14T00:00:00Z' },
    ],
  ],
  ['broken.jsonl', ['{ broken']],
  ['canceled.json', [{ url: `${URL}-2`, text: 'Kern said "the border is open"', status: 'canceled' }]],
] as const;

async function play(world: World, uploads: number, victim: number | null, fault?: Fault): Promise<number> {
  let struck = 0;
  for (const [at, [key, lines]] of UPLOADS.slice(0, uploads).entries()) {
    world.upload(key, lines as never);
    if (at === victim && fault) {
      const outcome = await world.deliver(0, fault);
      if (outcome !== 'done') struck += 1;
    }
    await world.drain();
  }
  return struck;
}

describe.each(['memory', 'table'] as const)('a crash, with stores in %s', (kind) => {
  let dynalite: DynaliteTables;
  beforeAll(async () => {
    dynalite = await startDynalite();
  });
  afterAll(() => dynalite.stop());

  async function create(): Promise<World> {
    const clock = createTestClock();
    return createWorld(
      clock,
      kind === 'memory' ? reopenMemory(clock) : reopenTable(await dynalite.create(), clock),
    );
  }

  const describeAll = async (world: World) => ({
    state: await describeState(world, [ARTICLE, OTHER]),
    receipts: await describeReceipts(world),
    events: [...describeEvents(world)].sort(),
    quarantined: [...world.quarantine.kept.keys()],
  });

  // The table has many more effects: there, the upload that creates, changes, leaves alone and withdraws.
  const victims = kind === 'memory' ? [0, 1, 2, 3, 4] : [1];
  it.each(victims.map((victim) => [UPLOADS[victim]?.[0] ?? '', victim] as const))(
    'after any effect of ingesting %s (upload %i) changes nothing in the end',
    async (_, victim) => {
      const uploads = kind === 'memory' ? UPLOADS.length : victim + 1;
      const calm = await create();
      await play(calm, uploads, null);
      const expected = await describeAll(calm);
      expect(expected.events.length).toBe(uploads === 2 ? 6 : 8);
      expect(expected.receipts.map(({ outcome }) => outcome)).not.toContain('received');
      let crashes = 0;
      for (let effect = 1; ; effect += 1) {
        const world = await create();
        if ((await play(world, uploads, victim, { kind: 'crash-after', effect })) === 0) break;
        crashes += 1;
        expect(await describeAll(world), `crash after effect ${effect}`).toEqual(expected);
      }
      expect(crashes).toBeGreaterThan(3);
    },
    120_000,
  );

  it('after any effect, with the object deleted for good before the retry, leaves no journal open', async () => {
    let finished = 0;
    for (let effect = 1; ; effect += kind === 'memory' ? 1 : 4) {
      const world = await create();
      const [key, lines] = UPLOADS[0];
      world.upload(key, lines as never);
      const outcome = await world.deliver(0, { kind: 'crash-after', effect });
      world.bucket.uploads.splice(0);
      await world.drain();
      const { open, head } = (await world.stores.articles.read(ARTICLE)) ?? { open: null, head: null };
      expect(open, `crash after effect ${effect}`).toBeNull();
      const current = (await allStatements(world.stores.reader)).filter(({ status }) => status === 'current');
      // All of the version or nothing, and nothing without its event.
      expect(current).toHaveLength(head === null ? 0 : 3);
      expect(new Set(world.topic.published.map(({ id }) => id)).size).toBe(current.length);
      if (outcome === 'done') break;
      const [receipt] = await describeReceipts(world);
      expect(receipt?.faults?.every(({ code }) => code === 'object_gone')).toBe(true);
      if (receipt?.outcome === 'partial') {
        finished += 1;
        expect(receipt).toMatchObject({ records: { read: 2, accepted: 1, rejected: 1 } });
        expect(receipt.statementIds).toHaveLength(3);
      }
    }
    expect(finished).toBeGreaterThan(kind === 'memory' ? 3 : 5);
  }, 120_000);

  it('after any effect of a takedown leaves nothing behind', async () => {
    let crashes = 0;
    for (let effect = 1; ; effect += 1) {
      const world = await create();
      for (const [key, lines] of UPLOADS.slice(0, 2)) world.upload(key, lines as never);
      // Rejected, and copied into quarantine with its words: by its address, and by the key alone.
      world.upload('german.json', [{ url: URL, text: '' }]);
      world.upload('talks.json', ['{ "text": "Reva said gas will flow']);
      world.upload('another.json', ['{ broken']);
      await world.drain();
      expect(world.quarantine.kept.size).toBe(3);
      const ports = {
        ...world.ports,
        exports: { removeAll: async () => undefined },
        maintenance: NO_REBUILD,
      };
      const faulty = injectInto(ports, createInjector({ kind: 'crash-after', effect }));
      const result = await removeArticle(faulty, ARTICLE).catch((error: unknown) => error);
      if (result instanceof Crash) {
        crashes += 1;
        expect(await removeArticle(ports, ARTICLE)).toMatchObject({ kind: 'removed' });
      }
      const state = await describeState(world, [ARTICLE]);
      expect(state.articles[0]).toMatchObject({
        head: { status: 'removed', textLength: 0 },
        open: null,
        sightings: [],
      });
      expect(state.statements.filter(({ article }) => article.id === ARTICLE)).toEqual([]);
      expect([...world.archive.held.texts.keys()].filter((key) => key.startsWith(ARTICLE))).toEqual([]);
      const words = JSON.stringify(
        [...world.archive.held.journals.values()].filter(({ articleId }) => articleId === ARTICLE),
      );
      expect(words).not.toMatch(/gas|talks go on|we wait/u);
      expect(world.bucket.uploads.map(({ key }) => key)).toEqual(['another.json']);
      expect([...world.quarantine.kept.values()].map(({ key }) => key)).toEqual(['another.json']);
      const rejected = await world.stores.receipts.byOutcome('rejected', { limit: 9, position: null });
      const copies = rejected.receipts.map(({ key, quarantineKey }) => [key, quarantineKey !== null]);
      expect(copies.sort()).toEqual([
        ['another.json', true],
        ['german.json', false],
        ['talks.json', false],
      ]);
      expect(state.totals.reduce((a, b) => a + b, 0)).toBe(0);
      const gone = world.topic.published.filter(
        (event) => event.id && JSON.stringify(event).includes('"text":""'),
      );
      expect(new Set(gone.map(({ id }) => id)).size).toBe(3);
      // Coming again, it is refused, and its words are not kept either.
      world.upload('again.json', [{ url: URL, text: 'Reva said "gas will flow"' }]);
      await world.drain();
      const refused = await world.stores.receipts.byOutcome('rejected', { limit: 1, position: null });
      expect(refused.receipts[0]?.faults[0]?.code).toBe('article_removed');
      world.upload('blank.json', [{ url: URL, text: '' }]);
      await world.drain();
      expect(world.bucket.uploads.map(({ key }) => key)).toEqual(['another.json']);
      expect(world.quarantine.kept.size).toBe(1);
      if (!(result instanceof Crash)) break;
    }
    expect(crashes).toBeGreaterThan(10);
  }, 120_000);
});
