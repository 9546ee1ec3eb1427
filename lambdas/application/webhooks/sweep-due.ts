// Every minute: sends on the messages whose pause was longer than a queue can delay.
import type { Clock } from '../ports/clock.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { DeliveryStore, DueRecord } from '../ports/delivery-store.ts';

export interface SweepDependencies {
  readonly deliveries: DeliveryStore;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
}

/** Records handled at a time. */
const PAGE = 100;
/** Milliseconds after which a sweep leaves the rest to the next one: it is to end before that begins. */
const LONGEST_SWEEP = 45_000;

/**
 * Sends on every delivery that is due; answers how many. A record is removed after its message is sent: a crash between
 * them sends it twice, and the claim of the attempt lets one through. Rejects where a port failed, once all that could
 * be sent is sent.
 */
export async function sweepDue({ deliveries, queue, clock }: SweepDependencies): Promise<number> {
  const end = Date.parse(clock.now()) + LONGEST_SWEEP;
  let sent = 0;

  async function sendOn(record: DueRecord): Promise<void> {
    const { deliveryId, endpointId, attempts } = record;
    await queue.send({ deliveryId, endpointId, attempts }, 0);
    await deliveries.removeDue(record);
    sent += 1;
  }

  for (;;) {
    const now = clock.now();
    const due = await deliveries.listDue(now, PAGE);
    const results = await Promise.allSettled(due.map(sendOn));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (due.length < PAGE || Date.parse(now) >= end) return sent;
  }
}
