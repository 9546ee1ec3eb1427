// Exports in the table: `EXPORT#<id>` each, a list for each owner, and the number of takedowns.
import { z } from 'zod';
import type { ExportJob, ExportStore } from '../../application/ports/export-store.ts';
import type { StatementFilter } from '../../application/ports/statement-reader.ts';
import { StatementQuery } from '../../contract/operations/saved-queries.ts';
import { EXPORT_FORMATS } from '../../contract/resources.ts';
import { hasRevision, type Key, NOT_THERE, type Table } from './table.ts';

const exportItem = z.object({
  id: z.string(),
  owner: z.string(),
  query: StatementQuery,
  filter: z.custom<StatementFilter>((value) => typeof value === 'object' && value !== null),
  format: z.enum(EXPORT_FORMATS),
  bom: z.boolean(),
  baseUrl: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed']),
  progress: z.object({
    uploadId: z.string().nullable(),
    parts: z.array(z.object({ number: z.int(), eTag: z.string() })),
    position: z.string().nullable(),
    statements: z.int(),
    bytes: z.int(),
    searchedTo: z.string().nullable(),
    written: z.boolean(),
  }),
  epoch: z.int(),
  leaseUntil: z.string().nullable(),
  revision: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  keptUntil: z.string(),
});

const EPOCH: Key = { pk: 'EXPORT_EPOCH#', sk: 'EPOCH' };
const epochItem = z.object({ epoch: z.int() });
const pointer = z.object({ id: z.string() });

function keyOf(id: string): Key {
  return { pk: `EXPORT#${id}`, sk: 'EXPORT' };
}

function pointerKey(job: Pick<ExportJob, 'owner' | 'createdAt' | 'id'>): Key {
  return { pk: `EXPORTS_OF#${job.owner}`, sk: `${job.createdAt}#${job.id}` };
}

/** The table's own `expiresAt` is a second, not a timestamp. */
function toItem({ expiresAt, ...job }: ExportJob) {
  return { ...keyOf(job.id), ...job, keptUntil: expiresAt, expiresAt: toSecond(expiresAt) };
}

function fromItem({ keptUntil, ...item }: z.output<typeof exportItem>): ExportJob {
  return { ...item, expiresAt: keptUntil };
}

function toSecond(time: string): number {
  return Math.ceil(Date.parse(time) / 1000);
}

export function createExportStore(table: Table): ExportStore {
  return {
    async create(job) {
      await table.put({ ...pointerKey(job), id: job.id, expiresAt: toSecond(job.expiresAt) });
      await table.put(toItem(job), NOT_THERE);
    },

    async get(id) {
      const item = await table.get(keyOf(id), exportItem, { consistent: true });
      return item && fromItem(item);
    },

    replace: (job) => table.put(toItem(job), hasRevision(job.revision - 1)),

    async remove(id) {
      const item = await table.get(keyOf(id), exportItem, { consistent: true });
      if (item) await table.remove(pointerKey(item));
      await table.remove(keyOf(id));
    },

    async listByOwner(owner, { limit, position }) {
      const page = await table.query(
        {
          pk: `EXPORTS_OF#${owner}`,
          order: 'descending',
          limit,
          ...(position === null ? {} : { after: position }),
        },
        pointer,
      );
      const items = await table.getMany(
        page.items.map(({ id }) => keyOf(id)),
        exportItem,
      );
      return { jobs: items.map(fromItem), position: page.last };
    },

    async epoch() {
      return (await table.get(EPOCH, epochItem, { consistent: true }))?.epoch ?? 0;
    },

    async raiseEpoch() {
      await table.update(
        EPOCH,
        { expression: 'ADD #epoch :one', names: { '#epoch': 'epoch' }, values: { ':one': 1 } },
        epochItem,
      );
    },
  };
}
