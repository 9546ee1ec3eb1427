// Sends an endpoint a message that says nothing but that it arrives.
import { createProblem } from '../../contract/problems.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { buildTestPayload } from './build-payload.ts';
import { newDelivery } from './dispatch-events.ts';
import { sendSoon } from './send-soon.ts';
import { type ShownDelivery, showDelivery } from './show-delivery.ts';
import { findEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Problems: `unknown_resource`, `endpoint_disabled`. */
export async function testEndpoint(
  ports: WebhookPorts,
  owner: string,
  id: string,
): Promise<Outcome<ShownDelivery>> {
  const found = await findEndpoint(ports.endpoints, owner, id);
  if (!found.ok) return found;
  if (found.value.disabled) return refused(createProblem('endpoint_disabled'));
  const now = ports.clock.now();
  const event = { id: ports.ids.create('ev_'), type: 'endpoint.test', timestamp: now };
  const delivery = newDelivery(found.value, event, buildTestPayload(id, now), now);
  await sendSoon(ports, delivery, now, () => ports.deliveries.create(delivery));
  return done(showDelivery(delivery));
}
