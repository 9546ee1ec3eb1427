// Builds what exports work with: for the API, and for the function that runs them.
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createExportStore } from '../adapters/dynamodb/export-table.ts';
import type { Table } from '../adapters/dynamodb/table.ts';
import { createStatementRenderer } from '../adapters/rendering/statement-renderer.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { createExportFiles } from '../adapters/s3/export-files.ts';
import { createExportQueue } from '../adapters/sqs/export-queue.ts';
import { createSqsClient } from '../adapters/sqs/ingest-queue.ts';
import type { ExportFiles, ExportQueue, ExportStore } from '../application/ports/export-store.ts';
import type { RunExportPorts } from '../application/run-export.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { wireStorage } from './wire-storage.ts';

export interface ExportParts {
  readonly exports: ExportStore;
  readonly exportFiles: ExportFiles;
  readonly exportQueue: ExportQueue;
}

export function assembleExports(parts: {
  readonly table: Table;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly archiveBucket: string;
  readonly queueUrl: string;
}): ExportParts {
  const { table, s3, sqs, archiveBucket, queueUrl } = parts;
  return {
    exports: createExportStore(table),
    exportFiles: createExportFiles(s3, archiveBucket, createBucket(s3, archiveBucket)),
    exportQueue: createExportQueue(sqs, queueUrl),
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireExportRun(): RunExportPorts {
  const config = readConfig(['TABLE_NAME', 'ARCHIVE_BUCKET', 'EXPORTS_QUEUE_URL']);
  const s3 = createS3Client();
  const { table, reader } = wireStorage({ dynamo: createDynamoClient(), s3, clock: systemClock }, config);
  return {
    ...assembleExports({
      table,
      s3,
      sqs: createSqsClient(),
      archiveBucket: config.ARCHIVE_BUCKET,
      queueUrl: config.EXPORTS_QUEUE_URL,
    }),
    reader,
    // Files are made of lines, and no line tells what kind a speaker is.
    renderer: createStatementRenderer(() => null),
    clock: systemClock,
  };
}
