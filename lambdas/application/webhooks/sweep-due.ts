// Every minute: sends on the messages whose pause was longer than a queue can delay.
import type { Clock } from '../ports/clock.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';

export interface SweepDependencies {
  readonly deliveries: DeliveryStore;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
}

/** Records handled at a time. */
const PAGE = 100;
/** Pages of one sweep at most: what is left is next minute's. */
const PAGES = 50;

/**
 * Sends on every delivery that is due; answers how many. A record is removed after its message is sent: a crash between
 * them sends it twice, and the claim of the attempt lets one through.
 */
export async function sweepDue({ deliveries, queue, clock }: SweepDependencies): Promise<number> {
  let sent = 0;
  for (let page = 0; page < PAGES; page++) {
    const due = await deliveries.listDue(clock.now(), PAGE);
    await Promise.all(
      due.map(async (record) => {
        const { deliveryId, endpointId, attempts } = record;
        await queue.send({ deliveryId, endpointId, attempts }, 0);
        await deliveries.removeDue(record);
      }),
    );
    sent += due.length;
    if (due.length < PAGE) break;
  }
  return sent;
}
