// "the two ministers", "both men", "the brothers": two people named before.
import { findPair } from '../find-pair.ts';
import type { Rule } from '../reading.ts';

/** Plurals that mean two people where two were named. */
const SIBLINGS: ReadonlySet<string> = new Set([
  'brother',
  'sister',
  'sibling',
  'spouse',
  'brothers',
  'sisters',
  'siblings',
]);

const FAR_SENTENCES = 12;

export const linkPairRule: Rule = {
  name: 'pair',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.plural || mention.kind !== 'group') return undefined;
    if (mention.complementTo > mention.complementFrom) return undefined;
    const { words } = reading.article;
    // "Both the police and the public"
    if (words[mention.from]?.folded === 'both' && words[mention.to]?.folded === 'and') return undefined;
    const before = words.slice(mention.from, mention.headFrom).map(({ folded }) => folded);
    const two = before.includes('both') || (before[0] === 'the' && before.includes('two'));
    if (!two && !(before[0] === 'the' && SIBLINGS.has(mention.noun))) return undefined;
    // brothers stay brothers
    const reach = two ? undefined : FAR_SENTENCES;
    const pair = findPair(reading.focus.length - 1, mention.sentence, mention.title, reading, reach);
    if (!pair) return undefined;
    pair.nouns.add(mention.noun);
    return pair;
  },
};
