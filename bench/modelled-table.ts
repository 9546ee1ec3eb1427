// A table in memory that counts capacity by DynamoDB's rules, so that costs can be known for millions of items.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
import type { z } from 'zod';
import type { Item, Key, Query, QueryPage, ReadOptions, Table } from '../lambdas/adapters/dynamodb/table.ts';

interface Partition {
  keys: string[];
  sorted: boolean;
  /**
   * Items that have more than their key, which most entries of indexes have not: as JSON, of which the garbage collector
   * has less to look through than of millions of objects.
   */
  items: Map<string, string> | null;
}

/** Bytes of a reading unit, and of the most that one query reads. */
const UNIT = 4_096;
const MOST_READ = 1_048_576;

/** Items that are copied at a time. */
const COPIED = 2_000;

export interface ModelledTable extends Table {
  /** Read capacity units of all reads so far. */
  readonly consumed: () => number;
  copyTo(table: Table): Promise<void>;
}

/** What the stores of statements, speakers and counts need of a table; its writes are unconditional, for one writer. */
export function createModelledTable(): ModelledTable {
  const partitions = new Map<string, Partition>();
  let consumed = 0;

  const store = (item: Item | Key) => {
    const { pk, sk } = item;
    let partition = partitions.get(pk);
    if (partition === undefined) {
      partition = { keys: [], sorted: true, items: null };
      partitions.set(pk, partition);
    }
    if (!partition.items?.has(sk)) {
      partition.keys.push(sk);
      partition.sorted = false;
    }
    if (Object.keys(item).length === 2) return;
    partition.items ??= new Map();
    partition.items.set(sk, JSON.stringify(item));
  };
  const sortedKeys = (partition: Partition) => {
    if (!partition.sorted) {
      partition.keys = [...new Set(partition.keys)].sort();
      partition.sorted = true;
    }
    return partition.keys;
  };
  const find = (pk: string, sk: string): Item | undefined => {
    const item = partitions.get(pk)?.items?.get(sk);
    return item === undefined ? undefined : (JSON.parse(item) as Item);
  };
  const itemAt = (pk: string, sk: string): Item => find(pk, sk) ?? { pk, sk };
  const charge = ({ meter }: ReadOptions, bytes: number, consistent: boolean | undefined) => {
    const units = Math.max(1, Math.ceil(bytes / UNIT)) * (consistent ? 1 : 0.5);
    consumed += units;
    if (meter) meter.read += units;
  };

  async function getMany<T>(keys: readonly Key[], schema: z.ZodType<T>, options: ReadOptions = {}) {
    const found: T[] = [];
    for (const { pk, sk } of keys) {
      const item = find(pk, sk);
      charge(options, item ? sizeOf(item) : 0, options.consistent);
      if (item) found.push(schema.parse(item));
    }
    return found;
  }

  async function query<T>(
    request: Query,
    schema: z.ZodType<T>,
    options: ReadOptions = {},
  ): Promise<QueryPage<T>> {
    const partition = partitions.get(request.pk);
    const keys = partition ? sortedKeys(partition) : [];
    const from = request.prefix ?? request.from ?? '';
    const to = request.prefix === undefined ? (request.to ?? '\u{10FFFF}') : `${request.prefix}\u{10FFFF}`;
    const descending = request.order === 'descending';
    const after = request.after;
    const low = Math.max(
      lowerBound(keys, from),
      after !== undefined && !descending ? upperBound(keys, after) : 0,
    );
    const high = Math.min(
      upperBound(keys, to),
      after !== undefined && descending ? lowerBound(keys, after) : keys.length,
    );
    const items: T[] = [];
    let bytes = 0;
    let last: string | null = null;
    for (let step = 0; step < high - low; step += 1) {
      const sk = keys[descending ? high - 1 - step : low + step] ?? '';
      const item = itemAt(request.pk, sk);
      bytes += sizeOf(item);
      items.push(schema.parse(item));
      if (items.length === request.limit || bytes > MOST_READ) {
        last = sk;
        break;
      }
    }
    charge(options, bytes, request.consistent ?? options.consistent);
    return { items, last };
  }

  const unused = () => {
    throw new Error('The model has no such operation');
  };
  return {
    name: 'model',
    consumed: () => consumed,
    async copyTo(table) {
      let items: Item[] = [];
      for (const [pk, partition] of partitions) {
        for (const sk of sortedKeys(partition)) {
          items.push(itemAt(pk, sk));
          if (items.length < COPIED) continue;
          await table.writeMany({ put: items });
          items = [];
        }
      }
      await table.writeMany({ put: items });
    },
    getMany,
    query,
    async get(key, schema, options = {}) {
      const [item] = await getMany([key], schema, options);
      return item ?? null;
    },
    async *queryAll(request, schema, options = {}) {
      let after = request.after;
      do {
        const page = await query({ ...request, ...(after === undefined ? {} : { after }) }, schema, options);
        yield* page.items;
        after = page.last ?? undefined;
      } while (after !== undefined);
    },
    async put(item) {
      store(item);
      return true;
    },
    async replace(item) {
      store(item);
      return { done: true, old: null };
    },
    async writeMany({ put = [] }) {
      for (const item of put) store(item);
    },
    update: unused,
    remove: unused,
  };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html#ItemSizeCalculations */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/[-.]/gu, '').length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item) + 1, 3);
  const isItem = 'pk' in value;
  return Object.entries(value).reduce(
    (sum, [name, member]) => sum + Buffer.byteLength(name) + sizeOf(member) + (isItem ? 0 : 1),
    isItem ? 0 : 3,
  );
}

function lowerBound(keys: readonly string[], key: string): number {
  return bound(keys, (candidate) => candidate < key);
}

function upperBound(keys: readonly string[], key: string): number {
  return bound(keys, (candidate) => candidate <= key);
}

/** The first place at which `before` no longer holds. */
function bound(keys: readonly string[], before: (key: string) => boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(keys[middle] ?? '')) low = middle + 1;
    else high = middle;
  }
  return low;
}
