// Web archives: the text/html responses of a WARC file, streamed record by record.
import { WARCParser, type WARCRecord } from 'warcio';
import type { ArticleFields } from './article-fields.ts';
import type { ByteSource } from './byte-source.ts';
import { ContentFault } from './content-fault.ts';
import { charsetOf, decodeText } from './decode-text.ts';
import { readHtml } from './read-html.ts';
import type { RawRecord } from './read-json.ts';

const isPage = (record: WARCRecord): boolean =>
  record.warcType === 'response' &&
  /^2\d\d$/.test(String(record.httpHeaders?.statusCode ?? '')) &&
  /html/i.test(record.httpHeaders?.headers.get('Content-Type') ?? '');

/** The decoded payload, or null where it is larger than `limit`; the rest of such a record is passed over. */
async function readPayload(record: WARCRecord, limit: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of record) {
    length += chunk.length;
    if (length > limit) chunks.length = 0;
    else chunks.push(chunk);
  }
  return length > limit ? null : Buffer.concat(chunks, length);
}

/** warcio counts a record's bytes down in its limiting reader; some left at the end of the file mean that it was cut. */
const isCutOff = (record: WARCRecord): boolean => {
  const reader = record._reader as { limit?: number };
  return (reader.limit ?? 0) > 0;
};

function readPage(record: WARCRecord, payload: Buffer | null): ArticleFields {
  if (isCutOff(record)) throw new ContentFault('malformed_record', 'the archive ends within this record');
  if (payload === null)
    throw new ContentFault('too_large', 'the archived page is larger than one record may be');
  const contentType = record.httpHeaders?.headers.get('Content-Type') ?? null;
  return readHtml(decodeText(payload, charsetOf(contentType)), record.warcTargetURI ?? undefined);
}

/** A failure to read the object's bytes, carried past the parser so that it is not taken for a fault of the archive. */
class SourceFailure extends Error {}

async function* markFailures(source: ByteSource): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new SourceFailure('the source failed', { cause });
  }
}

async function* readPages(
  source: ByteSource,
  startIndex: number,
  recordBytes: number,
): AsyncGenerator<RawRecord> {
  let index = 0;
  for await (const record of new WARCParser(source)) {
    if (!isPage(record)) continue;
    const at = index++;
    if (at < startIndex) continue;
    const payload = await readPayload(record, recordBytes);
    yield { index: at, read: () => readPage(record, payload) };
  }
  if (index === 0) throw new ContentFault('missing_text', 'the archive holds no text/html response');
}

/** Yields the pages among the records; other records (requests, images, DNS) are no articles and no errors. */
export async function* readWarc(
  source: ByteSource,
  startIndex: number,
  recordBytes: number,
): AsyncGenerator<RawRecord> {
  const pages = readPages(markFailures(source), startIndex, recordBytes);
  for (;;) {
    let next: IteratorResult<RawRecord>;
    try {
      next = await pages.next();
    } catch (error) {
      if (error instanceof SourceFailure) throw error.cause;
      if (error instanceof ContentFault) throw error;
      throw new ContentFault('malformed_record', 'the web archive is damaged here', { cause: error });
    }
    if (next.done) return;
    yield next.value;
  }
}
