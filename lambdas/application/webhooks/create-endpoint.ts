// Registers an endpoint: address checked, filter resolved, secret made, sealed and shown this once.
import type { z } from 'zod';
import { createProblem } from '../../contract/problems.ts';
import type { NewEndpoint } from '../../contract/webhook-resources.ts';
import { HEALTHY } from '../../core/webhooks/endpoint-health.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { Endpoint, EndpointStore } from '../ports/endpoint-store.ts';
import { checkAddress } from './check-address.ts';
import { resolveFilter } from './resolve-filter.ts';
import { type ShownEndpoint, showEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Endpoints that one owner can have, as every event is compared with each of them. */
export const MOST_ENDPOINTS = 100;

/** `baseUrl`: where the owner reaches the API. Problems: those of address and filter, `limit_reached`. */
export async function createEndpoint(
  ports: WebhookPorts,
  owner: string,
  given: z.output<typeof NewEndpoint>,
  baseUrl: string,
): Promise<Outcome<ShownEndpoint & { readonly secret: string }>> {
  const badAddress = await checkAddress(ports.sender, given.url);
  if (badAddress) return refused(badAddress);
  const filter = given.filter ? await resolveFilter(ports, given.filter, '#/filter') : done(null);
  if (!filter.ok) return filter;
  if ((await count(ports.endpoints, owner)) >= MOST_ENDPOINTS) {
    const detail = `One owner can have ${MOST_ENDPOINTS} endpoints.`;
    return refused(createProblem('limit_reached', { detail }));
  }
  const now = ports.clock.now();
  const id = ports.ids.create('ep_');
  const secret = ports.signer.createSecret();
  const endpoint: Endpoint = {
    id,
    owner,
    url: given.url,
    description: given.description,
    events: [...new Set(given.events)],
    filter: filter.value,
    secrets: [{ sealed: await ports.box.seal(secret, id), until: null }],
    disabled: null,
    untold: null,
    baseUrl,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await ports.endpoints.create(endpoint);
  return done({ ...showEndpoint(endpoint, HEALTHY, now), secret });
}

async function count(endpoints: EndpointStore, owner: string): Promise<number> {
  const page = await endpoints.listByOwner(owner, { limit: MOST_ENDPOINTS, position: null });
  return page.endpoints.length;
}
