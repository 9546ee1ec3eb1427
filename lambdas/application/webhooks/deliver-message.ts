// One attempt to deliver each message of a batch: claimed, signed, posted, judged, and the next one scheduled.
import { hashId } from '../../core/hash-id.ts';
import { judgeAnswer, type Verdict } from '../../core/webhooks/attempt-outcome.ts';
import { isGivenUp, updateHealth } from '../../core/webhooks/endpoint-health.ts';
import { delayNextAttempt, readRetryAfter } from '../../core/webhooks/retry-schedule.ts';
import type { Clock } from '../ports/clock.ts';
import { type DeliveryMessage, type DeliveryQueue, LONGEST_QUEUE_DELAY } from '../ports/delivery-queue.ts';
import type { Attempt, Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { Endpoint, EndpointStore, SlotLease } from '../ports/endpoint-store.ts';
import type { EventPublisher } from '../ports/messaging.ts';
import type { SecretBox } from '../ports/secret-box.ts';
import type { WebhookAnswer, WebhookSender, WebhookSigner } from '../ports/webhook-sender.ts';
import { addTime } from './add-time.ts';

export interface DeliverDependencies {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly queue: DeliveryQueue;
  readonly publisher: EventPublisher;
  readonly secrets: SecretBox;
  readonly sender: WebhookSender;
  readonly signer: WebhookSigner;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
}

/**
 * What became of a message. `deferred`: it will come again, no attempt was made (the endpoint is being left alone, all its
 * slots are taken, or another is at it). `stale`: its attempt was made already, or there is nothing to deliver any more.
 */
export type DeliverOutcome = 'delivered' | 'rescheduled' | 'exhausted' | 'canceled' | 'deferred' | 'stale';

/** Attempts under way at a time for one endpoint: a slow one holds no more workers than this; a failing one holds one. */
export const SLOTS = 10;
/**
 * Milliseconds for which the messages of a batch for one endpoint are delivered one after the other; what is left then
 * is turned away, so that the last attempt ends within the function's time (40 s).
 */
const LINE_TIME = 10_000;
/** Milliseconds for which an attempt is claimed: name look-up and request (20 s) and ample time to record them. */
export const LEASE = 45_000;
/** Milliseconds after which a message that found no slot comes again: the first time, and at most; doubled each time. */
const TURNED_AWAY = { first: 1000, longest: 60_000 };
/** Milliseconds over which messages that wait for the same moment are spread. */
const SPREAD = 4000;
/** Milliseconds by which a message may come before its time: queues count whole seconds, and clocks differ. */
const EARLY = 1500;

/** The messages of a batch for one endpoint: they stand in line and share one slot. */
interface Line {
  readonly begun: string;
  tail: Promise<unknown>;
  waiting: number;
  slot: SlotLease | null;
}

/**
 * Opens a batch, and answers a function that deals with one of its messages. Messages for different endpoints are dealt with
 * at the same time. It rejects only where a port fails; the message then comes again. A failing receiver is an outcome.
 */
export function openDeliverer(
  dependencies: DeliverDependencies,
): (message: DeliveryMessage) => Promise<DeliverOutcome> {
  const { endpoints, deliveries, queue, publisher, secrets, sender, signer, clock, random } = dependencies;

  /** Sends the message on at `dueAt`: by the queue where it can wait so long, else by a due record. */
  async function schedule(message: DeliveryMessage, now: string, dueAt: string): Promise<void> {
    const seconds = Math.ceil((Date.parse(dueAt) - Date.parse(now)) / 1000);
    const { deliveryId, endpointId, attempts } = message;
    if (seconds <= LONGEST_QUEUE_DELAY) await queue.send(message, Math.max(0, seconds));
    else await deliveries.noteDue({ deliveryId, endpointId, attempts, dueAt });
  }

  async function defer(message: DeliveryMessage, now: string, dueAt: string): Promise<DeliverOutcome> {
    await schedule(message, now, dueAt);
    return 'deferred';
  }

  async function turnAway(message: DeliveryMessage, now: string): Promise<DeliverOutcome> {
    const times = message.turnedAway ?? 0;
    const pause = Math.min(TURNED_AWAY.longest, TURNED_AWAY.first * 2 ** Math.min(times, 10));
    return defer({ ...message, turnedAway: times + 1 }, now, addTime(now, pause * (0.5 + random() / 2)));
  }

  async function post(endpoint: Endpoint, delivery: Delivery, now: string): Promise<WebhookAnswer> {
    const inForce = endpoint.secrets.filter(({ until }) => until === null || until > now);
    const keys = await Promise.all(inForce.map(({ sealed }) => secrets.open(sealed, endpoint.id)));
    return sender.post({
      url: endpoint.url,
      body: delivery.payload,
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.id,
        'webhook-timestamp': String(Math.floor(Date.parse(now) / 1000)),
        'webhook-signature': signer.sign(keys, delivery.id, now, delivery.payload),
      },
    });
  }

  /** Brings the verdict into the endpoint's health; true where the endpoint has failed for so long that it is given up. */
  async function noteHealth(
    endpointId: string,
    verdict: Verdict,
    now: string,
    retryAfter: number | null,
  ): Promise<boolean> {
    for (;;) {
      const before = await endpoints.getHealth(endpointId);
      if (verdict === 'delivered' && before.failures === 0) return false;
      const next = updateHealth(before, verdict, now, retryAfter);
      if (await endpoints.replaceHealth(endpointId, before, next)) return isGivenUp(next, now);
    }
  }

  /** Tells the topic that an endpoint was disabled, and then forgets that it was untold. */
  async function tellDisabled(endpoint: Endpoint, now: string): Promise<void> {
    const { untold, disabled } = endpoint;
    if (untold === null || disabled === null || disabled.reason === 'by_owner') return;
    const { id, owner, url } = endpoint;
    await publisher.publish([
      {
        id: untold,
        type: 'endpoint.disabled',
        timestamp: disabled.at,
        endpoint: { id, owner, url, reason: disabled.reason },
      },
    ]);
    // Where the owner changed the endpoint meanwhile, a further message will find it untold and tell it again, with the same id.
    await endpoints.replace({ ...endpoint, untold: null, version: endpoint.version + 1, updatedAt: now });
  }

  /** False where the reason no longer holds: its owner has moved, mended or removed the endpoint meanwhile. */
  async function disable(attempted: Endpoint, reason: 'gone' | 'failing', now: string): Promise<boolean> {
    for (;;) {
      const endpoint = await endpoints.get(attempted.id);
      if (!endpoint || endpoint.url !== attempted.url) return false;
      if (endpoint.disabled) {
        await tellDisabled(endpoint, now);
        return true;
      }
      if (reason === 'failing' && !isGivenUp(await endpoints.getHealth(endpoint.id), now)) return false;
      const version = endpoint.version + 1;
      const untold = hashId('ev_', endpoint.id, 'endpoint.disabled', String(version));
      const changed: Endpoint = {
        ...endpoint,
        disabled: { reason, at: now },
        untold,
        version,
        updatedAt: now,
      };
      if (await endpoints.replace(changed)) {
        await tellDisabled(changed, now);
        return true;
      }
    }
  }

  async function cancel(delivery: Delivery, now: string): Promise<DeliverOutcome> {
    const canceled: Delivery = { ...delivery, status: 'canceled', nextAttemptAt: null, updatedAt: now };
    return (await deliveries.replace(delivery, canceled)) ? 'canceled' : 'stale';
  }

  /** Makes the attempt that has been claimed. The next one is scheduled before this one is recorded: a crash between them repeats it. */
  async function attempt(
    endpoint: Endpoint,
    delivery: Delivery,
    wasHealthy: boolean,
    now: string,
  ): Promise<DeliverOutcome> {
    const { answer, durationMs, body } = await post(endpoint, delivery, now);
    const ended = clock.now();
    const verdict = judgeAnswer(answer);
    const retryAfter = answer.kind === 'answered' ? readRetryAfter(answer.retryAfter, ended) : null;
    const unchanged = verdict === 'delivered' && wasHealthy;
    const givenUp = !unchanged && (await noteHealth(endpoint.id, verdict, ended, retryAfter));
    const disabled =
      (verdict === 'gone' || givenUp) &&
      (await disable(endpoint, verdict === 'gone' ? 'gone' : 'failing', ended));

    const attempts = delivery.attempts + 1;
    const attemptsOfRun = delivery.attemptsOfRun + 1;
    const made: Attempt = {
      number: attempts,
      at: now,
      status: answer.kind === 'answered' ? answer.status : null,
      failure: answer.kind === 'unanswered' ? answer.why : null,
      durationMs,
      answer: body,
    };
    const base = { ...delivery, attempts, attemptsOfRun, updatedAt: ended };
    const record = async (next: Delivery, outcome: DeliverOutcome): Promise<DeliverOutcome> =>
      (await deliveries.record(next, made)) ? outcome : 'stale';

    if (verdict === 'delivered')
      return record({ ...base, status: 'delivered', nextAttemptAt: null }, 'delivered');
    if (disabled) return record({ ...base, status: 'canceled', nextAttemptAt: null }, 'canceled');
    const pause = delayNextAttempt(attemptsOfRun, random(), retryAfter);
    if (pause === null) return record({ ...base, status: 'exhausted', nextAttemptAt: null }, 'exhausted');
    const dueAt = addTime(ended, pause);
    await schedule({ deliveryId: delivery.id, endpointId: endpoint.id, attempts }, ended, dueAt);
    return record({ ...base, nextAttemptAt: dueAt }, 'rescheduled');
  }

  /** Whether the line has a slot, or gets one now. */
  async function takeSlot(line: Line, endpointId: string, slots: number, now: string): Promise<boolean> {
    line.slot ??= await endpoints.takeSlot(endpointId, slots, now, addTime(now, LEASE));
    return line.slot !== null;
  }

  /**
   * Makes the next attempt of a pending delivery, whichever that is: a message may be ahead of what is recorded, where
   * the attempt before it was not recorded for a crash.
   */
  async function tryNext(
    message: DeliveryMessage,
    delivery: Delivery,
    line: Line,
    now: string,
  ): Promise<DeliverOutcome> {
    const endpoint = await endpoints.get(delivery.endpointId);
    if (!endpoint) return cancel(delivery, now);
    if (endpoint.disabled) {
      await tellDisabled(endpoint, now);
      return cancel(delivery, now);
    }
    if (delivery.nextAttemptAt !== null && delivery.nextAttemptAt > addTime(now, EARLY))
      return defer(message, now, delivery.nextAttemptAt);

    const health = await endpoints.getHealth(endpoint.id);
    if (health.openUntil !== null && health.openUntil > now)
      return defer(message, now, addTime(health.openUntil, SPREAD * random()));
    const healthy = health.failures === 0;
    if (now > addTime(line.begun, LINE_TIME)) return turnAway(message, now);
    if (!(await takeSlot(line, endpoint.id, healthy ? SLOTS : 1, now))) return turnAway(message, now);
    const until = addTime(now, LEASE);
    if (await deliveries.claim(delivery.id, delivery.attempts, now, until))
      return attempt(endpoint, delivery, healthy, now);
    // Another is at it, or was and crashed: this message stays until that is known.
    const current = await deliveries.get(delivery.id);
    return isStale(message, current) ? 'stale' : defer(message, now, until);
  }

  async function deliverInLine(message: DeliveryMessage, line: Line): Promise<DeliverOutcome> {
    const delivery = await deliveries.get(message.deliveryId);
    if (!delivery || isStale(message, delivery)) return 'stale';
    return tryNext(message, delivery, line, clock.now());
  }

  /** The last of a line gives its slot back, also where it failed. */
  async function leave(line: Line): Promise<void> {
    line.waiting -= 1;
    const { slot } = line;
    if (line.waiting > 0 || slot === null) return;
    line.slot = null;
    await endpoints.releaseSlot(slot);
  }

  const lines = new Map<string, Line>();
  return (message) => {
    const known = lines.get(message.endpointId);
    const line = known ?? { begun: clock.now(), tail: Promise.resolve(), waiting: 0, slot: null };
    lines.set(message.endpointId, line);
    line.waiting += 1;
    const dealtWith = line.tail.then(() => deliverInLine(message, line)).finally(() => leave(line));
    line.tail = dealtWith.catch(() => undefined);
    return dealtWith;
  };
}

/** Whether the attempt that the message asks for was made. Its successor is scheduled before that is recorded. */
function isStale(message: DeliveryMessage, delivery: Delivery | null): boolean {
  return delivery?.status !== 'pending' || delivery.attempts > message.attempts;
}
