// The API as one function: gateway event in, gateway answer out. Every error is a problem document; nothing throws.
import { Buffer } from 'node:buffer';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import Negotiator from 'negotiator';
import type { LimitDecision } from '../../application/limit-requests.ts';
import type { AuditEntry, AuditLog } from '../../application/ports/audit-log.ts';
import type { Clock } from '../../application/ports/clock.ts';
import { isTransient } from '../../application/ports/dependency-error.ts';
import type { OperationDefinition } from '../../contract/operation.ts';
import { FORMAT_MEDIA, type StatementFormat } from '../../contract/parameters.ts';
import { createProblem, locateProblem, type Problem } from '../../contract/problems.ts';
import { checkInput, type Input } from './check-input.ts';
import { bindQuery, type Cursors } from './cursors.ts';
import { encodeAnswer, encodeStream, type HttpAnswer } from './encode-answer.ts';
import { createRouteTable } from './match-route.ts';
import { isLoopback, LOCAL_PRINCIPAL, mayUse, type Principal } from './principal.ts';
import type { PageLinks, Reply, RouteContext } from './reply.ts';
import { type HttpRequest, readRequest } from './request.ts';

/** Headers that scripts of other origins may read. */
const EXPOSED_HEADERS =
  'etag, link, location, retry-after, ratelimit, ratelimit-policy, x-cursor, x-request-id, x-searched-to';

export type AnyRoute = (context: RouteContext) => Promise<Reply>;

export interface ApiOptions {
  readonly operations: Readonly<Record<string, OperationDefinition>>;
  readonly routes: Readonly<Record<string, AnyRoute>>;
  readonly cursors: Cursors;
  readonly publicBaseUrl: string | undefined;
  /** Origins whose pages may call the API; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** On this machine alone: requests from loopback need no key. */
  readonly allowLoopbackWithoutKey: boolean;
  /** Counts a request, or as many as it costs, against its key. */
  limit(principal: Principal, requests?: number): Promise<LimitDecision>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  reportError(
    error: unknown,
    request: { readonly requestId: string; readonly operationId: string | null },
  ): void;
}

export type Api = (event: APIGatewayProxyEvent) => Promise<HttpAnswer>;

export function createApi(options: ApiOptions): Api {
  const matchRoute = createRouteTable(options.operations);

  return async (event) => {
    const request = readRequest(event, options.publicBaseUrl);
    const headers = commonHeaders(request, options.corsOrigins);
    let operationId: string | null = null;
    try {
      const match = matchRoute(request.method, request.path);
      if (request.method === 'OPTIONS' && match.kind === 'other-method') {
        return {
          statusCode: 204,
          headers: { ...headers, ...preflightHeaders(match.allowed, headers) },
          body: '',
        };
      }
      if (match.kind === 'none') return answerProblem(createProblem('unknown_route'), request, headers);
      if (match.kind === 'other-method') {
        return answerProblem(createProblem('method_not_allowed'), request, {
          ...headers,
          allow: match.allowed.join(', '),
        });
      }
      if (match.kind === 'bad-encoding') {
        const errors = [{ code: 'invalid_value', detail: 'The path is not well-formed percent-encoding.' }];
        return answerProblem(createProblem('invalid_request', { errors }), request, headers);
      }
      operationId = match.id;
      return await serve(match, request, headers);
    } catch (error) {
      options.reportError(error, { requestId: request.requestId, operationId });
      const transient = isTransient(error);
      return answerProblem(createProblem(transient ? 'unavailable' : 'internal'), request, {
        ...headers,
        ...(transient ? { 'retry-after': '2' } : {}),
      });
    }
  };

  async function serve(
    match: { id: string; operation: OperationDefinition; path: Readonly<Record<string, string>> },
    request: HttpRequest,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpAnswer> {
    const { id, operation } = match;
    const report = (error: unknown) =>
      options.reportError(error, { requestId: request.requestId, operationId: id });
    const principal = identify(request);
    let limitHeaders: Readonly<Record<string, string>> = {};
    if (operation.scope !== 'public') {
      if (!principal) {
        return answerProblem(createProblem('unauthenticated'), request, {
          ...headers,
          'www-authenticate': 'Bearer realm="statements"',
        });
      }
      const decision = await options.limit(principal);
      limitHeaders = decision.headers;
      if (!decision.allowed) {
        return answerProblem(createProblem('rate_limited'), request, { ...headers, ...limitHeaders });
      }
      if (!mayUse(principal, operation.scope)) {
        const detail = `This needs a key with the scope "${operation.scope}".`;
        return answerProblem(createProblem('forbidden', { detail }), request, {
          ...headers,
          ...limitHeaders,
        });
      }
    }
    const all = { ...headers, ...limitHeaders };
    if (operation.method === 'GET' || !principal) {
      return encodeReply(await runRoute(match, request, principal), operation, request, all, report);
    }
    const entry: AuditEntry = {
      requestId: request.requestId,
      at: options.clock.now(),
      keyId: principal.keyId,
      owner: principal.owner,
      operationId: id,
      target: match.path,
      sourceIp: request.sourceIp,
      status: null,
    };
    // Written first: what cannot be audited does not happen.
    await options.audit.begin(entry);
    const result = encodeReply(await runRoute(match, request, principal), operation, request, all, report);
    const target = { ...describeMade(result), ...match.path };
    await options.audit.finish(entry, { status: result.statusCode, target }).catch(report);
    return result;
  }

  function identify(request: HttpRequest): Principal | null {
    if (request.principal) return request.principal;
    return options.allowLoopbackWithoutKey && isLoopback(request.sourceIp) ? LOCAL_PRINCIPAL : null;
  }

  async function runRoute(
    match: { id: string; operation: OperationDefinition; path: Readonly<Record<string, string>> },
    request: HttpRequest,
    principal: Principal | null,
  ): Promise<Reply> {
    const { id, operation } = match;
    const checked = checkInput(operation, match.path, request);
    if (!checked.ok) return { kind: 'problem', problem: checked.problem };
    const mediaType = agreeOnMedia(operation, checked.input, request);
    if (mediaType === null) {
      const detail = `It exists as ${Object.keys(operation.success.content).join(', ')}.`;
      return { kind: 'problem', problem: createProblem('not_acceptable', { detail }) };
    }
    const pages = openPages(id, checked.input, request);
    if (pages === null) {
      const errors = [
        {
          parameter: 'cursor',
          code: 'invalid_cursor',
          detail: 'The cursor belongs to another query, or was changed.',
        },
      ];
      return { kind: 'problem', problem: createProblem('invalid_cursor', { errors }) };
    }
    const route = options.routes[id];
    if (!route) throw new Error(`No route serves ${id}`);
    const charge = async (requests: number) =>
      principal ? options.limit(principal, requests) : { allowed: true, headers: {} };
    return route({ input: checked.input as never, request, principal, mediaType, pages, charge });
  }

  function openPages(id: string, input: Input, request: HttpRequest): PageLinks | null {
    const binding = bindQuery(id, input);
    const query = (input.query ?? {}) as Readonly<Record<string, unknown>>;
    let position: unknown = null;
    if (typeof query.cursor === 'string') {
      const verified = options.cursors.verify(binding, query.cursor);
      if (verified === null) return null;
      position = verified.position;
    }
    const cursor = (value: unknown) => options.cursors.sign(binding, value);
    return {
      position,
      cursor,
      next(value) {
        if (value === null) return { url: null, headers: {} };
        const url = pageUrl(request, cursor(value));
        return { url, headers: { link: `<${url}>; rel="next"` } };
      },
    };
  }
}

/** The id of what a write made: the last part of the address that its answer gives it. */
function describeMade({ statusCode, headers }: HttpAnswer): { readonly id?: string } {
  const id = statusCode < 300 ? headers.location?.split('/').at(-1) : undefined;
  return id === undefined ? {} : { id };
}

function pageUrl(request: HttpRequest, cursor: string): string {
  const parameters = new URLSearchParams();
  for (const [name, values] of request.query) {
    if (name !== 'cursor') for (const value of values) parameters.append(name, value);
  }
  parameters.append('cursor', cursor);
  return `${request.baseUrl}${encodeURI(decodePath(request.path))}?${parameters}`;
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** `format=` wins over `Accept`; null where nothing that is accepted exists. */
function agreeOnMedia(operation: OperationDefinition, input: Input, request: HttpRequest): string | null {
  const available = Object.keys(operation.success.content);
  const [first] = available;
  if (first === undefined) return '';
  const { format } = (input.query ?? {}) as { format?: StatementFormat };
  if (format !== undefined) return FORMAT_MEDIA[format];
  const accept = request.header('accept');
  if (accept === undefined || operation.ignoresAccept) return first;
  return new Negotiator({ headers: { accept } }).mediaTypes(available)[0] ?? null;
}

function encodeReply(
  reply: Reply,
  operation: OperationDefinition,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
  report: (error: unknown) => void,
): HttpAnswer {
  if (reply.kind === 'problem')
    return answerProblem(reply.problem, request, { ...headers, ...reply.headers });
  const all = { ...headers, 'cache-control': 'private, no-cache', ...reply.headers };
  const { status } = operation.success;
  if (reply.kind === 'empty') return { statusCode: status, headers: all, body: '' };
  if (reply.kind === 'stream') {
    const chunks = reportFaults(reply.chunks, report);
    return encodeStream({ status, mediaType: withCharset(reply.mediaType), chunks, headers: all }, request);
  }
  const body =
    reply.kind === 'json' ? Buffer.from(JSON.stringify(reply.body)) : Buffer.from(reply.body as string);
  const answer = encodeAnswer(
    {
      status,
      mediaType: reply.kind === 'json' ? 'application/json' : withCharset(reply.mediaType),
      body,
      headers: all,
      ...(reply.tag === undefined ? {} : { tag: reply.tag }),
    },
    request,
  );
  return answer ?? answerProblem(createProblem('answer_too_large'), request, headers);
}

async function* reportFaults(
  chunks: AsyncIterable<string>,
  report: (error: unknown) => void,
): AsyncGenerator<string> {
  try {
    yield* chunks;
  } catch (error) {
    report(error);
    throw error;
  }
}

function withCharset(mediaType: string): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}

function answerProblem(
  problem: Problem,
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
): HttpAnswer {
  const body = { ...locateProblem(problem, request.baseUrl), instance: request.requestId };
  return {
    statusCode: problem.status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: request.method === 'HEAD' ? '' : JSON.stringify(body),
  };
}

/** Security headers as OWASP's REST Security Cheat Sheet lists them, and CORS. */
function commonHeaders(request: HttpRequest, origins: readonly string[]): Record<string, string> {
  const origin = request.header('origin');
  const allowed = origins.includes('*')
    ? '*'
    : origin !== undefined && origins.includes(origin)
      ? origin
      : undefined;
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-request-id': request.requestId,
    ...(request.baseUrl.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
    ...(allowed === undefined
      ? {}
      : { 'access-control-allow-origin': allowed, 'access-control-expose-headers': EXPOSED_HEADERS }),
    ...(origins.length > 0 && !origins.includes('*') ? { vary: 'origin' } : {}),
  };
}

function preflightHeaders(
  methods: readonly string[],
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  if (headers['access-control-allow-origin'] === undefined) return { allow: methods.join(', ') };
  return {
    allow: methods.join(', '),
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type, if-match, if-none-match',
    'access-control-max-age': '600',
  };
}
