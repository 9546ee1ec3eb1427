// Sends again what was sent to an endpoint in a time: after a receiver lost what it had taken, or was mended.
import type { z } from 'zod';
import { createProblem } from '../../contract/problems.ts';
import type { ReplayRequest, ReplayResult } from '../../contract/webhook-resources.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { restartDelivery } from './restart-delivery.ts';
import { findEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Deliveries that one call replays, about; the rest is asked for again. */
const MOST_REPLAYED = 1000;
/** Deliveries read and restarted at a time. */
const PAGE = 25;

/** Newest first, so that what is left is the older part. Problems: `unknown_resource`, `endpoint_disabled`. */
export async function replayDeliveries(
  ports: WebhookPorts,
  owner: string,
  endpointId: string,
  request: z.output<typeof ReplayRequest>,
): Promise<Outcome<z.output<typeof ReplayResult>>> {
  const found = await findEndpoint(ports.endpoints, owner, endpointId);
  if (!found.ok) return found;
  if (found.value.disabled) return refused(createProblem('endpoint_disabled'));
  const from = new Date(request.from).toISOString();
  const to = new Date(request.to).toISOString();
  let position: string | null = null;
  let replayed = 0;
  do {
    const page: Awaited<ReturnType<typeof ports.deliveries.listByEndpoint>> =
      await ports.deliveries.listByEndpoint(endpointId, { from, to, limit: PAGE, position });
    const wanted = page.deliveries.filter(({ status }) => (request.status ?? status) === status);
    const now = ports.clock.now();
    await Promise.all(wanted.map((delivery) => restartDelivery(ports, delivery, now)));
    replayed += wanted.length;
    position = page.position;
    const last = page.deliveries.at(-1);
    // The rest is named by its times: it begins with the events of the same millisecond, some of which come again.
    if (position !== null && last && last.createdAt < to && replayed >= MOST_REPLAYED) {
      return done({ replayed, rest: { from, to: last.createdAt } });
    }
  } while (position !== null);
  return done({ replayed, rest: null });
}
