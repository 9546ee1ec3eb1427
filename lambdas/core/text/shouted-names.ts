// "ADA VALE (Norova) said": in minutes names stand in capitals, which the parser has hardly seen.

const SHOUTED = /^\p{Lu}[\p{Lu}’'-]{2,}$/u;
/** "VASSILY A. TARN" */
const INITIAL = /^\p{Lu}\.?$/u;
/** Initials in the middle of a name. */
const MOST_INITIALS = 6;

const calm = (word: string): string =>
  word.replace(/\p{L}+/gu, (part) => part.charAt(0) + part.slice(1).toLowerCase());

/**
 * The words as the parser reads them: two or more in capitals side by side as names are written, unless most of the
 * sentence is in capitals. Linear.
 */
export function writeShoutedNames(words: readonly string[]): readonly string[] {
  let pairs = 0;
  let shouted = 0;
  let before = false;
  for (const word of words) {
    const now = SHOUTED.test(word);
    if (now) shouted++;
    if (now && before) pairs++;
    before = now || (before && (INITIAL.test(word) || word === '.'));
  }
  if (pairs === 0 || 2 * shouted > words.length) return words;
  /** The next word that is no initial, in one direction. */
  const beside = (at: number, step: 1 | -1): string => {
    let i = at + step;
    while (Math.abs(i - at) <= MOST_INITIALS && (INITIAL.test(words[i] ?? '') || words[i] === '.')) i += step;
    return words[i] ?? '';
  };
  return words.map((word, at) =>
    SHOUTED.test(word) && (SHOUTED.test(beside(at, -1)) || SHOUTED.test(beside(at, 1))) ? calm(word) : word,
  );
}
