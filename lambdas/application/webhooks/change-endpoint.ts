// Changes an endpoint by its owner: what is given, a new secret, enabled again; each as one conditional write.
import type { z } from 'zod';
import { createProblem } from '../../contract/problems.ts';
import type { EndpointChange } from '../../contract/webhook-resources.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import type { Endpoint } from '../ports/endpoint-store.ts';
import { addTime } from './add-time.ts';
import { checkAddress } from './check-address.ts';
import { resolveFilter } from './resolve-filter.ts';
import { findEndpoint, type ShownEndpoint, showEndpoint } from './show-endpoint.ts';
import type { WebhookPorts } from './webhook-ports.ts';

/** Milliseconds for which the secret before a rotation signs as well: a day, to change it at the receiver. */
export const ROTATION_OVERLAP = 24 * 60 * 60_000;

/** Secrets before the one in force that sign along, where somebody rotates again and again. */
const MOST_ROTATED = 4;

/** Whether the caller has seen the endpoint as it is: `If-Match`. */
export type IsExpected = (shown: ShownEndpoint) => boolean;
const anyVersion: IsExpected = () => true;

type Members = Partial<
  Pick<Endpoint, 'url' | 'description' | 'events' | 'filter' | 'secrets' | 'disabled' | 'untold'>
>;

/** Problems: those of address and filter, `unknown_resource`, `precondition_failed`. */
export async function changeEndpoint(
  ports: WebhookPorts,
  owner: string,
  id: string,
  given: z.output<typeof EndpointChange>,
  isExpected: IsExpected,
): Promise<Outcome<ShownEndpoint>> {
  const found = await findEndpoint(ports.endpoints, owner, id);
  if (!found.ok) return found;
  const { url, description, events, disabled } = given;
  if (url !== undefined) {
    const badAddress = await checkAddress(ports.sender, url);
    if (badAddress) return refused(badAddress);
  }
  const filter = given.filter ? await resolveFilter(ports, given.filter, '#/filter') : done(null);
  if (!filter.ok) return filter;
  const members: Members = {
    ...(url !== undefined && { url }),
    ...(description !== undefined && { description }),
    ...(events !== undefined && { events: [...new Set(events)] }),
    ...(given.filter !== undefined && { filter: filter.value }),
  };
  return change(ports, owner, id, isExpected, (endpoint, now) => ({
    ...members,
    ...(disabled && !endpoint.disabled && { disabled: { reason: 'by_owner', at: now } }),
  }));
}

/** Problem: `unknown_resource`. */
export async function rotateSecret(
  ports: WebhookPorts,
  owner: string,
  id: string,
): Promise<Outcome<ShownEndpoint & { readonly secret: string }>> {
  const found = await findEndpoint(ports.endpoints, owner, id);
  if (!found.ok) return found;
  const secret = ports.signer.createSecret();
  const sealed = await ports.box.seal(secret, id);
  const changed = await change(ports, owner, id, anyVersion, ({ secrets }, now) => ({
    secrets: [
      { sealed, until: null },
      ...secrets
        .map((before) => ({ ...before, until: before.until ?? addTime(now, ROTATION_OVERLAP) }))
        .filter(({ until }) => until > now)
        .slice(0, MOST_ROTATED),
    ],
  }));
  return changed.ok ? done({ ...changed.value, secret }) : changed;
}

/** Problems: `unknown_resource`, `invalid_request` where its address may not be used any more. */
export async function enableEndpoint(
  ports: WebhookPorts,
  owner: string,
  id: string,
): Promise<Outcome<ShownEndpoint>> {
  const found = await findEndpoint(ports.endpoints, owner, id);
  if (!found.ok) return found;
  const badAddress = await checkAddress(ports.sender, found.value.url);
  if (badAddress) return refused(badAddress);
  return change(ports, owner, id, anyVersion, () => ({ disabled: null, untold: null }));
}

async function change(
  ports: WebhookPorts,
  owner: string,
  id: string,
  isExpected: IsExpected,
  edit: (endpoint: Endpoint, now: string) => Members,
): Promise<Outcome<ShownEndpoint>> {
  const { endpoints, clock } = ports;
  for (;;) {
    const found = await findEndpoint(endpoints, owner, id);
    if (!found.ok) return found;
    const before = found.value;
    const now = clock.now();
    if (!isExpected(showEndpoint(before, await endpoints.getHealth(id), now))) {
      return refused(createProblem('precondition_failed'));
    }
    const next: Endpoint = {
      ...before,
      ...edit(before, now),
      version: before.version + 1,
      updatedAt: now,
    };
    // Before it takes messages: failures of another address, or from before it was mended, are not held against it.
    const fresh = next.url !== before.url || (before.disabled !== null && next.disabled === null);
    if (fresh) await endpoints.clearHealth(id);
    if (await endpoints.replace(next)) return done(showEndpoint(next, await endpoints.getHealth(id), now));
  }
}
