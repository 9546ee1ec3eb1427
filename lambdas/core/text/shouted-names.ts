// "ADA VALE (Norova) said": in minutes names stand in capitals, which the parser has hardly seen.

const SHOUTED = /^\p{Lu}[\p{Lu}’'-]{2,}$/u;

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
    before = now;
  }
  if (pairs === 0 || 2 * shouted > words.length) return words;
  const isShouted = (at: number): boolean => SHOUTED.test(words[at] ?? '');
  return words.map((word, at) =>
    isShouted(at) && (isShouted(at - 1) || isShouted(at + 1)) ? calm(word) : word,
  );
}
