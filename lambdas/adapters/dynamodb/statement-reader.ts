// Reads statements: picks the rarest index for a filter, walks it in order, and checks what it leads to.
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { dateOf, matchesFilter } from '../../application/ports/match-statement.ts';
import type {
  StatementFilter,
  StatementPage,
  StatementReader,
} from '../../application/ports/statement-reader.ts';
import { dateBounds } from '../../core/statements/sort-date.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { COMMON_WORDS } from '../../core/statements/words.ts';
import {
  INDEX_PERIODS,
  type IndexName,
  type IndexOrder,
  indexDirectoryPartition,
  indexPartition,
  PERIOD_LENGTH,
  postingSort,
  statementKey,
} from './keys.ts';
import { PostingStream, type Walk } from './postings.ts';
import { INDEX_ORDERS, type StatementItem, statementItem } from './statement-index.ts';
import { FEED_DELAY } from './statement-store.ts';
import { CapacityMeter, type Table } from './table.ts';

type PageRequest = Parameters<StatementReader['page']>[1];

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

interface Plan {
  readonly driver: PostingStream;
  /** The other indexes of the filter. */
  readonly sieves: readonly Sieve[];
}

/** Entries that a sieve may go over at first, and for each statement that it may spare: half a unit is 40 entries. */
const SIEVE_START = 256;
const SIEVE_WORTH = 30;

/** Entries looked at in each index that could drive a query, to see how far they reach: half a unit each. */
const PROBE = 32;
/** Indexes probed at most; of a longer query the longest words, which are the rarest as a rule. */
const MOST_DRIVERS = 6;
/** Statements read in one go: first as many as are wanted, then at least so many, at most as DynamoDB allows in a batch. */
const LEAST_BATCH = 16;
const MOST_BATCH = 100;

const ORDERS = { statedAt: 's', publishedAt: 'p', recordedAt: 'r' } as const satisfies Record<
  StatementFilter['dateField'],
  IndexOrder
>;

export function createStatementReader(table: Table, clock: Clock): StatementReader {
  async function get(id: string): Promise<Statement | null> {
    const item = await table.get(statementKey(id), statementItem);
    return item?.statement ?? null;
  }

  async function page(filter: StatementFilter, request: PageRequest): Promise<StatementPage> {
    const meter = new CapacityMeter();
    if (filter.articleId !== undefined) return pageOfArticle(filter.articleId, filter, request, meter);
    const plan = await planPage(filter, request, meter);
    const found: StatementItem[] = [];
    let last = request.position;
    for (let least = 1; ; least = LEAST_BATCH) {
      const count = Math.min(MOST_BATCH, Math.max(least, request.limit - found.length));
      const { candidates, scanned } = await nextCandidates(plan, filter, count, meter, request.capacity);
      if (scanned === null) return answer(found, null, null, last, meter);
      const items = await readMatching(candidates, filter, meter);
      const matching = new Map(items.map((item) => [sortOf(item, filter), item]));
      last = scanned;
      for (const candidate of candidates) {
        const item = matching.get(candidate);
        if (item === undefined) continue;
        found.push(item);
        if (found.length < request.limit) continue;
        last = candidate;
        break;
      }
      const full = found.length === request.limit;
      const more = (full && last !== scanned) || (await plan.driver.peek(1)).length > 0;
      if (!more) return answer(found, null, null, last, meter);
      if (full) return answer(found, last, null, last, meter);
      if (meter.read >= request.capacity) return answer(found, last, dateIn(last), last, meter);
    }
  }

  /** One article has few statements: all are read and put in order. */
  async function pageOfArticle(
    articleId: string,
    filter: StatementFilter,
    request: PageRequest,
    meter: CapacityMeter,
  ): Promise<StatementPage> {
    const pk = indexPartition('article', 's', articleId, 'all');
    const postings: string[] = [];
    for await (const sk of table.queryAll({ pk }, z.object({ sk: z.string() }), { meter }))
      postings.push(sk.sk);
    const items = await readItems(postings, meter);
    const direction = filter.sort === 'newest' ? -1 : 1;
    const rest = distinctItems(items)
      .filter((item) => matchesFilter(item.statement, filter, item.feedAt))
      .map((item) => ({ item, sort: sortOf(item, filter) }))
      .filter(({ sort }) => request.position === null || direction * compare(sort, request.position) > 0)
      .sort((a, b) => direction * compare(a.sort, b.sort));
    const shown = rest.slice(0, request.limit);
    const last = shown.at(-1)?.sort ?? request.position;
    return answer(
      shown.map(({ item }) => item),
      rest.length > shown.length ? last : null,
      null,
      last,
      meter,
    );
  }

  /**
   * The index whose next entries reach farthest along the order has the fewest to check: it drives, and the others
   * tell which of its entries are worth reading.
   */
  async function planPage(
    filter: StatementFilter,
    request: PageRequest,
    meter: CapacityMeter,
  ): Promise<Plan> {
    const streams = driversOf(filter).map(
      (driver) => new PostingStream(table, walkOf(driver, filter, request), meter),
    );
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
    return { driver: best.stream, sieves: others.map(({ stream }) => ({ stream, passed: 0, asked: 0 })) };
  }

  /** Entries that every index has, and the last one looked at: null where the driver has come to its end. */
  async function nextCandidates(
    plan: Plan,
    filter: StatementFilter,
    count: number,
    meter: CapacityMeter,
    capacity: number,
  ): Promise<{ readonly candidates: readonly string[]; readonly scanned: string | null }> {
    const candidates: string[] = [];
    let scanned: string | null = null;
    while (candidates.length < count && (scanned === null || meter.read < capacity)) {
      const [entry] = await plan.driver.take(1);
      if (entry === undefined) break;
      scanned = entry;
      if (await passesAll(plan.sieves, entry, filter)) candidates.push(entry);
    }
    return { candidates, scanned };
  }

  async function passesAll(
    sieves: readonly Sieve[],
    entry: string,
    filter: StatementFilter,
  ): Promise<boolean> {
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

  function walkOf(driver: Driver, filter: StatementFilter, request: PageRequest): Walk {
    const order = ORDERS[filter.dateField];
    const { index, term } = driver;
    const { lower, upper } = dateBounds(filter.from, filter.to);
    const period = INDEX_PERIODS[index];
    return {
      directory: period === 'all' ? null : indexDirectoryPartition(index, order, term),
      partition: (name) => indexPartition(index, order, term, name),
      periodLength: PERIOD_LENGTH[period],
      lower,
      upper: order === 'r' && filter.sort === 'oldest' ? lesser(upper, feedEnd(clock)) : upper,
      order: filter.sort === 'newest' ? 'descending' : 'ascending',
      after: request.position,
    };
  }

  /** The statements that entries lead to, but for entries that are out of date. */
  async function readMatching(
    postings: readonly string[],
    filter: StatementFilter,
    meter: CapacityMeter,
  ): Promise<readonly StatementItem[]> {
    const items = await readItems(postings, meter);
    return items.filter((item) => matchesFilter(item.statement, filter, item.feedAt));
  }

  function readItems(postings: readonly string[], meter: CapacityMeter): Promise<readonly StatementItem[]> {
    const keys = postings.map((posting) => statementKey(posting.slice(posting.indexOf('#') + 1)));
    return table.getMany(keys, statementItem, { meter });
  }

  return { get, page };
}

/** The indexes that hold every statement that the filter lets through, in the order that it asks for. */
function driversOf(filter: StatementFilter): Driver[] {
  const order = ORDERS[filter.dateField];
  const words = filter.words === undefined ? [] : [...filter.words.all, ...filter.words.phrases.flat()];
  const indexed = [...new Set(words)]
    .filter((word) => !COMMON_WORDS.has(word))
    .sort((a, b) => b.length - a.length);
  const candidates: (Driver | null)[] = [
    driver('speaker', filter.speakerId),
    driver('topic', filter.topic),
    driver('about', filter.about),
    driver('outlet', filter.outlet),
    ...indexed.map((word) => driver('word', word)),
  ];
  const usable = candidates.filter(
    (candidate) => candidate !== null && INDEX_ORDERS[candidate.index].includes(order),
  );
  const drivers = usable.slice(0, MOST_DRIVERS) as Driver[];
  return drivers.length > 0 ? drivers : [{ index: 'recent', term: '' }];
}

function driver(index: IndexName, term: string | undefined): Driver | null {
  return term === undefined ? null : { index, term };
}

/** Where the statement stands in the filter's order; an entry that says otherwise is out of date. */
function sortOf(item: StatementItem, filter: StatementFilter): string {
  return postingSort(dateOf(item.statement, filter.dateField, item.feedAt), item.statement.id);
}

function answer(
  items: readonly StatementItem[],
  position: string | null,
  searchedTo: string | null,
  last: string | null,
  meter: CapacityMeter,
): StatementPage {
  return {
    items: items.map(({ statement }) => statement),
    position,
    searchedTo,
    resume: last,
    consumedCapacity: meter.read,
  };
}

/** The feed ends a little before the present, so that no statement can come to stand before its reader. */
function feedEnd(clock: Clock): string {
  return new Date(Date.parse(clock.now()) - FEED_DELAY).toISOString();
}

function distinctItems(items: readonly StatementItem[]): StatementItem[] {
  return [...new Map(items.map((item) => [item.statement.id, item])).values()];
}

function dateIn(position: string | null): string | null {
  return position === null ? null : position.slice(0, position.indexOf('#'));
}

function lesser(a: string, b: string): string {
  return a < b ? a : b;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
