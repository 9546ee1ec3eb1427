// The S3 endpoint of the local tracker: fauxqs, with what it lacks. Buckets keep all versions of their objects, and an
// upload is announced to the ingest queue before it is answered, so that no upload that a scraper saw succeed is lost.
import { randomBytes, randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { S3Event } from 'aws-lambda';
import { Agent, type Dispatcher, request as send } from 'undici';
import { decodeAwsChunked } from './aws-chunked.ts';
import { namesThisMachine } from './host-check.ts';
import type { ObjectVersion, ObjectVersions } from './object-versions.ts';
import { describeS3Event, type S3EventName } from './s3-event.ts';

export interface S3FrontOptions {
  /** Base URL of fauxqs. */
  readonly upstream: string;
  readonly region: string;
  readonly versions: ObjectVersions;
  /** Names of the buckets that keep versions; each has a second bucket for old ones, see `versionsBucket`. */
  readonly versioned: readonly string[];
  /** Announces an event; the request that caused it is answered only when the announcement has succeeded. */
  readonly announce: (bucket: string, event: S3Event) => Promise<void>;
  /** Told of what went wrong inside; the client sees only InternalError. */
  readonly onError: (error: unknown) => void;
}

/** Where old versions of `bucket` lie, each under its version id. */
export const versionsBucket = (bucket: string): string => `${bucket}-versions`;

/** fauxqs refuses bodies over 11 MiB: larger ones are handed to it in parts of this many bytes. */
const PART_BYTES = 8 * 1024 * 1024;
/** A file name may have 255 bytes; fauxqs appends `.meta.json`. */
const SEGMENT_BYTES = 240;

class S3Failure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface Target {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

type Headers = Record<string, string>;
type Answer = Dispatcher.ResponseData;

/** A server that is not listening yet; closing it also closes its connections to fauxqs. */
export function createS3Front(options: S3FrontOptions): Server {
  const front = new S3Front(options);
  const server = createServer((request, response) => void front.answer(request, response));
  // Uploads may be large and slow.
  server.requestTimeout = 0;
  server.on('close', () => void front.close());
  return server;
}

class S3Front {
  readonly #options: S3FrontOptions;
  readonly #agent = new Agent({ connections: 64 });
  /** The last change under way of each key, so that two changes of one key never mix. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor(options: S3FrontOptions) {
    this.#options = options;
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!namesThisMachine(request))
        throw new S3Failure(403, 'AccessDenied', 'This endpoint serves this machine only.');
      await this.#route(request, response, readTarget(request));
    } catch (error) {
      if (!(error instanceof S3Failure)) this.#options.onError(error);
      if (response.headersSent) response.destroy();
      else respondWithError(request, response, error);
    }
  }

  #route(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const { method, bucket, key, query } = target;
    if (method === 'PUT' && key && !query.has('uploadId')) return this.#put(request, response, target);
    if (!this.#options.versioned.includes(bucket)) return this.#pass(request, response, target);
    if (key) {
      if (method === 'GET' || method === 'HEAD') return this.#get(request, response, target);
      if (method === 'DELETE' && !query.has('uploadId')) return this.#delete(response, target);
      if (method === 'POST' && query.has('uploadId')) return this.#complete(request, response, target);
    } else {
      if (method === 'GET' && query.has('versions')) return this.#list(response, target);
      if (method === 'GET' && query.has('versioning')) return this.#describeVersioning(response);
      if (method === 'POST' && query.has('delete')) return this.#deleteMany(request, response, target);
      if (method === 'POST') return this.#postForm(request, response, target);
    }
    return this.#pass(request, response, target);
  }

  // --- Changes ---

  async #put(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const { bucket, key } = target;
    checkKey(key);
    const copySource = request.headers['x-amz-copy-source'];
    const headers = passedHeaders(request.headers);
    if (request.headers['if-none-match'] === '*' && (await this.#exists(target))) {
      request.resume();
      throw new S3Failure(412, 'PreconditionFailed', 'The object exists.');
    }
    const { answer, version } = copySource
      ? await this.#change(target, 'ObjectCreated:Copy', () => {
          const source = { 'x-amz-copy-source': this.#locate(String(copySource)) };
          return this.#send('PUT', bucket, key, { headers: { ...headers, ...source } });
        })
      : await this.#change(target, 'ObjectCreated:Put', () => this.#store(target, headers, request));
    if (copySource || answer.statusCode !== 200) return relay(response, answer, version);
    // An upload in parts is answered by a document.
    const document = await answer.body.text();
    const etag = answer.headers.etag ?? unescapeXml(/<ETag>(.*?)<\/ETag>/.exec(document)?.[1] ?? '');
    response.writeHead(200, {
      etag: String(etag),
      ...(version && { 'x-amz-version-id': version.versionId }),
    });
    response.end();
  }

  /** Stores a body of any size; see PART_BYTES. */
  async #store({ bucket, key }: Target, headers: Headers, body: IncomingMessage): Promise<Answer> {
    const chunked = (headers['content-encoding'] ?? '').includes('aws-chunked');
    const stored = storedHeaders(headers);
    const content: Readable = chunked ? body.pipe(decodeAwsChunked()) : body;
    if (chunked) body.on('error', (error) => content.destroy(error));
    let uploadId: string | null = null;
    const tags: string[] = [];
    const sendPart = async (part: Buffer) => {
      uploadId ??= await this.#beginUpload(bucket, key, stored);
      const query = new URLSearchParams({ partNumber: String(tags.length + 1), uploadId });
      const answer = await this.#send('PUT', bucket, key, { query, headers: octets(part), body: part });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`fauxqs answered ${answer.statusCode} to a part`);
      tags.push(String(answer.headers.etag));
    };

    let pending: Buffer[] = [];
    let size = 0;
    for await (const data of content) {
      pending.push(data as Buffer);
      size += (data as Buffer).length;
      if (size >= PART_BYTES) {
        await sendPart(Buffer.concat(pending));
        pending = [];
        size = 0;
      }
    }
    const last = Buffer.concat(pending);
    if (uploadId === null)
      return this.#send('PUT', bucket, key, {
        headers: { ...stored, ...bodyHeaders(last) },
        body: encoded(last),
      });
    if (last.length > 0) await sendPart(last);
    const parts = tags.map(
      (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escapeXml(tag)}</ETag></Part>`,
    );
    const list = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
    const query = new URLSearchParams({ uploadId });
    return this.#send('POST', bucket, key, { query, headers: octets(list), body: list });
  }

  async #beginUpload(bucket: string, key: string, headers: Headers): Promise<string> {
    const query = new URLSearchParams({ uploads: '' });
    const answer = await this.#send('POST', bucket, key, { query, headers });
    const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(await answer.body.text())?.[1];
    if (uploadId === undefined)
      throw new S3Failure(answer.statusCode, 'NoSuchBucket', 'The upload could not begin.');
    return uploadId;
  }

  async #complete(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    checkKey(target.key);
    const list = await buffer(request);
    const { answer, version } = await this.#change(target, 'ObjectCreated:CompleteMultipartUpload', () =>
      this.#send('POST', target.bucket, target.key, {
        query: target.query,
        headers: octets(list),
        body: list,
      }),
    );
    await relay(response, answer, version);
  }

  /** A browser's upload by a form: stored like any other body. */
  async #postForm(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/form-data'))
      throw new S3Failure(400, 'MalformedPOSTRequest', 'Not a form.');
    const form = await new Response(await buffer(request), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    const name = file instanceof File ? file.name : '';
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is S3's.
    const key = String(form.get('key') ?? '').replaceAll('${filename}', name);
    if (!key || file === null)
      throw new S3Failure(400, 'InvalidArgument', 'A form needs the fields key and file.');
    checkKey(key);
    const content = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.from(file);
    const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    const headers = storedHeaders(
      Object.fromEntries(fields.map(([field, value]) => [field.toLowerCase(), value])),
    );
    const { answer, version } = await this.#change({ ...target, key }, 'ObjectCreated:Post', () =>
      this.#send('PUT', target.bucket, key, {
        headers: { ...headers, ...bodyHeaders(content) },
        body: encoded(content),
      }),
    );
    await answer.body.dump();
    response.writeHead(form.get('success_action_status') === '200' ? 200 : 204, {
      etag: String(answer.headers.etag),
      ...(version && { 'x-amz-version-id': version.versionId }),
    });
    response.end();
  }

  async #delete(response: ServerResponse, target: Target): Promise<void> {
    const version = await this.#remove(target, target.query.get('versionId'));
    response.writeHead(204, {
      ...(version && { 'x-amz-version-id': version.versionId }),
      ...(version?.isDeleteMarker && { 'x-amz-delete-marker': 'true' }),
    });
    response.end();
  }

  async #deleteMany(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const document = (await buffer(request)).toString();
    const objects = [...document.matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, object = '']) => ({
      key: unescapeXml(/<Key>(.*?)<\/Key>/s.exec(object)?.[1] ?? ''),
      versionId: /<VersionId>(.*?)<\/VersionId>/s.exec(object)?.[1] ?? null,
    }));
    const deleted: string[] = [];
    for (const { key, versionId } of objects) {
      await this.#remove({ ...target, key }, versionId);
      const version = versionId ? `<VersionId>${escapeXml(versionId)}</VersionId>` : '';
      deleted.push(`<Deleted><Key>${escapeXml(key)}</Key>${version}</Deleted>`);
    }
    respondWithXml(response, 200, `<DeleteResult>${deleted.join('')}</DeleteResult>`);
  }

  /** Hides an object behind a delete marker or, by its id, removes one version for ever. */
  #remove(target: Target, versionId: string | null): Promise<ObjectVersion | null> {
    const { bucket, key } = target;
    const { versions } = this.#options;
    return this.#inOrder(target, async () => {
      if (versionId === null) {
        await this.#keepNewest(target);
        await this.#expect(204, this.#send('DELETE', bucket, key, {}));
        const marker = versions.add({
          ...{ bucket, key, versionId: createVersionId(), etag: '', size: 0 },
          ...{ lastModified: new Date().toISOString(), isDeleteMarker: true },
        });
        await this.#announce('ObjectRemoved:DeleteMarkerCreated', marker);
        return marker;
      }
      const version = versions.find(bucket, key, versionId);
      if (version === null) return null;
      const isNewest = versions.newest(bucket, key)?.versionId === versionId;
      await this.#expect(204, this.#send('DELETE', versionsBucket(bucket), versionId, {}));
      if (isNewest) await this.#expect(204, this.#send('DELETE', bucket, key, {}));
      versions.remove(bucket, key, versionId);
      const previous = versions.newest(bucket, key);
      if (isNewest && previous && !previous.isDeleteMarker) {
        const source = `/${versionsBucket(bucket)}/${previous.versionId}`;
        await this.#expect(200, this.#send('PUT', bucket, key, { headers: { 'x-amz-copy-source': source } }));
      }
      await this.#announce('ObjectRemoved:Delete', version);
      return version;
    });
  }

  /** Makes a change that creates a version: keeps the one before, records the new one, announces it. */
  #change(
    target: Target,
    name: S3EventName,
    make: () => Promise<Answer>,
  ): Promise<{ answer: Answer; version: ObjectVersion | null }> {
    const { bucket, key } = target;
    if (!this.#options.versioned.includes(bucket))
      return make().then((answer) => ({ answer, version: null }));
    return this.#inOrder(target, async () => {
      await this.#keepNewest(target);
      const answer = await make();
      if (answer.statusCode !== 200) return { answer, version: null };
      const head = await this.#expect(200, this.#send('HEAD', bucket, key, {}));
      const version = this.#options.versions.add({
        ...{ bucket, key, versionId: createVersionId(), isDeleteMarker: false },
        etag: String(head.headers.etag),
        size: Number(head.headers['content-length']),
        lastModified: new Date(String(head.headers['last-modified'])).toISOString(),
      });
      await this.#announce(name, version);
      return { answer, version };
    });
  }

  async #keepNewest({ bucket, key }: Target): Promise<void> {
    const newest = this.#options.versions.newest(bucket, key);
    if (newest === null || newest.isDeleteMarker) return;
    const headers = { 'x-amz-copy-source': `/${bucket}/${encodeKey(key)}` };
    await this.#expect(200, this.#send('PUT', versionsBucket(bucket), newest.versionId, { headers }));
  }

  async #announce(name: S3EventName, version: ObjectVersion): Promise<void> {
    const request = { id: randomUUID(), region: this.#options.region, sourceIp: '127.0.0.1' };
    await this.#options.announce(version.bucket, describeS3Event(name, version, request));
  }

  async #inOrder<Result>({ bucket, key }: Target, change: () => Promise<Result>): Promise<Result> {
    const name = `${bucket}/${key}`;
    const before = this.#changes.get(name) ?? Promise.resolve();
    const result = before.then(change, change);
    const settled = result.catch(() => undefined);
    this.#changes.set(name, settled);
    try {
      return await result;
    } finally {
      if (this.#changes.get(name) === settled) this.#changes.delete(name);
    }
  }

  // --- Reading ---

  async #get(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const { bucket, key, method, query } = target;
    const { versions } = this.#options;
    const headers = passedHeaders(request.headers);
    const versionId = query.get('versionId');
    const newest = versions.newest(bucket, key);
    if (versionId === null || versionId === newest?.versionId) {
      if (versionId !== null && newest?.isDeleteMarker)
        throw new S3Failure(405, 'MethodNotAllowed', 'A delete marker.');
      const wanted = versionId === null ? {} : { 'if-match': headers['if-match'] ?? newest?.etag ?? '' };
      const answer = await this.#send(method, bucket, key, { query, headers: { ...headers, ...wanted } });
      // An upload under way may have replaced the object already, but then it has kept this version first.
      const replaced = answer.statusCode === 412 && versionId !== null && wanted['if-match'] === newest?.etag;
      if (!replaced) return relay(response, answer, newest);
      await answer.body.dump();
    }
    const version = versionId === null ? null : versions.find(bucket, key, versionId);
    if (version === null) throw new S3Failure(404, 'NoSuchVersion', 'The specified version does not exist.');
    if (version.isDeleteMarker) throw new S3Failure(405, 'MethodNotAllowed', 'A delete marker.');
    // The copy of an object that was uploaded in parts has another eTag than that object had.
    const { 'if-match': match, ...others } = headers;
    if (match !== undefined && match !== version.etag)
      throw new S3Failure(412, 'PreconditionFailed', 'The version has another eTag.');
    const answer = await this.#send(method, versionsBucket(bucket), version.versionId, { headers: others });
    if (answer.statusCode < 300) answer.headers.etag = version.etag;
    await relay(response, answer, version);
  }

  async #list(response: ServerResponse, { bucket, query }: Target): Promise<void> {
    const prefix = query.get('prefix') ?? '';
    const limit = Math.min(1000, Number(query.get('max-keys') ?? 1000) || 1000);
    const keyMarker = query.get('key-marker');
    const after = keyMarker ? { key: keyMarker, versionId: query.get('version-id-marker') } : null;
    const page = this.#options.versions.list(bucket, { prefix, limit, after });
    const encode = (key: string) => escapeXml(query.get('encoding-type') === 'url' ? encodeKey(key) : key);
    const entries = page.versions.map((version) => {
      const common =
        `<Key>${encode(version.key)}</Key><VersionId>${version.versionId}</VersionId>` +
        `<IsLatest>${version.isLatest}</IsLatest><LastModified>${version.lastModified}</LastModified>`;
      if (version.isDeleteMarker) return `<DeleteMarker>${common}</DeleteMarker>`;
      const rest = `<ETag>${escapeXml(version.etag)}</ETag><Size>${version.size}</Size><StorageClass>STANDARD</StorageClass>`;
      return `<Version>${common}${rest}</Version>`;
    });
    const next = page.next
      ? `<NextKeyMarker>${encode(page.next.key)}</NextKeyMarker><NextVersionIdMarker>${page.next.versionId}</NextVersionIdMarker>`
      : '';
    respondWithXml(
      response,
      200,
      `<ListVersionsResult><Name>${bucket}</Name><Prefix>${encode(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys>` +
        `<IsTruncated>${page.next !== null}</IsTruncated>${next}${entries.join('')}</ListVersionsResult>`,
    );
  }

  async #describeVersioning(response: ServerResponse): Promise<void> {
    respondWithXml(
      response,
      200,
      '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    );
  }

  async #exists({ bucket, key }: Target): Promise<boolean> {
    const answer = await this.#send('HEAD', bucket, key, {});
    await answer.body.dump();
    return answer.statusCode === 200;
  }

  /** Where fauxqs finds the source of a copy, which may name a version. */
  #locate(copySource: string): string {
    const [path = '', search = ''] = copySource.split('?');
    const versionId = new URLSearchParams(search).get('versionId');
    const [bucket = '', ...segments] = decodeURIComponent(path).replace(/^\//, '').split('/');
    const key = segments.join('/');
    if (!this.#options.versioned.includes(bucket) || versionId === null)
      return `/${bucket}/${encodeKey(key)}`;
    if (this.#options.versions.newest(bucket, key)?.versionId === versionId)
      return `/${bucket}/${encodeKey(key)}`;
    return `/${versionsBucket(bucket)}/${versionId}`;
  }

  async #pass(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const { method, bucket, key, query } = target;
    const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE';
    const headers = passedHeaders(request.headers);
    const answer = await this.#send(method, bucket, key, {
      query,
      headers,
      ...(hasBody && { body: request }),
    });
    await relay(response, answer, null);
  }

  #send(
    method: string,
    bucket: string,
    key: string,
    { query, headers, body }: { query?: URLSearchParams; headers?: Headers; body?: Buffer | Readable },
  ): Promise<Answer> {
    const search = query && query.size > 0 ? `?${query}` : '';
    const path = key ? `${bucket}/${encodeKey(key)}` : bucket;
    return send(`${this.#options.upstream}/${path}${search}`, {
      method: method as Dispatcher.HttpMethod,
      headers: headers ?? {},
      dispatcher: this.#agent,
      ...(body && { body }),
    });
  }

  async #expect(status: number, answer: Promise<Answer>): Promise<Answer> {
    const received = await answer;
    await received.body.dump();
    if (received.statusCode !== status)
      throw new Error(`fauxqs answered ${received.statusCode}, not ${status}`);
    return received;
  }
}

function readTarget(request: IncomingMessage): Target {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const virtual = host.endsWith('.localhost') ? `/${host.slice(0, -'.localhost'.length)}` : '';
  // `url.pathname` would fold dot segments away: take the path as it was sent.
  const raw = `${virtual}${(request.url ?? '/').split('?')[0]}`;
  try {
    const [bucket = '', ...segments] = raw.replace(/^\//, '').split('/');
    return {
      method: request.method ?? 'GET',
      bucket: decodeURIComponent(bucket),
      key: segments.map((segment) => decodeURIComponent(segment)).join('/'),
      query: url.searchParams,
    };
  } catch {
    throw new S3Failure(400, 'InvalidURI', 'The path is not valid percent-encoded UTF-8.');
  }
}

/** Refuses keys that fauxqs would write outside of its folder, over another object, or not at all. */
function checkKey(key: string): void {
  const segments = key.replace(/\/$/, '').split('/');
  const bad = segments.find(
    (segment) =>
      segment === '' || segment === '.' || segment === '..' || Buffer.byteLength(segment) > SEGMENT_BYTES,
  );
  if (bad !== undefined || Buffer.byteLength(key) > 1024) {
    throw new S3Failure(
      400,
      'InvalidArgument',
      `On this machine, a key has at most 1024 bytes, and no empty, dot or over ${SEGMENT_BYTES} byte long part.`,
    );
  }
}

const HOP_HEADERS = new Set([
  'connection',
  'host',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'upgrade',
  'te',
]);

function passedHeaders(headers: IncomingHttpHeaders): Headers {
  const entries = Object.entries(headers).filter(
    ([name, value]) => value !== undefined && !HOP_HEADERS.has(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  );
}

const STORED_HEADERS = [
  'content-type',
  'content-language',
  'content-disposition',
  'cache-control',
  'content-encoding',
];

/** The headers of an upload that are stored with it. */
function storedHeaders(headers: Headers): Headers {
  const stored = Object.entries(headers).filter(
    ([name]) =>
      STORED_HEADERS.includes(name) || name.startsWith('x-amz-meta-') || name.startsWith('x-amz-checksum-'),
  );
  const result = Object.fromEntries(stored);
  const encodings = (result['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name && name !== 'aws-chunked').join(',');
  if (encoding) result['content-encoding'] = encoding;
  else delete result['content-encoding'];
  // fauxqs takes these for calls of SNS and SQS, and parses them.
  if (/x-www-form-urlencoded|x-amz-json/.test(result['content-type'] ?? '')) delete result['content-type'];
  return { 'content-type': 'application/octet-stream', ...result };
}

const octets = (body: Buffer): Headers => ({
  'content-type': 'application/octet-stream',
  'content-length': String(body.length),
});

/** fauxqs fails on an empty body: it gets one in aws-chunked encoding, which it decodes to nothing. */
const EMPTY = Buffer.from('0\r\n\r\n');
const encoded = (body: Buffer): Buffer => (body.length === 0 ? EMPTY : body);
const bodyHeaders = (body: Buffer): Headers =>
  body.length === 0
    ? { 'content-length': String(EMPTY.length), 'content-encoding': 'aws-chunked' }
    : { 'content-length': String(body.length) };

function encodeKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** Opaque to its readers, as S3's are. */
function createVersionId(): string {
  return randomBytes(24).toString('base64url');
}

async function relay(response: ServerResponse, answer: Answer, version: ObjectVersion | null): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => !HOP_HEADERS.has(name)),
  );
  response.writeHead(answer.statusCode, {
    ...headers,
    ...(version && answer.statusCode < 300 && { 'x-amz-version-id': version.versionId }),
  });
  await pipeline(answer.body, response);
}

function respondWithXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
}

function respondWithError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const failure =
    error instanceof S3Failure
      ? error
      : new S3Failure(500, 'InternalError', 'We encountered an internal error.');
  // The rest of an upload that is refused is not read.
  if (!request.complete) response.setHeader('connection', 'close');
  const xml = `<Error><Code>${failure.code}</Code><Message>${escapeXml(failure.message)}</Message></Error>`;
  if (request.method === 'HEAD') response.writeHead(failure.status).end();
  else respondWithXml(response, failure.status, xml);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#13;', '\r')
    .replaceAll('&#10;', '\n')
    .replaceAll('&amp;', '&');
}
