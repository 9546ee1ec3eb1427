import { describe, expect, it } from 'vitest';
import { type IngestRules, ingestUpload } from '../../../lambdas/application/ingest-upload.ts';
import type { Receipt } from '../../../lambdas/application/ports/receipt-store.ts';
import type { UploadRef } from '../../../lambdas/application/ports/upload-source.ts';
import { identifyArticle } from '../../../lambdas/core/articles/article-identity.ts';
import {
  createWorld,
  reopenMemory,
  TEST_RULES,
  type TestRecord,
  type World,
} from '../../support/ingest-world.ts';
import { createTestClock } from '../../support/test-clock.ts';

const URL = 'https://velmora.example/talks';
const ARTICLE = identifyArticle({ url: URL, key: '', index: 0 });
const NO_DEADLINE = { remaining: () => Number.POSITIVE_INFINITY };

function open(): World {
  const clock = createTestClock();
  return createWorld(clock, reopenMemory(clock));
}

const ingest = (world: World, ref: UploadRef, rules: Partial<IngestRules> = {}, deadline = NO_DEADLINE) =>
  ingestUpload(world.ports, ref, { ...TEST_RULES, ...rules }, deadline);

const article = (text: string, fields: TestRecord = {}): TestRecord => ({ url: URL, text, ...fields });
const GAS = 'Reva said "gas will flow"';

describe('ingestUpload', () => {
  it('accepts a new article, and says what came of it', async () => {
    const world = open();
    const receipt = await ingest(world, world.upload('a.json', [article(GAS)]));
    expect(receipt).toMatchObject({
      outcome: 'accepted',
      records: { read: 1, accepted: 1 },
      statements: { created: 1 },
      articles: [{ id: ARTICLE, outcome: 'accepted' }],
      faults: [],
    } satisfies Partial<Record<keyof Receipt, unknown>>);
    expect(receipt.statementIds).toHaveLength(1);
    expect(await world.stores.receipts.get(receipt.id)).toEqual(receipt);
  });

  it('calls the same text again a duplicate: nothing changes, no event', async () => {
    const world = open();
    await ingest(world, world.upload('a.json', [article(GAS)]));
    const published = world.topic.published.length;
    const other = await ingest(world, world.upload('b.json', [article(GAS)]));
    expect(other).toMatchObject({ outcome: 'duplicate', statements: { created: 0, unchanged: 1 } });
    expect(world.topic.published).toHaveLength(published);
  });

  it('withdraws, updates, adds and leaves alone', async () => {
    const world = open();
    await ingest(
      world,
      world.upload('a.json', [article(`${GAS}\nDrost said "no accord"\nKern said "we wait"`)]),
    );
    const receipt = await ingest(
      world,
      world.upload('a.json', [
        article('Reva denied "gas will flow"\nKern said "we wait"\nKern said "more talks"'),
      ]),
    );
    expect(receipt.statements).toEqual({ created: 1, updated: 1, unchanged: 1, withdrawn: 1 });
    const events = world.topic.published.map(({ type }) => type).sort();
    expect(events).toEqual([
      'statement.created',
      'statement.created',
      'statement.created',
      'statement.created',
      'statement.updated',
      'statement.withdrawn',
    ]);
  });

  it('lets an older version that comes late change nothing that is current', async () => {
    const world = open();
    await ingest(world, world.upload('a.json', [article(GAS)]));
    const late = world.upload('b.json', [
      article('Reva said "old words"', { modifiedAt: '2031-03-01T00:00:00Z' }),
    ]);
    expect(await ingest(world, late)).toMatchObject({ outcome: 'superseded' });
    expect((await world.stores.articles.read(ARTICLE))?.head?.statements).toBe(1);
    expect(world.topic.published).toHaveLength(1);
  });

  it('withdraws all when the publisher takes the article back, and nothing when the object is deleted', async () => {
    const world = open();
    await ingest(world, world.upload('a.json', [article(GAS)]));
    world.delete('a.json');
    await world.drain();
    expect((await world.stores.articles.read(ARTICLE))?.head?.status).toBe('current');
    const canceled = await ingest(world, world.upload('a.json', [article('', { status: 'canceled' })]));
    expect(canceled).toMatchObject({ outcome: 'accepted', statements: { withdrawn: 1 } });
    expect((await world.stores.articles.read(ARTICLE))?.head).toMatchObject({
      status: 'canceled',
      statements: 0,
    });
  });

  it('never lets good records fail because of bad ones', async () => {
    const world = open();
    const receipt = await ingest(
      world,
      world.upload('a.jsonl', [
        article(GAS),
        '{ broken',
        { url: `${URL}-2`, text: ' ' },
        article(GAS, { url: `${URL}-3` }),
      ]),
    );
    expect(receipt).toMatchObject({ outcome: 'partial', records: { read: 4, accepted: 2, rejected: 2 } });
    expect(receipt.faults).toEqual([
      { index: 1, line: 2, code: 'malformed_record', detail: expect.any(String) },
      { index: 2, line: null, code: 'missing_text', detail: expect.any(String) },
    ]);
    expect(world.quarantine.kept.size).toBe(0);
  });

  it('quarantines what is bad as a whole, with the reason', async () => {
    const world = open();
    const receipt = await ingest(world, world.upload('a.json', ['{ broken']));
    expect(receipt).toMatchObject({ outcome: 'rejected', records: { read: 1, rejected: 1 } });
    expect(world.quarantine.kept.get(receipt.quarantineKey ?? '')?.faults[0]?.code).toBe('malformed_record');
  });

  it('says honestly which languages it cannot extract', async () => {
    const world = open();
    const receipt = await ingest(world, world.upload('a.json', [article(GAS)]), { languages: ['fr'] });
    expect(receipt).toMatchObject({ outcome: 'rejected', faults: [{ code: 'unsupported_language' }] });
  });

  it('takes empty objects and folder markers for no articles and no errors', async () => {
    const world = open();
    const empty = world.upload('empty.json', []);
    expect(await ingest(world, empty)).toMatchObject({ outcome: 'accepted', records: { read: 0 } });
    const folder = world.upload('incoming/', ['']);
    expect(await ingest(world, folder)).toMatchObject({ outcome: 'accepted', records: { read: 0 } });
  });

  it('refuses objects over the limit unread', async () => {
    const world = open();
    const limits = { ...TEST_RULES.limits, objectBytes: 10 };
    const receipt = await ingest(world, world.upload('a.json', [article(GAS)]), { limits });
    expect(receipt).toMatchObject({ outcome: 'rejected', faults: [{ index: null, code: 'too_large' }] });
  });

  it('answers for an object that is gone, or replaced in a store without versions', async () => {
    const world = open();
    const gone = world.upload('a.json', [article(GAS)]);
    await world.bucket.remove(gone);
    expect(await ingest(world, gone)).toMatchObject({
      outcome: 'rejected',
      faults: [{ code: 'object_gone' }],
    });
    const replaced = world.upload('b.json', [article(GAS)]);
    const uploads = { ...world.bucket, open: async () => ({ kind: 'replaced' }) as const };
    const receipt = await ingestUpload({ ...world.ports, uploads }, replaced, TEST_RULES, NO_DEADLINE);
    expect(receipt.outcome).toBe('superseded');
  });

  describe('keeps history from firing events', () => {
    const silentOf = async (
      fields: TestRecord,
      rules: Partial<IngestRules>,
      key = 'a.json',
      metadata = {},
    ) => {
      const world = open();
      const receipt = await ingest(world, world.upload(key, [article(GAS, fields)], { metadata }), rules);
      expect(receipt).toMatchObject({ outcome: 'accepted', statements: { created: 1 } });
      return { silent: receipt.silent, events: world.topic.published.length };
    };

    it('by metadata, by prefix and by age, and says so', async () => {
      expect(await silentOf({}, {}, 'a.json', { backfill: 'true' })).toEqual({
        silent: { backfill: 1 },
        events: 0,
      });
      expect(await silentOf({}, {}, 'backfill/a.json')).toEqual({ silent: { backfill: 1 }, events: 0 });
      expect(await silentOf({ publishedAt: '2031-02-01' }, { eventAgeDays: 30 })).toEqual({
        silent: { age: 1 },
        events: 0,
      });
    });

    it('and nothing else', async () => {
      expect(await silentOf({}, {}, 'a.json', { backfill: 'false' })).toEqual({ silent: {}, events: 1 });
      expect(await silentOf({ publishedAt: '2031-03-01' }, { eventAgeDays: 30 })).toEqual({
        silent: {},
        events: 1,
      });
    });
  });

  describe('works on a large object in parts', () => {
    const lines = Array.from({ length: 40 }, (_, at) =>
      at % 7 === 3 ? '{ broken' : article(`Reva said "words of ${at}"`, { url: `${URL}-${at}` }),
    );

    it('goes on where it was before its time ended, and ends as if it had been done at once', async () => {
      const whole = open();
      const expected = await ingest(whole, whole.upload('big.jsonl', lines));
      const world = open();
      const ref = world.upload('big.jsonl', lines);
      world.messages.splice(0);
      let calls = 0;
      let receipt: Receipt;
      do {
        // Time for nine records a call: the deadline is asked for after each of them.
        let left = 9;
        const deadline = {
          remaining: () => {
            left -= 1;
            return left * 15_000;
          },
        };
        receipt = await ingest(world, ref, {}, deadline);
        calls += 1;
        if (receipt.outcome === 'received') {
          expect(world.ports.queue).toMatchObject({
            bodies: [JSON.stringify({ kind: 'continue', upload: ref })],
          });
          (world.ports.queue as unknown as { bodies: string[] }).bodies.splice(0);
        }
      } while (receipt.outcome === 'received' && calls < 20);
      expect(calls).toBe(5);
      const withoutTimes = ({ receivedAt: _, updatedAt: __, ...rest }: Receipt) => rest;
      expect(withoutTimes(receipt)).toEqual(withoutTimes(expected));
      expect(receipt).toMatchObject({ outcome: 'partial', records: { read: 40, accepted: 34, rejected: 6 } });
    });

    it('always gets on, even where every call comes late', async () => {
      const world = open();
      const ref = world.upload('big.jsonl', lines);
      const late = { remaining: () => 0 };
      for (let call = 1; call <= 41; call += 1) {
        const receipt = await ingest(world, ref, {}, late);
        if (receipt.outcome !== 'received') {
          expect(receipt.records.read).toBe(40);
          return;
        }
        expect(receipt.nextIndex).toBe(call);
      }
      throw new Error('It does not end');
    });
  });

  it('lists at most a hundred of anything, and counts all', async () => {
    const world = open();
    const lines = Array.from({ length: 150 }, () => '{ broken');
    const receipt = await ingest(world, world.upload('bad.jsonl', lines));
    expect(receipt.faults).toHaveLength(100);
    expect(receipt.records.rejected).toBe(150);
  });
});
