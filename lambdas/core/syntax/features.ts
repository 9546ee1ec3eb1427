// What the parser sees of a word: one cleaned form for all typographies, its shape, its affixes in hashed buckets.
// The twin of training/conllu.py, function by function.

/** Longest stretch of a word that is looked at, in UTF-16 units. */
export const LONGEST_WORD = 64;

const REPLACED = new Map<string, string>();
for (const ch of '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02') REPLACED.set(ch, '"');
for (const ch of '\u2018\u2019\u201a\u201b`\u00b4\u2032\u2039\u203a\uff07') REPLACED.set(ch, "'");
for (const ch of '\u2012\u2013\u2014\u2015\u2212') REPLACED.set(ch, '\u2013');
for (const ch of '\u2010\u2011') REPLACED.set(ch, '-');
REPLACED.set('\u2026', '...');

const STYLED =
  /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02\u2018\u2019\u201a\u201b`\u00b4\u2032\u2039\u203a\uff07\u2012\u2013\u2014\u2015\u2212\u2010\u2011\u2026]/g;

/** One form for every style of quotation mark, dash and ellipsis, so that no style is strange to the model. */
export function cleanForm(form: string): string {
  const plain = form.replace(STYLED, (ch) => REPLACED.get(ch) as string);
  if (plain === "''" || plain === "''" || plain === '<<' || plain === '>>') return '"';
  return plain === '--' || plain === '---' ? '\u2013' : plain;
}

/** Key of a cleaned form in the vocabulary: lower case, every ASCII digit as 0. */
export function vocabularyKey(cleaned: string): string {
  return cleaned.toLowerCase().replace(/[0-9]/g, '0');
}

/** `Xxdd`: kinds of characters (upper X, lower x, digit d, other o, ASCII marks themselves), runs cut to 2, 8 in all. */
export function wordShape(cleaned: string): string {
  let out = '';
  let last = '';
  let run = 0;
  for (const ch of cleaned) {
    const kind = characterKind(ch);
    run = kind === last ? run + 1 : 1;
    last = kind;
    if (run <= 2) out += kind;
    if (out.length >= 8) break;
  }
  return out;
}

function characterKind(ch: string): string {
  if (ch >= 'a' && ch <= 'z') return 'x';
  if (ch.length > 1) return 'o';
  if (ch >= '0' && ch <= '9') return 'd';
  if (ch.toLowerCase() !== ch) return 'X';
  if (ch.toUpperCase() !== ch) return 'x';
  return ch.charCodeAt(0) < 128 ? ch : 'o';
}

/** Bucket of a string: FNV-1a over its UTF-16 units, the high half folded in. */
export function hashBucket(text: string, buckets: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h >>>= 0;
  return ((h ^ (h >>> 15)) >>> 0) % buckets;
}

/** The parts of a cleaned word that are embedded beside the word itself. */
export function wordParts(cleaned: string): string[] {
  const word = vocabularyKey(cleaned);
  return [
    `1${word.slice(-1)}`,
    `2${word.slice(-2)}`,
    `3${word.slice(-3)}`,
    `4${word.slice(-4)}`,
    `p${word.slice(0, 2)}`,
    `q${word.slice(0, 3)}`,
    `s${wordShape(cleaned)}`,
  ];
}
