// Turns a body into bytes on the wire: compression, strong ETag per encoding, 304, and no more than an answer may have.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import Negotiator from 'negotiator';

/** What leaves as a whole has at most 6 MB, as Lambda's buffered answers; what is larger is for a stream or an export. */
const MOST_BYTES = 6 * 1024 * 1024;
/** Below this a compressed body is hardly smaller. */
const LEAST_COMPRESSED_BYTES = 1024;
// Quality 5: nearly the size of gzip's best at gzip's usual speed; the default of 11 takes seconds.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** An answer of the API, before it is handed to Lambda. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable;
}

type EncodedFor = { readonly method: string; header(name: string): string | undefined };

export interface Representation {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** What the ETag is made of, where that is not the body itself: the same for all encodings. */
  readonly tag?: string;
}

/** Null where it is larger than an answer may be, in the encoding that the client likes best. */
export function encodeAnswer(representation: Representation, request: EncodedFor): HttpAnswer | null {
  const { status, body, mediaType } = representation;
  const encoding = body.length < LEAST_COMPRESSED_BYTES ? 'identity' : chooseEncoding(request);
  const etag = createEtag(representation.tag ?? hashBytes(body), encoding);
  const headers: Record<string, string> = {
    ...describeVariant(representation.headers),
    ...(status < 300 ? { etag } : {}),
  };
  const ifNoneMatch = request.header('if-none-match');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && status === 200 && ifNoneMatch !== undefined && namesTag(ifNoneMatch, etag)) {
    return { statusCode: 304, headers, body: '' };
  }
  headers['content-type'] = mediaType;
  const bytes = compress(body, encoding);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  if (bytes.length > MOST_BYTES) return null;
  if (request.method === 'HEAD') {
    return { statusCode: status, headers: { ...headers, 'content-length': String(bytes.length) }, body: '' };
  }
  return { statusCode: status, headers, body: bytes };
}

/**
 * The same for a body that is still being made: whatever is there leaves at once. It has no ETag, which would have to
 * be known first. Where `chunks` fail, the connection breaks off, so that nobody takes a part for the whole.
 */
export function encodeStream(
  stream: Omit<Representation, 'body' | 'tag'> & { readonly chunks: AsyncIterable<string> },
  request: EncodedFor,
): HttpAnswer {
  const encoding = chooseEncoding(request);
  const headers = {
    ...describeVariant(stream.headers),
    'content-type': stream.mediaType,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  };
  if (request.method === 'HEAD') return { statusCode: stream.status, headers, body: '' };
  // Bytes, not objects: a reader that is slow holds the writer up.
  const plain = Readable.from(stream.chunks, { objectMode: false });
  return { statusCode: stream.status, headers, body: compressStream(plain, encoding) };
}

function compressStream(plain: Readable, encoding: Encoding): Readable {
  if (encoding === 'identity') return plain;
  const compressor =
    encoding === 'gzip'
      ? createGzip({ flush: constants.Z_SYNC_FLUSH })
      : createBrotliCompress({ ...BROTLI, flush: constants.BROTLI_OPERATION_FLUSH });
  // Whoever reads the compressor learns of the error from it.
  return pipeline(plain, compressor, () => undefined);
}

function describeVariant(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { ...headers, vary: ['accept', 'accept-encoding', headers.vary].filter(Boolean).join(', ') };
}

function chooseEncoding(request: EncodedFor): Encoding {
  const accepted = request.header('accept-encoding');
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
  if (encoding === 'br') return brotliCompressSync(body, BROTLI);
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
