// Routes of exports.
import type { z } from 'zod';
import {
  type ExportPorts,
  findExport,
  listExports,
  removeExport,
  requestExport,
  type ShownExport,
} from '../../../application/request-export.ts';
import type { Export } from '../../../contract/resources.ts';
import { json, ownerOf, problem, type Routes } from '../reply.ts';

export function createExportRoutes(
  ports: ExportPorts,
): Pick<Routes, 'createExport' | 'listExports' | 'getExport' | 'removeExport'> {
  return {
    createExport: async ({ input, request, principal }) => {
      const { baseUrl } = request;
      const job = await requestExport(ports, ownerOf(principal), { ...input.body, baseUrl });
      if (!job.ok) return problem(job.problem);
      const headers = { location: `${baseUrl}/exports/${job.value.id}`, 'retry-after': '2' };
      return json(show({ job: job.value, status: job.value.status, url: null }), { headers });
    },

    listExports: async ({ input, principal, pages }) => {
      const page = { limit: input.query.limit, position: pages.position as string | null };
      const found = await listExports(ports, ownerOf(principal), page);
      const next = pages.next(found.position);
      return json({ items: found.items.map(show), next: next.url }, { headers: next.headers });
    },

    getExport: async ({ input, principal }) => {
      const found = await findExport(ports, ownerOf(principal), input.path.id);
      return found.ok ? json(show(found.value)) : problem(found.problem);
    },

    removeExport: async ({ input, principal }) => {
      const removed = await removeExport(ports, ownerOf(principal), input.path.id);
      return removed.ok ? { kind: 'empty' } : problem(removed.problem);
    },
  };
}

function show({ job, status, url }: ShownExport): z.output<typeof Export> {
  const { id, format, query, progress, createdAt, updatedAt, expiresAt } = job;
  const { statements, bytes, searchedTo } = progress;
  return {
    id,
    status,
    format,
    query: { ...query },
    statements,
    bytes,
    searchedTo,
    url,
    createdAt,
    updatedAt,
    expiresAt,
  };
}
