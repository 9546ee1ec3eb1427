// Folds text into the words that are searched, and reads queries of words, "phrases" and -words.

/** Folded conditions: all of `all`, every phrase as consecutive words, and none of `none`. */
export interface WordQuery {
  readonly all: readonly string[];
  readonly phrases: readonly (readonly string[])[];
  readonly none: readonly string[];
}

export type ParsedWordQuery =
  | { readonly ok: true; readonly query: WordQuery }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'unclosed_quote' | 'excluded_phrase' | 'too_many_words';
      readonly detail: string;
    };

/** A word is cut here on both sides of a comparison, so that it always fits into a table key. */
const LONGEST_WORD = 64;
/** Bound of the work that one query may ask for. */
const MOST_QUERY_WORDS = 32;

/** Letters that NFKD leaves whole although English spelling writes them with plain ones. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
};

/**
 * Words so common in English that an index of them would list nearly every statement. They count inside phrases and
 * when a text is checked, but no posting is written for them. "us", "will" and "may" stay indexed: they are names, too.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by did do does for from had has have he her his i if in into is it its me my no not of ' +
    'on or our she so such than that the their them then there these they this those to was we were what when which who ' +
    'with would you your'
  ).split(' '),
);

// Dotted initials (U.S.), numbers with grouped thousands or decimals (1,500.25), words with apostrophes (Velmora's).
const WORD =
  /(?<![\p{L}\p{M}\p{N}])(?:\p{L}\p{M}*\.)+\p{L}\p{M}*(?![\p{L}\p{M}\p{N}])|\p{N}+(?:[.,]\p{N}+)+(?![\p{L}])|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;

/** Before a fraction that is one character. */
const FRACTION = /(?<=\p{N})(?=[¼-¾⅐-⅞])/gu;

/**
 * The words of a text in order, as they are searched: lower case, without diacritics, possessive 's and inner
 * apostrophes, initials without dots ("U.S." is "us"), numbers without grouping commas; hyphens part words.
 * The same folding serves texts and queries. Linear in the length of the text.
 */
export function foldWords(text: string): string[] {
  const words: string[] = [];
  // first, since a character may stand for several words: "3½" is 3 1⁄2
  const plain = text.replace(FRACTION, ' ').normalize('NFKD');
  for (const match of plain.matchAll(WORD)) {
    const word = foldWord(match[0]);
    if (word !== '') words.push(word);
  }
  return words;
}

function foldWord(raw: string): string {
  const plain = raw
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþıħŧŋ]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’ʼ]s$/u, '')
    .replace(/['’ʼ,]/gu, '');
  const word = /^\p{N}/u.test(plain) ? plain : plain.replaceAll('.', '');
  return word.length > LONGEST_WORD ? cutWhole(word, LONGEST_WORD) : word;
}

/** Cuts without leaving half a surrogate pair. */
function cutWhole(word: string, length: number): string {
  const last = word.charCodeAt(length - 1);
  return word.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** The distinct words of a text for which postings are written, in order of appearance. */
export function indexWords(text: string): string[] {
  return [...new Set(foldWords(text))].filter((word) => !COMMON_WORDS.has(word));
}

/**
 * Reads `gas transit "energy truce" -coal`: words that must all occur, phrases in order, words that must not occur.
 * A word that folds to several ("cease-fire") is a phrase. Refuses an unclosed quotation mark, an excluded phrase
 * (only single words can be excluded), more than 32 words, and a query without any word.
 */
export function parseWordQuery(input: string): ParsedWordQuery {
  const all = new Set<string>();
  const none = new Set<string>();
  const phrases: string[][] = [];
  let total = 0;
  const source = input.replace(/[“”„‟«»]/gu, '"');
  let at = 0;
  while (at < source.length) {
    if (isSpace(source, at)) {
      at += 1;
      continue;
    }
    const excluded = source[at] === '-' && at + 1 < source.length && !isSpace(source, at + 1);
    if (excluded) at += 1;
    let part: string;
    if (source[at] === '"') {
      const close = source.indexOf('"', at + 1);
      if (close === -1) return refuse('unclosed_quote', 'A quotation mark is opened and not closed.');
      part = source.slice(at + 1, close);
      at = close + 1;
    } else {
      const start = at;
      while (at < source.length && !isSpace(source, at) && source[at] !== '"') at += 1;
      part = source.slice(start, at);
    }
    const words = foldWords(part);
    total += words.length;
    const [first] = words;
    if (first === undefined) continue;
    if (excluded) {
      if (words.length > 1) {
        return refuse('excluded_phrase', 'Only single words can be excluded; write -word for each.');
      }
      none.add(first);
    } else if (words.length > 1) phrases.push(words);
    else all.add(first);
  }
  if (total === 0) return refuse('empty', 'The query holds no word.');
  if (total > MOST_QUERY_WORDS) {
    return refuse('too_many_words', `The query holds more than ${MOST_QUERY_WORDS} words.`);
  }
  return { ok: true, query: { all: [...all], phrases, none: [...none] } };
}

function isSpace(text: string, at: number): boolean {
  return /\s/u.test(text[at] ?? '');
}

function refuse(
  reason: Extract<ParsedWordQuery, { ok: false }>['reason'],
  detail: string,
): Extract<ParsedWordQuery, { ok: false }> {
  return { ok: false, reason, detail };
}

/** Whether folded words fulfil a query. */
export function matchesWords(words: readonly string[], query: WordQuery): boolean {
  const present = new Set(words);
  return (
    query.all.every((word) => present.has(word)) &&
    !query.none.some((word) => present.has(word)) &&
    query.phrases.every((phrase) => holdsPhrase(words, phrase))
  );
}

function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let start = 0; start + phrase.length <= words.length; start += 1) {
    if (phrase.every((word, offset) => words[start + offset] === word)) return true;
  }
  return false;
}
