// Deliveries as the API shows them, and only to their owner.
import type { z } from 'zod';
import { createProblem } from '../../contract/problems.ts';
import type { DeliveryDetail, Delivery as DeliveryResource } from '../../contract/webhook-resources.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { Attempt, Delivery, DeliveryStore } from '../ports/delivery-store.ts';

export type ShownDelivery = z.output<typeof DeliveryResource>;
export type ShownDeliveryDetail = z.output<typeof DeliveryDetail>;

export function showDelivery(delivery: Delivery): ShownDelivery {
  const { id, endpointId, eventId, eventType, status, attempts, nextAttemptAt, createdAt, updatedAt } =
    delivery;
  return { id, endpointId, eventId, eventType, status, attempts, nextAttemptAt, createdAt, updatedAt };
}

export function showDeliveryDetail(delivery: Delivery, history: readonly Attempt[]): ShownDeliveryDetail {
  return { ...showDelivery(delivery), payload: delivery.payload, history };
}

/** The delivery, if it is the owner's. Problem: `unknown_resource`, also where it is another's. */
export async function findDelivery(
  deliveries: DeliveryStore,
  owner: string,
  id: string,
): Promise<Outcome<Delivery>> {
  const delivery = await deliveries.get(id);
  return delivery?.owner === owner ? done(delivery) : refused(createProblem('unknown_resource'));
}
