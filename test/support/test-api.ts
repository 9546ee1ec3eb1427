// The API over emulators in memory, called as the gateway calls it, every answer checked against the OpenAPI document.
import { Buffer } from 'node:buffer';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createBucket } from '../../lambdas/adapters/s3/bucket.ts';
import { createQuarantine, createUploadSource } from '../../lambdas/adapters/s3/upload-source.ts';
import type { Clock } from '../../lambdas/application/ports/clock.ts';
import type { TrackerEvent } from '../../lambdas/core/webhooks/endpoint-event.ts';
import type { HttpAnswer } from '../../lambdas/runtime/http/encode-answer.ts';
import { type Principal, writePrincipal } from '../../lambdas/runtime/http/principal.ts';
import { loadDirectory } from '../../lambdas/runtime/load-directory.ts';
import { openSecrets } from '../../lambdas/runtime/open-secrets.ts';
import { type ApiParts, assembleApi } from '../../lambdas/runtime/wire-api.ts';
import { assembleExports } from '../../lambdas/runtime/wire-exports.ts';
import { wireStorage } from '../../lambdas/runtime/wire-storage.ts';
import { assembleWebhooks } from '../../lambdas/runtime/wire-webhooks.ts';
import { checkAnswer } from './check-answer.ts';
import { type EmulatedAws, startEmulatedAws } from './emulated-aws.ts';

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly query?: string | Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly principal?: Principal | null;
  readonly sourceIp?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are checked against the document, and read by each test
  readonly json: any;
}

export const READER: Principal = { keyId: 'ak_reader', owner: 'desk', scopes: ['read'] };
export const ADMIN: Principal = { keyId: 'ak_admin', owner: 'desk', scopes: ['admin'] };

export const BASE = 'https://api.example.org/v1';

/** A gateway event. `path` is as sent: percent-encoded. */
export function createEvent(call: Call): APIGatewayProxyEvent {
  // Without a prototype: a parameter may have any name.
  const query: Record<string, string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(call.query ?? ''))
    query[name] = [...(query[name] ?? []), value];
  const body =
    call.body === undefined ? null : typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const headers: Record<string, string> = {
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    ...call.headers,
  };
  const principal = call.principal === undefined ? READER : call.principal;
  return {
    resource: '/{proxy+}',
    path: call.path,
    httpMethod: call.method ?? 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: Object.keys(query).length === 0 ? null : query,
    pathParameters: null,
    stageVariables: null,
    body,
    isBase64Encoded: false,
    requestContext: {
      authorizer: principal === null ? null : writePrincipal(principal),
      domainName: 'api.example.org',
      path: `/v1${call.path}`,
      stage: 'v1',
      requestId: 'req-1',
      identity: { sourceIp: call.sourceIp ?? '203.0.113.7' },
    },
  } as unknown as APIGatewayProxyEvent;
}

async function readAnswer(result: HttpAnswer): Promise<Answer> {
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const { body } = result;
  const sent =
    typeof body === 'string' ? Buffer.from(body) : Buffer.isBuffer(body) ? body : await buffer(body);
  const encoding = headers['content-encoding'];
  const bytes =
    encoding === 'gzip' ? gunzipSync(sent) : encoding === 'br' ? brotliDecompressSync(sent) : sent;
  const text = bytes.toString('utf8');
  const isJson = /json$/.test(headers['content-type'] ?? '') && text !== '';
  return { status: result.statusCode, headers, text, bytes, json: isJson ? JSON.parse(text) : undefined };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;

export async function startTestApi(options: Partial<ApiParts> & { readonly now?: () => string } = {}) {
  const aws: EmulatedAws = await startEmulatedAws();
  const environment: Readonly<Record<string, string>> = aws.environment;
  const clock: Clock = { now: options.now ?? (() => new Date().toISOString()) };
  const storage = wireStorage(
    { dynamo: aws.dynamo, s3: aws.s3, clock },
    {
      TABLE_NAME: environment.TABLE_NAME ?? '',
      ARCHIVE_BUCKET: environment.ARCHIVE_BUCKET ?? '',
    },
  );
  const secrets = openSecrets({ SECRETS_FILE: join(mkdtempSync(join(tmpdir(), 'tracker-')), 'secret.key') });
  const errors: unknown[] = [];
  const published: TrackerEvent[] = [];
  const exports = assembleExports({
    table: storage.table,
    s3: aws.s3,
    sqs: aws.sqs,
    archiveBucket: environment.ARCHIVE_BUCKET ?? '',
    queueUrl: environment.EXPORTS_QUEUE_URL ?? '',
  });
  const webhooks = assembleWebhooks({
    table: storage.table,
    sqs: aws.sqs,
    deliveriesQueueUrl: environment.DELIVERIES_QUEUE_URL ?? '',
    allowLoopback: true,
  });
  const api = await assembleApi({
    storage,
    webhooks,
    exports,
    publisher: { publish: async (events) => void published.push(...events) },
    uploads: createUploadSource(aws.s3),
    quarantine: createQuarantine(aws.s3, createBucket(aws.s3, aws.environment.QUARANTINE_BUCKET ?? '')),
    secrets,
    directory: loadDirectory(),
    clock,
    articlesBucket: aws.uploads,
    publicBaseUrl: undefined,
    corsOrigins: [],
    allowLoopbackWithoutKey: false,
    reportError: (error) => errors.push(error),
    ...options,
  });
  const call = async (request: Call): Promise<Answer> => {
    const answer = await readAnswer(await api(createEvent(request)));
    checkAnswer({ method: request.method ?? 'GET', path: request.path }, answer);
    return answer;
  };
  /** GET of a path with its query, or of an address that the API gave. */
  const get = (address: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const [path = '', query = ''] = address.replace(BASE, '').split(/\?(.*)/s);
    return call({ path, query, headers });
  };
  return { aws, api, call, get, storage, exports, published, secrets, clock, errors, stop: () => aws.stop() };
}
