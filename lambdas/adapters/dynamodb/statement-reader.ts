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

/** Entries looked at in each index that could drive a query, to see how far they reach: half a unit each. */
const PROBE = 32;
/** Indexes probed at most; of a longer query the longest words, which are the rarest as a rule. */
const MOST_DRIVERS = 6;
/** Statements read in one go: at least so many, at most as DynamoDB allows in a batch. */
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
    const stream = await openRarest(filter, request, meter);
    const found: StatementItem[] = [];
    let last = request.position;
    while (found.length < request.limit) {
      const missing = request.limit - found.length;
      const batch = await stream.take(Math.min(MOST_BATCH, Math.max(LEAST_BATCH, missing)));
      if (batch.length === 0) return answer(found, null, null, last, meter);
      const matching = new Map(
        (await readMatching(batch, filter, meter)).map((item) => [sortOf(item, filter), item]),
      );
      for (const posting of batch) {
        const item = matching.get(posting);
        if (item !== undefined && found.length < request.limit) found.push(item);
        last = posting;
        if (found.length === request.limit) break;
      }
      const full = found.length === request.limit;
      const more = (full && last !== batch.at(-1)) || (await stream.peek(1)).length > 0;
      if (!more) return answer(found, null, null, last, meter);
      if (!full && meter.read >= request.capacity) return answer(found, last, dateIn(last), last, meter);
    }
    return answer(found, last, null, last, meter);
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

  /** The stream of the index whose next entries reach farthest along the order: that has the fewest to check. */
  async function openRarest(
    filter: StatementFilter,
    request: PageRequest,
    meter: CapacityMeter,
  ): Promise<PostingStream> {
    const streams = driversOf(filter).map(
      (driver) => new PostingStream(table, walkOf(driver, filter, request), meter),
    );
    const [only] = streams;
    if (streams.length === 1 && only) return only;
    const probes = await Promise.all(
      streams.map(async (stream) => ({ stream, seen: await stream.peek(PROBE) })),
    );
    const rank = (a: (typeof probes)[number], b: (typeof probes)[number]) => {
      if (a.seen.length < PROBE || b.seen.length < PROBE) return a.seen.length - b.seen.length;
      const reach = compare(a.seen.at(-1) ?? '', b.seen.at(-1) ?? '');
      return filter.sort === 'newest' ? reach : -reach;
    };
    const best = probes.sort(rank)[0];
    if (best === undefined) throw new RangeError('A filter without any index');
    return best.stream;
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
