// Walks index entries in order over periods and shards, reading no more than is asked for.
import { z } from 'zod';
import type { CapacityMeter, Table } from './table.ts';

/** A walk over one index. Bounds are inclusive and compare with sort keys; `after` is exclusive. */
export interface Walk {
  /** Partition that lists the periods, e.g. `2025-03` or `2025-03-14#3`; null where the index has one partition. */
  readonly directory: string | null;
  readonly partition: (period: string) => string;
  /** Characters of a sort key that name its period. */
  readonly periodLength: number;
  readonly lower: string;
  readonly upper: string;
  readonly order: 'ascending' | 'descending';
  readonly after: string | null;
}

/** Entries of the first page of a partition, and of later ones: about 100 bytes each, so 0.5 and 2 units. */
const FIRST_PAGE = 32;
const LATER_PAGE = 128;
const DIRECTORY_PAGE = 64;

const sortKey = z.object({ sk: z.string() }).transform(({ sk }) => sk);

/** A stream of sort keys that can be looked ahead into. */
export class PostingStream {
  readonly #source: AsyncGenerator<string>;
  readonly #held: string[] = [];
  #ended = false;

  constructor(table: Table, walk: Walk, meter: CapacityMeter) {
    this.#source = walkPostings(table, walk, meter);
  }

  /** The next `count` without taking them; fewer at the end. */
  async peek(count: number): Promise<readonly string[]> {
    while (this.#held.length < count && !this.#ended) {
      const next = await this.#source.next();
      if (next.done) this.#ended = true;
      else this.#held.push(next.value);
    }
    return this.#held.slice(0, count);
  }

  async take(count: number): Promise<readonly string[]> {
    await this.peek(count);
    return this.#held.splice(0, count);
  }
}

async function* walkPostings(table: Table, walk: Walk, meter: CapacityMeter): AsyncGenerator<string> {
  if (walk.directory === null) {
    yield* walkPartition(table, walk.partition('all'), walk, meter);
    return;
  }
  for await (const shards of walkPeriods(table, walk.directory, walk, meter)) {
    yield* mergeSorted(
      shards.map((period) => walkPartition(table, walk.partition(period), walk, meter)),
      walk.order,
    );
  }
}

/** The entries of the directory that may hold something, those of one period together. */
async function* walkPeriods(
  table: Table,
  directory: string,
  walk: Walk,
  meter: CapacityMeter,
): AsyncGenerator<string[]> {
  const cut = (key: string) => key.slice(0, walk.periodLength);
  const ascending = walk.order === 'ascending';
  const from = ascending && walk.after !== null && walk.after > walk.lower ? walk.after : walk.lower;
  const to = !ascending && walk.after !== null && walk.after < walk.upper ? walk.after : walk.upper;
  const request = {
    pk: directory,
    from: cut(from) || ' ',
    to: `${cut(to)}~`,
    order: walk.order,
    limit: DIRECTORY_PAGE,
  };
  let shards: string[] = [];
  for await (const period of table.queryAll(request, sortKey, { meter })) {
    if (shards[0] !== undefined && cut(shards[0]) !== cut(period)) {
      yield shards;
      shards = [];
    }
    shards.push(period);
  }
  if (shards.length > 0) yield shards;
}

async function* walkPartition(
  table: Table,
  pk: string,
  walk: Walk,
  meter: CapacityMeter,
): AsyncGenerator<string> {
  const ascending = walk.order === 'ascending';
  // DynamoDB refuses a start outside the bounds: before them it starts nothing later, behind them nothing is left.
  const behind = walk.after !== null && (ascending ? walk.after > walk.upper : walk.after < walk.lower);
  if (behind) return;
  const inside = walk.after !== null && walk.after >= walk.lower && walk.after <= walk.upper;
  let after = inside && walk.after !== null ? walk.after : undefined;
  let limit = FIRST_PAGE;
  do {
    const page = await table.query(
      {
        pk,
        from: walk.lower || ' ',
        to: walk.upper,
        order: walk.order,
        limit,
        ...(after === undefined ? {} : { after }),
      },
      sortKey,
      { meter },
    );
    yield* page.items;
    after = page.last ?? undefined;
    limit = LATER_PAGE;
  } while (after !== undefined);
}

/** Merges streams that are each in order; every one's first page is fetched at once. */
async function* mergeSorted(
  sources: readonly AsyncGenerator<string>[],
  order: Walk['order'],
): AsyncGenerator<string> {
  const [only] = sources;
  if (sources.length === 1 && only) {
    yield* only;
    return;
  }
  const first = await Promise.all(sources.map(async (source) => ({ source, next: await source.next() })));
  const heads = first.filter(({ next }) => !next.done);
  while (heads.length > 0) {
    const best = heads.reduce((a, b) => {
      const before = order === 'ascending' ? b.next.value < a.next.value : b.next.value > a.next.value;
      return before ? b : a;
    });
    yield best.next.value;
    best.next = await best.source.next();
    if (best.next.done) heads.splice(heads.indexOf(best), 1);
  }
}
