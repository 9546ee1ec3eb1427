// Builds what the commands of those who run the tracker work with: redrive, reconcile, rebuild.
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createMaintenance } from '../adapters/dynamodb/maintenance.ts';
import { createReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createLetterArchive } from '../adapters/s3/archive.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { createUploadSource } from '../adapters/s3/upload-source.ts';
import { createIngestQueue, createSqsClient } from '../adapters/sqs/ingest-queue.ts';
import type { IngestRules } from '../application/ingest-upload.ts';
import type { LetterArchive } from '../application/ports/archive.ts';
import type { Maintenance } from '../application/ports/maintenance.ts';
import type { IngestQueue } from '../application/ports/messaging.ts';
import type { RebuildPorts } from '../application/rebuild-table.ts';
import type { ReconcilePorts } from '../application/reconcile-uploads.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { readIngestRules } from './ingest-rules.ts';
import { loadDirectory } from './load-directory.ts';
import { loadExtractor } from './load-extractor.ts';
import { wireIngest } from './wire-ingest.ts';

/** @throws {ConfigError} where a variable is missing */
export function wireRedrive(): { readonly letters: LetterArchive; readonly queue: IngestQueue } {
  const config = readConfig(['ARCHIVE_BUCKET', 'INGEST_QUEUE_URL']);
  return {
    letters: createLetterArchive(createBucket(createS3Client(), config.ARCHIVE_BUCKET)),
    queue: createIngestQueue(createSqsClient(), config.INGEST_QUEUE_URL),
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireReconcile(): {
  readonly ports: ReconcilePorts & { readonly maintenance: Maintenance };
  readonly bucket: string;
} {
  const config = readConfig(['TABLE_NAME', 'ARTICLES_BUCKET', 'INGEST_QUEUE_URL']);
  const client = createDynamoClient();
  const table = createTable(client, config.TABLE_NAME);
  return {
    ports: {
      uploads: createUploadSource(createS3Client()),
      receipts: createReceiptStore(table),
      maintenance: createMaintenance(client, table),
      queue: createIngestQueue(createSqsClient(), config.INGEST_QUEUE_URL),
      clock: systemClock,
    },
    bucket: config.ARTICLES_BUCKET,
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireRebuild(): {
  readonly ports: RebuildPorts;
  readonly rules: IngestRules;
  readonly bucket: string;
} {
  const config = readConfig(['ARTICLES_BUCKET']);
  return {
    ports: wireIngest(loadDirectory(), loadExtractor()),
    rules: readIngestRules(),
    bucket: config.ARTICLES_BUCKET,
  };
}
