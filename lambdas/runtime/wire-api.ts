// Puts the API together: stores, secrets, directory, routes.
import { createAuditLog } from '../adapters/dynamodb/audit-table.ts';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createRequestCounter } from '../adapters/dynamodb/request-counter.ts';
import { createSavedQueryStore } from '../adapters/dynamodb/saved-query-table.ts';
import { createStatementRenderer } from '../adapters/rendering/statement-renderer.ts';
import { createBucket } from '../adapters/s3/bucket.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { createQuarantine, createUploadSource } from '../adapters/s3/upload-source.ts';
import { createEventPublisher, createSnsClient } from '../adapters/sns/event-publisher.ts';
import { createSqsClient } from '../adapters/sqs/ingest-queue.ts';
import { limitRequests } from '../application/limit-requests.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { EventPublisher } from '../application/ports/messaging.ts';
import type { Quarantine, UploadSource } from '../application/ports/upload-source.ts';
import { OPERATIONS } from '../contract/operations.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import { randomIds, systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { type AnyRoute, type Api, type ApiOptions, createApi } from './http/create-api.ts';
import { createCursors } from './http/cursors.ts';
import { LOCAL_PRINCIPAL } from './http/principal.ts';
import type { Routes } from './http/reply.ts';
import { createAdminRoutes } from './http/routes/admin-routes.ts';
import { createArticleRoutes } from './http/routes/article-routes.ts';
import { createExportRoutes } from './http/routes/export-routes.ts';
import { createSavedQueryRoutes } from './http/routes/saved-query-routes.ts';
import { createServiceRoutes } from './http/routes/service-routes.ts';
import { createSpeakerRoutes } from './http/routes/speaker-routes.ts';
import { createStatementRoutes } from './http/routes/statement-routes.ts';
import { createWebhookRoutes } from './http/routes/webhook-routes.ts';
import { loadDirectory } from './load-directory.ts';
import { openSecrets, type Secrets } from './open-secrets.ts';

import type { Telemetry } from './telemetry.ts';
import { assembleExports, type ExportParts } from './wire-exports.ts';
import { type Storage, wireStorage } from './wire-storage.ts';
import { type WebhookParts, wireWebhooks } from './wire-webhooks.ts';

/** What the API is made of; tests hand in the same with other clients. */
export interface ApiParts {
  readonly storage: Storage;
  readonly webhooks: WebhookParts;
  readonly exports: ExportParts;
  readonly publisher: EventPublisher;
  readonly uploads: UploadSource;
  readonly quarantine: Pick<Quarantine, 'remove'>;
  readonly secrets: Secrets;
  readonly directory: SpeakerDirectory;
  readonly clock: Clock;
  readonly articlesBucket: string;
  readonly publicBaseUrl: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly allowLoopbackWithoutKey: boolean;
  readonly reportError: ApiOptions['reportError'];
  /** Requests a minute of one key. */
  readonly requestsPerMinute?: number;
}

/** @throws {ConfigError} where the environment lacks something */
export function wireApi(telemetry: Telemetry): Promise<Api> {
  const config = readConfig([
    'TABLE_NAME',
    'ARTICLES_BUCKET',
    'ARCHIVE_BUCKET',
    'QUARANTINE_BUCKET',
    'EXPORTS_QUEUE_URL',
    'EVENTS_TOPIC_ARN',
    'PUBLIC_BASE_URL',
    'CORS_ORIGINS',
    'ALLOW_LOOPBACK_WITHOUT_KEY',
  ]);
  const clock = systemClock;
  const s3 = createS3Client();
  const storage = wireStorage({ dynamo: createDynamoClient(), s3, clock }, config);
  const directory = loadDirectory();
  return assembleApi({
    storage,
    webhooks: wireWebhooks(storage.table),
    exports: assembleExports({
      table: storage.table,
      s3,
      sqs: createSqsClient(),
      archiveBucket: config.ARCHIVE_BUCKET,
      queueUrl: config.EXPORTS_QUEUE_URL,
    }),
    publisher: createEventPublisher(
      createSnsClient(),
      config.EVENTS_TOPIC_ARN,
      (id) => directory.byId(id)?.country,
    ),
    uploads: createUploadSource(s3),
    quarantine: createQuarantine(s3, createBucket(s3, config.QUARANTINE_BUCKET)),
    secrets: openSecrets(),
    directory,
    clock,
    articlesBucket: config.ARTICLES_BUCKET,
    publicBaseUrl: config.PUBLIC_BASE_URL,
    corsOrigins: config.CORS_ORIGINS.split(',').flatMap((origin) => origin.trim() || []),
    allowLoopbackWithoutKey: config.ALLOW_LOOPBACK_WITHOUT_KEY === 'true',
    reportError: (error, request) => {
      telemetry.logger.error('Request failed', { ...request, error: error as Error });
    },
  });
}

export async function assembleApi(parts: ApiParts): Promise<Api> {
  const { storage, secrets, directory, clock } = parts;
  const { exports, exportFiles } = parts.exports;
  const counter = createRequestCounter(storage.table);
  const audit = createAuditLog(storage.table);
  const count = (caller: string, requests = 1) =>
    limitRequests({ counter, clock }, caller, parts.requestsPerMinute, requests);
  const ports = {
    ...storage,
    ...parts.exports,
    directory,
    clock,
    ids: randomIds,
    secretKeys: secrets.keys,
    savedQueries: createSavedQueryStore(storage.table),
    limitAddress: count,
    renderer: createStatementRenderer((id) => directory.byId(id)?.kind ?? null),
    articlesBucket: parts.articlesBucket,
  };
  const routes: Routes = {
    ...createSpeakerRoutes(ports),
    ...createStatementRoutes(ports),
    ...createArticleRoutes(ports),
    ...createWebhookRoutes({ ...ports, ...parts.webhooks, box: secrets.box, clock }),
    ...createSavedQueryRoutes(ports),
    ...createExportRoutes(ports),
    ...createAdminRoutes({
      ...storage,
      clock,
      audit,
      publisher: parts.publisher,
      uploads: parts.uploads,
      quarantine: parts.quarantine,
      exports: {
        removeAll: async () => {
          // First: an export that ends between the two sees that it has to start over.
          await exports.raiseEpoch();
          await exportFiles.removeAll();
        },
      },
    }),
    ...createServiceRoutes(ports),
  };
  return createApi({
    ...parts,
    operations: OPERATIONS,
    routes: routes as unknown as Readonly<Record<string, AnyRoute>>,
    cursors: createCursors(await secrets.keys.derive('cursor')),
    limit: async ({ keyId }, requests) =>
      keyId === LOCAL_PRINCIPAL.keyId ? { allowed: true, headers: {} } : count(keyId, requests),
    audit,
  });
}
