// Deliveries in the table: each with its attempts, listed by endpoint and status, and what is due when.
import { z } from 'zod';
import {
  type Attempt,
  DELIVERY_STATUSES,
  type Delivery,
  type DeliveryStore,
  type DueRecord,
} from '../../application/ports/delivery-store.ts';
import { NO_ANSWERS } from '../../core/webhooks/attempt-outcome.ts';
import { SHARDS, shardOf } from './keys.ts';
import { type Item, type Key, NOT_THERE, type Table } from './table.ts';

const deliveryKey = (id: string): Key => ({ pk: `DELIVERY#${id}`, sk: 'DELIVERY' });
const ATTEMPT_PREFIX = 'ATTEMPT#';
/** One partition for each endpoint and status, and one for all; sort key: `createdAt#id`. */
const listPartition = (endpointId: string, status: string): string => `DELIVERIES_OF#${endpointId}#${status}`;
const listSort = (delivery: Delivery): string => `${delivery.createdAt}#${delivery.id}`;

const minuteOf = (time: string): string => time.slice(0, 16);
const duePartition = (minute: string, shard: number): string => `DUE#${minute}#${shard}`;
const dueKey = ({ dueAt, deliveryId, attempts }: DueRecord): Key => ({
  pk: duePartition(minuteOf(dueAt), shardOf(deliveryId)),
  sk: `${dueAt}#${deliveryId}#${attempts}`,
});
/** The minutes for which there are due records, so that a sweep after an outage finds them without walking empty ones. */
const DUE_MINUTES = 'DUE_MINUTES#';

/** Endpoints that were told of a statement, or of an event without one; sort key: the endpoint. */
const toldPartition = (subject: string): string => `TOLD#${subject}`;

/** Seconds after which deliveries are forgotten: 90 days. */
const LIFE = 90 * 86_400;
/** Seconds for which corrections of a statement follow it: two years. */
const TOLD_LIFE = 730 * 86_400;

const DeliveryItem = z.object({
  id: z.string(),
  endpointId: z.string(),
  owner: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  statementId: z.string().nullable(),
  payload: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.number(),
  attemptsOfRun: z.number(),
  nextAttemptAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const AttemptItem = z.object({
  number: z.number(),
  at: z.string(),
  status: z.number().nullable(),
  failure: z.enum(NO_ANSWERS).nullable(),
  durationMs: z.number(),
  answer: z.string(),
});
const DueItem = z.object({
  deliveryId: z.string(),
  endpointId: z.string(),
  attempts: z.number(),
  dueAt: z.string(),
});
const Pointer = z.object({ sk: z.string(), deliveryId: z.string() });
const SortKey = z.object({ sk: z.string() });
const Anything = z.unknown();

/** Minutes remembered as noted; older ones are forgotten, and at worst noted again. */
const MOST_NOTED = 2000;

export function createDeliveryStore(table: Table): DeliveryStore {
  const expiry = (delivery: Delivery): number => Math.floor(Date.parse(delivery.createdAt) / 1000) + LIFE;
  const itemOf = (delivery: Delivery): Item => ({
    ...deliveryKey(delivery.id),
    ...delivery,
    expiresAt: expiry(delivery),
  });
  const listItem = (delivery: Delivery, status: string): Item => ({
    pk: listPartition(delivery.endpointId, status),
    sk: listSort(delivery),
    deliveryId: delivery.id,
    since: delivery.updatedAt,
    expiresAt: expiry(delivery),
  });
  /** Takes a delivery off the list of a status, unless it came back to it after `since`. */
  const unlist = (delivery: Delivery, status: string, since: string) =>
    table.remove(
      { pk: listPartition(delivery.endpointId, status), sk: listSort(delivery) },
      { expression: 'attribute_not_exists(pk) OR since <= :since', values: { ':since': since } },
    );
  const notedMinutes = new Set<string>();

  /** Lists first, then the delivery, then what no longer lists it: a list that is read back never misses one. */
  async function change(before: Delivery, next: Delivery, alsoRemove: string): Promise<boolean> {
    const moves = before.status !== next.status;
    if (moves) await table.put(listItem(next, next.status));
    const changed = await table.update(
      deliveryKey(next.id),
      {
        expression:
          'SET #status = :status, attempts = :attempts, attemptsOfRun = :ofRun, nextAttemptAt = :next, ' +
          `updatedAt = :updated${alsoRemove}`,
        condition: 'attempts = :attemptsBefore AND #status = :statusBefore',
        names: { '#status': 'status' },
        values: {
          ':status': next.status,
          ':attempts': next.attempts,
          ':ofRun': next.attemptsOfRun,
          ':next': next.nextAttemptAt,
          ':updated': next.updatedAt,
          ':attemptsBefore': before.attempts,
          ':statusBefore': before.status,
        },
      },
      Anything,
    );
    if (changed === null) return false;
    if (moves) await unlist(before, before.status, before.updatedAt);
    return true;
  }

  return {
    async create(delivery) {
      const { statementId, eventId, endpointId } = delivery;
      const told = {
        pk: toldPartition(statementId ?? eventId),
        sk: endpointId,
        expiresAt: expiry(delivery) - LIFE + TOLD_LIFE,
      };
      await table.writeMany({ put: [listItem(delivery, 'all'), listItem(delivery, delivery.status), told] });
      if (await table.put(itemOf(delivery), NOT_THERE)) return true;
      const existing = await table.get(deliveryKey(delivery.id), DeliveryItem, { consistent: true });
      if (existing && existing.status !== delivery.status)
        await unlist(delivery, delivery.status, delivery.updatedAt);
      return false;
    },
    async listTold(subject) {
      const ids = new Set<string>();
      const request = { pk: toldPartition(subject), consistent: true };
      for await (const { sk } of table.queryAll(request, SortKey)) ids.add(sk);
      return ids;
    },
    get: (id) => table.get(deliveryKey(id), DeliveryItem, { consistent: true }),
    async attempts(id) {
      const attempts: Attempt[] = [];
      const request = { pk: deliveryKey(id).pk, prefix: ATTEMPT_PREFIX, consistent: true };
      for await (const attempt of table.queryAll(request, AttemptItem)) attempts.push(attempt);
      return attempts;
    },
    async claim(id, attempts, now, until) {
      const change = {
        expression: 'SET claimedUntil = :until',
        condition:
          '#status = :pending AND attempts = :attempts AND (attribute_not_exists(claimedUntil) OR claimedUntil < :now)',
        names: { '#status': 'status' },
        values: { ':until': until, ':pending': 'pending', ':attempts': attempts, ':now': now },
      };
      return (await table.update(deliveryKey(id), change, Anything)) !== null;
    },
    async record(delivery, attempt) {
      const number = String(attempt.number).padStart(6, '0');
      const sk = `${ATTEMPT_PREFIX}${number}#${attempt.at}`;
      await table.put({ pk: deliveryKey(delivery.id).pk, sk, ...attempt, expiresAt: expiry(delivery) });
      const before: Delivery = { ...delivery, attempts: attempt.number - 1, status: 'pending' };
      return change(before, delivery, ' REMOVE claimedUntil');
    },
    replace: (before, after) => change(before, after, ''),
    async listByEndpoint(endpointId, { status, from, to, limit, position }) {
      const page = await table.query(
        {
          pk: listPartition(endpointId, status ?? 'all'),
          ...(from === undefined ? {} : { from }),
          // Past every id of that very millisecond.
          ...(to === undefined ? {} : { to: `${to}#\uffff` }),
          order: 'descending',
          limit,
          ...(position === null ? {} : { after: position }),
          consistent: true,
        },
        Pointer,
      );
      const deliveries = await table.getMany(
        page.items.map(({ deliveryId }) => deliveryKey(deliveryId)),
        DeliveryItem,
        { consistent: true },
      );
      return {
        deliveries: deliveries.filter((delivery) => status === undefined || delivery.status === status),
        position: page.last,
      };
    },

    async noteDue(due) {
      const minute = minuteOf(due.dueAt);
      if (!notedMinutes.has(minute)) await table.put({ pk: DUE_MINUTES, sk: minute });
      if (notedMinutes.size >= MOST_NOTED) notedMinutes.clear();
      notedMinutes.add(minute);
      await table.put({ ...dueKey(due), ...due });
    },
    async listDue(now, limit) {
      const due: DueRecord[] = [];
      const minutes = table.queryAll({ pk: DUE_MINUTES, to: minuteOf(now), consistent: true }, SortKey);
      for await (const { sk: minute } of minutes) {
        let found = 0;
        for (let shard = 0; shard < SHARDS && due.length < limit; shard++) {
          const request = {
            pk: duePartition(minute, shard),
            to: `${now}#\uffff`,
            limit: limit - due.length,
            consistent: true,
          };
          const { items } = await table.query(request, DueItem);
          found += items.length;
          due.push(...items);
        }
        if (due.length >= limit) break;
        // Nothing is noted for the past any more: what is noted is due in some minutes at the earliest.
        if (found === 0 && minute < minuteOf(now)) await table.remove({ pk: DUE_MINUTES, sk: minute });
      }
      return due;
    },
    async removeDue(due) {
      await table.remove(dueKey(due));
    },
  };
}
