/**
 * Measures ingest on this machine: articles a second from PUT to receipt through the whole tracker, and the memory of the
 * ingest function on very large uploads.
 *
 *   npm run bench:ingest -- [--articles 60] [--megabytes 200] [--unpacked 1024] [--only memory|throughput]
 *
 * The large uploads go the whole way: PUT to the S3 endpoint, notification, queue, the handler of the manifest with its
 * real time-out (so that it checkpoints and sends itself continuation messages), the table, the topic. The function runs
 * in a process of its own with the heap's limits that Lambda's runtime sets, since the emulators would count otherwise.
 *
 * What is in them: what a scraper's full dump holds. Three in four records are articles of about 700 words, one in four
 * is a transcript of about 17,000; few are new, and most were uploaded before and are recalled as duplicates, since
 * extracting a gigabyte would take a day. The small upload before each is of the same kind, so that everything is loaded.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { createDynamoClient } from '../lambdas/adapters/dynamodb/client.ts';
import { createReceiptStore } from '../lambdas/adapters/dynamodb/receipt-store.ts';
import { createTable } from '../lambdas/adapters/dynamodb/table.ts';
import type { Receipt } from '../lambdas/application/ports/receipt-store.ts';
import { heapFlags } from '../lib/bundling.ts';
import { FUNCTIONS } from '../lib/functions.ts';
import { type Backends, startBackends } from '../lib/local/backends.ts';
import { LOCAL_TABLE, localBucket } from '../lib/local/emulators.ts';
import { WAIT_SECONDS } from '../lib/local/queue-poller.ts';
import { startTracker } from '../lib/local/tracker.ts';
import { findCorpora } from '../test/corpus/corpora.ts';
import type { MemoryNote } from './ingest-function.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '200' },
    unpacked: { type: 'string', default: '1024' },
    only: { type: 'string' },
  },
});
const MIB = 2 ** 20;
const mb = (bytes: number): string => `${(bytes / MIB).toFixed(0)} MB`;
const texts = findCorpora()
  .filter(({ name }) => name === 'own/tuning')
  .flatMap((corpus) => corpus.read().map(({ text }) => text));

/** Different records of a dump; all others are one of these again. */
const DIFFERENT = 12;
/** Every fourth is a transcript of so many articles' length. */
const TRANSCRIPT = 24;

/** JSON Lines, `bytes` long. */
function* makeLines(run: string, bytes: number): Generator<Buffer> {
  const lines = Array.from({ length: DIFFERENT }, (_, i) => {
    const parts = i % 4 === 3 ? TRANSCRIPT : 1;
    const text = Array.from({ length: parts }, (_part, part) => texts[(i + part) % texts.length]).join(
      '\n\n',
    );
    return Buffer.from(
      `${JSON.stringify({
        text: `${text}\n\nNumber ${i}.`,
        url: `https://news.example/${run}/${i}`,
        date_publish: '2031-04-02 08:00:00',
      })}\n`,
    );
  });
  for (let made = 0, i = 0; made < bytes; i++) {
    const line = lines[i % DIFFERENT] ?? Buffer.alloc(0);
    made += line.length;
    yield line;
  }
}

interface Measured {
  readonly peak: number;
  readonly buffers: number;
  readonly settled: readonly number[];
}

/** Gathers the notes of the function's process. */
function watch(child: ChildProcess): { begin(): void; end(): Measured; readonly rss: () => number } {
  let notes: MemoryNote[] = [];
  child.on('message', (note: MemoryNote) => notes.push(note));
  return {
    rss: () => notes.at(-1)?.rss ?? 0,
    begin: () => {
      notes = notes.slice(-1);
    },
    end: () => ({
      peak: Math.max(...notes.map(({ rss }) => rss)),
      buffers: Math.max(...notes.map(({ buffers }) => buffers)),
      settled: notes.flatMap(({ settled }) => (settled === null ? [] : [settled])),
    }),
  };
}

async function put(backends: Backends, key: string, body: Readable): Promise<void> {
  const answer = await fetch(`${backends.s3Url}/${localBucket('articles')}/${key}`, {
    method: 'PUT',
    body: Readable.toWeb(body) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  if (!answer.ok) throw new Error(`PUT answered ${answer.status}: ${await answer.text()}`);
}

async function waitForReceipt(key: string): Promise<Receipt> {
  const receipts = createReceiptStore(createTable(createDynamoClient(), LOCAL_TABLE));
  for (;;) {
    const page = await receipts.ofKey(localBucket('articles'), key, { limit: 1, position: null });
    const [receipt] = page.receipts;
    if (receipt !== undefined && receipt.outcome !== 'received') return receipt;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function measureMemory(
  backends: Backends,
  label: string,
  bytes: number,
  packed: boolean,
): Promise<void> {
  const { memoryMb } = FUNCTIONS[0];
  const child = fork(join(import.meta.dirname, 'ingest-function.ts'), {
    env: {
      ...process.env,
      ...backends.environment,
      POWERTOOLS_LOG_LEVEL: 'ERROR',
      INGEST_RECORDS: '1000000',
    },
    execArgv: ['--disable-warning=ExperimentalWarning', ...heapFlags(memoryMb)],
  });
  try {
    const memory = watch(child);
    const run = randomUUID();
    await put(backends, `bench/${run}/first.jsonl`, Readable.from(makeLines(`${run}/first`, 2 * MIB)));
    await waitForReceipt(`bench/${run}/first.jsonl`);
    const before = memory.rss();
    memory.begin();
    const started = performance.now();
    const lines = Readable.from(makeLines(run, bytes));
    const key = `bench/${run}/large`;
    await put(backends, key, packed ? lines.pipe(createGzip({ level: 1 })) : lines);
    const { outcome, records, faults } = await waitForReceipt(key);
    const seconds = (performance.now() - started) / 1000;
    const { peak, buffers, settled } = memory.end();
    const quarters = [0.25, 0.5, 0.75, 1].map(
      (share) => settled[Math.max(0, Math.ceil(settled.length * share) - 1)] ?? 0,
    );
    console.log(
      `${label.padEnd(34)} peak ${mb(peak)} (${mb(before)} before); buffers ${mb(buffers)} at most; heap after full collections: ${quarters.map(mb).join(', ')} (${settled.length} of them); ${records.read} records (${records.accepted} new, ${records.duplicate} known) in ${seconds.toFixed(0)} s; ${outcome}${faults[0] ? ` ${faults[0].code}` : ''}`,
    );
  } finally {
    child.kill();
    // Its last long poll goes on in the emulator, and would take the next message to nobody for minutes.
    await new Promise((resolve) => setTimeout(resolve, (WAIT_SECONDS + 1) * 1000));
  }
}

async function measureThroughput(count: number): Promise<void> {
  const tracker = await startTracker({ port: 0, s3Port: 0, data: null, auth: false, onError: console.error });
  try {
    const run = randomUUID();
    const started = performance.now();
    const keys = Array.from({ length: count }, (_, i) => `bench/${run}/${i}.txt`);
    let words = 0;
    for (const [i, key] of keys.entries()) {
      const text = `${texts[i % texts.length]}\n\nNumber ${i}.`;
      words += text.split(/\s+/).length;
      const answer = await fetch(`${tracker.s3Url}/${tracker.bucket}/${key}`, { method: 'PUT', body: text });
      if (!answer.ok) throw new Error(`PUT answered ${answer.status}`);
    }
    const uploaded = performance.now();
    const outcomes: Record<string, number> = {};
    for (const key of keys) {
      const { outcome } = await waitForReceipt(key);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${'whole pipeline on this machine'.padEnd(34)} ${(count / seconds).toFixed(2)} articles/s (${count} of ${Math.round(words / count)} words; uploaded in ${((uploaded - started) / 1000).toFixed(1)} s); ${JSON.stringify(outcomes)}`,
    );
  } finally {
    await tracker.stop();
  }
}

if (values.only !== 'throughput') {
  const data = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  const backends = await startBackends({ data, s3Port: 0, auth: false, onError: console.error });
  try {
    const large = Number(values.megabytes) * MIB;
    const unpacked = Number(values.unpacked) * MIB;
    await measureMemory(backends, `JSON Lines, ${values.megabytes} MB`, large, false);
    await measureMemory(backends, 'JSON Lines, a quarter of it', large / 4, false);
    await measureMemory(backends, `gzip, ${values.unpacked} MB unpacked`, unpacked, true);
    await measureMemory(backends, 'gzip, a quarter of it', unpacked / 4, true);
  } finally {
    await backends.stop();
    rmSync(data, { recursive: true });
  }
}
if (values.only !== 'memory') await measureThroughput(Number(values.articles));
process.exit(0);
