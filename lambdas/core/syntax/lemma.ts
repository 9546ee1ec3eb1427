// Lemmas by the longest known ending of a word, for its part of speech: `VBN|ied` -> strip 3, add "y".

/** Longest ending that rules look at; whole words are listed with a `^` before them. */
export const LONGEST_ENDING = 6;

/** Tag -> ending, or `^word` -> `<count of units to strip><what to add>`. */
export type LemmaRules = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads `tag|ending<TAB>rule` and `tag|^word<TAB>rule` lines. */
export function readLemmaRules(lines: string): LemmaRules {
  const rules = new Map<string, Map<string, string>>();
  for (const line of lines.split('\n')) {
    const bar = line.indexOf('|');
    const tab = line.indexOf('\t', bar);
    if (bar < 0 || tab < 0) continue;
    const tag = line.slice(0, bar);
    const endings = rules.get(tag) ?? new Map<string, string>();
    rules.set(tag, endings.set(line.slice(bar + 1, tab), line.slice(tab + 1)));
  }
  return rules;
}

/** Lemma of a cleaned form. Proper names keep their case; all else is lower case. */
export function findLemma(rules: LemmaRules, cleaned: string, xpos: string): string {
  const lower = cleaned.toLowerCase();
  const word = xpos === 'NNP' || xpos === 'NNPS' ? cleaned : lower;
  const endings = rules.get(xpos);
  if (!endings) return word;
  let rule = endings.get(`^${lower}`);
  for (let n = Math.min(LONGEST_ENDING, lower.length); rule === undefined && n >= 0; n -= 1) {
    rule = endings.get(lower.slice(lower.length - n));
  }
  if (rule === undefined) return word;
  const strip = rule.charCodeAt(0) - 48;
  return word.slice(0, Math.max(0, word.length - strip)) + rule.slice(1);
}
