// Streams of bytes: looked at without being consumed, unpacked, counted, and cut into lines, in constant memory.
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { ContentFault } from './content-fault.ts';

export type ByteSource = AsyncIterable<Uint8Array>;

/** The first `size` bytes (fewer at the end), and a source that still yields them. */
export async function peekBytes(
  source: ByteSource,
  size: number,
): Promise<{ head: Buffer; all: ByteSource }> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < size && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else {
      chunks.push(next.value);
      length += next.value.length;
    }
  }
  async function* replay(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
      for (
        let next = ended ? undefined : await iterator.next();
        next && !next.done;
        next = await iterator.next()
      ) {
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(chunks).subarray(0, size), all: replay() };
}

/** Passes bytes on until there are more than `limit`. */
export async function* limitBytes(source: ByteSource, limit: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (seen > limit)
      throw new ContentFault('too_large', `the content is larger than ${limit} bytes when unpacked`);
    yield chunk;
  }
}

/** Node's names for gzip data that is damaged or ends too early. */
const ZLIB_FAULTS = new Set(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_NEED_DICT']);

/** Unpacks gzip, also of several members in a row; never holds more than a few chunks. */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(source, { objectMode: false });
  const unpacked = createGunzip({ chunkSize: 64 * 1024 });
  packed.on('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  try {
    for await (const chunk of unpacked) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Error && ZLIB_FAULTS.has((error as NodeJS.ErrnoException).code ?? '')) {
      throw new ContentFault('undecodable', 'the gzip data is damaged or cut off', { cause: error });
    }
    throw error;
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}

/** Re-encodes a stream as UTF-8, for encodings that no byte-wise reader understands (UTF-16). */
export async function* transcodeToUtf8(source: ByteSource, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of source) {
    const text = decoder.write(Buffer.from(chunk));
    if (text) yield Buffer.from(text, 'utf8');
  }
  const rest = decoder.end();
  if (rest) yield Buffer.from(rest, 'utf8');
}

/** All bytes of a document that cannot be streamed. */
export async function collectBytes(source: ByteSource, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > limit)
      throw new ContentFault('too_large', `a document of this format may have ${limit} bytes at most`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

export interface Line {
  /** 1-based. */
  readonly number: number;
  /** Without its end; null where it is longer than the limit. */
  readonly bytes: Buffer | null;
}

const LINE_FEED = 0x0a;

/** The lines of a stream, one at a time; a line over `limit` bytes is passed over, not held. */
export async function* splitLines(source: ByteSource, limit: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 1;
  const finish = (): Line => {
    const line = { number: number++, bytes: length > limit ? null : Buffer.concat(parts) };
    parts = [];
    length = 0;
    return line;
  };
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length > limit) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  for await (const chunk of source) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, at));
      yield finish();
      from = at + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield finish();
}
