// Puts a delivery on its way from outside the queue, where no redelivery makes up for a crash.
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import { addTime } from './add-time.ts';

export interface SendSoonPorts {
  readonly deliveries: DeliveryStore;
  readonly deliveryQueue: DeliveryQueue;
}

/** Milliseconds after which the sweep sends what a crash kept from being sent: long after any write has ended. */
const GUARD = 5 * 60_000;

/**
 * Makes `delivery` pending by `write`, and sends its message. A due record is noted first and removed last: whoever
 * crashes between leaves it to the sweep. False where `write` answers false; then nothing is sent.
 */
export async function sendSoon(
  { deliveries, deliveryQueue }: SendSoonPorts,
  delivery: Delivery,
  now: string,
  write: () => Promise<boolean>,
): Promise<boolean> {
  const message = { deliveryId: delivery.id, endpointId: delivery.endpointId, attempts: delivery.attempts };
  const guard = { ...message, dueAt: addTime(now, GUARD) };
  await deliveries.noteDue(guard);
  const written = await write();
  if (written) await deliveryQueue.send(message, 0);
  await deliveries.removeDue(guard);
  return written;
}
