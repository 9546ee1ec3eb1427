// Audited writes in the table: one partition a day, since people write seldom.
import { z } from 'zod';
import type { AuditEntry, AuditLog } from '../../application/ports/audit-log.ts';
import type { Table } from './table.ts';

const auditItem = z.object({
  requestId: z.string(),
  at: z.string(),
  keyId: z.string(),
  owner: z.string(),
  operationId: z.string(),
  target: z.record(z.string(), z.string()),
  sourceIp: z.string(),
  status: z.int().nullable(),
});

function keyOf(entry: AuditEntry) {
  return { pk: `AUDIT#${entry.at.slice(0, 10)}`, sk: `${entry.at}#${entry.requestId}` };
}

export function createAuditLog(table: Table): AuditLog {
  return {
    async begin(entry) {
      await table.put({ ...keyOf(entry), ...entry });
    },

    async finish(entry, { status, target }) {
      await table.update(
        keyOf(entry),
        {
          expression: 'SET #status = :status, #target = :target',
          names: { '#status': 'status', '#target': 'target' },
          values: { ':status': status, ':target': target },
        },
        auditItem.partial(),
      );
    },

    async list(day, { limit, position }) {
      const page = await table.query(
        { pk: `AUDIT#${day}`, order: 'descending', limit, ...(position === null ? {} : { after: position }) },
        auditItem,
      );
      return { entries: page.items, position: page.last };
    },
  };
}
