// Lasting identifiers that are a pure function of what they name.
import { createHash } from 'node:crypto';

/** RFC 4648 base32, lower case: no two of its characters look alike once upper case is out. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 130 bits. */
const LENGTH = 26;

/** SHA-256 of UTF-8 text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** `prefix` and 26 characters of the hash of `parts`; parts are told apart, so ("ab", "c") differs from ("a", "bc"). */
export function hashId(prefix: string, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts), 'utf8').digest();
  let id = prefix;
  let bits = 0;
  let held = 0;
  for (const byte of digest) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && id.length < prefix.length + LENGTH) {
      bits -= 5;
      id += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return id;
}
