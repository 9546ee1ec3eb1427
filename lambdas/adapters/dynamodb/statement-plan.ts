// How statements are found: which indexes lead to what a filter wants, which of them drives, and what they leave to be
// read. See docs/keys-and-cost.md.
import type { StatementFilter } from '../../application/ports/statement-reader.ts';
import { dateBounds } from '../../core/statements/sort-date.ts';
import { COMMON_WORDS } from '../../core/statements/words.ts';
import {
  INDEX_PERIODS,
  type IndexName,
  type IndexOrder,
  indexDirectoryPartition,
  indexPartition,
  PERIOD_LENGTH,
} from './keys.ts';
import { PostingStream, type Walk } from './postings.ts';
import { INDEX_ORDERS } from './statement-index.ts';
import type { CapacityMeter, Table } from './table.ts';

interface Driver {
  readonly index: IndexName;
  readonly term: string;
}

interface Sieve {
  readonly stream: PostingStream;
  /** Entries of it that were gone over, and entries of the driver that it was asked for. */
  passed: number;
  asked: number;
}

export interface StatementPlan {
  /**
   * The next entries that every index has: `count` at most, fewer where the meter comes to `capacity`. `scanned` is the
   * last entry looked at; null where nothing is left.
   */
  take(
    count: number,
    capacity: number,
  ): Promise<{ readonly candidates: readonly string[]; readonly scanned: string | null }>;
  hasMore(): Promise<boolean>;
}

export interface PlanRequest {
  readonly filter: StatementFilter;
  /** Where the last page ended; null on the first. */
  readonly position: string | null;
  /** Nothing dated later is in the feed yet. */
  readonly feedEnd: string;
}

/** Entries that a sieve may go over at first, and for each statement that it may spare: half a unit is 40 entries. */
const SIEVE_START = 256;
const SIEVE_WORTH = 30;

/** Entries looked at in each index that could drive a query, to see how far they reach: half a unit each. */
const PROBE = 32;
/** Indexes probed at most; of a longer query the longest words, which are the rarest as a rule. */
const MOST_DRIVERS = 6;

/** Statements that are all read and put in order: about as many as a call may check anyway. */
export const FEW = 256;
/** Indexes of another order that are looked at, to see whether they have only a few: 5 units each at most. */
const MOST_COUNTED = 3;

const ORDERS = { statedAt: 's', publishedAt: 'p', recordedAt: 'r' } as const satisfies Record<
  StatementFilter['dateField'],
  IndexOrder
>;

/** Whether the filter reads the feed: what was recorded, oldest first. */
export function isFeed(filter: StatementFilter): boolean {
  return filter.dateField === 'recordedAt' && filter.sort === 'oldest';
}

/**
 * Entries, in no order, that lead to all that the filter wants, where there are few: of one article, or at most `most`
 * of an index that is not kept in the filter's order. Null where there are many.
 */
export async function collectFew(
  table: Table,
  filter: StatementFilter,
  most: number,
  meter: CapacityMeter,
): Promise<readonly string[] | null> {
  const collect = (driver: Driver, count: number) => {
    const walk = { lower: '', upper: '~', order: 'ascending', after: null } as const;
    return new PostingStream(table, { ...placesOf(driver, 's'), ...walk }, meter).take(count);
  };
  if (filter.articleId !== undefined) {
    return collect({ index: 'article', term: filter.articleId }, Number.POSITIVE_INFINITY);
  }
  const order = ORDERS[filter.dateField];
  const unordered = conditionsOf(filter).filter(({ index }) => !INDEX_ORDERS[index].includes(order));
  for (const driver of unordered.slice(0, MOST_COUNTED)) {
    const entries = await collect(driver, most + 1);
    if (entries.length <= most) return entries;
  }
  return null;
}

/**
 * The index whose next entries reach farthest along the order has the fewest to check: it drives, and the others tell
 * which of its entries are worth reading.
 */
export async function planStatements(
  table: Table,
  request: PlanRequest,
  meter: CapacityMeter,
): Promise<StatementPlan> {
  const { filter } = request;
  const streams = driversOf(filter).map((driver) => new PostingStream(table, walkOf(driver, request), meter));
  const probes = await Promise.all(
    streams.map(async (stream) => ({ stream, seen: streams.length > 1 ? await stream.peek(PROBE) : [] })),
  );
  const rank = (a: (typeof probes)[number], b: (typeof probes)[number]) => {
    if (a.seen.length < PROBE || b.seen.length < PROBE) return a.seen.length - b.seen.length;
    const reach = compare(a.seen.at(-1) ?? '', b.seen.at(-1) ?? '');
    return filter.sort === 'newest' ? reach : -reach;
  };
  const [best, ...others] = probes.sort(rank);
  if (best === undefined) throw new RangeError('A filter without any index');
  const driver = best.stream;
  const sieves: readonly Sieve[] = others.map(({ stream }) => ({ stream, passed: 0, asked: 0 }));

  return {
    async take(count, capacity) {
      const candidates: string[] = [];
      let scanned: string | null = null;
      while (candidates.length < count && (scanned === null || meter.read < capacity)) {
        const [entry] = await driver.take(1);
        if (entry === undefined) break;
        scanned = entry;
        if (await passesAll(sieves, entry, filter)) candidates.push(entry);
      }
      return { candidates, scanned };
    },
    hasMore: async () => (await driver.peek(1)).length > 0,
  };
}

async function passesAll(sieves: readonly Sieve[], entry: string, filter: StatementFilter): Promise<boolean> {
  for (const sieve of sieves) {
    // Reading many entries of a common term to spare few statements costs more than it spares.
    if (sieve.passed > SIEVE_START + SIEVE_WORTH * sieve.asked) continue;
    sieve.asked += 1;
    if (!(await holds(sieve, entry, filter.sort))) return false;
  }
  return true;
}

/** Whether a stream has an entry; goes on to it, or to the place where it would be. */
async function holds(sieve: Sieve, entry: string, sort: StatementFilter['sort']): Promise<boolean> {
  for (;;) {
    const [next] = await sieve.stream.peek(1);
    if (next === undefined) return false;
    const order = sort === 'newest' ? compare(entry, next) : compare(next, entry);
    if (order >= 0) return order === 0;
    await sieve.stream.take(1);
    sieve.passed += 1;
  }
}

function walkOf(driver: Driver, { filter, position, feedEnd }: PlanRequest): Walk {
  const { lower, upper } = dateBounds(filter.from, filter.to);
  return {
    ...placesOf(driver, ORDERS[filter.dateField]),
    lower,
    upper: isFeed(filter) && feedEnd < upper ? feedEnd : upper,
    order: filter.sort === 'newest' ? 'descending' : 'ascending',
    after: position,
  };
}

function placesOf(
  { index, term }: Driver,
  order: IndexOrder,
): Pick<Walk, 'directory' | 'partition' | 'periodLength'> {
  const period = INDEX_PERIODS[index];
  return {
    directory: period === 'all' ? null : indexDirectoryPartition(index, order, term),
    partition: (name) => indexPartition(index, order, term, name),
    periodLength: PERIOD_LENGTH[period],
  };
}

/** The indexes that hold every statement that the filter lets through, in the order that it asks for. */
function driversOf(filter: StatementFilter): readonly Driver[] {
  const order = ORDERS[filter.dateField];
  const usable = conditionsOf(filter).filter(({ index }) => INDEX_ORDERS[index].includes(order));
  return usable.length > 0 ? usable.slice(0, MOST_DRIVERS) : [{ index: 'recent', term: '' }];
}

/** Every index that knows a condition of the filter, in whatever order; long words first. */
function conditionsOf({ speakerId, topic, about, outlet, words }: StatementFilter): readonly Driver[] {
  const named = { speaker: speakerId, topic, about, outlet };
  const wanted = words === undefined ? [] : [...words.all, ...words.phrases.flat()];
  return [
    ...Object.entries(named).flatMap(([index, term]) =>
      term === undefined ? [] : [{ index: index as IndexName, term }],
    ),
    ...[...new Set(wanted)]
      .filter((word) => !COMMON_WORDS.has(word))
      .sort((a, b) => b.length - a.length)
      .map((term) => ({ index: 'word', term }) as const),
  ];
}

/** As keys compare. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
