// "RV-31", "K-23": the codes under which courts hear those whom they protect.
import type { Word } from './words.ts';

/** Letters, a hyphen and digits. */
export const CODE_WORDS = 3;
/** Words before a code that show that it stands for somebody. */
const FAR_MARK = 5;
const MARKS =
  /^(?:pseudonyms?|codenames?|codenamed|witness(?:es)?|protected|identified|known|referred|named|called|cited)$/;

/** Whether such a code starts at word `at`. */
export const isCodeAt = (at: number, words: readonly Word[]): boolean => {
  const digits = words[at + 2];
  return (
    /^\p{Lu}{1,4}$/u.test(words[at]?.text ?? '') &&
    /^[-‐‑]$/.test(words[at + 1]?.text ?? '') &&
    digits?.glued === true &&
    /^\d{1,4}$/.test(digits.text)
  );
};

/** The code that starts at word `at`, as it is compared. */
export const codeAt = (at: number, words: readonly Word[]): string =>
  `${words[at]?.text}-${words[at + 2]?.text}`;

/** The codes that the article gives to somebody: "under the pseudonym RV-31", "identified only as K-23". Linear in the words. */
export function findCodes(words: readonly Word[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    if (!words[at]?.allCaps && !/^\p{Lu}$/u.test(words[at]?.text ?? '')) continue;
    if (!isCodeAt(at, words)) continue;
    const before = words.slice(Math.max(0, at - FAR_MARK), at);
    if (before.some(({ folded }) => MARKS.test(folded))) found.add(codeAt(at, words));
  }
  return found;
}
