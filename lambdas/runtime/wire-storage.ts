// Builds the stores of articles, statements, speakers and receipts on the table and the archive.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { createArticleStore } from '../adapters/dynamodb/article-store.ts';
import { createCounterStore } from '../adapters/dynamodb/counter-store.ts';
import { createMaintenance } from '../adapters/dynamodb/maintenance.ts';
import { createReceiptStore } from '../adapters/dynamodb/receipt-store.ts';
import { createSpeakerStore } from '../adapters/dynamodb/speaker-store.ts';
import { createStatementReader } from '../adapters/dynamodb/statement-reader.ts';
import { createStatementStore } from '../adapters/dynamodb/statement-store.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { createJournalArchive, createLetterArchive, createTextArchive } from '../adapters/s3/archive.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import type { Clock } from '../application/ports/clock.ts';

export interface StorageClients {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  readonly clock: Clock;
}

export type Storage = ReturnType<typeof wireStorage>;

export function wireStorage(
  clients: StorageClients,
  config: { readonly TABLE_NAME: string; readonly ARCHIVE_BUCKET: string },
) {
  const { clock } = clients;
  const table = createTable(clients.dynamo, config.TABLE_NAME);
  const archive = createBucket(clients.s3, config.ARCHIVE_BUCKET);
  return {
    table,
    articles: createArticleStore(table),
    statements: createStatementStore(table, clock),
    reader: createStatementReader(table, clock),
    speakers: createSpeakerStore(table, clock),
    counters: createCounterStore(table, clock),
    receipts: createReceiptStore(table),
    texts: createTextArchive(archive),
    journals: createJournalArchive(archive),
    letters: createLetterArchive(archive),
    exports: { removeAll: () => archive.removePrefix('exports/') },
    maintenance: createMaintenance(clients.dynamo, table),
  };
}
