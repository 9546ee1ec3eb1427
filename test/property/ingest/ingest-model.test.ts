// Ingest against a model: whatever comes in whatever order, how often and through whatever faults, the state ends as
// the uploads alone say, every upload has one receipt, and every change was published under one id.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Key, Table } from '../../../lambdas/adapters/dynamodb/table.ts';
import type { IngestPorts } from '../../../lambdas/application/ingest-upload.ts';
import type { UploadRef } from '../../../lambdas/application/ports/upload-source.ts';
import { identifyArticle, identifyUpload } from '../../../lambdas/core/articles/article-identity.ts';
import type { Statement } from '../../../lambdas/core/statements/statement.ts';
import type { TrackerEvent } from '../../../lambdas/core/webhooks/endpoint-event.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import {
  allStatements,
  createWorld,
  describeEvents,
  describeReceipts,
  describeState,
  type Fault,
  type Reopen,
  reopenMemory,
  reopenTable,
  type TestRecord,
  type Weaken,
  type World,
} from '../../support/ingest-world.ts';
import { createTestClock, type TestClock } from '../../support/test-clock.ts';

const URLS = ['https://velmora.example/gas', 'https://velmora.example/border'];
const ARTICLES = URLS.map((url) => identifyArticle({ url, key: '', index: 0 }));

/** What the model knows: what was uploaded, in the order of it. */
interface Model {
  readonly uploads: { readonly ref: UploadRef; readonly lines: readonly (TestRecord | string)[] }[];
}

const someText = fc
  .array(
    fc.tuple(
      fc.constantFrom('Reva', 'Drost', 'Kern'),
      fc.constantFrom('said', 'denied', 'warned'),
      fc.constantFrom('gas will flow', 'the border is open', 'talks go on'),
    ),
    { minLength: 0, maxLength: 4 },
  )
  .map((lines) =>
    ['A report.', ...lines.map(([name, cue, words]) => `${name} ${cue} "${words}"`)].join('\n'),
  );

const someRecord: fc.Arbitrary<TestRecord> = fc
  .record({
    url: fc.constantFrom(...URLS),
    text: someText,
    // Earlier and later than one another, equal, after the upload (a wrong clock), or not told.
    modifiedAt: fc.constantFrom(
      undefined,
      '2031-03-14T01:00:00Z',
      '2031-03-14T02:00:00Z',
      '2031-03-14T03:00:00Z',
      '2032-01-01T00:00:00Z',
    ),
    status: fc.constantFrom('usable', 'usable', 'usable', 'canceled'),
  })
  .map(({ modifiedAt, ...record }) => ({ ...record, ...(modifiedAt && { modifiedAt }) }) as TestRecord);

const someLines = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(someRecord) },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(someRecord, fc.constant('{ poison')), { minLength: 2, maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.constant(['{ poison']) },
);

type Command = fc.AsyncCommand<Model, World>;

class Upload implements Command {
  readonly key: string;
  readonly lines: readonly (TestRecord | string)[];
  readonly second: number;
  constructor(key: string, lines: readonly (TestRecord | string)[], second: number) {
    this.key = key;
    this.lines = lines;
    this.second = second;
  }
  check = () => true;
  async run(model: Model, world: World) {
    const ref = world.upload(this.key, this.lines, { lastModified: `2031-03-14T12:00:0${this.second}.000Z` });
    model.uploads.push({ ref, lines: this.lines });
  }
  toString = () => `upload ${this.key} at :0${this.second} ${JSON.stringify(this.lines)}`;
}

class Deliver implements Command {
  readonly at: number;
  readonly fault: Fault | undefined;
  constructor(at: number, fault: Fault | undefined) {
    this.at = at;
    this.fault = fault;
  }
  check = () => true;
  async run(_: Model, world: World) {
    if (world.messages.length > 0) await world.deliver(this.at % world.messages.length, this.fault);
  }
  toString = () => `deliver ${this.at}${this.fault ? ` ${this.fault.kind} ${this.fault.effect}` : ''}`;
}

/** A batch: all at the same time, some of them failing. */
class DeliverTogether implements Command {
  readonly faults: readonly (Fault | undefined)[];
  constructor(faults: readonly (Fault | undefined)[]) {
    this.faults = faults;
  }
  check = () => true;
  async run(_: Model, world: World) {
    await Promise.all(this.faults.map((fault) => world.deliver(0, fault)));
  }
  toString = () => `deliver together ${this.faults.map((fault) => fault?.kind ?? 'well').join(', ')}`;
}

/** Processes that stood still go on, long after their messages were delivered to others. */
class Wake implements Command {
  check = () => true;
  async run(_: Model, world: World) {
    await world.wake();
  }
  toString = () => 'wake';
}

/** A new upload of which the first delivery goes wrong. */
class Interrupt implements Command {
  readonly upload: Upload;
  readonly fault: Fault;
  constructor(upload: Upload, fault: Fault) {
    this.upload = upload;
    this.fault = fault;
  }
  check = () => true;
  async run(model: Model, world: World) {
    await this.upload.run(model, world);
    await world.deliver(world.messages.length - 1, this.fault);
  }
  toString = () => `${this.upload}, ${this.fault.kind} ${this.fault.effect}`;
}

/**
 * A process stands still in the middle of a version; meanwhile another one brings in the same article's next version,
 * and then the first goes on where it stood.
 */
class Overtake implements Command {
  readonly first: TestRecord;
  readonly second: TestRecord;
  readonly effect: number;
  constructor(first: TestRecord, second: TestRecord, effect: number) {
    this.first = first;
    this.second = { ...second, ...(first.url !== undefined && { url: first.url }) };
    this.effect = effect;
  }
  check = () => true;
  async run(model: Model, world: World) {
    for (const [key, record] of [
      ['slow.json', this.first],
      ['fast.json', this.second],
    ] as const) {
      const ref = world.upload(key, [record], { lastModified: '2031-03-14T12:00:05.000Z' });
      model.uploads.push({ ref, lines: [record] });
      const fault: Fault = { kind: 'stall-before', effect: this.effect };
      await world.deliver(world.messages.length - 1, key === 'slow.json' ? fault : undefined);
    }
    await world.wake();
  }
  toString = () => `overtake at ${this.effect} ${JSON.stringify([this.first, this.second])}`;
}

class Redeliver implements Command {
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
  check = ({ uploads }: Readonly<Model>) => uploads.length > 0;
  async run({ uploads }: Model, world: World) {
    const upload = uploads[this.at % uploads.length];
    if (upload) world.announce(upload.ref);
  }
  toString = () => `announce ${this.at} again`;
}

class Delete implements Command {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
  check = () => true;
  async run(_: Model, world: World) {
    world.delete(this.key);
  }
  toString = () => `delete ${this.key}`;
}

/** `effects`: about as many as one delivery has, so that faults strike anywhere in it. */
function someCommands(effects: number) {
  const someKey = fc.constantFrom('one.json', 'two.json', 'three.jsonl');
  const someFault: fc.Arbitrary<Fault> = fc.record({
    kind: fc.constantFrom('crash-after', 'throttle-before', 'stall-before'),
    effect: fc.noBias(fc.integer({ min: 1, max: effects })),
  });
  const maybeFault = fc.option(someFault, { nil: undefined, freq: 2 });
  const upload = fc
    .tuple(someKey, someLines, fc.integer({ min: 0, max: 3 }))
    .map((fields) => new Upload(...fields));
  const deliver = fc.tuple(fc.nat(9), maybeFault).map((fields) => new Deliver(...fields));
  const together = fc
    .array(fc.option(someFault, { nil: undefined, freq: 1 }), { minLength: 2, maxLength: 4 })
    .map((faults) => new DeliverTogether(faults));
  const overtake = fc
    .tuple(someRecord, someRecord, fc.noBias(fc.integer({ min: 1, max: effects })))
    .map((fields) => new Overtake(...fields));
  return fc.commands<Model, World, false>(
    [
      overtake,
      overtake,
      fc.tuple(upload, someFault).map((fields) => new Interrupt(...fields)),
      upload,
      upload,
      deliver,
      deliver,
      together,
      together,
      fc.nat(9).map((at) => new Redeliver(at)),
      fc.constant(new Wake()),
      someKey.map((key) => new Delete(key)),
    ],
    { maxCommands: 24, size: 'max' },
  );
}

/** What uploads say, by the rule alone: the newest version decides; what it lacks is withdrawn, as last put. */
function expectedStatements(versions: readonly { order: string; article: string; record: TestRecord }[]) {
  const expected = new Map<string, { article: string; status: string; speaker: string; stance: string }>();
  for (const article of ARTICLES) {
    const sorted = versions
      .filter((version) => version.article === article)
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    for (const [at, { record }] of sorted.entries()) {
      const newest = at === sorted.length - 1;
      const seen = new Map<string, number>();
      const lines = record.status === 'canceled' ? [] : (record.text ?? '').split('\n').slice(1);
      if (newest)
        for (const statement of expected.values())
          if (statement.article === article) statement.status = 'withdrawn';
      for (const line of lines) {
        const [, speaker = '', stance = '', words = ''] = /^(\w+) (\w+) "(.+)"$/u.exec(line) ?? [];
        const occurrence = (seen.get(words) ?? 0) + 1;
        seen.set(words, occurrence);
        const id = `${article} ${words} ${occurrence}`;
        expected.set(id, { article, status: newest ? 'current' : 'withdrawn', speaker, stance });
      }
    }
  }
  return [...expected.values()].map((fields) => JSON.stringify(fields)).sort();
}

async function checkWorld(model: Model, world: World, calm: World): Promise<void> {
  await world.drain();
  const state = await describeState(world, ARTICLES);

  // The same as one pass in order, without faults.
  for (const { body: _, metadata: __, ...ref } of world.bucket.uploads) calm.announce(ref);
  calm.bucket.uploads.push(...world.bucket.uploads);
  await calm.drain();
  expect(state).toEqual(await describeState(calm, ARTICLES));

  // The same as the model says; the order of versions is the one that is tested by itself.
  const sightings = (await Promise.all(ARTICLES.map((id) => world.stores.articles.sightings(id)))).flat();
  const records = new Map(
    model.uploads.flatMap(({ ref, lines }) =>
      lines.flatMap((line, index) =>
        typeof line === 'string' ? [] : [[`${uploadId(ref)} ${index}`, line] as const],
      ),
    ),
  );
  const versions = sightings.flatMap(({ order, articleId, uploadId: upload, recordIndex }) => {
    const record = records.get(`${upload} ${recordIndex}`);
    return record ? [{ order, article: articleId, record }] : [];
  });
  expect(versions).toHaveLength(sightings.length);
  const statements = await allStatements(world.stores.reader);
  const found = statements.map(({ article, status, speaker, stance }) =>
    JSON.stringify({ article: article.id, status, speaker: speaker?.name, stance }),
  );
  expect(found.sort()).toEqual(expectedStatements(versions));

  // One receipt an upload, each with its outcome.
  const receipts = await describeReceipts(world);
  expect(receipts.map(({ id }) => id)).toEqual(
    [...new Set(model.uploads.map(({ ref }) => uploadId(ref)))].sort(),
  );
  for (const { outcome, records: counts } of receipts) {
    expect(['accepted', 'duplicate', 'superseded', 'partial', 'rejected']).toContain(outcome);
    if (counts)
      expect(counts.read).toBe(counts.accepted + counts.duplicate + counts.superseded + counts.rejected);
  }

  for (const statement of statements) await checkSpans(world, statement);
  checkEvents(world, statements);
}

function uploadId(ref: UploadRef): string {
  return identifyUpload({ bucket: ref.bucket, key: ref.key, version: ref.versionId ?? '' });
}

async function checkSpans(world: World, statement: Statement): Promise<void> {
  const { textHash, content } = statement.provenance;
  const text = await world.archive.texts.getText(statement.article.id, textHash);
  expect(content.map(({ start, end }) => text?.slice(start, end)).join(' … ')).toBe(statement.text);
}

/** Nothing changed without its event: the last one of each statement says what the statement says now. */
function checkEvents(world: World, statements: readonly Statement[]): void {
  describeEvents(world);
  const last = new Map<string, { revision: number; type: string; statement: Statement }>();
  const revisions = new Map<string, string>();
  for (const event of world.topic.published) {
    if (event.type === 'endpoint.disabled') continue;
    const { statement } = event;
    const revision = `${statement.id} ${statement.revision}`;
    expect(revisions.get(revision) ?? event.id, 'one event a revision').toBe(event.id);
    revisions.set(revision, event.id);
    if ((last.get(statement.id)?.revision ?? 0) <= statement.revision) {
      last.set(statement.id, { revision: statement.revision, type: event.type, statement });
    }
  }
  for (const statement of statements) {
    const event = last.get(statement.id);
    if (statement.status === 'current') {
      expect(event, 'a current statement was announced').toBeDefined();
      expect(event?.type).not.toBe('statement.withdrawn');
      expect([event?.statement.text, event?.statement.speaker, event?.statement.stance]).toEqual([
        statement.text,
        statement.speaker,
        statement.stance,
      ]);
    } else if (event !== undefined) expect(event.type).toBe('statement.withdrawn');
  }
}

describe('ingest, whatever comes', () => {
  let dynalite: DynaliteTables;
  beforeAll(async () => {
    dynalite = await startDynalite();
  });
  afterAll(() => dynalite.stop());

  const property = (effects: number, open: (clock: TestClock) => Promise<Reopen>, weaken?: Weaken) =>
    fc.asyncProperty(someCommands(effects), async (commands) => {
      const clock = createTestClock();
      const world = createWorld(clock, await open(clock), weaken && { weaken });
      const calmClock = createTestClock();
      const calm = createWorld(calmClock, reopenMemory(calmClock));
      const model: Model = { uploads: [] };
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
      await checkWorld(model, world, calm);
    });
  const inMemory = async (clock: TestClock) => reopenMemory(clock);
  const inTable = (weaken?: (table: Table) => Table) => async (clock: TestClock) =>
    reopenTable(await dynalite.create(), clock, weaken);

  it('ends as the uploads say, with stores in memory', async () => {
    await fc.assert(property(24, inMemory), { numRuns: 400 });
  }, 120_000);

  it('ends as the uploads say, with stores in the table', async () => {
    await fc.assert(property(70, inTable()), { numRuns: 25, endOnFailure: true });
  }, 240_000);

  /** Each protection is taken away: a property that does not notice proves nothing. The seed keeps these tests quick. */
  const teeth = { seed: 20310314, endOnFailure: true } as const;

  it.each([
    ['statements are written', (item: Key) => item.pk.startsWith('STATEMENT#')],
    ['journals are opened and closed', (item: Key) => item.sk === 'HEAD'],
    ['counters are written', (item: Key) => item.pk.startsWith('COUNT_')],
  ])(
    'would end wrongly if %s without their condition',
    async (_, isMeant) => {
      const result = await fc.check(property(70, inTable(dropConditions(isMeant))), {
        ...teeth,
        numRuns: 150,
      });
      expect(result.failed).toBe(true);
    },
    240_000,
  );

  it('would end wrongly if a journal were closed before its events are published', async () => {
    const result = await fc.check(property(24, inMemory, publishLate), { ...teeth, numRuns: 400 });
    expect(result.failed).toBe(true);
  }, 120_000);

  it('would end wrongly if a message were acknowledged before its events are published', async () => {
    const result = await fc.check(property(24, inMemory, publishLast), { ...teeth, numRuns: 400 });
    expect(result.failed).toBe(true);
  }, 120_000);
});

/** The same table, which writes the items meant whatever is there. */
function dropConditions(isMeant: (item: Key) => boolean): (table: Table) => Table {
  return (table) => ({
    ...table,
    put: (item, condition, options) => table.put(item, isMeant(item) ? undefined : condition, options),
    replace: (item, condition, ...rest) =>
      table.replace(item, isMeant(item) ? undefined : condition, ...rest),
    update: (key, { condition, values = {}, ...change }, ...rest) => {
      if (!isMeant(key))
        return table.update(key, { ...change, values, ...(condition && { condition }) }, ...rest);
      // DynamoDB refuses values that no expression uses.
      const used = Object.entries(values).filter(([name]) => change.expression.includes(name));
      return table.update(key, { ...change, values: Object.fromEntries(used) }, ...rest);
    },
  });
}

function publishLate(ports: IngestPorts): IngestPorts {
  const waiting: TrackerEvent[] = [];
  return {
    ...ports,
    publisher: { publish: async (events) => void waiting.push(...events) },
    articles: {
      ...ports.articles,
      close: async (head, journal) => {
        await ports.articles.close(head, journal);
        await ports.publisher.publish(waiting.splice(0));
      },
    },
  };
}

function publishLast(ports: IngestPorts): IngestPorts {
  const waiting: TrackerEvent[] = [];
  return {
    ...ports,
    publisher: { publish: async (events) => void waiting.push(...events) },
    receipts: {
      ...ports.receipts,
      save: async (receipt, options) => {
        const saved = await ports.receipts.save(receipt, options);
        await ports.publisher.publish(waiting.splice(0));
        return saved;
      },
    },
  };
}
