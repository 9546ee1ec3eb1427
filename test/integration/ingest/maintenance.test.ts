// Reconcile, rebuild and redrive: each repairs what it is for, and doing it again changes nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMaintenance } from '../../../lambdas/adapters/dynamodb/maintenance.ts';
import type { Table } from '../../../lambdas/adapters/dynamodb/table.ts';
import { postponeMessage } from '../../../lambdas/application/postpone-message.ts';
import { rebuildTable } from '../../../lambdas/application/rebuild-table.ts';
import { reconcileUploads } from '../../../lambdas/application/reconcile-uploads.ts';
import { redriveLetters } from '../../../lambdas/application/redrive-letters.ts';
import { removeArticle } from '../../../lambdas/application/remove-article.ts';
import { identifyArticle } from '../../../lambdas/core/articles/article-identity.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import {
  allStatements,
  createWorld,
  describeState,
  NO_REBUILD,
  reopenMemory,
  reopenTable,
  TEST_RULES,
  type World,
} from '../../support/ingest-world.ts';
import { createTestClock } from '../../support/test-clock.ts';

const URLS = [1, 2, 3].map((at) => `https://velmora.example/${at}`);
const [ONE = '', TWO = '', THREE = ''] = URLS;
const ARTICLES = URLS.map((url) => identifyArticle({ url, key: '', index: 0 }));
const BUCKET = 'articles';
const STUCK_AFTER = 15 * 60_000;

function fill(world: World): void {
  world.upload('one.json', [
    { url: ONE, text: 'Reva said "gas will flow"', modifiedAt: '2031-03-14T01:00:00Z' },
  ]);
  world.upload('two.json', [{ url: TWO, text: 'Drost denied "there is no accord"' }]);
  world.upload('one-again.json', [
    {
      url: ONE,
      text: 'Reva warned "gas will flow"\nKern said "we wait"',
      modifiedAt: '2031-03-14T02:00:00Z',
    },
  ]);
  world.upload('three.json', [{ url: THREE, text: 'Kern said "take this down"' }]);
  world.upload('bad.json', ['{ broken']);
}

describe('reconcileUploads', () => {
  const reconcile = (world: World, dryRun = false) =>
    reconcileUploads(world.ports, { bucket: BUCKET, stuckAfter: STUCK_AFTER, dryRun });

  it('brings in what was uploaded without a notification, and what got stuck', async () => {
    const clock = createTestClock();
    const world = createWorld(clock, reopenMemory(clock));
    fill(world);
    const lost = world.messages.splice(1, 2);
    expect(lost).toHaveLength(2);
    // The first delivery ends right after the receipt, and its message is lost.
    await world.deliver(0, { kind: 'crash-after', effect: 1 });
    world.messages.pop();
    await world.drain();

    const early = await reconcile(world, true);
    expect(early).toEqual({
      uploads: 5,
      missing: 2,
      stuck: 0,
      outcomes: { received: 1, accepted: 1, rejected: 1 },
    });
    clock.advance(STUCK_AFTER + 1_000);
    expect(await reconcile(world, true)).toMatchObject({ missing: 2, stuck: 1 });
    expect(world.messages).toHaveLength(0);
    expect(await reconcile(world)).toMatchObject({ missing: 2, stuck: 1 });
    // Twice before anything is dealt with: ingesting twice changes nothing.
    await reconcile(world);
    await world.drain();
    expect(await reconcile(world)).toEqual({
      uploads: 5,
      missing: 0,
      stuck: 0,
      outcomes: { accepted: 4, rejected: 1 },
    });

    const calmClock = createTestClock();
    const calm = createWorld(calmClock, reopenMemory(calmClock));
    fill(calm);
    await calm.drain();
    const withoutOrders = (state: Awaited<ReturnType<typeof describeState>>) => ({
      ...state,
      // The sequencer is not known without a notification; nothing else may differ.
      articles: state.articles.map(({ head: { status, textHash, statements } }) => ({
        status,
        textHash,
        statements,
      })),
    });
    expect(withoutOrders(await describeState(world, ARTICLES))).toEqual(
      withoutOrders(await describeState(calm, ARTICLES)),
    );
  });
});

describe('redriveLetters', () => {
  it('puts what was given up back on the queue, once', async () => {
    const clock = createTestClock();
    const world = createWorld(clock, reopenMemory(clock));
    world.upload('one.json', [{ url: ONE, text: 'Reva said "gas will flow"' }]);
    for (let receives = 0; receives < 5; receives += 1)
      await world.deliver(0, { kind: 'throttle-before', effect: 5 });
    const failed = await world.stores.receipts.byOutcome('failed', { limit: 5, position: null });
    expect(failed.receipts.map(({ key }) => key)).toEqual(['one.json']);
    expect(world.messages).toHaveLength(0);

    const progress: number[] = [];
    const ports = { letters: world.archive.letters, queue: world.ports.queue };
    expect(await redriveLetters(ports, (done) => progress.push(done))).toBe(1);
    expect(await redriveLetters(ports)).toBe(0);
    expect(progress).toEqual([1]);
    const bodies = (world.ports.queue as unknown as { bodies: string[] }).bodies;
    expect(bodies).toHaveLength(1);
    await world.ports.queue.resend([]);
    world.announce(JSON.parse(bodies[0] ?? '').upload);
    await world.drain();
    const receipt = await world.stores.receipts.byOutcome('accepted', { limit: 5, position: null });
    expect(receipt.receipts.map(({ key }) => key)).toEqual(['one.json']);
  });
});

describe('rebuildTable', () => {
  let dynalite: DynaliteTables;
  beforeAll(async () => {
    dynalite = await startDynalite();
  });
  afterAll(() => dynalite.stop());

  const rebuild = (world: World, table: Table) =>
    rebuildTable({ ...world.ports, maintenance: createMaintenance(dynalite.client, table) }, TEST_RULES, {
      bucket: BUCKET,
    });

  it('makes the same table again, with the times it had, without an event, and lets go of what was taken down', async () => {
    const clock = createTestClock();
    const table = await dynalite.create();
    const world = createWorld(clock, reopenTable(table, clock));
    fill(world);
    await world.drain();
    await removeArticle(
      { ...world.ports, exports: { removeAll: async () => undefined }, maintenance: NO_REBUILD },
      ARTICLES[2] ?? '',
    );
    const keepsake = { pk: 'APIKEY#of-a-team', sk: 'KEY' };
    await table.put(keepsake);
    // What a takedown leaves cannot come from the bucket.
    world.upload('three-again.json', [{ url: THREE, text: 'Kern said "take this down"' }]);
    await world.drain();

    const before = await describeState(world, ARTICLES);
    const times = (await allStatements(world.stores.reader)).map(({ id, recordedAt }) => [id, recordedAt]);
    const published = world.topic.published.length;
    clock.advance(90 * 24 * 3_600_000);

    for (let round = 0; round < 2; round += 1) {
      // A process of its own, as the command is.
      const fresh = createWorld(clock, reopenTable(table, clock), { beside: world });
      const outcomes = await rebuild(fresh, table);
      expect(outcomes).toEqual({ accepted: 3, rejected: 1 });
      expect(await describeState(fresh, ARTICLES)).toEqual(before);
      expect(
        (await allStatements(fresh.stores.reader)).map(({ id, recordedAt }) => [id, recordedAt]),
      ).toEqual(times);
    }
    expect(world.topic.published).toHaveLength(published);
    expect(await table.query({ pk: keepsake.pk }, z.object({ pk: z.string() }))).toEqual({
      items: [{ pk: keepsake.pk }],
      last: null,
    });
    const page = { limit: 10, position: null };
    expect((await world.stores.receipts.byOutcome('rejected', page)).receipts.map(({ key }) => key)).toEqual([
      'bad.json',
    ]);
  });

  it('keeps uploads waiting and refuses takedowns until it has ended well', async () => {
    const clock = createTestClock();
    const table = await dynalite.create();
    const world = createWorld(clock, reopenTable(table, clock));
    fill(world);
    await world.drain();
    const before = await describeState(world, ARTICLES);
    const maintenance = createMaintenance(dynalite.client, table);
    const ports = { ...world.ports, maintenance, exports: { removeAll: async () => undefined } };
    const bodies = (world.ports.queue as unknown as { bodies: string[] }).bodies;
    expect(await postponeMessage(ports, 'early')).toBe(false);

    const ended = new Error('The command was ended');
    const settled = async () => {
      expect(await maintenance.begunAt()).not.toBeNull();
      // Nothing is touched before those who had begun have ended.
      expect(await describeState(world, ARTICLES)).toEqual(before);
    };
    const onProgress = (step: string, done: number) => {
      if (step === 'ingest' && done === 2) throw ended;
    };
    const options = { bucket: BUCKET, settled, onProgress };
    const command = () => {
      const fresh = createWorld(clock, reopenTable(table, clock), { beside: world });
      return { ...fresh.ports, maintenance };
    };
    await expect(rebuildTable(command(), TEST_RULES, options)).rejects.toBe(ended);

    expect(await postponeMessage(ports, 'a message')).toBe(true);
    expect(bodies).toEqual(['a message']);
    await expect(removeArticle(ports, ARTICLES[0] ?? '')).rejects.toMatchObject({ code: 'unavailable' });

    await rebuildTable(command(), TEST_RULES, { bucket: BUCKET });
    expect(await describeState(world, ARTICLES)).toEqual(before);
    expect(await postponeMessage(ports, 'late')).toBe(false);
    expect(await removeArticle(ports, ARTICLES[0] ?? '')).toMatchObject({ kind: 'removed' });
  });
});
