// Routes of saved queries, and of the addresses that need no key.
import type { z } from 'zod';
import type { LimitDecision } from '../../../application/limit-requests.ts';
import type { SavedQuery } from '../../../application/ports/saved-query-store.ts';
import {
  changeSavedQuery,
  createQueryToken,
  findSavedQuery,
  openSavedQuery,
  removeSavedQuery,
  type SaveQueryPorts,
  saveQuery,
} from '../../../application/save-query.ts';
import { FORMAT_MEDIA } from '../../../contract/parameters.ts';
import { createProblem } from '../../../contract/problems.ts';
import type { SavedQuery as SavedQueryResource } from '../../../contract/resources.ts';
import { allowsWrite, hashTag } from '../encode-answer.ts';
import { json, ownerOf, problem, type Routes } from '../reply.ts';
import type { HttpRequest } from '../request.ts';
import { answerList, type StatementRoutePorts } from './statement-routes.ts';

export interface SavedQueryRoutePorts extends SaveQueryPorts, StatementRoutePorts {
  /** Counts a request, or as many as it costs, against an address. */
  limitAddress(savedQueryId: string, requests?: number): Promise<LimitDecision>;
}

export function createSavedQueryRoutes(
  ports: SavedQueryRoutePorts,
): Pick<
  Routes,
  | 'createSavedQuery'
  | 'listSavedQueries'
  | 'getSavedQuery'
  | 'changeSavedQuery'
  | 'removeSavedQuery'
  | 'readSavedQuery'
> {
  async function show(saved: SavedQuery, request: HttpRequest): Promise<z.output<typeof SavedQueryResource>> {
    const { owner: _owner, query, ...shown } = saved;
    const url = `${request.baseUrl}/q/${await createQueryToken(ports, saved.id)}`;
    return { ...shown, query: { ...query }, url };
  }

  return {
    createSavedQuery: async ({ input, request, principal }) => {
      const saved = await saveQuery(ports, ownerOf(principal), input.body);
      if (!saved.ok) return problem(saved.problem);
      const location = `${request.baseUrl}/saved-queries/${saved.value.id}`;
      return json(await show(saved.value, request), { headers: { location }, tag: tagOf(saved.value) });
    },

    listSavedQueries: async ({ input, request, principal, pages }) => {
      const page = { limit: input.query.limit, position: pages.position as string | null };
      const found = await ports.savedQueries.listByOwner(ownerOf(principal), page);
      const next = pages.next(found.position);
      const items = await Promise.all(found.saved.map((saved) => show(saved, request)));
      return json({ items, next: next.url }, { headers: next.headers });
    },

    getSavedQuery: async ({ input, request, principal }) => {
      const saved = await findSavedQuery(ports, ownerOf(principal), input.path.id);
      if (!saved.ok) return problem(saved.problem);
      return json(await show(saved.value, request), { tag: tagOf(saved.value) });
    },

    changeSavedQuery: async ({ input, request, principal }) => {
      const mayChange = (saved: SavedQuery) => allowsWrite(request.header('if-match'), tagOf(saved));
      const changed = await changeSavedQuery(ports, ownerOf(principal), input.path.id, input.body, mayChange);
      if (!changed.ok) return problem(changed.problem);
      return json(await show(changed.value, request), { tag: tagOf(changed.value) });
    },

    removeSavedQuery: async ({ input, request, principal }) => {
      const mayChange = (saved: SavedQuery) => allowsWrite(request.header('if-match'), tagOf(saved));
      const removed = await removeSavedQuery(ports, ownerOf(principal), input.path.id, mayChange);
      return removed.ok ? { kind: 'empty' } : problem(removed.problem);
    },

    readSavedQuery: async ({ input, request, pages }) => {
      const opened = await openSavedQuery(ports, input.path.token);
      if (!opened.ok) return problem(opened.problem);
      const saved = opened.value;
      const decision = await ports.limitAddress(saved.id);
      if (!decision.allowed) return problem(createProblem('rate_limited'), decision.headers);
      const { limit, bom, format } = input.query;
      const mediaType = FORMAT_MEDIA[format ?? saved.format];
      const query = {
        speaker: undefined,
        ...saved.query,
        limit,
        bom,
        format,
        cursor: undefined,
        recordedSince: undefined,
      };
      const charge = (requests: number) => ports.limitAddress(saved.id, requests);
      const reply = await answerList(ports, { request, pages, mediaType, charge }, query as never);
      return { ...reply, headers: { ...decision.headers, ...reply.headers } };
    },
  };
}

function tagOf(saved: SavedQuery): string {
  return hashTag(saved.id, saved.revision);
}
