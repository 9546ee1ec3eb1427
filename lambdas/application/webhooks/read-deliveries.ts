// What was or is to be sent to an endpoint, and one delivery with all its attempts.
import { done, type Outcome } from '../outcome.ts';
import type { DeliveryStatus } from '../ports/delivery-store.ts';
import {
  findDelivery,
  type ShownDelivery,
  type ShownDeliveryDetail,
  showDelivery,
  showDeliveryDetail,
} from './show-delivery.ts';
import { findEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

type Ports = Pick<WebhookPorts, 'endpoints' | 'deliveries'>;

/** Newest event first. Problem: `unknown_resource`. */
export async function listDeliveries(
  { endpoints, deliveries }: Ports,
  owner: string,
  endpointId: string,
  page: {
    readonly status?: DeliveryStatus | undefined;
    readonly limit: number;
    readonly position: string | null;
  },
): Promise<Outcome<{ readonly deliveries: readonly ShownDelivery[]; readonly position: string | null }>> {
  const found = await findEndpoint(endpoints, owner, endpointId);
  if (!found.ok) return found;
  const { status, limit, position } = page;
  const listed = await deliveries.listByEndpoint(endpointId, {
    ...(status !== undefined && { status }),
    limit,
    position,
  });
  return done({ deliveries: listed.deliveries.map(showDelivery), position: listed.position });
}

/** Problem: `unknown_resource`. */
export async function readDelivery(
  { deliveries }: Ports,
  owner: string,
  id: string,
): Promise<Outcome<ShownDeliveryDetail>> {
  const found = await findDelivery(deliveries, owner, id);
  if (!found.ok) return found;
  return done(showDeliveryDetail(found.value, await deliveries.attempts(id)));
}
