// A small world of webhooks: stores on a table, queues whose messages are delayed and come back, a sweep every minute,
// and time that jumps to whatever happens next.
import { createDeliveryStore } from '../../lambdas/adapters/dynamodb/delivery-table.ts';
import { createEndpointStore } from '../../lambdas/adapters/dynamodb/endpoint-table.ts';
import type { Table } from '../../lambdas/adapters/dynamodb/table.ts';
import { webhookSigner } from '../../lambdas/adapters/http/webhook-signer.ts';
import { linkStatement } from '../../lambdas/application/link-statement.ts';
import type { DeliveryMessage, DeliveryQueue } from '../../lambdas/application/ports/delivery-queue.ts';
import type { Delivery } from '../../lambdas/application/ports/delivery-store.ts';
import type { Endpoint } from '../../lambdas/application/ports/endpoint-store.ts';
import type { EventPublisher } from '../../lambdas/application/ports/messaging.ts';
import type { SecretBox } from '../../lambdas/application/ports/secret-box.ts';
import type { WebhookSender } from '../../lambdas/application/ports/webhook-sender.ts';
import { type DeliverOutcome, openDeliverer } from '../../lambdas/application/webhooks/deliver-message.ts';
import { openDispatcher } from '../../lambdas/application/webhooks/dispatch-events.ts';
import { sweepDue } from '../../lambdas/application/webhooks/sweep-due.ts';
import type { TrackerEvent } from '../../lambdas/core/webhooks/endpoint-event.ts';
import type { SpeakerFacts } from '../../lambdas/core/webhooks/endpoint-filter.ts';
import { Crash, type CrashPoint, createCrashes } from './crashes.ts';
import type { TestClock } from './test-clock.ts';

/** As in the manifest: seconds until a message that was not dealt with comes back, and how often it does. */
const VISIBILITY = 240;
const MOST_RECEIVES = 5;

interface Waiting<Body> {
  readonly body: Body;
  readonly due: number;
  readonly receives: number;
}

/** Seals by a mark that tells the context: tests look for what was sealed where. */
export const plainBox: SecretBox = {
  seal: async (plain, context) => `${context}|${plain}`,
  open: async (sealed, context) => {
    if (!sealed.startsWith(`${context}|`)) throw new Error('sealed for another context');
    return sealed.slice(context.length + 1);
  },
};

export function makeEndpoint(changes: Partial<Endpoint> & { readonly id: string }): Endpoint {
  return {
    owner: 'desk',
    url: `http://127.0.0.1:9/${changes.id}`,
    description: '',
    events: [],
    filter: null,
    secrets: [{ sealed: `${changes.id}|whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz`, until: null }],
    disabled: null,
    untold: null,
    baseUrl: 'https://tracker.example.org',
    version: 1,
    createdAt: '2031-03-01T00:00:00.000Z',
    updatedAt: '2031-03-01T00:00:00.000Z',
    ...changes,
  };
}

export interface WorldOptions {
  readonly table: Table;
  readonly clock: TestClock;
  readonly sender: WebhookSender;
  readonly random?: () => number;
  readonly crashes?: readonly CrashPoint[];
  readonly findFacts?: (speakerId: string) => SpeakerFacts | null;
}

/** The table, with the times of the due records in it. */
function watchDue(table: Table, due: Map<string, number>): Table {
  return {
    ...table,
    async put(item, ...rest) {
      const done = await table.put(item, ...rest);
      if (item.pk.startsWith('DUE#') && done) due.set(item.sk, Date.parse(String(item.dueAt)));
      return done;
    },
    async remove(key, ...rest) {
      const done = await table.remove(key, ...rest);
      if (key.pk.startsWith('DUE#')) due.delete(key.sk);
      return done;
    },
  };
}

export function createWebhookWorld(options: WorldOptions) {
  const { clock, random = () => 0.5, findFacts = () => null } = options;
  const crashes = createCrashes(options.crashes ?? []);
  const due = new Map<string, number>();
  const table = crashes.wrap(watchDue(options.table, due));
  const endpoints = createEndpointStore(table);
  const deliveries = createDeliveryStore(table);
  const now = () => Date.parse(clock.now());

  let messages: Waiting<DeliveryMessage>[] = [];
  let events: Waiting<TrackerEvent>[] = [];
  const deadLetters: unknown[] = [];
  const published: TrackerEvent[] = [];
  const outcomes: DeliverOutcome[] = [];

  const queue: DeliveryQueue = crashes.wrap({
    async send(body: DeliveryMessage, delaySeconds: number) {
      if (delaySeconds > 900 || !Number.isInteger(delaySeconds)) throw new Error(`delay ${delaySeconds}`);
      messages.push({ body, due: now() + delaySeconds * 1000, receives: 0 });
    },
  });
  const publisher: EventPublisher = crashes.wrap({
    async publish(sent: readonly TrackerEvent[]) {
      published.push(...sent);
      for (const body of sent) events.push({ body, due: now(), receives: 0 });
    },
  });
  const sender = crashes.wrap(options.sender);
  const open = () =>
    openDeliverer({
      endpoints,
      deliveries,
      queue,
      publisher,
      secrets: plainBox,
      sender,
      signer: webhookSigner,
      clock,
      random,
    });

  /** Runs one process on a message; it comes back where that fails. */
  async function receive<Body>(
    waiting: Waiting<Body>,
    back: (again: Waiting<Body>) => void,
    handle: (body: Body) => Promise<void>,
  ): Promise<void> {
    try {
      await crashes.run(() => handle(waiting.body));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      const again = { ...waiting, due: now() + VISIBILITY * 1000, receives: waiting.receives + 1 };
      if (again.receives >= MOST_RECEIVES) deadLetters.push(waiting.body);
      else back(again);
    }
  }

  const earliest = (list: readonly Waiting<unknown>[]): number =>
    list.reduce((least, { due }) => Math.min(least, due), Number.POSITIVE_INFINITY);

  function take<Body>(list: Waiting<Body>[]): Waiting<Body> | undefined {
    const due = earliest(list);
    const at = list.findIndex((item) => item.due === due);
    return at === -1 ? undefined : list.splice(at, 1)[0];
  }

  /** When the sweep finds something, which nobody in the world knows. */
  const nextDue = (): number =>
    Math.ceil(Math.min(Number.POSITIVE_INFINITY, ...due.values()) / 60_000) * 60_000;

  /** Does what happens next, if anything, however far off; false where nothing does. */
  async function step(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    const next = Math.min(earliest(messages), earliest(events));
    const swept = nextDue();
    const when = Math.min(next, swept);
    if (when === Number.POSITIVE_INFINITY || when > until) return false;
    clock.advance(Math.max(0, when - now()));
    if (swept < next) {
      await crashes
        .run(() => sweepDue({ deliveries, queue, clock }))
        .catch((error) => {
          if (!(error instanceof Crash)) throw error;
          clock.advance(60_000);
        });
      return true;
    }
    if (earliest(events) <= earliest(messages)) {
      const event = take(events);
      if (!event) return false;
      await receive(
        event,
        (again) => events.push(again),
        async (body) => {
          const dispatch = await openDispatcher({
            endpoints,
            deliveries,
            queue,
            clock,
            findFacts,
            showStatement: linkStatement,
          });
          await dispatch(body);
        },
      );
      return true;
    }
    const message = take(messages);
    if (!message) return false;
    await receive(
      message,
      (again) => messages.push(again),
      async (body) => {
        outcomes.push(await open()(body));
      },
    );
    return true;
  }

  return {
    endpoints: createEndpointStore(options.table),
    deliveries: createDeliveryStore(options.table),
    /** The same stores and queue, with crashes: for use cases that a test runs itself. */
    fragile: { endpoints, deliveries, deliveryQueue: queue },
    queue,
    crashes,
    clock,
    published,
    deadLetters,
    outcomes,
    messages: () => messages as readonly Waiting<DeliveryMessage>[],
    /** Loses what is queued, as nothing should. */
    dropMessages: () => {
      messages = [];
      events = [];
    },
    publish(...sent: readonly TrackerEvent[]) {
      for (const body of sent) events.push({ body, due: now(), receives: 0 });
    },
    /** A batch of its own. */
    open,
    step,
    /** Until nothing is left to do, or for so many milliseconds of its time. */
    async settle(milliseconds = Number.POSITIVE_INFINITY, most = 20_000): Promise<void> {
      const until = now() + milliseconds;
      for (let steps = 0; await step(until); steps += 1) {
        if (steps > most) throw new Error('The world does not settle');
      }
      if (until !== Number.POSITIVE_INFINITY) clock.advance(Math.max(0, until - now()));
    },
    async all(endpointId: string): Promise<readonly Delivery[]> {
      const found: Delivery[] = [];
      let position: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof deliveries.listByEndpoint>> = await createDeliveryStore(
          options.table,
        ).listByEndpoint(endpointId, { limit: 100, position });
        found.push(...page.deliveries);
        position = page.position;
      } while (position !== null);
      return found;
    },
  };
}
