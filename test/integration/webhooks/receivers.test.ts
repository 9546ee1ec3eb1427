// Messages to real receivers on loopback, of every kind: through the real sender, the real table, time made to pass.
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Table } from '../../../lambdas/adapters/dynamodb/table.ts';
import {
  createWebhookSender,
  type Lookup,
  type WebhookSenderOptions,
} from '../../../lambdas/adapters/http/webhook-sender.ts';
import { messageId } from '../../../lambdas/application/webhooks/dispatch-events.ts';
import { restartDelivery } from '../../../lambdas/application/webhooks/restart-delivery.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import { makeEvent } from '../../support/make-statement.ts';
import { answer, hang, type Receiver, startReceiver } from '../../support/receivers.ts';
import { scopeTable } from '../../support/scoped-table.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { createWebhookWorld, makeEndpoint } from '../../support/webhook-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';

let tables: DynaliteTables;
let shared: Table;
let worlds = 0;
const open: Receiver[] = [];

beforeAll(async () => {
  tables = await startDynalite();
  shared = await tables.create();
});
afterAll(() => tables.stop());
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

async function receive(respond: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(respond);
  open.push(receiver);
  return receiver;
}

/** A world whose time is the present, so that receivers take its signatures. */
function createWorld(options: Partial<WebhookSenderOptions> = {}) {
  worlds += 1;
  return createWebhookWorld({
    table: scopeTable(shared, `world ${worlds}`),
    clock: createTestClock(new Date().toISOString()),
    sender: createWebhookSender({ allowLoopback: true, timeout: 300, ...options }),
    random: () => 0,
  });
}
type World = ReturnType<typeof createWorld>;

async function register(world: World, url: string, id = 'ep_1'): Promise<void> {
  const now = world.clock.now();
  await world.endpoints.create(makeEndpoint({ id, url, createdAt: now, updatedAt: now }));
}
const event = (world: World, id = 'ev_1') => makeEvent(id, {}, world.clock.now());

/** The one delivery, with what is told of its attempts. */
async function deliveryOf(world: World, endpointId = 'ep_1', eventId = 'ev_1') {
  const delivery = await world.deliveries.get(messageId(eventId, endpointId));
  if (!delivery) throw new Error('there is no such delivery');
  const attempts = await world.deliveries.attempts(delivery.id);
  return { ...delivery, history: attempts.map(({ status, failure }) => status ?? failure), attempts };
}

describe('a receiver that answers 200', () => {
  test('gets the message once, signed so that the specification’s own package takes it', async () => {
    const receiver = await receive(answer(200));
    const world = createWorld();
    await register(world, receiver.url);
    world.publish(event(world));
    await world.settle();

    const [post, ...others] = receiver.posts;
    expect(others).toEqual([]);
    const payload = new Webhook(SECRET).verify(post?.body ?? '', post?.headers ?? {}) as Record<
      string,
      unknown
    >;
    expect(payload).toMatchObject({
      type: 'statement.created',
      data: {
        text: 'Velmora will sign when the guns are silent.',
        revision: 1,
        links: { self: expect.stringMatching(/^https:\/\/tracker\.example\.org\/statements\/st_/) },
      },
    });
    expect(post?.headers['webhook-id']).toBe(messageId('ev_1', 'ep_1'));
    expect(post?.headers['content-type']).toBe('application/json');
    expect(() => new Webhook(SECRET).verify(`${post?.body} `, post?.headers ?? {})).toThrow();
    const delivery = await deliveryOf(world);
    expect(delivery).toMatchObject({ status: 'delivered', history: [200], nextAttemptAt: null });
    expect(delivery.attempts[0]?.answer).toBe('answer 1');
  });

  test('gets an event that is dispatched often but once, and lists it once', async () => {
    const receiver = await receive(answer(200));
    const world = createWorld();
    await register(world, receiver.url);
    const one = event(world);
    world.publish(one, one, one);
    await world.settle();
    world.publish(one);
    await world.settle();
    expect(receiver.posts).toHaveLength(1);
    expect(await world.all('ep_1')).toHaveLength(1);
    const pending = { status: 'pending' as const, limit: 10, position: null };
    expect((await world.deliveries.listByEndpoint('ep_1', pending)).deliveries).toEqual([]);
  });
});

test('a receiver that answers 500 and then 200 gets the message again under its id, five seconds later', async () => {
  const receiver = await receive(answer(500, 200));
  const world = createWorld();
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  const [first, second] = receiver.posts;
  expect(receiver.posts).toHaveLength(2);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
  const pause = Number(second?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp']);
  expect(pause).toBeGreaterThanOrEqual(5);
  expect(pause).toBeLessThanOrEqual(7);
  expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature']);
  expect(await deliveryOf(world)).toMatchObject({ status: 'delivered', history: [500, 200] });
  expect((await world.endpoints.getHealth('ep_1')).failures).toBe(0);
});

test('a receiver that answers 410 is disabled and told of on the topic; what waits for it is canceled', async () => {
  const receiver = await receive(answer(410));
  const other = await receive(answer(200));
  const world = createWorld();
  await register(world, receiver.url);
  const now = world.clock.now();
  await world.endpoints.create(
    makeEndpoint({ id: 'ep_2', url: other.url, events: ['endpoint.disabled'], createdAt: now }),
  );
  world.publish(event(world, 'ev_1'), event(world, 'ev_2'), event(world, 'ev_3'));
  await world.settle();
  expect(receiver.posts.length).toBe(1);
  expect((await world.endpoints.get('ep_1'))?.disabled?.reason).toBe('gone');
  const statuses = (await world.all('ep_1')).map(({ status }) => status);
  expect(statuses).toEqual(['canceled', 'canceled', 'canceled']);
  expect(world.published).toMatchObject([
    { type: 'endpoint.disabled', endpoint: { id: 'ep_1', owner: 'desk', reason: 'gone' } },
  ]);
  // Only those who asked hear of it, and of nothing else.
  expect(other.posts.map(({ body }) => JSON.parse(body).type)).toEqual(['endpoint.disabled']);
  expect((await world.endpoints.listEnabled()).map(({ id }) => id)).toEqual(['ep_2']);

  world.publish(event(world, 'ev_4'));
  await world.settle();
  expect(receiver.posts.length).toBe(1);
});

test('a receiver that moved while 410 was on its way stays enabled', async () => {
  const world = createWorld();
  const moved = await receive(answer(200));
  const receiver = await receive((response) => {
    world.endpoints
      .get('ep_1')
      .then((endpoint) =>
        endpoint
          ? world.endpoints.replace({ ...endpoint, url: moved.url, version: endpoint.version + 1 })
          : false,
      )
      .then(() => {
        response.statusCode = 410;
        response.end();
      });
  });
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  expect((await world.endpoints.get('ep_1'))?.disabled).toBeNull();
  expect(await deliveryOf(world)).toMatchObject({ status: 'delivered', history: [410, 200] });
  expect(moved.posts).toHaveLength(1);
});

test('a receiver that hangs is given up after the time-out, and tried by the schedule to its end', async () => {
  const receiver = await receive(hang);
  const world = createWorld({ timeout: 40 });
  await register(world, receiver.url);
  const started = Date.parse(world.clock.now());
  world.publish(event(world));
  await world.settle();
  const delivery = await deliveryOf(world);
  expect(delivery).toMatchObject({ status: 'exhausted', attemptsOfRun: 10 });
  expect(delivery.history).toEqual(Array.from({ length: 10 }, () => 'timeout'));
  const hours = [0, 5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24];
  const gaps = delivery.attempts.map(
    ({ at }, n) => Date.parse(at) - Date.parse(delivery.attempts[n - 1]?.at ?? at),
  );
  for (const [n, gap] of gaps.entries()) {
    if (n === 0) continue;
    const least = (hours[n] ?? 0) * HOUR;
    // A sweep comes once a minute, and an endpoint that fails is left alone for up to five minutes.
    expect(gap, `attempt ${n + 1}`).toBeGreaterThanOrEqual(least);
    expect(gap, `attempt ${n + 1}`).toBeLessThanOrEqual(least + 7 * MINUTE);
  }
  expect(Date.parse(world.clock.now()) - started).toBeGreaterThan(75 * HOUR);
});

test('a receiver that redirects to a metadata address is not followed', async () => {
  const receiver = await receive((response) => {
    response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' });
    response.end();
  });
  const world = createWorld();
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle(MINUTE);
  const delivery = await deliveryOf(world);
  expect(delivery.status).toBe('pending');
  expect(delivery.history).toEqual([307, 307]);
});

describe('a name that resolves elsewhere later', () => {
  test('is looked up once an attempt, and only the address that was checked is connected to', async () => {
    const receiver = await receive(answer(500, 200));
    const inside = await receive(answer(200));
    let asked = 0;
    const lookup: Lookup = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '192.168.7.7', family: 4 }];
    };
    const world = createWorld({ lookup });
    await register(world, `http://rebinding.example.org:${receiver.port}/hook`);
    world.publish(event(world));
    await world.settle(MINUTE);
    // The first attempt asked once and connected to what it was told; the second was told of a private address.
    expect(asked).toBe(2);
    expect(receiver.posts).toHaveLength(1);
    expect(receiver.posts[0]?.headers.host).toBe(`rebinding.example.org:${receiver.port}`);
    expect(inside.posts).toHaveLength(0);
    expect((await deliveryOf(world)).history).toEqual([500, 'forbidden_address']);
  });

  test('is refused where one of its addresses is private', async () => {
    const receiver = await receive(answer(200));
    const lookup: Lookup = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const world = createWorld({ lookup });
    await register(world, `http://both.example.org:${receiver.port}/hook`);
    world.publish(event(world));
    await world.settle(1000);
    expect(receiver.posts).toHaveLength(0);
    expect((await deliveryOf(world)).history).toEqual(['forbidden_address']);
  });

  test('is never connected to on loopback without the flag', async () => {
    const receiver = await receive(answer(200));
    const world = createWorld({ allowLoopback: false });
    await register(world, receiver.url);
    world.publish(event(world));
    await world.settle(1000);
    expect(receiver.posts).toHaveLength(0);
    expect((await deliveryOf(world)).history).toEqual(['forbidden_address']);
  });
});

test('of a receiver that sends 100 MB no more than its beginning is read', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let sent = 0;
  const receiver = await receive((response) => {
    response.writeHead(200, { 'content-length': String(100 * 1024 * 1024) });
    const write = (): void => {
      while (sent < 100 * 1024 * 1024) {
        sent += chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', write);
          return;
        }
      }
      response.end();
    };
    write();
  });
  const world = createWorld({ timeout: 5000 });
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  const delivery = await deliveryOf(world);
  expect(delivery).toMatchObject({ status: 'delivered', history: [200] });
  expect(delivery.attempts[0]?.answer).toBe('x'.repeat(1024));
  // What the kernel holds on both sides, not a hundredfold.
  expect(sent).toBeLessThan(20 * 1024 * 1024);
});

test('a receiver that answers and then drips for ever has answered', async () => {
  const receiver = await receive((response) => {
    response.writeHead(200);
    response.write('slow');
  });
  const world = createWorld({ timeout: 100 });
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  expect(await deliveryOf(world)).toMatchObject({ status: 'delivered', history: [200] });
});

test.each([
  ['seconds', () => '90'],
  ['a date', (now: string) => new Date(Date.parse(now) + 90_000).toUTCString()],
])('Retry-After in %s is honoured', async (_, header) => {
  const world = createWorld();
  const receiver = await receive((response, __, count) => {
    if (count === 1) response.writeHead(429, { 'retry-after': header(world.clock.now()) });
    response.end();
  });
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  const [first, second] = (await deliveryOf(world)).attempts;
  const gap = Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '');
  expect(gap).toBeGreaterThanOrEqual(89_000);
  expect(gap).toBeLessThan(100_000);
});

test('an endpoint that is busy is slowed down as a whole, not only for one message', async () => {
  const receiver = await receive(answer(429));
  const world = createWorld();
  await register(world, receiver.url);
  world.publish(...['ev_1', 'ev_2', 'ev_3', 'ev_4', 'ev_5'].map((id) => event(world, id)));
  await world.settle(4000);
  expect(receiver.posts).toHaveLength(1);
  expect(world.outcomes.filter((outcome) => outcome === 'deferred').length).toBeGreaterThanOrEqual(4);
});

test('five days of nothing but failures disable an endpoint, and the topic hears of it once', async () => {
  const receiver = await receive(answer(500));
  const world = createWorld();
  await register(world, receiver.url);
  for (let day = 0; day < 6; day++) {
    world.publish(event(world, `ev_${day}`));
    await world.settle(24 * HOUR);
    const { disabled } = (await world.endpoints.get('ep_1')) ?? {};
    expect(disabled === null, `day ${day}`).toBe(day < 5);
  }
  expect((await world.endpoints.get('ep_1'))?.disabled?.reason).toBe('failing');
  expect(world.published).toMatchObject([
    { type: 'endpoint.disabled', endpoint: { id: 'ep_1', reason: 'failing', url: receiver.url } },
  ]);
  await world.settle();
  const left = (await world.all('ep_1')).filter(({ status }) => status === 'pending');
  expect(left).toEqual([]);
}, 60_000);

test('a delivery that ended is sent again by hand under its own id', async () => {
  const receiver = await receive(answer(200));
  const world = createWorld();
  await register(world, receiver.url);
  world.publish(event(world));
  await world.settle();
  const before = await world.deliveries.get(messageId('ev_1', 'ep_1'));
  if (!before) throw new Error('nothing was delivered');
  await restartDelivery({ ...world, deliveryQueue: world.queue }, before, world.clock.now());
  await world.settle();
  expect(receiver.posts.map(({ headers }) => headers['webhook-id'])).toEqual([before.id, before.id]);
  expect(await deliveryOf(world)).toMatchObject({ status: 'delivered', history: [200, 200] });
});

test('who was told of a statement hears of its correction and withdrawal, though it matches no longer', async () => {
  const receiver = await receive(answer(200));
  const late = await receive(answer(200));
  const world = createWorld();
  const now = world.clock.now();
  const filter = { speakers: ['irena-valcourt'] };
  await world.endpoints.create(makeEndpoint({ id: 'ep_1', url: receiver.url, filter, createdAt: now }));
  world.publish(event(world, 'ev_1'));
  await world.settle();
  await world.endpoints.create(makeEndpoint({ id: 'ep_2', url: late.url, filter, createdAt: now }));
  const speaker = { id: 'tomas-hale', name: 'Tomas Hale' };
  const updated = makeEvent('ev_2', { speaker, revision: 2 }, world.clock.now());
  const withdrawn = makeEvent('ev_3', { speaker, revision: 3, status: 'withdrawn' }, world.clock.now());
  world.publish({ ...updated, type: 'statement.updated' }, { ...withdrawn, type: 'statement.withdrawn' });
  await world.settle();
  const got = receiver.posts.map(
    ({ body }) => JSON.parse(body) as { type: string; data: { revision: number } },
  );
  expect(got.map(({ type, data }) => [type, data.revision]).sort()).toEqual([
    ['statement.created', 1],
    ['statement.updated', 2],
    ['statement.withdrawn', 3],
  ]);
  expect(late.posts).toEqual([]);
});

test('a payload over 20 kB is thinned to ids and links', async () => {
  const receiver = await receive(answer(200));
  const world = createWorld();
  await register(world, receiver.url);
  world.publish(makeEvent('ev_1', { text: 'long '.repeat(5000) }, world.clock.now()));
  await world.settle();
  const [post] = receiver.posts;
  expect(post?.body.length).toBeLessThan(20_000);
  const { data } = new Webhook(SECRET).verify(post?.body ?? '', post?.headers ?? {}) as {
    data: Record<string, unknown>;
  };
  expect(data).toMatchObject({ thinned: true, revision: 1, speaker: { id: 'irena-valcourt' } });
  expect(data).not.toHaveProperty('text');
  expect(data.links).toHaveProperty('self');
});

test('an endpoint that hangs holds up no other: its messages wait while all others arrive', async () => {
  const dead = await receive(hang);
  const fine = await receive(answer(200));
  const world = createWorld({ timeout: 400 });
  await register(world, dead.url, 'ep_dead');
  await register(world, fine.url, 'ep_fine');
  world.publish(...Array.from({ length: 15 }, (_, n) => event(world, `ev_${n}`)));
  // The world steps through one message after the other: here a batch is handled as the function does, all at once.
  while (world.messages().length < 30) await world.step();
  const batch = world.messages().map(({ body }) => body);
  world.dropMessages();
  const started = performance.now();
  let lastFine = 0;
  const batches = Array.from({ length: 3 }, () => world.open());
  await Promise.all(
    batch.map(async (message, n) => {
      await batches[n % batches.length]?.(message);
      if (message.endpointId === 'ep_fine') lastFine = Math.max(lastFine, performance.now() - started);
    }),
  );
  const total = performance.now() - started;
  expect(dead.posts.length).toBeLessThanOrEqual(10);
  expect(fine.posts).toHaveLength(15);
  expect(total).toBeGreaterThanOrEqual(400);
  expect(lastFine).toBeLessThan(total);
  await world.settle(10_000);
  expect(new Set(fine.posts.map(({ headers }) => headers['webhook-id'])).size).toBe(15);
});
