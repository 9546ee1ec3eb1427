// Routes of the service itself, and of the lists that its filters use.
import { listOutlets } from '../../../application/list-outlets.ts';
import { listTopics } from '../../../application/list-topics.ts';
import type { CounterStore } from '../../../application/ports/counter-store.ts';
import openApi from '../../../contract/openapi.json' with { type: 'json' };
import { renderDocs } from '../docs/render-docs.ts';
import { json, type Routes } from '../reply.ts';

export function createServiceRoutes(ports: {
  readonly counters: CounterStore;
}): Pick<Routes, 'listTopics' | 'listOutlets' | 'getHealth' | 'getOpenApi' | 'getDocs'> {
  let docs: ReturnType<typeof renderDocs> | undefined;
  return {
    listTopics: async () => json({ items: await listTopics(ports) }),

    listOutlets: async ({ input, pages }) => {
      const position = pages.position as string | null;
      const found = await listOutlets(ports, { limit: input.query.limit, position });
      const next = pages.next(found.position);
      return json({ items: found.outlets, next: next.url }, { headers: next.headers });
    },

    getHealth: async () => json({ status: 'ok' as const }),

    getOpenApi: async ({ request }) =>
      json({ ...openApi, servers: [{ url: request.baseUrl, description: 'This service.' }] }),

    getDocs: async () => {
      docs ??= renderDocs(openApi);
      return {
        kind: 'bytes',
        mediaType: 'text/html',
        body: docs.html,
        headers: { 'content-security-policy': docs.contentSecurityPolicy },
      };
    },
  };
}
