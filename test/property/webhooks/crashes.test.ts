// For any schedule of failures and crashes each (endpoint, event) ends, under one id, and was received at least once.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Table } from '../../../lambdas/adapters/dynamodb/table.ts';
import type { Delivery } from '../../../lambdas/application/ports/delivery-store.ts';
import type { WebhookAnswer, WebhookRequest } from '../../../lambdas/application/ports/webhook-sender.ts';
import { messageId } from '../../../lambdas/application/webhooks/dispatch-events.ts';
import { restartDelivery } from '../../../lambdas/application/webhooks/restart-delivery.ts';
import { Crash, type CrashPoint } from '../../support/crashes.ts';
import { type DynaliteTables, startDynalite } from '../../support/dynalite-table.ts';
import { makeEvent } from '../../support/make-statement.ts';
import { scopeTable } from '../../support/scoped-table.ts';
import { createTestClock } from '../../support/test-clock.ts';
import { createWebhookWorld, makeEndpoint } from '../../support/webhook-world.ts';

let tables: DynaliteTables;
let shared: Table;
let worlds = 0;
beforeAll(async () => {
  tables = await startDynalite();
  shared = await tables.create();
});
const freshTable = () => {
  worlds += 1;
  return scopeTable(shared, String(worlds));
};
afterAll(() => tables.stop());

type Reply = number | 'timeout' | 'refused' | 'busy';

function answerOf(reply: Reply): WebhookAnswer {
  const body = '';
  if (reply === 'timeout')
    return { answer: { kind: 'unanswered', why: 'timeout' }, durationMs: 15_000, body };
  if (reply === 'refused') return { answer: { kind: 'unanswered', why: 'connection' }, durationMs: 3, body };
  if (reply === 'busy') {
    return { answer: { kind: 'answered', status: 429, retryAfter: '120' }, durationMs: 9, body };
  }
  return { answer: { kind: 'answered', status: reply, retryAfter: null }, durationMs: 20, body };
}

interface Received {
  readonly id: string;
  readonly eventId: string;
  readonly endpoint: string;
  readonly taken: boolean;
}

/** Receivers that answer what their script says, and then its last word for ever. */
function createReceivers(
  scripts: Readonly<Record<string, readonly Reply[]>>,
  clock: { advance(ms: number): void },
) {
  const received: Received[] = [];
  const asked = new Map<string, number>();
  return {
    received,
    sender: {
      async checkAddress() {
        return null;
      },
      async post({ url, headers, body }: WebhookRequest): Promise<WebhookAnswer> {
        const endpoint = url.split('/').at(-1) ?? '';
        const script = scripts[endpoint] ?? [];
        const turn = asked.get(endpoint) ?? 0;
        asked.set(endpoint, turn + 1);
        const answer = answerOf(script[Math.min(turn, script.length - 1)] ?? 200);
        clock.advance(answer.durationMs);
        const { answer: a } = answer;
        received.push({
          id: headers['webhook-id'] ?? '',
          eventId: (JSON.parse(body) as { data: { id: string } }).data.id.replace('st_', 'ev_'),
          endpoint,
          taken: a.kind === 'answered' && a.status >= 200 && a.status < 300,
        });
        return answer;
      },
    },
  };
}

const reply = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Reply>(200, 500, 'timeout', 'refused', 'busy') },
  { weight: 1, arbitrary: fc.constantFrom<Reply>(204, 302, 404, 410, 502) },
);
const script = fc
  .tuple(fc.array(reply, { maxLength: 12 }), fc.constantFrom<Reply>(200, 200, 200, 500))
  .map(([some, last]) => [...some, last]);
const crashPoint: fc.Arbitrary<CrashPoint> = fc.record({
  effect: fc.nat({ max: 120 }),
  when: fc.constantFrom('before', 'after'),
});
// A message that fails five times is a dead letter, for people to look at: four crashes never are.
const crashPoints = fc.uniqueArray(crashPoint, { maxLength: 4, selector: ({ effect }) => effect });

test('every message ends delivered or exhausted, under one id, however often everything crashes', async () => {
  let crashed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(script, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      crashPoints,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (scripts, eventCount, points, random) => {
        const clock = createTestClock();
        const names = scripts.map((_, at) => `ep_${at}`);
        const receivers = createReceivers(
          Object.fromEntries(scripts.map((answers, at) => [`ep_${at}`, answers])),
          clock,
        );
        const world = createWebhookWorld({
          table: freshTable(),
          clock,
          sender: receivers.sender,
          random: () => random,
          crashes: points,
        });
        for (const id of names) await world.endpoints.create(makeEndpoint({ id }));
        const eventIds = Array.from({ length: eventCount }, (_, at) => `ev_${at}`);
        world.publish(...eventIds.map((id) => makeEvent(id, { id: id.replace('ev_', 'st_') })));
        await world.settle();
        crashed += world.crashes.crashed;

        expect(world.deadLetters).toEqual([]);
        for (const name of names) {
          const endpoint = await world.endpoints.get(name);
          const listed = await world.all(name);
          const ids = eventIds.map((id) => messageId(id, name));
          // What happens once an endpoint is disabled is not for it.
          if (endpoint?.disabled) expect(ids).toEqual(expect.arrayContaining(listed.map(({ id }) => id)));
          else expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
          expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
          for (const delivery of listed) {
            const posts = receivers.received.filter(
              ({ endpoint: to, eventId }) => to === name && eventId === delivery.eventId,
            );
            expect(new Set(posts.map(({ id }) => id)).size).toBeLessThanOrEqual(1);
            for (const { id } of posts) expect(id).toBe(delivery.id);
            // Only an endpoint that was disabled lets messages go.
            if (delivery.status === 'canceled') expect(endpoint?.disabled).not.toBeNull();
            else {
              expect(['delivered', 'exhausted']).toContain(delivery.status);
              expect(posts.length).toBeGreaterThanOrEqual(1);
            }
            if (delivery.status === 'delivered') expect(posts.some(({ taken }) => taken)).toBe(true);
            if (delivery.status === 'exhausted') expect(delivery.attemptsOfRun).toBe(10);
            expect(delivery.nextAttemptAt).toBeNull();
            const history = await world.deliveries.attempts(delivery.id);
            // One whose record a crash cut short is told, though it does not count.
            const numbers = new Set(history.map(({ number }) => number));
            expect(numbers.size).toBeGreaterThanOrEqual(delivery.attempts);
            expect(numbers.size).toBeLessThanOrEqual(delivery.attempts + world.crashes.crashed);
            // Nothing is posted twice but for a crash.
            expect(posts.length).toBeLessThanOrEqual(delivery.attempts + world.crashes.crashed);
            const inList = await world.deliveries.listByEndpoint(name, {
              status: delivery.status,
              limit: 100,
              position: null,
            });
            expect(inList.deliveries.filter(({ id }) => id === delivery.id)).toHaveLength(1);
          }
        }
      },
    ),
    { numRuns: 30 },
  );
  // The points lie where things happen: this is not a test of fair weather.
  expect(crashed).toBeGreaterThan(10);
}, 300_000);

/** A world with one endpoint, for each crash at one effect until none is left; `least` effects at the least. */
async function forEveryCrash(
  answers: readonly Reply[],
  eventCount: number,
  least: number,
  look: (deliveries: readonly Delivery[], crash: CrashPoint, crashed: boolean) => void,
): Promise<void> {
  for (const when of ['before', 'after'] as const) {
    for (let effect = 0; ; effect += 1) {
      const clock = createTestClock();
      const receivers = createReceivers({ ep_0: answers }, clock);
      const crash: CrashPoint = { effect, when };
      const world = createWebhookWorld({
        table: freshTable(),
        clock,
        sender: receivers.sender,
        crashes: [crash],
      });
      await world.endpoints.create(makeEndpoint({ id: 'ep_0' }));
      const numbers = Array.from({ length: eventCount }, (_, at) => at);
      world.publish(...numbers.map((at) => makeEvent(`ev_${at}`, { id: `st_${at}` })));
      await world.settle();
      const crashed = world.crashes.crashed > 0;
      look(await world.all('ep_0'), crash, crashed);
      if (crashed) continue;
      expect(effect).toBeGreaterThan(least);
      break;
    }
  }
}

test('every crash by itself, at every effect of a delivery that is tried thrice, loses nothing', async () => {
  await forEveryCrash([500, 'timeout', 200], 1, 25, ([delivery, ...others], crash) => {
    expect({ crash, status: delivery?.status, others }).toEqual({ crash, status: 'delivered', others: [] });
  });
}, 300_000);

test('an endpoint that is gone while the next event is dispatched has no message pending, crash where it may', async () => {
  await forEveryCrash([410], 2, 15, (deliveries, crash, crashed) => {
    const others = deliveries.filter(({ status }) => status !== 'canceled');
    expect({ crash, others }).toEqual({ crash, others: [] });
    if (!crashed) expect(deliveries).toHaveLength(2);
  });
}, 120_000);

test('a retry by hand that crashes anywhere leaves no message pending', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let effect = 0; ; effect += 1) {
      const clock = createTestClock();
      const receivers = createReceivers({ ep_0: [200] }, clock);
      const world = createWebhookWorld({
        table: freshTable(),
        clock,
        sender: receivers.sender,
        crashes: [],
      });
      await world.endpoints.create(makeEndpoint({ id: 'ep_0' }));
      world.publish(makeEvent('ev_0', { id: 'st_0' }));
      await world.settle();
      const [delivery] = await world.all('ep_0');
      if (!delivery) throw new Error('nothing was delivered');

      const fragile = createWebhookWorld({
        table: freshTable(),
        clock,
        sender: receivers.sender,
        crashes: [{ effect, when }],
      });
      await fragile.endpoints.create(makeEndpoint({ id: 'ep_0' }));
      await fragile.deliveries.create({ ...delivery, status: 'delivered' });
      const restarted = await fragile.crashes
        .run(() => restartDelivery(fragile.fragile, delivery, clock.now()))
        .catch((error) => {
          if (error instanceof Crash) return null;
          throw error;
        });
      await fragile.settle();
      const after = await fragile.deliveries.get(delivery.id);
      expect({ when, effect, status: after?.status }).toEqual({ when, effect, status: 'delivered' });
      if (restarted) {
        expect(after?.attempts).toBe(delivery.attempts + 1);
        break;
      }
    }
  }
}, 120_000);
