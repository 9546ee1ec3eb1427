// Typed access to the one table: marshalling, conditional writes, paging, batches, and what each call consumed.
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type ConsumedCapacity,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import pMap from 'p-map';
import type { z } from 'zod';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { awsErrorName, callAws } from '../aws-error.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Values as @aws-sdk/util-dynamodb takes them; undefined members are left out. */
export type Item = Key & Readonly<Record<string, unknown>>;

/** A condition expression with its placeholders: `#name` in names, `:value` in values. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface Update {
  /** E.g. `SET #state = :state ADD uses :one`. */
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Condition expression over the same placeholders. */
  readonly condition?: string;
}

/** Items of one partition in the order of their sort keys. Bounds are inclusive; `prefix` excludes `from` and `to`. */
export interface Query {
  readonly pk: string;
  readonly prefix?: string;
  readonly from?: string;
  readonly to?: string;
  readonly order?: 'ascending' | 'descending';
  /** Most items read, at most 1 MB a call whatever it says. */
  readonly limit?: number;
  /** The sort key after which to go on: exclusive; it need not exist, but must lie within the bounds. */
  readonly after?: string;
  readonly consistent?: boolean;
}

export interface QueryPage<T> {
  readonly items: readonly T[];
  /** Sort key of the last item read where there may be more; else null. */
  readonly last: string | null;
}

/** Adds up capacity units as DynamoDB reports them. */
export class CapacityMeter {
  read = 0;
  write = 0;
}

export interface ReadOptions {
  /** Strongly consistent, at twice the cost. */
  readonly consistent?: boolean;
  readonly meter?: CapacityMeter;
}

export interface WriteOptions {
  readonly meter?: CapacityMeter;
}

/** DynamoDB's limits of one batch. */
const BATCH_GET = 100;
const BATCH_WRITE = 25;
/** Batches of one call that are under way at a time. */
const AT_ONCE = 4;
/** Rounds of sending again what a batch left undone, with pauses that double from 25 ms. */
const BATCH_ROUNDS = 8;

export type Table = ReturnType<typeof createTable>;

/**
 * The table `name`. Every method throws {@link DependencyError}: `throttled`, `unavailable`, `refused`, or `corrupt`
 * where an item does not fit the schema it is read with. A failed condition is an answer, not an error.
 */
export function createTable(client: DynamoDBClient, name: string) {
  /** The item, or null where there is none. */
  async function get<T>(key: Key, schema: z.ZodType<T>, options: ReadOptions = {}): Promise<T | null> {
    const output = await callAws('Reading an item', () =>
      client.send(
        new GetItemCommand({
          TableName: name,
          Key: marshall(keyOf(key)),
          ConsistentRead: options.consistent ?? false,
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
    );
    addRead(options.meter, output.ConsumedCapacity);
    return output.Item ? readBack(output.Item, schema) : null;
  }

  /** The items that exist, in the order of `keys`; a key asked for twice is answered once. */
  async function getMany<T>(
    keys: readonly Key[],
    schema: z.ZodType<T>,
    options: ReadOptions = {},
  ): Promise<readonly T[]> {
    const wanted = new Map(keys.map((key) => [keyString(key), keyOf(key)]));
    const found = new Map<string, T>();
    const batches = chunk([...wanted.values()], BATCH_GET);
    for (const batch of batches) {
      let pending: Record<string, AttributeValue>[] = batch.map((key) => marshall(key));
      for (let round = 0; pending.length > 0; round += 1) {
        await pauseBefore(round);
        const output = await callAws('Reading a batch', () =>
          client.send(
            new BatchGetItemCommand({
              RequestItems: { [name]: { Keys: pending, ConsistentRead: options.consistent ?? false } },
              ReturnConsumedCapacity: 'TOTAL',
            }),
          ),
        );
        for (const capacity of output.ConsumedCapacity ?? []) addRead(options.meter, capacity);
        for (const raw of output.Responses?.[name] ?? []) {
          found.set(keyString(unmarshall({ pk: raw.pk, sk: raw.sk } as never) as Key), readBack(raw, schema));
        }
        pending = output.UnprocessedKeys?.[name]?.Keys ?? [];
      }
    }
    return [...wanted.keys()].flatMap((key) => {
      const item = found.get(key);
      return item === undefined ? [] : [item];
    });
  }

  /** Writes the whole item; false where the condition does not hold, and then nothing is changed. */
  function put(item: Item, condition?: Condition, options: WriteOptions = {}): Promise<boolean> {
    return unlessConditionFails('Writing an item', async () => {
      const output = await client.send(
        new PutItemCommand({
          TableName: name,
          Item: marshall(item, { removeUndefinedValues: true }),
          ...conditionInput(condition),
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      addWrite(options.meter, output.ConsumedCapacity);
    });
  }

  /** As {@link put}, with the item that was replaced: null where there was none. */
  async function replace<T>(
    item: Item,
    condition: Condition | undefined,
    schema: z.ZodType<T>,
    options: WriteOptions = {},
  ): Promise<{ readonly done: boolean; readonly old: T | null }> {
    let old: T | null = null;
    const done = await unlessConditionFails('Replacing an item', async () => {
      const output = await client.send(
        new PutItemCommand({
          TableName: name,
          Item: marshall(item, { removeUndefinedValues: true }),
          ...conditionInput(condition),
          ReturnValues: 'ALL_OLD',
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      addWrite(options.meter, output.ConsumedCapacity);
      old = output.Attributes ? readBack(output.Attributes, schema) : null;
    });
    return { done, old };
  }

  /** Changes an item, creating it where the condition allows that; the item after the change, null where it does not hold. */
  async function update<T>(
    key: Key,
    change: Update,
    schema: z.ZodType<T>,
    options: WriteOptions = {},
  ): Promise<T | null> {
    let result: T | null = null;
    await unlessConditionFails('Changing an item', async () => {
      const output = await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: marshall(keyOf(key)),
          UpdateExpression: change.expression,
          ...conditionInput({
            expression: change.condition,
            ...(change.names && { names: change.names }),
            ...(change.values && { values: change.values }),
          }),
          ReturnValues: 'ALL_NEW',
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      addWrite(options.meter, output.ConsumedCapacity);
      result = readBack(output.Attributes ?? {}, schema);
    });
    return result;
  }

  /** Deletes an item, there or not; false where the condition does not hold. */
  function remove(key: Key, condition?: Condition, options: WriteOptions = {}): Promise<boolean> {
    return unlessConditionFails('Deleting an item', async () => {
      const output = await client.send(
        new DeleteItemCommand({
          TableName: name,
          Key: marshall(keyOf(key)),
          ...conditionInput(condition),
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      addWrite(options.meter, output.ConsumedCapacity);
    });
  }

  /** One page of a partition. */
  async function query<T>(
    request: Query,
    schema: z.ZodType<T>,
    options: ReadOptions = {},
  ): Promise<QueryPage<T>> {
    const range = keyRange(request);
    if (range === null) return { items: [], last: null };
    const output = await callAws('Reading a partition', () =>
      client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: range.expression,
          ExpressionAttributeValues: marshall({ ':pk': request.pk, ...range.values }),
          ScanIndexForward: request.order !== 'descending',
          ...(request.limit === undefined ? {} : { Limit: request.limit }),
          ...(request.after === undefined
            ? {}
            : { ExclusiveStartKey: marshall({ pk: request.pk, sk: request.after }) }),
          ConsistentRead: request.consistent ?? options.consistent ?? false,
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
    );
    addRead(options.meter, output.ConsumedCapacity);
    const last = output.LastEvaluatedKey?.sk?.S ?? null;
    return { items: (output.Items ?? []).map((raw) => readBack(raw, schema)), last };
  }

  /** Every item of a partition that the query bounds, page by page. */
  async function* queryAll<T>(
    request: Query,
    schema: z.ZodType<T>,
    options: ReadOptions = {},
  ): AsyncGenerator<T> {
    let after = request.after;
    do {
      const page: QueryPage<T> = await query(
        { ...request, ...(after === undefined ? {} : { after }) },
        schema,
        options,
      );
      yield* page.items;
      after = page.last ?? undefined;
    } while (after !== undefined);
  }

  /** Puts and deletes without conditions or order among them; a key may occur once. */
  async function writeMany(
    changes: { readonly put?: readonly (Item | Key)[]; readonly remove?: readonly Key[] },
    options: WriteOptions = {},
  ): Promise<void> {
    const requests: WriteRequest[] = [
      ...(changes.put ?? []).map((item) => ({
        PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
      })),
      ...(changes.remove ?? []).map((key) => ({ DeleteRequest: { Key: marshall(keyOf(key)) } })),
    ];
    await pMap(chunk(requests, BATCH_WRITE), (batch) => writeBatch(batch, options), { concurrency: AT_ONCE });
  }

  async function writeBatch(batch: WriteRequest[], options: WriteOptions): Promise<void> {
    let pending = batch;
    for (let round = 0; pending.length > 0; round += 1) {
      await pauseBefore(round);
      const output = await callAws('Writing a batch', () =>
        client.send(
          new BatchWriteItemCommand({ RequestItems: { [name]: pending }, ReturnConsumedCapacity: 'TOTAL' }),
        ),
      );
      for (const capacity of output.ConsumedCapacity ?? []) addWrite(options.meter, capacity);
      pending = output.UnprocessedItems?.[name] ?? [];
    }
  }

  return { name, get, getMany, put, replace, update, remove, query, queryAll, writeMany };
}

/** The condition that an item with this key does not exist yet. */
export const NOT_THERE: Condition = { expression: 'attribute_not_exists(pk)' };

/** The condition that nobody has changed an item since it was read with this revision; null: that it is not there yet. */
export function hasRevision(revision: number | null): Condition {
  if (revision === null) return NOT_THERE;
  return { expression: 'revision = :revision', values: { ':revision': revision } };
}

async function unlessConditionFails(what: string, call: () => Promise<void>): Promise<boolean> {
  try {
    await callAws(what, call);
    return true;
  } catch (error) {
    const cause = error instanceof DependencyError ? error.cause : error;
    if (awsErrorName(cause) === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

function conditionInput(
  condition: (Omit<Condition, 'expression'> & { expression?: string | undefined }) | undefined,
) {
  if (condition === undefined) return {};
  return {
    ...(condition.expression === undefined ? {} : { ConditionExpression: condition.expression }),
    ...(condition.names && { ExpressionAttributeNames: { ...condition.names } }),
    ...(condition.values && {
      ExpressionAttributeValues: marshall(condition.values, { removeUndefinedValues: true }),
    }),
  };
}

/** Null where the bounds leave nothing: DynamoDB refuses BETWEEN with its bounds the wrong way round. */
function keyRange(request: Query): { expression: string; values: Record<string, string> } | null {
  const { prefix, from, to } = request;
  if (prefix !== undefined) {
    return { expression: 'pk = :pk AND begins_with(sk, :prefix)', values: { ':prefix': prefix } };
  }
  if (from !== undefined && to !== undefined) {
    if (from > to) return null;
    return { expression: 'pk = :pk AND sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } };
  }
  if (from !== undefined) return { expression: 'pk = :pk AND sk >= :from', values: { ':from': from } };
  if (to !== undefined) return { expression: 'pk = :pk AND sk <= :to', values: { ':to': to } };
  return { expression: 'pk = :pk', values: {} };
}

function readBack<T>(raw: Record<string, AttributeValue>, schema: z.ZodType<T>): T {
  const item = unmarshall(raw);
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new DependencyError(
    'corrupt',
    `Item ${item.pk} ${item.sk} does not fit its schema at: ${where}`,
    result.error,
  );
}

function keyOf(key: Key): Key {
  return { pk: key.pk, sk: key.sk };
}

function keyString(key: Key): string {
  return `${key.pk}\u0000${key.sk}`;
}

function addRead(meter: CapacityMeter | undefined, capacity: ConsumedCapacity | undefined): void {
  if (meter) meter.read += capacity?.CapacityUnits ?? 0;
}

function addWrite(meter: CapacityMeter | undefined, capacity: ConsumedCapacity | undefined): void {
  if (meter) meter.write += capacity?.CapacityUnits ?? 0;
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

async function pauseBefore(round: number): Promise<void> {
  if (round === 0) return;
  if (round > BATCH_ROUNDS) throw new DependencyError('throttled', 'A batch was not done after many rounds');
  await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** (round - 1)));
}
