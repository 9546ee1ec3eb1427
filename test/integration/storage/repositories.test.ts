// The stores keep one meaning: every case runs against the memory ones and against the table.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createArticleStore } from '../../../lambdas/adapters/dynamodb/article-store.ts';
import { createCounterStore } from '../../../lambdas/adapters/dynamodb/counter-store.ts';
import { createReceiptStore } from '../../../lambdas/adapters/dynamodb/receipt-store.ts';
import { createSpeakerStore } from '../../../lambdas/adapters/dynamodb/speaker-store.ts';
import { createStatementReader } from '../../../lambdas/adapters/dynamodb/statement-reader.ts';
import { createStatementStore } from '../../../lambdas/adapters/dynamodb/statement-store.ts';
import { startReceipt } from '../../../lambdas/application/ingest-upload.ts';
import type {
  ArticleHead,
  ArticleStore,
  Sighting,
} from '../../../lambdas/application/ports/article-store.ts';
import type { CounterBucket, CounterStore } from '../../../lambdas/application/ports/counter-store.ts';
import type { Receipt, ReceiptStore } from '../../../lambdas/application/ports/receipt-store.ts';
import type { SpeakerStore } from '../../../lambdas/application/ports/speaker-store.ts';
import type {
  StatementFilter,
  StatementReader,
} from '../../../lambdas/application/ports/statement-reader.ts';
import type { StatementStore } from '../../../lambdas/application/ports/statement-store.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import {
  createArticleMemory,
  createCounterMemory,
  createReceiptMemory,
  createSpeakerMemory,
} from '../../support/memory/record-memory.ts';
import { createStatementMemory } from '../../support/memory/statement-memory.ts';
import { sampleStatement } from '../../support/sample-statements.ts';
import { createTestClock, type TestClock } from '../../support/test-clock.ts';

interface Stores {
  readonly clock: TestClock;
  readonly articles: ArticleStore;
  readonly statements: StatementStore;
  readonly reader: StatementReader;
  readonly counters: CounterStore;
  readonly speakers: SpeakerStore;
  readonly receipts: ReceiptStore;
}

let dynalite: DynaliteTables;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

async function createMemoryStores(): Promise<Stores> {
  const clock = createTestClock();
  const statements = createStatementMemory(clock);
  return {
    clock,
    articles: createArticleMemory(),
    statements,
    reader: statements,
    counters: createCounterMemory(),
    speakers: createSpeakerMemory(),
    receipts: createReceiptMemory(),
  };
}

async function createTableStores(): Promise<Stores> {
  const clock = createTestClock();
  const table = await dynalite.create();
  return {
    clock,
    articles: createArticleStore(table),
    statements: createStatementStore(table, clock),
    reader: createStatementReader(table, clock),
    counters: createCounterStore(table, clock),
    speakers: createSpeakerStore(table, clock),
    receipts: createReceiptStore(table),
  };
}

const ALL: StatementFilter = { dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' };
const PAGE = { limit: 50, position: null, capacity: 1_000 };

describe.each([
  ['memory', createMemoryStores],
  ['table', createTableStores],
] as const)('stores in %s', (_, create) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = await create();
  });

  describe('statements', () => {
    const put = (statement = sampleStatement('gas'), seq = 1) =>
      stores.statements.put({ statement, before: null, seq, contentOrder: 'a' });

    it('reads back what was put, to the last field', async () => {
      const statement = sampleStatement('gas', {
        about: [{ id: 'drosk', name: 'Drosk' }],
        topics: ['energy'],
      });
      await put(statement);
      expect(await stores.reader.get(statement.id)).toEqual(statement);
      expect((await stores.statements.getMany([statement.id, 'st_none'])).get(statement.id)).toMatchObject({
        statement,
        seq: 1,
        contentOrder: 'a',
      });
    });

    it('does not let an older journal overwrite a newer one', async () => {
      await put(sampleStatement('gas', { text: 'New words' }), 2);
      await put(sampleStatement('gas', { text: 'Old words' }), 1);
      expect((await stores.reader.page(ALL, PAGE)).items.map(({ text }) => text)).toEqual(['New words']);
      const old = await stores.reader.page({ ...ALL, words: { all: ['old'], phrases: [], none: [] } }, PAGE);
      expect(old.items).toEqual([]);
    });

    it('moves a statement in every index when it changes', async () => {
      const before = sampleStatement('gas', {
        topics: ['energy'],
        statedAt: { date: '2031-01', precision: 'month' },
      });
      await put(before);
      const after = {
        ...before,
        topics: ['trade'],
        speaker: { id: 'ilya-drost', name: 'Ilya Drost' },
        text: 'Trade first',
      };
      await stores.statements.put({ statement: after, before, seq: 2, contentOrder: 'b' });
      const ids = async (filter: Partial<StatementFilter>) =>
        (await stores.reader.page({ ...ALL, ...filter }, PAGE)).items.map(({ id }) => id);
      expect(await ids({ topic: 'energy' })).toEqual([]);
      expect(await ids({ topic: 'trade' })).toEqual([after.id]);
      expect(await ids({ speakerId: 'anna-reva' })).toEqual([]);
      expect(await ids({ speakerId: 'ilya-drost', from: '2031-01', to: '2031-01' })).toEqual([after.id]);
      expect(await ids({ words: { all: ['trade'], phrases: [], none: [] } })).toEqual([after.id]);
      expect(await ids({ words: { all: ['talking'], phrases: [], none: [] } })).toEqual([]);
    });

    it('keeps withdrawn statements, marked', async () => {
      await put(sampleStatement('gas', { status: 'withdrawn' }));
      expect((await stores.reader.page(ALL, PAGE)).items).toEqual([]);
      expect((await stores.reader.page({ ...ALL, includeWithdrawn: true }, PAGE)).items).toHaveLength(1);
    });

    it('forgets a removed statement in every way to find it', async () => {
      const statement = sampleStatement('gas', { topics: ['energy'] });
      await put(statement);
      await stores.statements.remove(statement.id);
      await stores.statements.remove(statement.id);
      expect(await stores.reader.get(statement.id)).toBeNull();
      expect((await stores.reader.page({ ...ALL, includeWithdrawn: true }, PAGE)).items).toEqual([]);
    });

    it('finds statements of unknown time at the end, and in no range', async () => {
      await put(sampleStatement('undated', { statedAt: null }));
      await put(sampleStatement('dated'));
      const all = await stores.reader.page(ALL, PAGE);
      expect(all.items.map(({ statedAt }) => statedAt?.date ?? null)).toEqual(['2031-03-14', null]);
      expect((await stores.reader.page({ ...ALL, to: '2032' }, PAGE)).items).toHaveLength(1);
    });

    it('compares times in UTC', async () => {
      await put(
        sampleStatement('east', { statedAt: { date: '2031-03-15T01:00:00+05:00', precision: 'minute' } }),
      );
      await put(sampleStatement('west', { statedAt: { date: '2031-03-14T21:00:00Z', precision: 'minute' } }));
      const on = await stores.reader.page(
        { ...ALL, from: '2031-03-14', to: '2031-03-14', sort: 'oldest' },
        PAGE,
      );
      expect(on.items.map(({ text }) => text)).toEqual([
        'We will keep talking about east',
        'We will keep talking about west',
      ]);
    });
  });

  describe('articles', () => {
    const head: ArticleHead = {
      id: 'ar_one',
      seq: 1,
      status: 'current',
      article: { id: 'ar_one', url: null, title: null, outlet: null, publishedAt: null },
      articleOrder: 'a',
      order: 'a',
      fingerprint: 'f',
      textHash: 'h',
      textLength: 1,
      language: 'en',
      statements: 0,
      recordedAt: '2031-03-14T12:00:00.000Z',
      updatedAt: '2031-03-14T12:00:00.000Z',
    };

    it('opens one journal at a time, each after the one before', async () => {
      expect(await stores.articles.read('ar_one')).toBeNull();
      const opened = await Promise.all([
        stores.articles.open('ar_one', { seq: 1, key: 'x' }),
        stores.articles.open('ar_one', { seq: 1, key: 'y' }),
      ]);
      expect(opened.filter(Boolean)).toHaveLength(1);
      const open = (await stores.articles.read('ar_one'))?.open;
      expect(await stores.articles.open('ar_one', { seq: 2, key: 'z' })).toBe(false);
      await stores.articles.close(head, { seq: 1, key: open?.key ?? '' });
      expect(await stores.articles.read('ar_one')).toEqual({ head, open: null });
      expect(await stores.articles.open('ar_one', { seq: 1, key: 'late' })).toBe(false);
      expect(await stores.articles.open('ar_one', { seq: 2, key: 'z' })).toBe(true);
    });

    it('leads from an upload to the journals that it has left open', async () => {
      const journal = { seq: 1, key: 'x', uploadId: 'up_one' };
      await stores.articles.open('ar_one', journal);
      await stores.articles.open('ar_one', { seq: 1, key: 'y', uploadId: 'up_two' });
      await stores.articles.open('ar_two', { seq: 1, key: 'z', uploadId: 'up_one' });
      expect([...(await stores.articles.openedBy('up_one'))].sort()).toEqual(['ar_one', 'ar_two']);
      expect(await stores.articles.openedBy('up_two')).toEqual([]);
      expect((await stores.articles.read('ar_one'))?.open).toEqual(journal);
      await stores.articles.close(head, journal);
      expect(await stores.articles.openedBy('up_one')).toEqual(['ar_two']);
    });

    it('lets nobody close a journal that is not open', async () => {
      await stores.articles.open('ar_one', { seq: 1, key: 'x' });
      await stores.articles.close(head, { seq: 1, key: 'other' });
      expect((await stores.articles.read('ar_one'))?.open).toEqual({ seq: 1, key: 'x' });
    });

    it('lists versions, newest in the order first', async () => {
      const sighting = (order: string): Sighting => ({
        articleId: 'ar_one',
        order,
        fingerprint: 'f',
        status: 'usable',
        textHash: 'h',
        textLength: 3,
        article: head.article,
        modifiedAt: null,
        uploadId: 'up_one',
        recordIndex: 0,
        bucket: 'articles',
        key: 'one.txt',
        versionId: null,
        outcome: 'accepted',
        tally: { created: 1, updated: 0, unchanged: 0, withdrawn: 0 },
        silent: null,
        statements: [{ id: 'st_one', digest: 'd' }],
        journal: 'j',
        recordedAt: head.recordedAt,
      });
      for (const order of ['b', 'c', 'a']) await stores.articles.putSighting(sighting(order));
      expect((await stores.articles.sightings('ar_one')).map(({ order }) => order)).toEqual(['c', 'b', 'a']);
      expect(await stores.articles.sighting('ar_one', 'b')).toEqual(sighting('b'));
      await stores.articles.removeSighting('ar_one', 'b');
      expect(await stores.articles.sighting('ar_one', 'b')).toBeNull();
    });
  });

  describe('counters', () => {
    const bucket = (size: CounterBucket['size'], start: string, term = 'anna-reva'): CounterBucket => ({
      family: 'speaker',
      term,
      size,
      start,
    });

    it('counts a change once, however often and by however many it is applied', async () => {
      const changes = [{ bucket: bucket('all', ''), add: { 'direct/said': 2 } }];
      await Promise.all([1, 2, 3].map(() => stores.counters.apply('ar_one', 1, changes)));
      await stores.counters.apply('ar_one', 1, changes);
      expect(await stores.counters.totals('speaker', ['anna-reva', 'nobody'])).toEqual([2, 0]);
    });

    it('adds up the changes of many articles made at once', async () => {
      const changes = [{ bucket: bucket('all', ''), add: { 'direct/said': 1 } }];
      await Promise.all(Array.from({ length: 12 }, (_, at) => stores.counters.apply(`ar_${at}`, 1, changes)));
      expect(await stores.counters.totals('speaker', ['anna-reva'])).toEqual([12]);
    });

    it('takes withdrawals off, and shows no empty bucket', async () => {
      const day = bucket('day', '2031-03-14');
      await stores.counters.apply('ar_one', 1, [
        { bucket: day, add: { 'direct/said': 1, 'mixed/denied': 1 } },
      ]);
      await stores.counters.apply('ar_one', 2, [{ bucket: day, add: { 'mixed/denied': -1 } }]);
      await stores.counters.apply('ar_two', 1, [
        { bucket: bucket('day', '2031-03-15'), add: { 'direct/said': 1 } },
      ]);
      await stores.counters.apply('ar_two', 2, [
        { bucket: bucket('day', '2031-03-15'), add: { 'direct/said': -1 } },
      ]);
      const request = { from: null, to: null, limit: 10, position: null };
      expect(await stores.counters.timeline('anna-reva', 'day', request)).toEqual({
        buckets: [{ start: '2031-03-14', counts: { 'direct/said': 1 } }],
        position: null,
      });
    });

    it('pages buckets in order of time, within a range', async () => {
      for (const day of ['12', '10', '14', '11', '13']) {
        await stores.counters.apply(`ar_${day}`, 1, [
          { bucket: bucket('day', `2031-03-${day}`), add: { 'direct/said': 1 } },
        ]);
      }
      const starts: string[] = [];
      let position: string | null = null;
      do {
        const page: Awaited<ReturnType<CounterStore['timeline']>> = await stores.counters.timeline(
          'anna-reva',
          'day',
          { from: '2031-03-11', to: '2031-03-13', limit: 2, position },
        );
        starts.push(...page.buckets.map(({ start }) => start));
        position = page.position;
      } while (position !== null);
      expect(starts).toEqual(['2031-03-11', '2031-03-12', '2031-03-13']);
    });

    it('lists the terms that were ever counted', async () => {
      for (const term of ['trade', 'energy', 'nuclear']) {
        const counted = { family: 'topic', term, size: 'all', start: '' } as const;
        await stores.counters.apply('ar_one', 1, [{ bucket: counted, add: { 'direct/said': 1 } }]);
      }
      const first = await stores.counters.terms('topic', { limit: 2, position: null });
      expect(first.terms).toEqual(['energy', 'nuclear']);
      const second = await stores.counters.terms('topic', { limit: 2, position: first.position });
      expect(second.terms).toEqual(['trade']);
    });
  });

  describe('speakers', () => {
    it('ends in the same whatever order names come in', async () => {
      const names = [
        { id: 'anna-reva', name: 'A. Reva', aliases: [] },
        { id: 'anna-reva', name: 'Anna Reva', aliases: ['Minister Reva'] },
        { id: 'anna-reva', name: 'Reva', aliases: [] },
      ];
      await stores.speakers.note(names);
      const first = await stores.speakers.get('anna-reva');
      const other = await create();
      await other.speakers.note([...names].reverse());
      expect(await other.speakers.get('anna-reva')).toEqual(first);
      expect(first).toEqual({
        id: 'anna-reva',
        name: 'Anna Reva',
        aliases: ['A. Reva', 'Minister Reva', 'Reva'],
      });
    });

    it('finds by the beginning of any word of any alias, by any spelling, each speaker once', async () => {
      await stores.speakers.note([
        { id: 'sergey-lavrin', name: 'Sergey Lavrin', aliases: ['Lavrin', 'Sergei Lavrin'] },
        { id: 'marta-lavelle', name: 'Marta Lavelle', aliases: [] },
        { id: 'oto-kern', name: 'Oto Kern', aliases: [] },
      ]);
      const search = async (text: string, limit = 10) => {
        const found: string[] = [];
        let position: string | null = null;
        do {
          const page: Awaited<ReturnType<SpeakerStore['search']>> = await stores.speakers.search(text, {
            limit,
            position,
          });
          found.push(...page.speakers.map(({ id }) => id));
          position = page.position;
        } while (position !== null);
        return found.sort();
      };
      expect(await search('lav')).toEqual(['marta-lavelle', 'sergey-lavrin']);
      expect(await search('lav', 1)).toEqual(['marta-lavelle', 'sergey-lavrin']);
      expect(await search('Lawrin')).toEqual(['sergey-lavrin']);
      expect(await search('sergei l')).toEqual(['sergey-lavrin']);
      expect(await search('ern')).toEqual([]);
      expect(await search('')).toEqual([]);
    });

    it('lists all by name, each once', async () => {
      await stores.speakers.note(
        ['Oto Kern', 'Ágnes Vail', 'Bo Lind'].map((name, at) => ({ id: `s-${at}`, name, aliases: [] })),
      );
      const first = await stores.speakers.list({ limit: 2, position: null });
      const second = await stores.speakers.list({ limit: 2, position: first.position });
      expect([...first.speakers, ...second.speakers].map(({ name }) => name)).toEqual([
        'Ágnes Vail',
        'Bo Lind',
        'Oto Kern',
      ]);
    });
  });

  describe('receipts', () => {
    const upload = (key: string, versionId: string | null = 'v1') => ({
      bucket: 'articles',
      key,
      versionId,
      eTag: 'e',
      sequencer: '1',
      size: 3,
    });
    const outcomes = async (outcome: Receipt['outcome'], limit = 10) => {
      const keys: string[] = [];
      let position: string | null = null;
      do {
        const page: Awaited<ReturnType<ReceiptStore['byOutcome']>> = await stores.receipts.byOutcome(
          outcome,
          { limit, position },
        );
        keys.push(...page.receipts.map(({ key }) => key));
        position = page.position;
      } while (position !== null);
      return keys;
    };

    it('keeps the first receipt of an upload', async () => {
      const first = await stores.receipts.receive(startReceipt(upload('a.txt'), '2031-03-14T10:00:00.000Z'));
      const again = await stores.receipts.receive(startReceipt(upload('a.txt'), '2031-03-15T10:00:00.000Z'));
      expect(again).toEqual(first);
      expect(await stores.receipts.get(first.id)).toEqual(first);
    });

    it('lists each outcome newest first, over days, and moves a receipt on', async () => {
      for (let at = 0; at < 7; at += 1) {
        const time = `2031-03-${10 + (at % 3)}T10:00:0${at}.000Z`;
        const receipt = await stores.receipts.receive(startReceipt(upload(`${at}.txt`), time));
        if (at !== 3) await stores.receipts.save({ ...receipt, outcome: at === 5 ? 'rejected' : 'accepted' });
      }
      expect(await outcomes('received')).toEqual(['3.txt']);
      expect(await outcomes('rejected')).toEqual(['5.txt']);
      expect(await outcomes('accepted')).toEqual(['2.txt', '4.txt', '1.txt', '6.txt', '0.txt']);
      expect(await outcomes('accepted', 2)).toEqual(['2.txt', '4.txt', '1.txt', '6.txt', '0.txt']);
    });

    it('does not mark as failed what was dealt with', async () => {
      const receipt = await stores.receipts.receive(
        startReceipt(upload('a.txt'), '2031-03-14T10:00:00.000Z'),
      );
      expect(await stores.receipts.save({ ...receipt, outcome: 'failed' }, { unlessFinal: true })).toBe(true);
      expect(await stores.receipts.save({ ...receipt, outcome: 'accepted' })).toBe(true);
      expect(await stores.receipts.save({ ...receipt, outcome: 'failed' }, { unlessFinal: true })).toBe(
        false,
      );
      expect((await stores.receipts.get(receipt.id))?.outcome).toBe('accepted');
      expect(await outcomes('failed')).toEqual([]);
      expect(await outcomes('accepted')).toEqual(['a.txt']);
    });

    it('finds every version of a key, newest first', async () => {
      for (const [version, day] of [
        ['v1', '14'],
        ['v2', '15'],
      ] as const) {
        await stores.receipts.receive(startReceipt(upload('a.txt', version), `2031-03-${day}T10:00:00.000Z`));
      }
      await stores.receipts.receive(startReceipt(upload('b.txt'), '2031-03-16T10:00:00.000Z'));
      const page = await stores.receipts.ofKey('articles', 'a.txt', { limit: 10, position: null });
      expect(page.receipts.map(({ versionId }) => versionId)).toEqual(['v2', 'v1']);
    });
  });
});
