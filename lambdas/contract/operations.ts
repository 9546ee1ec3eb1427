// The one table of operations: whatever the API can do, by operationId. Router, OpenAPI, tests and gateway read it.
import type { OperationDefinition } from './operation.ts';
import { ARTICLE_OPERATIONS } from './operations/articles.ts';
import { EXPORT_OPERATIONS } from './operations/exports.ts';
import { SAVED_QUERY_OPERATIONS } from './operations/saved-queries.ts';
import { SERVICE_OPERATIONS } from './operations/service.ts';
import { SPEAKER_OPERATIONS } from './operations/speakers.ts';
import { STATEMENT_OPERATIONS } from './operations/statements.ts';
import { UPLOAD_OPERATIONS } from './operations/uploads.ts';
import { WEBHOOK_OPERATIONS } from './operations/webhooks.ts';

export const OPERATIONS = {
  ...SPEAKER_OPERATIONS,
  ...STATEMENT_OPERATIONS,
  ...ARTICLE_OPERATIONS,
  ...UPLOAD_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...SAVED_QUERY_OPERATIONS,
  ...EXPORT_OPERATIONS,
  ...SERVICE_OPERATIONS,
} as const satisfies Readonly<Record<string, OperationDefinition>>;

export type Operations = typeof OPERATIONS;
export type OperationId = keyof Operations;

/** Paths that need no key, for the gateway: everything else stands behind the authorizer. */
export const PUBLIC_PATHS: readonly string[] = [
  ...new Set(
    Object.values<OperationDefinition>(OPERATIONS)
      .filter((operation) => operation.scope === 'public')
      .map((operation) => operation.path),
  ),
];
