// Begins the schedule of a delivery anew, whatever became of it; its id and its payload stay.
import { createProblem } from '../../contract/problems.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { Delivery } from '../ports/delivery-store.ts';
import { type SendSoonPorts, sendSoon } from './send-soon.ts';
import { findDelivery, type ShownDelivery, showDelivery } from './show-delivery.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Problems: `unknown_resource`, `endpoint_disabled`. */
export async function retryDelivery(
  ports: WebhookPorts,
  owner: string,
  id: string,
): Promise<Outcome<ShownDelivery>> {
  const found = await findDelivery(ports.deliveries, owner, id);
  if (!found.ok) return found;
  const endpoint = await ports.endpoints.get(found.value.endpointId);
  if (!endpoint) return refused(createProblem('unknown_resource', { detail: 'Its endpoint was removed.' }));
  if (endpoint.disabled) return refused(createProblem('endpoint_disabled'));
  const restarted = await restartDelivery(ports, found.value, ports.clock.now());
  return restarted ? done(showDelivery(restarted)) : refused(createProblem('unknown_resource'));
}

/** The delivery as it is then; null where it is gone. An attempt that is being made meanwhile goes on and counts. */
export async function restartDelivery(
  ports: SendSoonPorts,
  delivery: Delivery,
  now: string,
): Promise<Delivery | null> {
  let before: Delivery | null = delivery;
  while (before) {
    const current: Delivery = before;
    const next: Delivery = {
      ...current,
      status: 'pending',
      attemptsOfRun: 0,
      nextAttemptAt: now,
      updatedAt: now,
    };
    if (await sendSoon(ports, next, now, () => ports.deliveries.replace(current, next))) return next;
    before = await ports.deliveries.get(delivery.id);
  }
  return null;
}
