// A small world to ingest in: a bucket, a queue whose messages come back, faults on demand, and a plain extractor.
import { createArticleStore } from '../../lambdas/adapters/dynamodb/article-store.ts';
import { createCounterStore } from '../../lambdas/adapters/dynamodb/counter-store.ts';
import { createReceiptStore } from '../../lambdas/adapters/dynamodb/receipt-store.ts';
import { createSpeakerStore } from '../../lambdas/adapters/dynamodb/speaker-store.ts';
import { createStatementReader } from '../../lambdas/adapters/dynamodb/statement-reader.ts';
import { createStatementStore } from '../../lambdas/adapters/dynamodb/statement-store.ts';
import type { Table } from '../../lambdas/adapters/dynamodb/table.ts';
import { type IngestPorts, type IngestRules, ingestUpload } from '../../lambdas/application/ingest-upload.ts';
import { markFailed } from '../../lambdas/application/mark-failed.ts';
import type { ArticleDecoder } from '../../lambdas/application/ports/article-decoder.ts';
import type { ArticleHead, ArticleStore } from '../../lambdas/application/ports/article-store.ts';
import type { CounterStore } from '../../lambdas/application/ports/counter-store.ts';
import { DependencyError } from '../../lambdas/application/ports/dependency-error.ts';
import type { Extractor } from '../../lambdas/application/ports/extractor.ts';
import type { Receipt, ReceiptStore } from '../../lambdas/application/ports/receipt-store.ts';
import type { SpeakerStore } from '../../lambdas/application/ports/speaker-store.ts';
import type { StatementReader } from '../../lambdas/application/ports/statement-reader.ts';
import type { StatementStore } from '../../lambdas/application/ports/statement-store.ts';
import type { UploadRef } from '../../lambdas/application/ports/upload-source.ts';
import type { Attribution } from '../../lambdas/core/extraction/attribution.ts';
import { sha256 } from '../../lambdas/core/hash-id.ts';
import type { Statement } from '../../lambdas/core/statements/statement.ts';
import { readIngestMessage } from '../../lambdas/runtime/read-ingest-message.ts';
import {
  createArchiveMemory,
  createQuarantineMemory,
  createQueueMemory,
  createTopicMemory,
  createUploadMemory,
} from './memory/bytes-memory.ts';
import {
  createArticleMemory,
  createCounterMemory,
  createReceiptMemory,
  createSpeakerMemory,
} from './memory/record-memory.ts';
import { createStatementMemory } from './memory/statement-memory.ts';
import type { TestClock } from './test-clock.ts';

/** The stores that are kept in the table; everything else is in memory here. */
export interface TableStores {
  readonly articles: ArticleStore;
  readonly statements: StatementStore;
  readonly reader: StatementReader;
  readonly counters: CounterStore;
  readonly speakers: SpeakerStore;
  readonly receipts: ReceiptStore;
}

export function createMemoryStores(clock: TestClock): TableStores {
  const statements = createStatementMemory(clock);
  return {
    articles: createArticleMemory(),
    statements,
    reader: statements,
    counters: createCounterMemory(),
    speakers: createSpeakerMemory(),
    receipts: createReceiptMemory(),
  };
}

/** Every line `Name said "words"` (or denied, warned) is a direct attribution. */
export const lineExtractor: Extractor = {
  extract({ text, publishedAt }) {
    const found: Attribution[] = [];
    for (const match of text.matchAll(/^(\w+) (said|denied|warned) "(.+)"$/gmu)) {
      const [, name = '', cue = '', content = ''] = match;
      const source = { start: match.index, end: match.index + name.length };
      const cueSpan = { start: source.end + 1, end: source.end + 1 + cue.length };
      const start = cueSpan.end + 2;
      found.push({
        type: 'direct',
        content: [{ start, end: start + content.length }],
        source,
        cue: cueSpan,
        speaker: { id: name.toLowerCase(), name },
        stance: cue as Attribution['stance'],
        negated: false,
        statedAt: publishedAt === null ? null : { date: publishedAt.slice(0, 10), precision: 'day' },
        medium: null,
        addressee: null,
        office: null,
        reporters: [],
        mentioned: [],
        confidence: 0.9,
        by: ['line'],
      });
    }
    return found;
  },
};

/** One record of a test upload. */
export interface TestRecord {
  readonly url?: string;
  readonly text?: string;
  readonly title?: string;
  readonly modifiedAt?: string;
  readonly publishedAt?: string;
  readonly status?: 'usable' | 'canceled';
}

/** A JSON record a line; a line that is no JSON is a malformed record. */
const lineDecoder: ArticleDecoder = {
  async *decode(body, hints) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    const lines = Buffer.concat(chunks).toString('utf8').split('\n');
    for (const [index, line] of lines.entries()) {
      if (index < hints.startIndex) continue;
      let record: TestRecord;
      try {
        record = JSON.parse(line);
      } catch {
        yield {
          kind: 'fault',
          index,
          line: index + 1,
          code: 'malformed_record',
          detail: 'The line is no JSON.',
        };
        continue;
      }
      yield {
        kind: 'article',
        index,
        text: record.text ?? '',
        title: record.title ?? null,
        url: record.url ?? null,
        outlet: 'Velmora Herald',
        authors: [],
        publishedAt: record.publishedAt ?? '2031-03-14',
        modifiedAt: record.modifiedAt ?? null,
        language: 'en',
        status: record.status ?? 'usable',
      };
    }
  },
};

export const TEST_RULES: IngestRules = {
  limits: {
    objectBytes: 1_000_000,
    decompressedBytes: 1_000_000,
    recordBytes: 1_000_000,
    records: 1_000,
    textLength: 100_000,
  },
  backfillPrefixes: ['backfill/'],
  languages: ['en'],
  eventAgeDays: null,
};

/** Nobody makes the table again. */
export const NO_REBUILD = { begunAt: async () => null };

export class Crash extends Error {}

/**
 * What goes wrong in one delivery: the process ends after its n-th awaited effect, or the port refuses that one, or the
 * process stands still before it, until it is woken, while its message is delivered to others.
 */
export interface Fault {
  readonly kind: 'crash-after' | 'throttle-before' | 'stall-before';
  readonly effect: number;
}

export interface Injector {
  /** The same object, with the fault in it; its methods that answer a promise are effects. */
  wrap<T extends object>(port: T): T;
  readonly effects: () => number;
  /** Resolves once the process stands still. */
  readonly stalled: Promise<void>;
  /** Lets it go on. */
  wake(): void;
}

/** Lets `fault` happen once, counting the effects of everything it wraps together. */
export function createInjector(fault: Fault): Injector {
  let effects = 0;
  let dead = false;
  const stalled = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const strike = (method: (...args: unknown[]) => unknown, owner: object, args: unknown[]): unknown => {
    // A process that has ended does nothing more, whatever was still under way in it.
    if (dead) return Promise.reject(new Crash('The process has ended'));
    effects += 1;
    const at = effects;
    if (fault.kind === 'throttle-before' && at === fault.effect) {
      return Promise.reject(new DependencyError('throttled', 'Asked too often'));
    }
    if (fault.kind === 'stall-before' && at === fault.effect) {
      stalled.resolve();
      return gate.promise.then(() => method.apply(owner, args));
    }
    const result = method.apply(owner, args);
    if (!(result instanceof Promise)) {
      effects -= 1;
      return result;
    }
    return result.then((value) => {
      if (dead) throw new Crash('The process has ended');
      if (fault.kind === 'crash-after' && at === fault.effect) {
        dead = true;
        throw new Crash(`The process ended after effect ${at}`);
      }
      return value;
    });
  };
  return {
    effects: () => effects,
    stalled: stalled.promise,
    wake: gate.resolve,
    wrap: (port) =>
      new Proxy(port, {
        get: (target, key) => {
          const member: unknown = Reflect.get(target, key);
          return typeof member === 'function' && key !== 'decode'
            ? (...args: unknown[]) => strike(member as never, target, args)
            : member;
        },
      }),
  };
}

/** Wraps those of `ports` that have effects, but for `except`. */
export function injectInto<Ports extends object>(
  ports: Ports,
  injector: Injector,
  except: readonly string[] = [],
): Ports {
  const pure = ['clock', 'extractor', ...except];
  return Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      typeof port === 'object' && port !== null && !pure.includes(name)
        ? injector.wrap(port as object)
        : port,
    ]),
  ) as Ports;
}

interface Message {
  readonly id: string;
  readonly body: string;
  receives: number;
}

export interface World {
  readonly clock: TestClock;
  readonly stores: TableStores;
  readonly ports: IngestPorts;
  readonly archive: ReturnType<typeof createArchiveMemory>;
  readonly bucket: ReturnType<typeof createUploadMemory>;
  readonly topic: ReturnType<typeof createTopicMemory>;
  readonly quarantine: ReturnType<typeof createQuarantineMemory>;
  /** Waiting to be delivered. */
  readonly messages: Message[];
  upload(key: string, lines: readonly (TestRecord | string)[], options?: UploadOptions): UploadRef;
  /** Announces an upload once more. */
  announce(upload: UploadRef): void;
  /** Deletes an object as its scraper would: its versions stay. */
  delete(key: string): void;
  /** Delivers the message at `at`; it comes back where that fails, and is given up after five times. */
  deliver(at: number, fault?: Fault): Promise<'done' | 'again' | 'dead'>;
  /** Lets the processes that stand still go on. */
  wake(): Promise<void>;
  /** Delivers until nothing waits, given-up messages included. */
  drain(): Promise<void>;
}

export interface UploadOptions {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly lastModified?: string;
}

const MAX_RECEIVES = 5;
const NO_DEADLINE = { remaining: () => Number.POSITIVE_INFINITY };
const BUCKET = 'articles';

/**
 * Makes the stores anew, as a new process does: nothing that one remembers outlives it. Answers those that have the
 * fault in them already.
 */
export type Reopen = (injector: Injector | null) => {
  readonly stores: TableStores;
  readonly injected: readonly (keyof TableStores)[];
};

/** The stores in memory, shared by all processes; every call of them is an effect. */
export function reopenMemory(clock: TestClock): Reopen {
  const stores = createMemoryStores(clock);
  return () => ({ stores, injected: [] });
}

/** The stores on `table`; every call of the table itself is an effect. */
export function reopenTable(
  table: Table,
  clock: TestClock,
  weaken: (table: Table) => Table = (strong) => strong,
): Reopen {
  return (injector) => {
    const target = weaken(injector === null ? table : injector.wrap(table));
    return {
      stores: {
        articles: createArticleStore(target),
        statements: createStatementStore(target, clock),
        reader: createStatementReader(target, clock),
        counters: createCounterStore(target, clock),
        speakers: createSpeakerStore(target, clock),
        receipts: createReceiptStore(target),
      },
      injected: ['articles', 'statements', 'reader', 'counters', 'speakers', 'receipts'],
    };
  };
}

/** Takes a protection away from the ports of one process, to see whether anybody notices. */
export type Weaken = (ports: IngestPorts) => IngestPorts;

export interface WorldOptions {
  /** On the same buckets and archive as another world. */
  readonly beside?: Pick<World, 'archive' | 'bucket' | 'topic' | 'quarantine'> | undefined;
  readonly weaken?: Weaken | undefined;
}

export function createWorld(
  clock: TestClock,
  reopen: Reopen,
  { beside, weaken = (ports) => ports }: WorldOptions = {},
): World {
  const archive = beside?.archive ?? createArchiveMemory();
  const bucket = beside?.bucket ?? createUploadMemory();
  const topic = beside?.topic ?? createTopicMemory();
  const quarantine = beside?.quarantine ?? createQuarantineMemory();
  const queue = createQueueMemory();
  const messages: Message[] = [];
  const sleepers: { wake(): void; readonly work: Promise<void> }[] = [];
  let uploads = 0;
  let sent = 0;

  const portsOf = (stores: TableStores): IngestPorts => ({
    ...stores,
    texts: archive.texts,
    journals: archive.journals,
    publisher: topic,
    uploads: bucket,
    quarantine,
    queue,
    decoder: lineDecoder,
    clock,
    extractor: lineExtractor,
    findMentioned: () => [],
    describeSpeaker: ({ id, name }) => ({ id, name, aliases: [] }),
  });

  const enqueue = (body: string) => {
    sent += 1;
    messages.push({ id: `message-${sent}`, body, receives: 0 });
  };
  const collect = () => {
    for (const body of queue.bodies.splice(0)) enqueue(body);
  };

  async function deliver(at: number, fault?: Fault): Promise<'done' | 'again' | 'dead'> {
    const [message] = messages.splice(at, 1);
    if (message === undefined) return 'done';
    const uploads = readIngestMessage(message.body);
    const injector = fault === undefined ? null : createInjector(fault);
    const { stores, injected } = reopen(injector);
    const sound = portsOf(stores);
    const ports = weaken(injector === null ? sound : injectInto(sound, injector, injected));
    message.receives += 1;
    const work = (async () => {
      for (const upload of uploads) await ingestUpload(ports, upload, TEST_RULES, NO_DEADLINE);
    })();
    try {
      const first = await Promise.race([work, injector?.stalled.then(() => 'stalled') ?? work]);
      if (first === 'stalled') {
        sleepers.push({ wake: () => injector?.wake(), work });
        messages.push(message);
        return 'again';
      }
      collect();
      return 'done';
    } catch (error) {
      if (!(error instanceof Crash || error instanceof DependencyError)) throw error;
      collect();
      if (message.receives < MAX_RECEIVES) {
        messages.push(message);
        return 'again';
      }
      const consumer = { receipts: reopen(null).stores.receipts, letters: archive.letters, clock };
      await markFailed(consumer, message, uploads);
      return 'dead';
    }
  }

  /** What they still do may fail: somebody else has done it. */
  async function wake(): Promise<void> {
    for (const sleeper of sleepers.splice(0)) {
      sleeper.wake();
      await sleeper.work.catch((error: unknown) => {
        if (!(error instanceof Crash || error instanceof DependencyError)) throw error;
      });
    }
    collect();
  }

  const { stores } = reopen(null);
  return {
    clock,
    stores,
    ports: portsOf(stores),
    archive,
    bucket,
    topic,
    quarantine,
    messages,
    upload(key, lines, options = {}) {
      uploads += 1;
      const body = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
      const ref: UploadRef = {
        bucket: BUCKET,
        key,
        versionId: `v${uploads}`,
        eTag: sha256(body).slice(0, 32),
        sequencer: uploads.toString(16).padStart(16, '0'),
        size: Buffer.byteLength(body),
      };
      bucket.uploads.push({
        ...ref,
        size: Buffer.byteLength(body),
        lastModified:
          options.lastModified ?? `2031-03-15T00:00:${String(uploads % 60).padStart(2, '0')}.000Z`,
        body,
        metadata: options.metadata ?? {},
      });
      enqueue(JSON.stringify({ kind: 'ingest', upload: ref }));
      return ref;
    },
    announce: (upload) => enqueue(JSON.stringify({ kind: 'ingest', upload })),
    delete(key) {
      const s3 = { bucket: { name: BUCKET }, object: { key: encodeURIComponent(key) } };
      enqueue(JSON.stringify({ Records: [{ eventName: 'ObjectRemoved:DeleteMarkerCreated', s3 }] }));
    },
    deliver,
    wake,
    async drain() {
      for (;;) {
        while (messages.length > 0) await deliver(0);
        for await (const letter of archive.letters.letters()) {
          await archive.letters.remove(letter.id);
          enqueue(letter.body);
        }
        if (messages.length > 0) continue;
        // The worst that they can do: everything is done when they go on.
        await wake();
        if (messages.length === 0) return;
      }
    },
  };
}

const NO_HEAD: Partial<ArticleHead> = {};

/** Everything that a reader can see, but for times and for how often something changed. */
export async function describeState(world: World, articleIds: readonly string[]) {
  const { stores } = world;
  const articles = await Promise.all(
    articleIds.map(async (id) => {
      const state = await stores.articles.read(id);
      const { recordedAt: _, updatedAt: __, seq: ___, ...head } = state?.head ?? NO_HEAD;
      const sightings = (await stores.articles.sightings(id)).map((sighting) => ({
        order: sighting.order,
        fingerprint: sighting.fingerprint,
        status: sighting.status,
        statements: sighting.statements,
      }));
      return { id, head, open: state?.open ?? null, sightings };
    }),
  );
  const statements = await allStatements(stores.reader);
  const speakers = await stores.speakers.list({ limit: 1_000, position: null });
  const ids = speakers.speakers.map(({ id }) => id);
  const page = { from: null, to: null, limit: 1_000, position: null };
  return {
    articles,
    statements: statements.map(withoutTimes),
    speakers: speakers.speakers,
    totals: await stores.counters.totals('speaker', ids),
    days: await Promise.all(ids.map(async (id) => (await stores.counters.timeline(id, 'day', page)).buckets)),
    outlets: await stores.counters.totals('outlet', ['Velmora Herald']),
  };
}

export async function allStatements(reader: StatementReader): Promise<Statement[]> {
  const statements: Statement[] = [];
  let position: string | null = null;
  do {
    const page: Awaited<ReturnType<StatementReader['page']>> = await reader.page(
      { dateField: 'statedAt', includeWithdrawn: true, sort: 'oldest' },
      { limit: 500, position, capacity: 10_000 },
    );
    statements.push(...page.items);
    position = page.position;
  } while (position !== null);
  return statements;
}

function withoutTimes(statement: Statement) {
  const { revision: _, recordedAt: __, updatedAt: ___, ...rest } = statement;
  return rest;
}

/** Receipts without what depends on when and how often something was tried. */
export async function describeReceipts(world: World): Promise<Partial<Receipt>[]> {
  const receipts = await Promise.all(
    (['received', 'accepted', 'duplicate', 'superseded', 'partial', 'rejected', 'failed'] as const).map(
      async (outcome) =>
        (await world.stores.receipts.byOutcome(outcome, { limit: 1_000, position: null })).receipts,
    ),
  );
  return receipts
    .flat()
    .map(({ receivedAt: _, updatedAt: __, ...rest }) => rest)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Distinct events with what they say; the same id must always say the same. */
export function describeEvents(world: World): Map<string, string> {
  const events = new Map<string, string>();
  for (const event of world.topic.published) {
    if (event.type === 'endpoint.disabled') continue;
    const said = JSON.stringify([event.type, withoutTimes(event.statement), event.statement.revision]);
    const before = events.get(event.id);
    if (before !== undefined && before !== said) throw new Error(`Event ${event.id} says two things`);
    events.set(event.id, said);
  }
  return events;
}
