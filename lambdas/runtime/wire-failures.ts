// Builds what the consumer of dead letters works with, out of its environment.
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createLetterArchive } from '../adapters/s3/archive.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import type { MarkFailedPorts } from '../application/mark-failed.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';

/** @throws {ConfigError} where a variable is missing */
export function wireFailures(): MarkFailedPorts {
  const config = readConfig(['TABLE_NAME', 'ARCHIVE_BUCKET']);
  return {
    receipts: createReceiptStore(createTable(createDynamoClient(), config.TABLE_NAME)),
    letters: createLetterArchive(createBucket(createS3Client(), config.ARCHIVE_BUCKET)),
    clock: systemClock,
  };
}
