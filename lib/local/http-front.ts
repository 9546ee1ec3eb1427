// The API on loopback: requests become the events of an API Gateway REST API (payload v1), answers become HTTP.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type {
  APIGatewayAuthorizerResult,
  APIGatewayProxyEvent,
  APIGatewayRequestAuthorizerEvent,
} from 'aws-lambda';
import { describeGatewayProblem, type GatewayResponseType, KEY_HEADER, REQUEST_LIMIT } from '../gateway.ts';
import { namesThisMachine } from './host-check.ts';
import { FunctionTimeout, invoke, type LoadedFunction } from './invoke.ts';
import type { StreamedAnswer } from './lambda-streaming.ts';

export interface HttpFrontOptions {
  readonly api: LoadedFunction;
  /** Null lets everybody on this machine in, without a key. */
  readonly authorizer: LoadedFunction | null;
  /** Path templates that need no key, such as `/healthz`. */
  readonly publicPaths: readonly string[];
  /** Where the API is reached from outside; without it, where the request says. */
  readonly publicBaseUrl?: string | undefined;
  /** Origins whose pages may read problems, parted by commas. */
  readonly corsOrigins?: string | undefined;
  /** Told of what went wrong inside; the client sees only a problem. */
  readonly onError: (error: unknown) => void;
}

/** What the gateway answers without asking the function. */
class GatewayAnswer extends Error {
  readonly type: GatewayResponseType;

  constructor(type: GatewayResponseType, cause?: unknown) {
    super(type, { cause });
    this.type = type;
  }
}

const METHOD_ARN = 'arn:aws:execute-api:us-east-1:000000000000:local/local';
/** Most decisions that are remembered at a time. */
const CACHE_SIZE = 1_000;

/** A server that is not listening yet. */
export function createHttpFront(options: HttpFrontOptions): Server {
  const decisions = new Map<string, { until: number; result: APIGatewayAuthorizerResult }>();
  return createServer((request, response) => void answer(options, decisions, request, response));
}

type Decisions = Map<string, { until: number; result: APIGatewayAuthorizerResult }>;

async function answer(
  options: HttpFrontOptions,
  decisions: Decisions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-requestid', requestId);
  try {
    if (!namesThisMachine(request)) throw new GatewayAnswer('ACCESS_DENIED');
    const event = describeRequest(request, await readBody(request), requestId);
    event.requestContext.authorizer = await authorize(options, decisions, event);
    const result = await invoke(options.api, event).catch((error: unknown) => {
      const type = error instanceof FunctionTimeout ? 'INTEGRATION_TIMEOUT' : 'INTEGRATION_FAILURE';
      throw new GatewayAnswer(type, error);
    });
    await writeAnswer(request, response, result as StreamedAnswer | undefined);
  } catch (error) {
    const type = error instanceof GatewayAnswer ? error.type : 'DEFAULT_5XX';
    if (!(error instanceof GatewayAnswer) || error.cause !== undefined) options.onError(error);
    const { status, headers, problem } = describeGatewayProblem(type, {
      baseUrl: options.publicBaseUrl ?? `http://${request.headers.host ?? 'localhost'}`,
      corsOrigins: options.corsOrigins,
    });
    if (!request.complete) response.setHeader('connection', 'close');
    response.writeHead(status, headers);
    response.end(JSON.stringify({ ...problem, instance: requestId }));
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > REQUEST_LIMIT) throw new GatewayAnswer('REQUEST_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The event of `request`; bodies are base64, as all are where every media type counts as binary. */
function describeRequest(request: IncomingMessage, body: Buffer, requestId: string): APIGatewayProxyEvent {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const query = groupValues([...new URLSearchParams(search)]);
  const headers = groupValues(pairs(request.rawHeaders));
  const client = request.socket.remoteAddress ?? '127.0.0.1';
  for (const [name, value] of [
    ['X-Forwarded-For', client],
    ['X-Forwarded-Proto', 'http'],
    ['X-Forwarded-Port', String(request.socket.localPort)],
  ] as const) {
    headers[name] = [value];
  }
  const now = new Date();
  const proxy = decode(path.slice(1));
  return {
    resource: proxy === '' ? '/' : '/{proxy+}',
    path,
    httpMethod: request.method ?? 'GET',
    headers: lastValues(headers) ?? {},
    multiValueHeaders: headers,
    queryStringParameters: lastValues(query),
    multiValueQueryStringParameters: Object.keys(query).length > 0 ? query : null,
    pathParameters: proxy === '' ? null : { proxy },
    stageVariables: null,
    body: body.length > 0 ? body.toString('base64') : null,
    isBase64Encoded: body.length > 0,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: null,
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      extendedRequestId: requestId,
      httpMethod: request.method ?? 'GET',
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: client,
        user: null,
        userAgent: request.headers['user-agent'] ?? null,
        userArn: null,
      },
      path,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: now.toUTCString(),
      requestTimeEpoch: now.getTime(),
      resourceId: 'local',
      resourcePath: proxy === '' ? '/' : '/{proxy+}',
      stage: 'local',
    },
  };
}

async function authorize(
  { authorizer, publicPaths }: HttpFrontOptions,
  decisions: Decisions,
  event: APIGatewayProxyEvent,
): Promise<APIGatewayProxyEvent['requestContext']['authorizer']> {
  const isPublic = publicPaths.some((template) => matchesTemplate(template, event.path));
  if (authorizer === null || isPublic || event.httpMethod === 'OPTIONS') return null;
  const name = Object.keys(event.headers).find((header) => header.toLowerCase() === KEY_HEADER.toLowerCase());
  const identity = name === undefined ? undefined : event.headers[name];
  // Like the gateway, which does not ask the authorizer about requests without the header.
  if (!identity) throw new GatewayAnswer('UNAUTHORIZED');
  const result = await decide(authorizer, decisions, identity, event);
  const allows = result.policyDocument.Statement.some((statement) => statement.Effect === 'Allow');
  const denies = result.policyDocument.Statement.some((statement) => statement.Effect === 'Deny');
  if (!allows || denies) throw new GatewayAnswer('ACCESS_DENIED');
  return { principalId: result.principalId, ...result.context };
}

async function decide(
  authorizer: LoadedFunction,
  decisions: Decisions,
  identity: string,
  event: APIGatewayProxyEvent,
): Promise<APIGatewayAuthorizerResult> {
  const known = decisions.get(identity);
  if (known && known.until > Date.now()) return known.result;
  const question: APIGatewayRequestAuthorizerEvent = {
    type: 'REQUEST',
    methodArn: `${METHOD_ARN}/${event.httpMethod}${event.path}`,
    resource: event.resource,
    path: event.path,
    httpMethod: event.httpMethod,
    headers: event.headers,
    multiValueHeaders: event.multiValueHeaders,
    pathParameters: event.pathParameters,
    queryStringParameters: event.queryStringParameters,
    multiValueQueryStringParameters: event.multiValueQueryStringParameters,
    stageVariables: null,
    requestContext: event.requestContext as APIGatewayRequestAuthorizerEvent['requestContext'],
  };
  const result = (await invoke(authorizer, question).catch((error: unknown) => {
    // The one message by which an authorizer says 401; every other failure is its own.
    if (error instanceof Error && error.message === 'Unauthorized') throw new GatewayAnswer('UNAUTHORIZED');
    throw new GatewayAnswer('AUTHORIZER_FAILURE', error);
  })) as APIGatewayAuthorizerResult;
  const { trigger } = authorizer.definition;
  const seconds = trigger.kind === 'authorizer' ? trigger.cacheSeconds : 0;
  if (decisions.size >= CACHE_SIZE) decisions.clear();
  decisions.set(identity, { until: Date.now() + seconds * 1_000, result });
  return result;
}

async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  result: StreamedAnswer | undefined,
): Promise<void> {
  if (typeof result?.statusCode !== 'number') {
    throw new GatewayAnswer('INTEGRATION_FAILURE', new Error('The function’s answer is malformed.'));
  }
  response.writeHead(result.statusCode, result.headers);
  if (request.method === 'HEAD' || result.statusCode === 204 || result.statusCode === 304) {
    result.body.resume();
    response.end();
    return;
  }
  // Where the function fails under way, or the client goes, both ends are cut; the function has reported its fault.
  await pipeline(result.body, response).catch(() => undefined);
}

function matchesTemplate(template: string, path: string): boolean {
  const [parts, given] = [template.split('/'), path.split('/')];
  return (
    parts.length === given.length &&
    parts.every((part, at) => (part.startsWith('{') ? given[at] !== '' : part === given[at]))
  );
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as [string, string]] : [],
  );
}

function groupValues(entries: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of entries) {
    groups[name] ??= [];
    groups[name].push(value);
  }
  return { ...groups };
}

function lastValues(groups: Readonly<Record<string, readonly string[]>>): Record<string, string> | null {
  const entries = Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
