// JSON of one article, a JSON array of them, or JSON Lines; lines are streamed.
import { type ArticleFields, mapFields } from './article-fields.ts';
import { type ByteSource, splitLines } from './byte-source.ts';
import { ContentFault } from './content-fault.ts';
import { decodeText } from './decode-text.ts';
import { htmlToText } from './read-html.ts';

/** One record of a container: its fields, or what is wrong with it. */
export interface RawRecord {
  readonly index: number;
  readonly line?: number;
  /** Deferred, so that records passed over cost nothing. Throws ContentFault. */
  readonly read: () => ArticleFields;
}

function fieldsOf(value: unknown): ArticleFields {
  const fields = mapFields(value);
  if (!fields) throw new ContentFault('malformed_record', 'the record is not a JSON object');
  return fields.text === undefined && fields.html !== undefined
    ? { ...fields, text: htmlToText(fields.html) }
    : fields;
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Space, tab, carriage return: what may stand in a line without any record. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);

/** Reads a line as one record, where its text may be broken or missing. */
const readLine = (bytes: Buffer | null) => (): ArticleFields => {
  if (bytes === null) throw new ContentFault('too_large', 'the line is longer than one record may be');
  const parsed = parseJson(decodeText(bytes, 'utf-8'));
  if (!parsed) throw new ContentFault('malformed_record', 'the line is not valid JSON');
  return fieldsOf(parsed.value);
};

/**
 * Yields the records of a JSON object. It is JSON Lines when the first line that is not blank is a whole object and
 * more follow, or when only later lines are; otherwise it is one document, which must fit into `recordBytes`.
 */
export async function* readJson(source: ByteSource, recordBytes: number): AsyncGenerator<RawRecord> {
  const lines = splitLines(source, recordBytes)[Symbol.asyncIterator]();
  const held: { number: number; bytes: Buffer | null }[] = [];
  let heldBytes = 0;
  let isLines = false;
  // Hold lines back until it is clear what they are; a pretty-printed document never has a line that is a whole object
  // before its end, so the second such line, or the first at the start, decides.
  for (;;) {
    const next = await lines.next();
    if (next.done) break;
    const line = next.value;
    if (line.bytes !== null && line.bytes.length === 0) continue;
    held.push(line);
    heldBytes += line.bytes?.length ?? recordBytes;
    const text = line.bytes === null ? '' : line.bytes.toString('utf8').trim();
    if (text.startsWith('{') && isRecord(parseJson(text)?.value)) {
      isLines = true;
      break;
    }
    if (held.length > 1 && heldBytes > recordBytes) {
      throw new ContentFault(
        'too_large',
        `a JSON document may have ${recordBytes} bytes at most; send JSON Lines instead`,
      );
    }
  }
  if (!isLines) {
    yield* readDocument(held.map(({ bytes }) => bytes));
    return;
  }
  let index = 0;
  for (const line of held) yield { index: index++, line: line.number, read: readLine(line.bytes) };
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const { number, bytes } = next.value;
    if (bytes?.every((byte) => BLANKS.has(byte))) continue;
    yield { index: index++, line: number, read: readLine(bytes) };
  }
}

function* readDocument(lines: readonly (Buffer | null)[]): Generator<RawRecord> {
  if (lines.some((line) => line === null))
    throw new ContentFault('too_large', 'the JSON document is too large; send JSON Lines instead');
  const text = decodeText(
    Buffer.concat(lines.flatMap((line) => [line ?? Buffer.alloc(0), Buffer.from('\n')])),
    'utf-8',
  );
  const parsed = parseJson(text);
  if (!parsed)
    throw new ContentFault('malformed_record', 'the content begins like JSON but is not valid JSON');
  const values = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  for (const [index, value] of values.entries()) yield { index, read: () => fieldsOf(value) };
}
