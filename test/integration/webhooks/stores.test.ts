// Endpoints and deliveries in the table: what several workers do to them at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeliveryStore } from '../../../lambdas/adapters/dynamodb/delivery-table.ts';
import { createEndpointStore } from '../../../lambdas/adapters/dynamodb/endpoint-table.ts';
import type { Table } from '../../../lambdas/adapters/dynamodb/table.ts';
import type { Attempt, Delivery } from '../../../lambdas/application/ports/delivery-store.ts';
import { newDelivery } from '../../../lambdas/application/webhooks/dispatch-events.ts';
import { sweepDue } from '../../../lambdas/application/webhooks/sweep-due.ts';
import { HEALTHY, updateHealth } from '../../../lambdas/core/webhooks/endpoint-health.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import { makeEvent } from '../../support/make-statement.ts';
import { scopeTable } from '../../support/scoped-table.ts';
import { makeEndpoint } from '../../support/webhook-world.ts';

const NOW = '2031-03-14T16:00:00.000Z';
const at = (milliseconds: number) => new Date(Date.parse(NOW) + milliseconds).toISOString();
const MINUTE = 60_000;

let tables: DynaliteTables;
let shared: Table;
let scopes = 0;
const fresh = (): Table => {
  scopes += 1;
  return scopeTable(shared, `stores ${scopes}`);
};
beforeAll(async () => {
  tables = await startDynalite();
  shared = await tables.create();
});
afterAll(() => tables.stop());

describe('endpoints', () => {
  test('are changed by one of several who saw the same version', async () => {
    const store = createEndpointStore(fresh());
    const endpoint = makeEndpoint({ id: 'ep_1' });
    await store.create(endpoint);
    const changed = await Promise.all(
      ['a', 'b', 'c'].map((description) => store.replace({ ...endpoint, description, version: 2 })),
    );
    expect(changed.filter(Boolean)).toHaveLength(1);
    await store.remove('ep_1');
    expect(await store.replace({ ...endpoint, version: 3 })).toBe(false);
    expect(await store.get('ep_1')).toBeNull();
    expect(await store.listEnabled()).toEqual([]);
  });

  test('stay listed when one who disabled an endpoint takes it off the list after another enabled it', async () => {
    const table = fresh();
    const held = Promise.withResolvers<void>();
    const slow = createEndpointStore({
      ...table,
      remove: async (...input) => {
        await held.promise;
        return table.remove(...input);
      },
    });
    const store = createEndpointStore(table);
    const endpoint = makeEndpoint({ id: 'ep_1' });
    await store.create(endpoint);
    const disabling = slow.replace({ ...endpoint, disabled: { reason: 'gone', at: NOW }, version: 2 });
    while (!(await store.get('ep_1'))?.disabled);
    expect(await store.replace({ ...endpoint, disabled: null, version: 3 })).toBe(true);
    held.resolve();
    expect(await disabling).toBe(true);
    expect((await store.listEnabled()).map(({ version }) => version)).toEqual([3]);
  });

  test('count every failure, whoever notes it', async () => {
    const store = createEndpointStore(fresh());
    const note = async (n: number): Promise<void> => {
      for (;;) {
        const before = await store.getHealth('ep_1');
        if (await store.replaceHealth('ep_1', before, updateHealth(before, 'failed', at(n), null))) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => note(n)));
    const failing = await store.getHealth('ep_1');
    expect(failing.failures).toBe(8);
    expect(await store.replaceHealth('ep_1', { ...failing, failures: 7 }, HEALTHY)).toBe(false);
    expect(await store.replaceHealth('ep_1', failing, HEALTHY)).toBe(true);
    expect(await store.getHealth('ep_1')).toEqual(HEALTHY);
    await note(9);
    await store.clearHealth('ep_1');
    expect(await store.getHealth('ep_1')).toEqual(HEALTHY);
  });

  test('have as many slots as asked for, each for one, free again by release or in time', async () => {
    const store = createEndpointStore(fresh());
    const until = at(MINUTE);
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.takeSlot('ep_1', 5, NOW, until)));
    // Who loses a race for one slot may find the next taken as well, but never two hold one.
    const held = taken.filter((slot) => slot !== null);
    expect(new Set(held.map(({ slot }) => slot)).size).toBe(held.length);
    while (held.length < 5) {
      const more = await store.takeSlot('ep_1', 5, NOW, until);
      if (!more) throw new Error('a slot is missing');
      held.push(more);
    }
    expect(await store.takeSlot('ep_1', 5, NOW, until)).toBeNull();
    expect(await store.takeSlot('ep_2', 1, NOW, until)).not.toBeNull();
    const [first] = held;
    if (!first) throw new Error('nothing is held');
    await store.releaseSlot(first);
    const again = await store.takeSlot('ep_1', 5, NOW, at(2 * MINUTE));
    expect(again?.slot).toBe(first.slot);
    // One whose time has passed releases what is another's by now: nothing.
    await store.releaseSlot(first);
    expect(await store.takeSlot('ep_1', 5, NOW, until)).toBeNull();
    expect(await store.takeSlot('ep_1', 5, at(MINUTE + 1), at(3 * MINUTE))).not.toBeNull();
  });
});

describe('deliveries', () => {
  const attempt = (number: number): Attempt => ({
    number,
    at: at(number * 1000),
    status: 500,
    failure: null,
    durationMs: 5,
    answer: '',
  });
  const make = (n = 1): Delivery => {
    const event = makeEvent(`ev_${n}`, { id: 'st_1' }, at(n * 1000));
    return newDelivery(makeEndpoint({ id: 'ep_1' }), event, '{}', NOW);
  };

  test('are claimed by one, until that one’s time has passed or the attempt is recorded', async () => {
    const store = createDeliveryStore(fresh());
    const delivery = make();
    await store.create(delivery);
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => store.claim(delivery.id, 0, NOW, at(MINUTE))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.claim(delivery.id, 0, at(MINUTE + 1), at(2 * MINUTE))).toBe(true);
    expect(await store.claim(delivery.id, 1, at(5 * MINUTE), at(6 * MINUTE))).toBe(false);
    expect(await store.record({ ...delivery, attempts: 1 }, attempt(1))).toBe(true);
    expect(await store.record({ ...delivery, attempts: 1 }, attempt(1))).toBe(false);
    expect(await store.claim(delivery.id, 1, NOW, at(MINUTE))).toBe(true);
    const done: Delivery = { ...delivery, attempts: 2, status: 'delivered' };
    expect(await store.record(done, attempt(2))).toBe(true);
    expect(await store.claim(delivery.id, 2, at(9 * MINUTE), at(10 * MINUTE))).toBe(false);
    expect((await store.attempts(delivery.id)).map(({ number }) => number)).toEqual([1, 2]);
    expect([...(await store.listTold('st_1'))]).toEqual(['ep_1']);
    expect([...(await store.listTold('st_2'))]).toEqual([]);
    await store.create({ ...make(2), statementId: null });
    expect([...(await store.listTold(make(2).eventId))]).toEqual(['ep_1']);
  });

  test('are listed by status and time, newest first, page by page', async () => {
    const store = createDeliveryStore(fresh());
    for (let n = 0; n < 7; n++) await store.create(make(n));
    const third = make(3);
    await store.record({ ...third, attempts: 1, status: 'exhausted' }, attempt(1));
    const list = async (page: object) => {
      const found: string[] = [];
      let position: string | null = null;
      do {
        const part: Awaited<ReturnType<typeof store.listByEndpoint>> = await store.listByEndpoint('ep_1', {
          ...page,
          limit: 2,
          position,
        });
        found.push(...part.deliveries.map(({ eventId }) => eventId));
        position = part.position;
      } while (position !== null);
      return found.join(' ');
    };
    expect(await list({})).toBe('ev_6 ev_5 ev_4 ev_3 ev_2 ev_1 ev_0');
    expect(await list({ status: 'pending' })).toBe('ev_6 ev_5 ev_4 ev_2 ev_1 ev_0');
    expect(await list({ status: 'exhausted' })).toBe('ev_3');
    expect(await list({ from: at(2000), to: at(4000) })).toBe('ev_4 ev_3 ev_2');
    expect(await list({ from: at(2001), to: at(3999) })).toBe('ev_3');
    expect(await list({ from: at(8000) })).toBe('');
  });
});

describe('due records', () => {
  test('are swept when their time has come, also after days without a sweep, and once', async () => {
    const table = fresh();
    const store = createDeliveryStore(table);
    const record = (n: number, due: string) => ({
      deliveryId: `msg_${n}`,
      endpointId: 'ep_1',
      attempts: n,
      dueAt: due,
    });
    for (let n = 0; n < 130; n++) await store.noteDue(record(n, at(20 * MINUTE + n)));
    await store.noteDue(record(500, at(21 * MINUTE)));
    await store.noteDue(record(501, at(5 * 24 * 60 * MINUTE)));
    await store.noteDue(record(502, at(9 * 24 * 60 * MINUTE)));
    const sent: string[] = [];
    const queue = {
      async send({ deliveryId, attempts }: { deliveryId: string; attempts: number }, delay: number) {
        sent.push(`${deliveryId} ${attempts} ${delay}`);
      },
    };
    const sweep = (now: string) => sweepDue({ deliveries: store, queue, clock: { now: () => now } });
    expect(await sweep(at(19 * MINUTE))).toBe(0);
    expect(await sweep(at(20 * MINUTE + 9))).toBe(10);
    expect(await sweep(at(20 * MINUTE + 9))).toBe(0);
    expect(await sweep(at(6 * 24 * 60 * MINUTE))).toBe(122);
    expect(await sweep(at(6 * 24 * 60 * MINUTE))).toBe(0);
    expect(new Set(sent).size).toBe(132);
    expect(sent).toContain('msg_501 501 0');
    expect(await sweep(at(9 * 24 * 60 * MINUTE))).toBe(1);
  });

  test('that cannot be sent stay, and stop no other', async () => {
    const store = createDeliveryStore(fresh());
    for (let n = 0; n < 5; n++) {
      await store.noteDue({ deliveryId: `msg_${n}`, endpointId: 'ep_1', attempts: 1, dueAt: NOW });
    }
    const sent: string[] = [];
    let broken = true;
    const queue = {
      async send({ deliveryId }: { deliveryId: string }) {
        if (broken && deliveryId === 'msg_2') throw new Error('the queue is away');
        sent.push(deliveryId);
      },
    };
    const sweep = () => sweepDue({ deliveries: store, queue, clock: { now: () => at(MINUTE) } });
    await expect(sweep()).rejects.toThrow('the queue is away');
    expect(sent).toHaveLength(4);
    broken = false;
    expect(await sweep()).toBe(1);
    expect(sent).toContain('msg_2');
  });
});
