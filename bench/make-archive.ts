// Statements in the shape of a large archive, made from a number, and a way to put them into a table at once.
import { createCounterStore } from '../lambdas/adapters/dynamodb/counter-store.ts';
import { articleHeadKey, statementKey } from '../lambdas/adapters/dynamodb/keys.ts';
import { createSpeakerStore } from '../lambdas/adapters/dynamodb/speaker-store.ts';
import { postingsOf } from '../lambdas/adapters/dynamodb/statement-index.ts';
import type { Item, Key, Table } from '../lambdas/adapters/dynamodb/table.ts';
import { countChanges } from '../lambdas/application/count-changes.ts';
import type { Statement } from '../lambdas/core/statements/statement.ts';
import { classifyTopics } from '../lambdas/core/statements/topics.ts';
import { makeStatement } from '../test/support/seed-statements.ts';

/** When all of them entered the feed. */
const FEED_AT = '2026-01-01T00:00:00.000Z';
const DAYS = 5 * 365;
const SPEAKERS = 500;
/** Whose changes all counts are. */
const ARTICLE = 'ar_bench';
/** Statements that are written at a time. */
const CHUNK = 500;

/** A number from 0 to 1 that depends on `n` and `salt` alone. */
function noise(n: number, salt: number): number {
  let x = (n + 1) * 2_654_435_761 + salt * 40_503;
  x = Math.imul(x ^ (x >>> 15), 2_246_822_519);
  x = Math.imul(x ^ (x >>> 13), 3_266_489_917);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

const WORDS =
  'border gas treaty envoy summit harbour corridor ministry council grain rail delta accord levy frost'.split(
    ' ',
  );

/** Five years, 500 speakers of whom a few say most, 40 outlets, words from common to rare. */
function makeBenchStatement(n: number): Statement {
  const base = makeStatement(n);
  const who = Math.floor(SPEAKERS * noise(n, 1) ** 3);
  const day = new Date(Date.UTC(2027, 0, 1) + Math.floor(DAYS * noise(n, 2)) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const words = Array.from(
    { length: 12 },
    (_, at) => WORDS[Math.floor(WORDS.length * noise(n, 10 + at) ** 2)],
  );
  // Of 1,000 words each is in one of 1,000 statements; of the others each is in seven of a million.
  const rare = `rare${Math.floor(n / 7) % 1000} only${Math.floor(n / 7)}`;
  const text = `${words.join(' ')} ${n % 3 === 0 ? 'ceasefire' : 'sanctions'} ${rare}`;
  return {
    ...base,
    speaker: { id: `speaker-${who}`, name: `Speaker ${who}` },
    statedAt: { date: day, precision: 'day' },
    text,
    topics: classifyTopics(text),
    about: [{ id: `velmora-${Math.floor(60 * noise(n, 3))}`, name: 'Velmora' }],
    article: {
      ...base.article,
      outlet: `outlet-${Math.floor(40 * noise(n, 4) ** 2)}.example.org`,
      publishedAt: `${day}T12:00:00Z`,
    },
  };
}

/** Statements 0 to `count` − 1 with everything that leads to them, their speakers and their counts. */
export async function fillArchive(table: Table, count: number): Promise<void> {
  let hours = 0;
  const clock = { now: () => new Date(Date.parse(FEED_AT) + hours * 3_600_000).toISOString() };
  const counters = createCounterStore(table, clock);
  // All changes count as finished, so that buckets forget them as they do in the long run.
  await table.put({ ...articleHeadKey(ARTICLE), lastSeq: count });
  const listed = new Set<string>();
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    const statements = Array.from({ length }, (_, at) => makeBenchStatement(from + at));
    await table.writeMany({ put: statements.flatMap((statement) => itemsOf(statement, listed)) });
    hours += 1;
    await counters.apply(ARTICLE, from, countChanges(statements.map((after) => ({ before: null, after }))));
  }
  const everybody = (prefix: string, name: string, number: number) =>
    Array.from({ length: number }, (_, n) => ({ id: `${prefix}-${n}`, name: `${name} ${n}`, aliases: [] }));
  await createSpeakerStore(table, clock).note([
    ...everybody('speaker', 'Speaker', SPEAKERS),
    ...everybody('velmora', 'Velmora', 60),
  ]);
}

/** `listed`: entries of directories that were written before. */
function itemsOf(statement: Statement, listed: Set<string>): readonly (Item | Key)[] {
  const places: Key[] = [];
  // Most entries of a statement have one sort key: millions of copies would fill the memory.
  const sorts = new Map<string, string>();
  for (const { key, directory } of postingsOf(statement, FEED_AT)) {
    sorts.set(key.sk, sorts.get(key.sk) ?? key.sk);
    places.push({ pk: key.pk, sk: sorts.get(key.sk) ?? key.sk });
    const id = directory === null ? '' : `${directory.pk} ${directory.sk}`;
    if (directory === null || listed.has(id)) continue;
    listed.add(id);
    places.push(directory);
  }
  const item = { ...statementKey(statement.id), seq: 1, contentOrder: '0', feedAt: FEED_AT, statement };
  return [...places, item];
}
