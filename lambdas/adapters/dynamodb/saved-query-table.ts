// Saved queries in the table: `SAVED#<id>` each, and a list for each owner.
import { z } from 'zod';
import type { SavedQuery, SavedQueryStore } from '../../application/ports/saved-query-store.ts';
import { StatementQuery } from '../../contract/operations/saved-queries.ts';
import { STATEMENT_FORMATS } from '../../contract/parameters.ts';
import { hasRevision, type Key, NOT_THERE, type Table } from './table.ts';

const savedItem = z.object({
  id: z.string(),
  owner: z.string(),
  name: z.string(),
  query: StatementQuery,
  format: z.enum(STATEMENT_FORMATS),
  revision: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const pointer = z.object({ id: z.string() });

function keyOf(id: string): Key {
  return { pk: `SAVED#${id}`, sk: 'SAVED' };
}

function pointerKey(saved: Pick<SavedQuery, 'owner' | 'createdAt' | 'id'>): Key {
  return { pk: `SAVED_OF#${saved.owner}`, sk: `${saved.createdAt}#${saved.id}` };
}

export function createSavedQueryStore(table: Table): SavedQueryStore {
  return {
    async create(saved) {
      await table.put({ ...pointerKey(saved), id: saved.id });
      await table.put({ ...keyOf(saved.id), ...saved }, NOT_THERE);
    },

    get: (id) => table.get(keyOf(id), savedItem, { consistent: true }),

    replace: (saved) => table.put({ ...keyOf(saved.id), ...saved }, hasRevision(saved.revision - 1)),

    async remove(saved) {
      const removed = await table.remove(keyOf(saved.id), hasRevision(saved.revision));
      if (removed) await table.remove(pointerKey(saved));
      return removed;
    },

    async listByOwner(owner, { limit, position }) {
      const page = await table.query(
        { pk: `SAVED_OF#${owner}`, limit, ...(position === null ? {} : { after: position }) },
        pointer,
      );
      const saved = await table.getMany(
        page.items.map(({ id }) => keyOf(id)),
        savedItem,
      );
      return { saved, position: page.last };
    },
  };
}
