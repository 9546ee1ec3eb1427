// The shapes of what is stored, checked whenever it is read back: from the table and from the archive alike.
import { z } from 'zod';
import type { RemovalJournal, VersionJournal } from '../application/journal.ts';
import { RECORD_FAULTS } from '../application/ports/article-decoder.ts';
import type { ArticleHead, Sighting } from '../application/ports/article-store.ts';
import type { Receipt } from '../application/ports/receipt-store.ts';
import {
  ArticleRef,
  RECEIPT_STATUSES,
  STATEMENT_EVENT_TYPES,
  StatementRecord,
} from '../contract/resources.ts';
import type { Statement } from '../core/statements/statement.ts';

/** The contract's record, whose dates zod checks more strictly than it types them. */
export const storedStatement = StatementRecord as z.ZodType<Statement>;

const tally = z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), withdrawn: z.int() });

/** Where an article stands. */
export const storedHead = z.object({
  id: z.string(),
  seq: z.int(),
  status: z.enum(['current', 'canceled', 'removed']),
  article: ArticleRef,
  articleOrder: z.string(),
  order: z.string(),
  fingerprint: z.string(),
  textHash: z.string(),
  textLength: z.int(),
  language: z.string().nullable(),
  statements: z.int(),
  recordedAt: z.string(),
  updatedAt: z.string(),
}) satisfies z.ZodType<ArticleHead>;

/** One version as one upload brought it. */
export const storedSighting = z.object({
  articleId: z.string(),
  order: z.string(),
  fingerprint: z.string(),
  status: z.enum(['usable', 'canceled']),
  textHash: z.string(),
  textLength: z.int(),
  article: ArticleRef,
  modifiedAt: z.string().nullable(),
  uploadId: z.string(),
  recordIndex: z.int(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string().nullable(),
  outcome: z.enum(['accepted', 'duplicate', 'superseded']),
  tally,
  silent: z.enum(['backfill', 'age']).nullable(),
  statements: z.array(z.object({ id: z.string(), digest: z.string() })),
  journal: z.string(),
  recordedAt: z.string(),
}) satisfies z.ZodType<Sighting>;

const count = z.int().min(0);

/** What became of an upload. */
export const storedReceipt = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  versionId: z.string().nullable(),
  eTag: z.string(),
  sequencer: z.string().nullable(),
  size: z.number().nullable(),
  outcome: z.enum(RECEIPT_STATUSES),
  records: z.object({ read: count, accepted: count, duplicate: count, superseded: count, rejected: count }),
  statements: z.object({ created: count, updated: count, unchanged: count, withdrawn: count }),
  articles: z.array(
    z.object({
      id: z.string(),
      textHash: z.string(),
      outcome: z.enum(['accepted', 'duplicate', 'superseded']),
    }),
  ),
  statementIds: z.array(z.string()),
  faults: z.array(
    z.object({
      index: z.int().nullable(),
      line: z.int().nullable(),
      code: z.enum([...RECORD_FAULTS, 'object_gone', 'article_removed']),
      detail: z.string(),
    }),
  ),
  silent: z.object({ backfill: count.exactOptional(), age: count.exactOptional() }),
  quarantineKey: z.string().nullable(),
  nextIndex: z.int(),
  receivedAt: z.string(),
  updatedAt: z.string(),
}) satisfies z.ZodType<Receipt>;

const plannedEvent = z.object({
  id: z.string(),
  type: z.enum(STATEMENT_EVENT_TYPES),
  statement: storedStatement,
});

const counterChange = z.object({
  bucket: z.object({
    family: z.enum(['speaker', 'topic', 'outlet']),
    term: z.string(),
    size: z.enum(['day', 'week', 'month', 'all']),
    start: z.string(),
  }),
  add: z.record(z.string(), z.int()),
});

const journalBase = {
  articleId: z.string(),
  seq: z.int(),
  at: z.string(),
  head: storedHead,
  events: z.array(plannedEvent),
  counters: z.array(counterChange),
};

export const storedVersionJournal = z.object({
  kind: z.literal('version'),
  ...journalBase,
  sighting: storedSighting.omit({ journal: true }),
  writes: z.array(
    z.object({
      statement: storedStatement,
      before: storedStatement.nullable(),
      seq: z.int(),
      contentOrder: z.string(),
    }),
  ),
  speakers: z.array(z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()) })),
}) satisfies z.ZodType<VersionJournal>;

export const storedRemovalJournal = z.object({
  kind: z.literal('removal'),
  ...journalBase,
  statementIds: z.array(z.string()),
  sightings: z.array(z.string()),
  refused: z.array(z.string()),
  quarantined: z.array(z.string()),
  uploads: z.array(
    z.object({
      bucket: z.string(),
      key: z.string(),
      versionId: z.string().nullable(),
      eTag: z.string(),
      sequencer: z.string().nullable(),
      size: z.number().nullable(),
    }),
  ),
}) satisfies z.ZodType<RemovalJournal>;

export const storedJournal = z.discriminatedUnion('kind', [storedVersionJournal, storedRemovalJournal]);
