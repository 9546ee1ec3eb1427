// Endpoints as the API shows them, and only to their owner.
import type { z } from 'zod';
import { createProblem } from '../../contract/problems.ts';
import type { Endpoint as EndpointResource } from '../../contract/webhook-resources.ts';
import type { EndpointHealth } from '../../core/webhooks/endpoint-health.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { Endpoint, EndpointStore } from '../ports/endpoint-store.ts';
import { showFilter } from './resolve-filter.ts';

export type ShownEndpoint = z.output<typeof EndpointResource>;

export function showEndpoint(endpoint: Endpoint, health: EndpointHealth, now: string): ShownEndpoint {
  const { id, url, description, events, filter, disabled, createdAt, updatedAt } = endpoint;
  const rotated = endpoint.secrets.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
  const paused = health.openUntil !== null && health.openUntil > now;
  return {
    id,
    url,
    description,
    events,
    filter: filter && showFilter(filter),
    status: disabled ? 'disabled' : 'enabled',
    disabled,
    failures: health.failures,
    failingSince: health.failingSince,
    pausedUntil: paused ? health.openUntil : null,
    rotatedSecretUntil: rotated[0] ?? null,
    createdAt,
    updatedAt,
  };
}

/** The endpoint, if it is the owner's. Problem: `unknown_resource`, also where it is another's. */
export async function findEndpoint(
  endpoints: EndpointStore,
  owner: string,
  id: string,
): Promise<Outcome<Endpoint>> {
  const endpoint = await endpoints.get(id);
  return endpoint?.owner === owner ? done(endpoint) : refused(createProblem('unknown_resource'));
}
