// Puts the API together: stores, secrets, directory, routes.
import { createAuditLog } from '../adapters/dynamodb/audit-table.ts';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createRequestCounter } from '../adapters/dynamodb/request-counter.ts';
import { createStatementRenderer } from '../adapters/rendering/statement-renderer.ts';
import { createS3Client } from '../adapters/s3/client.ts';
import { limitRequests } from '../application/limit-requests.ts';
import type { Clock } from '../application/ports/clock.ts';
import { OPERATIONS } from '../contract/operations.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { type AnyRoute, type Api, type ApiOptions, createApi } from './http/create-api.ts';
import { createCursors } from './http/cursors.ts';
import { LOCAL_PRINCIPAL } from './http/principal.ts';
import type { Routes } from './http/reply.ts';
import { createArticleRoutes } from './http/routes/article-routes.ts';
import { createServiceRoutes } from './http/routes/service-routes.ts';
import { createSpeakerRoutes } from './http/routes/speaker-routes.ts';
import { createStatementRoutes } from './http/routes/statement-routes.ts';
import { loadDirectory } from './load-directory.ts';
import { openSecrets, type Secrets } from './open-secrets.ts';

import type { Telemetry } from './telemetry.ts';
import { type Storage, wireStorage } from './wire-storage.ts';

/** What the API is made of; tests hand in the same with other clients. */
export interface ApiParts {
  readonly storage: Storage;
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
    'PUBLIC_BASE_URL',
    'CORS_ORIGINS',
    'ALLOW_LOOPBACK_WITHOUT_KEY',
  ]);
  const clock = systemClock;
  return assembleApi({
    storage: wireStorage({ dynamo: createDynamoClient(), s3: createS3Client(), clock }, config),
    secrets: openSecrets(),
    directory: loadDirectory(),
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
  const ports = {
    ...storage,
    directory,
    renderer: createStatementRenderer((id) => directory.byId(id)?.kind ?? null),
    articlesBucket: parts.articlesBucket,
  };
  const routes: Routes = {
    ...createSpeakerRoutes(ports),
    ...createStatementRoutes(ports),
    ...createArticleRoutes(ports),
    ...createServiceRoutes(ports),
  };
  const counter = createRequestCounter(storage.table);
  return createApi({
    ...parts,
    operations: OPERATIONS,
    routes: routes as unknown as Readonly<Record<string, AnyRoute>>,
    cursors: createCursors(await secrets.keys.derive('cursor')),
    limit: async ({ keyId }) =>
      keyId === LOCAL_PRINCIPAL.keyId
        ? { allowed: true, headers: {} }
        : limitRequests({ counter, clock }, keyId, parts.requestsPerMinute),
    audit: createAuditLog(storage.table),
  });
}
