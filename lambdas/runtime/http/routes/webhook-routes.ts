// Routes of webhooks: endpoints and their secrets, what was sent to them, and previews of filters.

import { linkStatement } from '../../../application/link-statement.ts';
import type { StatementReader } from '../../../application/ports/statement-reader.ts';
import {
  changeEndpoint,
  enableEndpoint,
  type IsExpected,
  rotateSecret,
} from '../../../application/webhooks/change-endpoint.ts';
import { createEndpoint } from '../../../application/webhooks/create-endpoint.ts';
import { previewFilter } from '../../../application/webhooks/preview-filter.ts';
import { listDeliveries, readDelivery } from '../../../application/webhooks/read-deliveries.ts';
import { listEndpoints, readEndpoint } from '../../../application/webhooks/read-endpoints.ts';
import { removeEndpoint } from '../../../application/webhooks/remove-endpoint.ts';
import { replayDeliveries } from '../../../application/webhooks/replay-deliveries.ts';
import { retryDelivery } from '../../../application/webhooks/restart-delivery.ts';
import type { ShownEndpoint } from '../../../application/webhooks/show-endpoint.ts';
import { testEndpoint } from '../../../application/webhooks/test-endpoint.ts';
import type { WebhookPorts } from '../../../application/webhooks/webhook-ports.ts';
import type { WEBHOOK_OPERATIONS } from '../../../contract/operations/webhooks.ts';
import { allowsWrite, hashTag } from '../encode-answer.ts';
import type { Principal } from '../principal.ts';
import { json, problem, type Routes } from '../reply.ts';
import type { HttpRequest } from '../request.ts';

export interface WebhookRoutePorts extends WebhookPorts {
  readonly reader: StatementReader;
}

export function createWebhookRoutes(ports: WebhookRoutePorts): Pick<Routes, keyof typeof WEBHOOK_OPERATIONS> {
  return {
    createEndpoint: async ({ input, request, principal }) => {
      const created = await createEndpoint(ports, ownerOf(principal), input.body, request.baseUrl);
      if (!created.ok) return problem(created.problem);
      const { secret: _, ...shown } = created.value;
      const location = `${request.baseUrl}/webhooks/${created.value.id}`;
      return json(created.value, { tag: tagOf(shown), headers: { location, ...NOT_STORED } });
    },

    listEndpoints: async ({ input, principal, pages }) => {
      const page = { limit: input.query.limit, position: pages.position as string | null };
      const found = await listEndpoints(ports, ownerOf(principal), page);
      const next = pages.next(found.position);
      return json({ items: found.endpoints, next: next.url }, { headers: next.headers });
    },

    previewFilter: async ({ input, request }) => {
      const preview = await previewFilter(ports, input.body.filter);
      if (!preview.ok) return problem(preview.problem);
      const { looked, since, matching } = preview.value;
      const items = matching.map((statement) => linkStatement(statement, request.baseUrl));
      return json({ looked, since, items });
    },

    getEndpoint: async ({ input, principal }) => {
      const found = await readEndpoint(ports, ownerOf(principal), input.path.id);
      return found.ok ? json(found.value, { tag: tagOf(found.value) }) : problem(found.problem);
    },

    changeEndpoint: async ({ input, request, principal }) => {
      const { id } = input.path;
      const changed = await changeEndpoint(ports, ownerOf(principal), id, input.body, ifMatch(request));
      return changed.ok ? json(changed.value, { tag: tagOf(changed.value) }) : problem(changed.problem);
    },

    removeEndpoint: async ({ input, request, principal }) => {
      const removed = await removeEndpoint(ports, ownerOf(principal), input.path.id, ifMatch(request));
      return removed.ok ? { kind: 'empty' } : problem(removed.problem);
    },

    rotateSecret: async ({ input, principal }) => {
      const rotated = await rotateSecret(ports, ownerOf(principal), input.path.id);
      if (!rotated.ok) return problem(rotated.problem);
      const { secret: _, ...shown } = rotated.value;
      return json(rotated.value, { tag: tagOf(shown), headers: NOT_STORED });
    },

    enableEndpoint: async ({ input, principal }) => {
      const enabled = await enableEndpoint(ports, ownerOf(principal), input.path.id);
      return enabled.ok ? json(enabled.value, { tag: tagOf(enabled.value) }) : problem(enabled.problem);
    },

    testEndpoint: async ({ input, request, principal }) => {
      const sent = await testEndpoint(ports, ownerOf(principal), input.path.id);
      if (!sent.ok) return problem(sent.problem);
      return json(sent.value, { headers: { location: `${request.baseUrl}/deliveries/${sent.value.id}` } });
    },

    listDeliveries: async ({ input, principal, pages }) => {
      const { status, limit } = input.query;
      const page = { status, limit, position: pages.position as string | null };
      const found = await listDeliveries(ports, ownerOf(principal), input.path.id, page);
      if (!found.ok) return problem(found.problem);
      const next = pages.next(found.value.position);
      return json({ items: found.value.deliveries, next: next.url }, { headers: next.headers });
    },

    replayDeliveries: async ({ input, principal }) => {
      const replayed = await replayDeliveries(ports, ownerOf(principal), input.path.id, input.body);
      return replayed.ok ? json(replayed.value) : problem(replayed.problem);
    },

    getDelivery: async ({ input, principal }) => {
      const found = await readDelivery(ports, ownerOf(principal), input.path.id);
      return found.ok ? json(found.value) : problem(found.problem);
    },

    retryDelivery: async ({ input, principal }) => {
      const retried = await retryDelivery(ports, ownerOf(principal), input.path.id);
      return retried.ok ? json(retried.value) : problem(retried.problem);
    },
  };
}

/** Answers with a secret are not to lie about in any cache. */
const NOT_STORED = { 'cache-control': 'no-store' };

function ownerOf(principal: Principal | null): string {
  if (!principal) throw new Error('Webhooks are never public');
  return principal.owner;
}

const tagOf = (shown: ShownEndpoint): string => hashTag(JSON.stringify(shown));

function ifMatch(request: HttpRequest): IsExpected {
  const header = request.header('if-match');
  return (shown) => allowsWrite(header, tagOf(shown));
}
