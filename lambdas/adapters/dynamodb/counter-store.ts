// Counts of current statements: one item a bucket, changed by a conditional write that remembers whose changes it has.
import pMap from 'p-map';
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import type {
  CounterBucket,
  CounterChange,
  CounterStore,
  TimelineBucketCounts,
} from '../../application/ports/counter-store.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { articleHeadKey, counterDirectoryPartition, counterPartition, shardOf } from './keys.ts';
import { RecentSet } from './recent-set.ts';
import { hasRevision, type Key, type Table } from './table.ts';

/** Totals are changed by every article about a hot speaker, topic or outlet: so many items share them. */
const TOTAL_SHARDS = 4;
/** Remembered changes from which on finished ones are forgotten. */
const MOST_SEEN = 24;
/** Milliseconds for which a change is remembered at least: the longest that a function may still be at work on it. */
const REMEMBER = 15 * 60_000;
/** Somebody else was faster: try again after a pause that doubles from 5 ms. */
const ATTEMPTS = 10;

/** Buckets of one article that are changed at a time. */
const AT_ONCE = 8;
/** Terms that this process has listed. */
const MOST_REMEMBERED = 20_000;

const counterItem = z.object({
  start: z.string(),
  counts: z.record(z.string(), z.number()),
  /** Change (`articleId#seq`) to the time at which it was counted. */
  seen: z.record(z.string(), z.string()),
  revision: z.int(),
});
type CounterItem = z.output<typeof counterItem>;

const articleProgress = z.object({ lastSeq: z.int().optional() }).loose();
const termItem = z.object({ sk: z.string() }).transform(({ sk }) => sk);

export function createCounterStore(table: Table, clock: Clock): CounterStore {
  const listed = new RecentSet(clock, MOST_REMEMBERED);

  async function apply(articleId: string, seq: number, changes: readonly CounterChange[]): Promise<void> {
    const change = `${articleId}#${seq}`;
    const applyChange = async ({ bucket, add }: CounterChange) => {
      if (bucket.size === 'all') await listTerm(bucket);
      await applyOnce(keyOf(bucket, articleId), bucket.start, change, add);
    };
    await pMap(changes, applyChange, { concurrency: AT_ONCE });
  }

  async function listTerm({ family, term }: CounterBucket): Promise<void> {
    const key = { pk: counterDirectoryPartition(family), sk: term };
    const id = `${family}#${term}`;
    if (listed.has(id)) return;
    await table.put(key);
    listed.add(id);
  }

  async function applyOnce(
    key: Key,
    start: string,
    change: string,
    add: CounterChange['add'],
  ): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await pauseBefore(attempt);
      const item = await table.get(key, counterItem, { consistent: true });
      if (item !== null && change in item.seen) return;
      const next: CounterItem = {
        start,
        counts: addCounts(item?.counts ?? {}, add),
        seen: { ...(await forgetFinished(item?.seen ?? {})), [change]: clock.now() },
        revision: (item?.revision ?? 0) + 1,
      };
      if (await table.put({ ...key, ...next }, hasRevision(item?.revision ?? null))) return;
    }
    throw new DependencyError('throttled', 'A counter is changed by too many at once');
  }

  /** A change is forgotten once its journal is closed and nobody can be at work on it any more. */
  async function forgetFinished(seen: CounterItem['seen']): Promise<CounterItem['seen']> {
    const entries = Object.entries(seen);
    if (entries.length < MOST_SEEN) return seen;
    const limit = new Date(Date.parse(clock.now()) - REMEMBER).toISOString();
    const kept: [string, string][] = [];
    for (const [change, at] of entries) {
      if (at > limit || !(await isFinished(change))) kept.push([change, at]);
    }
    return Object.fromEntries(kept);
  }

  async function isFinished(change: string): Promise<boolean> {
    const cut = change.lastIndexOf('#');
    const article = await table.get(articleHeadKey(change.slice(0, cut)), articleProgress, {
      consistent: true,
    });
    return article !== null && (article.lastSeq ?? 0) >= Number(change.slice(cut + 1));
  }

  async function totalOf(pk: string): Promise<number> {
    const shards = await Array.fromAsync(table.queryAll({ pk, prefix: 'all#' }, counterItem));
    return shards.reduce((sum, { counts }) => sum + Object.values(counts).reduce((a, b) => a + b, 0), 0);
  }

  return {
    apply,

    totals: (family, terms) => Promise.all(terms.map((term) => totalOf(counterPartition(family, term)))),

    async timeline(speakerId, size, { from, to, limit, position }) {
      const items = table.queryAll(
        {
          pk: counterPartition('speaker', speakerId),
          from: `${size}#${from ?? ''}`,
          to: `${size}#${to ?? ''}~`,
          limit: limit + 1,
          ...(position === null ? {} : { after: `${size}#${position}#0` }),
        },
        counterItem,
      );
      const buckets: TimelineBucketCounts[] = [];
      for await (const { start, counts } of items) {
        if (Object.keys(counts).length === 0) continue;
        if (buckets.length === limit) return { buckets, position: buckets.at(-1)?.start ?? null };
        buckets.push({ start, counts });
      }
      return { buckets, position: null };
    },

    async terms(family, { limit, position }) {
      const page = await table.query(
        { pk: counterDirectoryPartition(family), limit, ...(position === null ? {} : { after: position }) },
        termItem,
      );
      return { terms: page.items, position: page.last };
    },
  };
}

function keyOf({ family, term, size, start }: CounterBucket, articleId: string): Key {
  const shard = size === 'all' ? shardOf(articleId) % TOTAL_SHARDS : 0;
  return { pk: counterPartition(family, term), sk: `${size}#${start}#${shard}` };
}

function addCounts(
  counts: Readonly<Record<string, number>>,
  add: CounterChange['add'],
): Record<string, number> {
  const sums = { ...counts };
  for (const [key, by] of Object.entries(add)) sums[key] = (sums[key] ?? 0) + by;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

async function pauseBefore(attempt: number): Promise<void> {
  if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** (attempt - 1)));
}
