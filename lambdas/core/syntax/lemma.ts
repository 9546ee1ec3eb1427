// Lemmas by the longest known ending of a word, for its part of speech: `VBN|ied` -> strip 3, add "y".

/** Longest ending that rules look at; whole words are listed with a `^` before them. */
export const LONGEST_ENDING = 6;

/** Rule table: key `XPOS|ending` or `XPOS|^word`; value `<count of units to strip><what to add>`. */
export type LemmaRules = ReadonlyMap<string, string>;

/** Reads `key<TAB>rule` lines. */
export function readLemmaRules(lines: string): LemmaRules {
  const rules = new Map<string, string>();
  for (const line of lines.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab > 0) rules.set(line.slice(0, tab), line.slice(tab + 1));
  }
  return rules;
}

/** Lemma of a cleaned form. Proper names keep their case; all else is lower case. */
export function findLemma(rules: LemmaRules, cleaned: string, xpos: string): string {
  const lower = cleaned.toLowerCase();
  const word = xpos === 'NNP' || xpos === 'NNPS' ? cleaned : lower;
  let rule = rules.get(`${xpos}|^${lower}`);
  for (let n = Math.min(LONGEST_ENDING, lower.length); rule === undefined && n >= 0; n -= 1) {
    rule = rules.get(`${xpos}|${lower.slice(lower.length - n)}`);
  }
  if (rule === undefined) return word;
  const strip = rule.charCodeAt(0) - 48;
  return word.slice(0, Math.max(0, word.length - strip)) + rule.slice(1);
}
