/**
 * Measures ingest: articles a second through the whole tracker on this machine, from PUT to receipt, and the peak memory
 * of reading very large uploads.
 *
 *   npm run bench:ingest -- [--articles 60] [--megabytes 200] [--unpacked 1024]
 *
 * Memory is that of the streaming decoder, which is what holds an upload: its records are dealt with one by one. The
 * large uploads are made as they are read, so that only the decoder's own memory counts. Compare ratios between machines.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { articleDecoder } from '../lambdas/adapters/formats/decode-upload.ts';
import { readIngestRules } from '../lambdas/runtime/ingest-rules.ts';
import { startTracker } from '../lib/local/tracker.ts';
import { findCorpora } from '../test/corpus/corpora.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '200' },
    unpacked: { type: 'string', default: '1024' },
  },
});
const MIB = 2 ** 20;
const texts = findCorpora()
  .filter(({ name }) => name === 'own/tuning')
  .flatMap((corpus) => corpus.read().map(({ text }) => text));

/** JSON Lines of whole articles, `bytes` long, made one line at a time. */
function* makeLines(bytes: number): Generator<Buffer> {
  for (let made = 0, i = 0; made < bytes; i++) {
    const line = Buffer.from(
      `${JSON.stringify({ text: texts[i % texts.length], url: `https://news.example/${i}` })}\n`,
    );
    made += line.length;
    yield line;
  }
}

async function measureMemory(label: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const { limits } = readIngestRules({ INGEST_RECORDS: '10000000' });
  const hints = { key: 'large', contentType: null, contentEncoding: null, metadata: {}, startIndex: 0 };
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  let records = 0;
  const started = performance.now();
  for await (const _ of articleDecoder.decode(body, hints, limits)) {
    records++;
    if (records % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - started) / 1000;
  const mb = (bytes: number): string => `${(bytes / MIB).toFixed(0)} MB`;
  console.log(
    `${label.padEnd(34)} ${records} records in ${seconds.toFixed(1)} s; peak ${mb(peak)} (${mb(before)} before)`,
  );
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
      const put = await fetch(`${tracker.s3Url}/${tracker.bucket}/${key}`, { method: 'PUT', body: text });
      if (!put.ok) throw new Error(`PUT answered ${put.status}`);
    }
    const uploaded = performance.now();
    const outcomes: Record<string, number> = {};
    for (const key of keys) {
      for (;;) {
        const answer = await fetch(`${tracker.apiUrl}/uploads?key=${encodeURIComponent(key)}`);
        const page = (await answer.json()) as { items?: { outcome?: string; status?: string }[] };
        const outcome = page.items?.[0]?.outcome ?? page.items?.[0]?.status;
        if (outcome !== undefined && outcome !== 'received') {
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${'whole pipeline on this machine'.padEnd(34)} ${(count / seconds).toFixed(2)} articles/s (${count} of ${Math.round(words / count)} words; uploaded in ${((uploaded - started) / 1000).toFixed(1)} s); ${JSON.stringify(outcomes)}`,
    );
  } finally {
    await tracker.stop();
  }
}

const large = Number(values.megabytes) * MIB;
await measureMemory('JSON Lines, a quarter', Readable.from(makeLines(large / 4)));
await measureMemory(`JSON Lines, ${values.megabytes} MB`, Readable.from(makeLines(large)));
const unpacked = Number(values.unpacked) * MIB;
await measureMemory(
  'gzip of JSON Lines, a quarter',
  Readable.from(makeLines(unpacked / 4)).pipe(createGzip({ level: 1 })),
);
await measureMemory(
  `gzip, ${values.unpacked} MB unpacked`,
  Readable.from(makeLines(unpacked)).pipe(createGzip({ level: 1 })),
);
await measureThroughput(Number(values.articles));
process.exit(0);
