// Puts the API together: stores, secrets, directory, routes.
import { createAuditLog } from '../adapters/dynamodb/audit-table.ts';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createRequestCounter } from '../adapters/dynamodb/request-counter.ts';
import { createStatementRenderer } from '../adapters/rendering/statement-renderer.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { limitRequests } from '../application/limit-requests.ts';
import { OPERATIONS } from '../contract/operations.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { type AnyRoute, type Api, createApi } from './http/create-api.ts';
import { createCursors } from './http/cursors.ts';
import { LOCAL_PRINCIPAL } from './http/principal.ts';
import type { Routes } from './http/reply.ts';
import { createArticleRoutes } from './http/routes/article-routes.ts';
import { createServiceRoutes } from './http/routes/service-routes.ts';
import { createSpeakerRoutes } from './http/routes/speaker-routes.ts';
import { createStatementRoutes } from './http/routes/statement-routes.ts';
import { loadDirectory } from './load-directory.ts';
import { openSecrets } from './open-secrets.ts';

import type { Telemetry } from './telemetry.ts';
import { wireStorage } from './wire-storage.ts';

/** @throws {ConfigError} where the environment lacks something */
export async function wireApi(telemetry: Telemetry): Promise<Api> {
  const config = readConfig([
    'TABLE_NAME',
    'ARTICLES_BUCKET',
    'ARCHIVE_BUCKET',
    'PUBLIC_BASE_URL',
    'CORS_ORIGINS',
    'ALLOW_LOOPBACK_WITHOUT_KEY',
  ]);
  const clock = systemClock;
  const storage = wireStorage({ dynamo: createDynamoClient(), s3: createS3Client(), clock }, config);
  const secrets = openSecrets();
  const directory = loadDirectory();
  const ports = {
    ...storage,
    directory,
    renderer: createStatementRenderer((id) => directory.byId(id)?.kind ?? null),
    articlesBucket: config.ARTICLES_BUCKET,
  };
  const routes: Routes = {
    ...createSpeakerRoutes(ports),
    ...createStatementRoutes(ports),
    ...createArticleRoutes(ports),
    ...createServiceRoutes(ports),
  };
  const counter = createRequestCounter(storage.table);
  return createApi({
    operations: OPERATIONS,
    routes: routes as unknown as Readonly<Record<string, AnyRoute>>,
    cursors: createCursors(await secrets.keys.derive('cursor')),
    publicBaseUrl: config.PUBLIC_BASE_URL,
    corsOrigins: config.CORS_ORIGINS.split(',').flatMap((origin) => origin.trim() || []),
    allowLoopbackWithoutKey: config.ALLOW_LOOPBACK_WITHOUT_KEY === 'true',
    limit: async ({ keyId }) =>
      keyId === LOCAL_PRINCIPAL.keyId
        ? { allowed: true, headers: {} }
        : limitRequests({ counter, clock }, keyId),
    audit: createAuditLog(storage.table),
    clock,
    reportError: (error, request) => {
      telemetry.logger.error('Request failed', { ...request, error: error as Error });
    },
  });
}
