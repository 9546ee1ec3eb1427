// Turns a body into bytes on the wire: compression, strong ETag per encoding, 304, and the size that Lambda allows.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { APIGatewayProxyResult } from 'aws-lambda';
import Negotiator from 'negotiator';

/** A Lambda answer has at most 6 MB (6,291,456 bytes), headers and envelope included. */
const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024 - 64 * 1024;
/** Below this a compressed body is hardly smaller. */
const LEAST_COMPRESSED_BYTES = 1024;
/** From here on a body goes out as base64, whose size does not depend on how much must be escaped. */
const MOST_PLAIN_BYTES = 256 * 1024;

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof ENCODINGS)[number];

export interface Representation {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** What the ETag is made of, where that is not the body itself: the same for all encodings. */
  readonly tag?: string;
}

/** The answer of the gateway; null where it is larger than Lambda allows in any encoding that the client takes. */
export function encodeAnswer(
  representation: Representation,
  request: { readonly method: string; header(name: string): string | undefined },
): APIGatewayProxyResult | null {
  const { status, body, mediaType } = representation;
  const encoding =
    body.length < LEAST_COMPRESSED_BYTES ? 'identity' : chooseEncoding(request.header('accept-encoding'));
  const etag = createEtag(representation.tag ?? hashBytes(body), encoding);
  const headers: Record<string, string> = {
    ...representation.headers,
    ...(status < 300 ? { etag } : {}),
    vary: ['accept', 'accept-encoding', representation.headers.vary].filter(Boolean).join(', '),
  };
  const ifNoneMatch = request.header('if-none-match');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && status === 200 && ifNoneMatch !== undefined && namesTag(ifNoneMatch, etag)) {
    return { statusCode: 304, headers, body: '' };
  }
  headers['content-type'] = mediaType;
  const bytes = compress(body, encoding);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  if (request.method === 'HEAD') {
    return { statusCode: status, headers: { ...headers, 'content-length': String(bytes.length) }, body: '' };
  }
  const plain = encoding === 'identity' && bytes.length <= MOST_PLAIN_BYTES && isText(mediaType);
  if (!plain && Math.ceil(bytes.length / 3) * 4 > MOST_PAYLOAD_BYTES) return null;
  return {
    statusCode: status,
    headers,
    body: plain ? bytes.toString('utf8') : bytes.toString('base64'),
    isBase64Encoded: !plain,
  };
}

function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  // The types lag behind the package, which takes preferences since 1.0.
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } }) as unknown as {
    encodings(available: readonly string[], options: { preferred: readonly string[] }): string[];
  };
  const [best] = negotiator.encodings([...ENCODINGS], { preferred: ['br', 'gzip'] });
  return ENCODINGS.find((encoding) => encoding === best) ?? 'identity';
}

function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'gzip') return gzipSync(body);
  // Quality 5: nearly the size of gzip's best at gzip's usual speed; the default of 11 takes seconds.
  if (encoding === 'br') return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return body;
}

function createEtag(tag: string, encoding: Encoding): string {
  return encoding === 'identity' ? `"${tag}"` : `"${tag}-${encoding}"`;
}

function hashBytes(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
}

/** A tag of the parts that decide a representation. */
export function hashTag(...parts: readonly (string | number)[]): string {
  return hashBytes(Buffer.from(JSON.stringify(parts)));
}

/** `If-None-Match` compares weakly (RFC 9110, 13.1.2). */
function namesTag(header: string, etag: string): boolean {
  return header.trim() === '*' || listTags(header).some((tag) => tag.replace(/^W\//, '') === etag);
}

/** Whether an `If-Match` header, where there is one, allows a write to what has `tag` now, in any encoding. */
export function allowsWrite(header: string | undefined, tag: string): boolean {
  if (header === undefined || header.trim() === '*') return true;
  return listTags(header).some((given) => ENCODINGS.some((encoding) => given === createEtag(tag, encoding)));
}

function listTags(header: string): readonly string[] {
  return [...header.matchAll(/(?:W\/)?"[^"]*"/g)].map((match) => match[0]);
}

function isText(mediaType: string): boolean {
  return /^text\/|json|xml|bibtex/.test(mediaType);
}
