// Reading articles out of an uploaded object, whatever its format, without ever holding all of a large one.

/** One article of an upload. Null where neither the content nor the object's metadata tells. */
export interface ArticleRecord {
  readonly kind: 'article';
  /** 0-based place among the records of the object. */
  readonly index: number;
  readonly text: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  /** The byline, as written; empty where nobody is named. */
  readonly authors: readonly string[];
  /** ISO 8601 date or timestamp (UTC) of first publication, and of the last change. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** ISO 639-1 code, as declared or detected; `und` where it is not English but unknown; null where it cannot be told. */
  readonly language: string | null;
  /** `canceled`: the publisher takes the article back (ninjs `pubstatus`). */
  readonly status: 'usable' | 'canceled';
}

/** Stable codes of what can be wrong with a record or a whole object. */
export const RECORD_FAULTS = [
  'unsupported_format',
  'undecodable',
  'too_large',
  'too_many_records',
  'missing_text',
  'bad_date',
  'unsupported_language',
  'malformed_record',
] as const;
export type RecordFaultCode = (typeof RECORD_FAULTS)[number];

export interface RecordFault {
  readonly kind: 'fault';
  /** Null where the fault is the whole object's: nothing after it can be read. */
  readonly index: number | null;
  /** 1-based line in a JSON Lines object. */
  readonly line?: number;
  readonly code: RecordFaultCode;
  /** One sentence for the scraper's engineer; no article text. */
  readonly detail: string;
  /** The article's address, where the record or the object's metadata tells one: what is kept of it has to be found again. */
  readonly url?: string;
}

export interface DecodeLimits {
  /** Bytes after decompression. */
  readonly decompressedBytes: number;
  /** Bytes of one record, and of a document that cannot be streamed (JSON, HTML, feeds, plain text). */
  readonly recordBytes: number;
  readonly records: number;
  /** UTF-16 units of one article's text. */
  readonly textLength: number;
}

/** What is known of the object besides its bytes. `metadata` holds the lower-case names after `x-amz-meta-`. */
export interface DecodeHints {
  readonly key: string;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Records before this index were dealt with by an earlier call: they are passed over. */
  readonly startIndex: number;
}

export interface ArticleDecoder {
  /** Yields the records in order. Rejects only when reading `body` fails; faults of the content are yielded. */
  decode(
    body: AsyncIterable<Uint8Array>,
    hints: DecodeHints,
    limits: DecodeLimits,
  ): AsyncIterable<ArticleRecord | RecordFault>;
}
