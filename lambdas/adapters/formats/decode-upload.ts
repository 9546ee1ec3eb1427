// Reads the articles of an uploaded object: recognises the format by content, unpacks, and yields one record at a time.
import type {
  ArticleDecoder,
  ArticleRecord,
  DecodeHints,
  DecodeLimits,
  RecordFault,
} from '../../application/ports/article-decoder.ts';
import { type ArticleFields, fieldsFromMetadata, makeRecord } from './article-fields.ts';
import {
  type ByteSource,
  collectBytes,
  gunzip,
  limitBytes,
  peekBytes,
  transcodeToUtf8,
} from './byte-source.ts';
import { ContentFault } from './content-fault.ts';
import { charsetOf, decodeText, detectUtf16 } from './decode-text.ts';
import { detectFormat, HEAD_SIZE } from './detect-format.ts';
import { readFeed } from './read-feed.ts';
import { readHtml } from './read-html.ts';
import { type RawRecord, readJson } from './read-json.ts';
import { readWarc } from './read-warc.ts';

/** `date 2025-03-14 …` as the first words of a plain text give its date. */
const FIRST_LINE_DATE = /^\s*date:?\s+(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)\b/i;

function readPlainText(text: string): ArticleFields {
  return { text, published: text.match(FIRST_LINE_DATE)?.[1] };
}

/** HTML declares its encoding inside itself. */
function declaredInHtml(head: Buffer): string | null {
  return head.toString('latin1').match(/<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i)?.[1] ?? null;
}

/** How often gzip may be packed into gzip: a scraper's own, around a server's. */
const MOST_LAYERS = 2;

/** Opens the object: unpacked, counted, in an encoding in which ASCII stands for itself. */
async function open(body: ByteSource, limits: DecodeLimits): Promise<{ head: Buffer; all: ByteSource }> {
  let opened = await peekBytes(body, HEAD_SIZE);
  for (let layer = 0; detectFormat(opened.head) === 'gzip'; layer++) {
    if (layer === MOST_LAYERS)
      throw new ContentFault('unsupported_format', 'gzip is packed into gzip too often');
    opened = await peekBytes(limitBytes(gunzip(opened.all), limits.decompressedBytes), HEAD_SIZE);
  }
  const utf16 = detectUtf16(opened.head);
  const all = utf16 === null ? opened.all : transcodeToUtf8(opened.all, utf16);
  return peekBytes(limitBytes(all, limits.decompressedBytes), HEAD_SIZE);
}

async function* readRecords(
  body: ByteSource,
  hints: DecodeHints,
  limits: DecodeLimits,
): AsyncGenerator<RawRecord> {
  const { head, all } = await open(body, limits);
  const document = async (declared: string | null): Promise<string> =>
    decodeText(await collectBytes(all, limits.recordBytes), declared);
  const declared = charsetOf(hints.contentType);
  switch (detectFormat(head)) {
    case 'empty':
      throw new ContentFault('missing_text', 'the object holds no text');
    case 'gzip':
    case 'unsupported':
      throw new ContentFault(
        'unsupported_format',
        'the content is none of: plain text, HTML, JSON, JSON Lines, RSS, Atom, WARC, gzip of these',
      );
    case 'warc':
      return yield* readWarc(all, hints.startIndex, limits.recordBytes);
    case 'json':
      return yield* readJson(all, limits.recordBytes);
    case 'feed':
      return yield* readFeed(
        await document(
          head.toString('latin1').match(/^<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i)?.[1] ?? declared,
        ),
      );
    case 'html': {
      const html = await document(declared ?? declaredInHtml(head));
      return yield { index: 0, read: () => readHtml(html) };
    }
    case 'text': {
      const text = await document(declared);
      return yield { index: 0, read: () => readPlainText(text) };
    }
  }
}

const toFault = (
  fault: ContentFault,
  index: number | null,
  url: string | undefined,
  line?: number,
): RecordFault => ({
  kind: 'fault',
  index,
  ...(line === undefined ? {} : { line }),
  ...(url === undefined ? {} : { url }),
  code: fault.code,
  detail: fault.message,
});

async function* decode(
  body: ByteSource,
  hints: DecodeHints,
  limits: DecodeLimits,
): AsyncGenerator<ArticleRecord | RecordFault> {
  const fallback = fieldsFromMetadata(hints.metadata);
  try {
    for await (const { index, line, read } of readRecords(body, hints, limits)) {
      if (index < hints.startIndex) continue;
      if (index >= limits.records)
        throw new ContentFault('too_many_records', `an object may have ${limits.records} records at most`);
      let url = fallback.url;
      try {
        const fields = read();
        url = fields.url ?? url;
        yield makeRecord(index, fields, fallback, limits.textLength);
      } catch (error) {
        if (!(error instanceof ContentFault)) throw error;
        yield toFault(error, index, url, line);
      }
    }
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    yield toFault(error, null, fallback.url);
  }
}

/** The decoder of every supported format. */
export const articleDecoder: ArticleDecoder = { decode };
