// Reads an API Gateway event (REST API, payload v1) into what the router needs.
import { Buffer } from 'node:buffer';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type Principal, readPrincipal } from './principal.ts';

export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** As sent, still percent-encoded, without the stage. */
  readonly path: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** One header by its lower-case name; several values joined by ", ". */
  header(name: string): string | undefined;
  readonly body: Buffer | null;
  /** Origin and path prefix of the API as the client reaches it, without a slash at the end. */
  readonly baseUrl: string;
  readonly requestId: string;
  readonly sourceIp: string;
  /** Who the authorizer says it is; null where there was none. */
  readonly principal: Principal | null;
}

/** `publicBaseUrl`, where configured, wins over what the request says of itself. */
export function readRequest(event: APIGatewayProxyEvent, publicBaseUrl: string | undefined): HttpRequest {
  const headers = readHeaders(event);
  return {
    method: event.httpMethod.toUpperCase(),
    path: event.path,
    query: readQuery(event),
    header: (name) => headers.get(name),
    body: event.body === null ? null : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8'),
    baseUrl: publicBaseUrl?.replace(/\/+$/, '') ?? deriveBaseUrl(event, headers),
    requestId: event.requestContext.requestId,
    sourceIp: event.requestContext.identity.sourceIp,
    principal: readPrincipal(event.requestContext.authorizer),
  };
}

function readHeaders(event: APIGatewayProxyEvent): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined) headers.set(name.toLowerCase(), value);
  }
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    if (values?.length) headers.set(name.toLowerCase(), values.join(', '));
  }
  return headers;
}

function readQuery(event: APIGatewayProxyEvent): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {})) {
    if (value !== undefined) query.set(name, [value]);
  }
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {})) {
    if (values?.length) query.set(name, values);
  }
  return query;
}

/** The gateway names the domain; `requestContext.path` has the stage in front, `path` has not. */
function deriveBaseUrl(event: APIGatewayProxyEvent, headers: ReadonlyMap<string, string>): string {
  const host = event.requestContext.domainName ?? headers.get('host') ?? 'localhost';
  const scheme = headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'http' ? 'http' : 'https';
  const full = event.requestContext.path ?? event.path;
  const prefix = full.endsWith(event.path) ? full.slice(0, full.length - event.path.length) : '';
  return `${scheme}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}${prefix}`;
}
