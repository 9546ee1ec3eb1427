// From bytes to text: the declared encoding where there is one, else UTF-8 where it is valid, else what it looks like.
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { ContentFault } from './content-fault.ts';

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that a byte order mark declares, if there is one. */
function findByteOrderMark(head: Uint8Array): string | null {
  const found = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => head[i] === byte));
  return found?.[0] ?? null;
}

/** Share of zero bytes at odd (even) places that only UTF-16 of a Western script has. */
const LEAST_ZEROS = 0.4;

/** UTF-16, by its mark or by its zero bytes; null for any encoding in which ASCII stands for itself. */
export function detectUtf16(head: Uint8Array): string | null {
  const mark = findByteOrderMark(head);
  if (mark) return mark === 'utf-8' ? null : mark;
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd >= (LEAST_ZEROS * head.length) / 2 && even === 0 && head.length > 1) return 'utf-16le';
  if (even >= (LEAST_ZEROS * head.length) / 2 && odd === 0 && head.length > 1) return 'utf-16be';
  return null;
}

/** `charset` of a content type such as `text/html; charset=windows-1252`. */
export function charsetOf(contentType: string | null): string | null {
  return contentType?.match(/charset\s*=\s*"?([\w.:-]+)/i)?.[1] ?? null;
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Share of control characters above which "text" is taken for binary data. */
const MOST_CONTROLS = 0.02;

function refuseBinary(text: string): string {
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd || (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d))
      controls++;
  }
  if (controls > MOST_CONTROLS * text.length)
    throw new ContentFault('undecodable', 'the bytes are not text in any known encoding');
  return text;
}

/**
 * Decodes a document. A byte order mark wins over `declared`, which wins over detection; a declared UTF-8 that is
 * not valid falls back to detection, since servers declare it by default.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): string {
  const mark = findByteOrderMark(bytes);
  if (mark) return refuseBinary(iconv.decode(Buffer.from(bytes), mark));
  const isUtf8 = declared === null || /^utf-?8$/i.test(declared);
  if (!isUtf8 && iconv.encodingExists(declared))
    return refuseBinary(iconv.decode(Buffer.from(bytes), declared));
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return refuseBinary(utf8);
  const guess = chardet.detect(bytes);
  // Western texts are what scrapers send in one byte a character; windows-1252 holds all of ISO 8859-1's letters.
  const encoding =
    guess === null || /^(ISO-8859-1|UTF-8|ASCII)$/i.test(guess) || !iconv.encodingExists(guess)
      ? 'windows-1252'
      : guess;
  return refuseBinary(iconv.decode(Buffer.from(bytes), encoding));
}
