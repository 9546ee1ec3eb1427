// Keeps where each article stands and which versions were seen of it.
import { z } from 'zod';
import type { ArticleStore, JournalRef } from '../../application/ports/article-store.ts';
import { storedHead, storedSighting } from '../stored-records.ts';
import { articleHeadKey, SIGHTING_PREFIX, sightingKey } from './keys.ts';
import type { Table } from './table.ts';

/** `open` is there only while a journal is; `lastSeq` only once one was closed. */
const headItem = z.object({
  lastSeq: z.int().optional(),
  head: storedHead.optional(),
  open: z.object({ seq: z.int(), key: z.string() }).optional(),
});

export function createArticleStore(table: Table): ArticleStore {
  return {
    async read(articleId) {
      const item = await table.get(articleHeadKey(articleId), headItem, { consistent: true });
      return item === null ? null : { head: item.head ?? null, open: item.open ?? null };
    },

    async open(articleId, journal) {
      const first = journal.seq === 1;
      const changed = await table.update(
        articleHeadKey(articleId),
        {
          expression: 'SET #open = :journal',
          names: { '#open': 'open' },
          values: { ':journal': journal, ...(first ? {} : { ':last': journal.seq - 1 }) },
          condition: first ? 'attribute_not_exists(pk)' : 'attribute_not_exists(#open) AND lastSeq = :last',
        },
        headItem,
      );
      return changed !== null;
    },

    async close(head, journal: JournalRef) {
      await table.put(
        { ...articleHeadKey(head.id), lastSeq: journal.seq, head },
        {
          expression: '#open.#key = :key',
          names: { '#open': 'open', '#key': 'key' },
          values: { ':key': journal.key },
        },
      );
    },

    sighting: (articleId, order) =>
      table.get(sightingKey(articleId, order), storedSighting, { consistent: true }),

    async putSighting(sighting) {
      await table.put({ ...sightingKey(sighting.articleId, sighting.order), ...sighting });
    },

    async sightings(articleId) {
      const { pk } = articleHeadKey(articleId);
      const all = table.queryAll(
        { pk, prefix: SIGHTING_PREFIX, order: 'descending', consistent: true },
        storedSighting,
      );
      return Array.fromAsync(all);
    },

    async removeSighting(articleId, order) {
      await table.remove(sightingKey(articleId, order));
    },

    async restore(head) {
      await table.put({ ...articleHeadKey(head.id), lastSeq: head.seq, head });
    },
  };
}
