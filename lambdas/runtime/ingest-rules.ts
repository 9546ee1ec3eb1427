// The rules of ingest, from the environment: limits, history, languages.
import { z } from 'zod';
import type { IngestRules } from '../application/ingest-upload.ts';
import { ConfigError } from './config.ts';

const MIB = 1024 * 1024;
const whole = z.coerce.number().int().positive();

const variables = z.object({
  /** Bytes of an object as it is stored. */
  INGEST_OBJECT_BYTES: whole.default(1024 * MIB),
  /** Bytes after decompression. */
  INGEST_DECOMPRESSED_BYTES: whole.default(4 * 1024 * MIB),
  /** Bytes of one record, and of a document that cannot be streamed. */
  INGEST_RECORD_BYTES: whole.default(16 * MIB),
  INGEST_RECORDS: whole.default(100_000),
  /** UTF-16 units. */
  INGEST_TEXT_LENGTH: whole.default(400_000),
  /** Days since publication after which an article fires no events; `none` for no limit. */
  INGEST_EVENT_AGE_DAYS: z.union([z.literal('none'), whole]).default(30),
  /** Keys that begin so hold history, separated by commas. */
  INGEST_BACKFILL_PREFIXES: z.string().default('backfill/'),
});

/** @throws {ConfigError} naming what is malformed */
export function readIngestRules(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): IngestRules {
  const result = variables.safeParse(environment);
  if (!result.success) {
    throw new ConfigError([...new Set(result.error.issues.map(({ path }) => String(path[0])))], result.error);
  }
  const found = result.data;
  return {
    limits: {
      objectBytes: found.INGEST_OBJECT_BYTES,
      decompressedBytes: found.INGEST_DECOMPRESSED_BYTES,
      recordBytes: found.INGEST_RECORD_BYTES,
      records: found.INGEST_RECORDS,
      textLength: found.INGEST_TEXT_LENGTH,
    },
    backfillPrefixes: found.INGEST_BACKFILL_PREFIXES.split(',').filter((prefix) => prefix !== ''),
    languages: ['en'],
    eventAgeDays: found.INGEST_EVENT_AGE_DAYS === 'none' ? null : found.INGEST_EVENT_AGE_DAYS,
  };
}
