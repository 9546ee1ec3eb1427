// One endpoint, and all of an owner.
import { done, type Outcome } from '../outcome.ts';
import { findEndpoint, type ShownEndpoint, showEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

type Ports = Pick<WebhookPorts, 'endpoints' | 'clock'>;

/** Problem: `unknown_resource`. */
export async function readEndpoint(ports: Ports, owner: string, id: string): Promise<Outcome<ShownEndpoint>> {
  const found = await findEndpoint(ports.endpoints, owner, id);
  if (!found.ok) return found;
  return done(showEndpoint(found.value, await ports.endpoints.getHealth(id), ports.clock.now()));
}

/** Oldest first. */
export async function listEndpoints(
  ports: Ports,
  owner: string,
  page: { readonly limit: number; readonly position: string | null },
): Promise<{ readonly endpoints: readonly ShownEndpoint[]; readonly position: string | null }> {
  const { endpoints, position } = await ports.endpoints.listByOwner(owner, page);
  const now = ports.clock.now();
  const shown = await Promise.all(
    endpoints.map(async (endpoint) =>
      showEndpoint(endpoint, await ports.endpoints.getHealth(endpoint.id), now),
    ),
  );
  return { endpoints: shown, position };
}
