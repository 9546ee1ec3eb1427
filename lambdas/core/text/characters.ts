// Character classes over UTF-16 code units, decided by table for ASCII and by Unicode property for the rest.

const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const OTHER = 4;

const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
const NUMBER = /\p{N}/u;
const WHITE = /[\s\u0085\u180e\u200b\u2060\ufeff]/u;

/** Class of every BMP code unit, filled on first use: 64 KiB, so that scanning is one lookup a unit. */
let classes: Uint8Array | undefined;

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return LETTER; // halves of astral characters stay together
  const ch = String.fromCharCode(unit);
  if (WHITE.test(ch)) return SPACE;
  if (LETTER_OR_MARK.test(ch)) return LETTER;
  if (NUMBER.test(ch)) return DIGIT;
  return OTHER;
}

function classOf(unit: number): number {
  classes ??= new Uint8Array(0x10000);
  let found = classes[unit] as number;
  if (found === 0) {
    found = classify(unit);
    classes[unit] = found;
  }
  return found;
}

/** Letters, combining marks and both halves of characters beyond the BMP. NaN (past the end) is no letter. */
export function isLetter(unit: number): boolean {
  return unit >= 0 && classOf(unit) === LETTER;
}

export function isLetterOrDigit(unit: number): boolean {
  return unit >= 0 && classOf(unit) <= DIGIT;
}

export function isDigit(unit: number): boolean {
  return unit >= 0 && classOf(unit) === DIGIT;
}

/** White space, with the zero-width space, word joiner and byte order mark that scraped text carries. */
export function isSpace(unit: number): boolean {
  return unit >= 0 && classOf(unit) === SPACE;
}

export function isAsciiDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** A single unit whose lower case differs from it. */
export function isUpper(unit: number): boolean {
  if (unit >= 65 && unit <= 90) return true;
  if (!(unit > 127)) return false;
  const ch = String.fromCharCode(unit);
  return ch.toLowerCase() !== ch;
}

/** A single unit whose upper case differs from it, and which is not upper case itself. */
export function isLower(unit: number): boolean {
  if (unit >= 97 && unit <= 122) return true;
  if (!(unit > 127)) return false;
  const ch = String.fromCharCode(unit);
  return ch.toUpperCase() !== ch && ch.toLowerCase() === ch;
}
