// Keeps where each article stands and which versions were seen of it.
import { z } from 'zod';
import type { ArticleStore, JournalRef } from '../../application/ports/article-store.ts';
import { storedHead, storedSighting } from '../stored-records.ts';
import {
  articleHeadKey,
  openedJournalKey,
  openedJournals,
  REFUSED_PREFIX,
  refusedKey,
  SIGHTING_PREFIX,
  sightingKey,
} from './keys.ts';
import type { Table } from './table.ts';

/** `open` is there only while a journal is; `lastSeq` only once one was closed. */
const headItem = z.object({
  lastSeq: z.int().optional(),
  head: storedHead.optional(),
  open: z.object({ seq: z.int(), key: z.string(), uploadId: z.string().optional() }).optional(),
});

const refusedItem = z.object({ uploadId: z.string() }).transform(({ uploadId }) => uploadId);
const openedItem = z.object({ articleId: z.string() }).transform(({ articleId }) => articleId);

export function createArticleStore(table: Table): ArticleStore {
  const openedKey = ({ uploadId, key }: JournalRef) =>
    uploadId === undefined ? null : openedJournalKey(uploadId, key);

  return {
    async read(articleId) {
      const item = await table.get(articleHeadKey(articleId), headItem, { consistent: true });
      return item === null ? null : { head: item.head ?? null, open: item.open ?? null };
    },

    async open(articleId, journal) {
      const first = journal.seq === 1;
      const opened = openedKey(journal);
      // Before the journal: one that is open without it would be found by nobody.
      if (opened !== null) await table.put({ ...opened, articleId });
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
      if (changed === null && opened !== null) await table.remove(opened);
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
      const opened = openedKey(journal);
      if (opened !== null) await table.remove(opened);
    },

    openedBy: (uploadId) =>
      Array.fromAsync(table.queryAll({ ...openedJournals(uploadId), consistent: true }, openedItem)),

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

    async noteRefused(articleId, uploadId) {
      await table.put({ ...refusedKey(articleId, uploadId), uploadId });
    },

    refusedUploads: (articleId) =>
      Array.fromAsync(
        table.queryAll(
          { pk: articleHeadKey(articleId).pk, prefix: REFUSED_PREFIX, consistent: true },
          refusedItem,
        ),
      ),

    async removeRefused(articleId, uploadId) {
      await table.remove(refusedKey(articleId, uploadId));
    },

    async removeSighting(articleId, order) {
      await table.remove(sightingKey(articleId, order));
    },

    async restore(head) {
      await table.put({ ...articleHeadKey(head.id), lastSeq: head.seq, head });
    },
  };
}
