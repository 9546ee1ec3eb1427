// Routes of those who answer for the data: takedowns, and the record of all writes.
import type { AuditLog } from '../../../application/ports/audit-log.ts';
import { type RemovalPorts, removeArticle } from '../../../application/remove-article.ts';
import { createProblem } from '../../../contract/problems.ts';
import { json, problem, type Routes } from '../reply.ts';

export function createAdminRoutes(
  ports: RemovalPorts & { readonly audit: AuditLog },
): Pick<Routes, 'removeArticle' | 'listAudit'> {
  return {
    removeArticle: async ({ input }) => {
      const result = await removeArticle(ports, input.path.id);
      if (result.kind === 'unknown') return problem(createProblem('unknown_resource'));
      const { removedAt, sharedUploads } = result;
      return json({ articleId: input.path.id, removedAt, sharedUploads });
    },

    listAudit: async ({ input, pages }) => {
      const { day, limit } = input.query;
      const found = await ports.audit.list(day, { limit, position: pages.position as string | null });
      const next = pages.next(found.position);
      const items = found.entries.map(
        ({ at, keyId, owner, operationId, target, status, sourceIp, requestId }) => ({
          at,
          keyId,
          owner,
          operationId,
          target,
          status,
          sourceIp,
          requestId,
        }),
      );
      return json({ items, next: next.url }, { headers: next.headers });
    },
  };
}
