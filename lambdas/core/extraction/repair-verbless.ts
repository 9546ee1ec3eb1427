// Finds the verb of speech in sentences in which the parser saw none: "Old men in one of the tents blamed the drought.",
// "The text calls for a map and urges pilots to draw it.", "The president of the chamber puts losses at two million."
import type { CueLexicon } from './cue-lexicon.ts';
import type { Draft } from './repair-subjects.ts';

const FINITE = /^(?:VBD|VBZ|VBP|MD)$/;
const OPENS_CLAUSE = /^(?:WP|WDT|WRB)$/;
/** Names rather than verbs of speech: "a stream called Vale". */
const NAMING = /^(?:called|named|dubbed|termed|styled|known)$/;
const PHRASE = /^(?:DET|PRON|NOUN|PROPN|ADJ|NUM)$/;
const QUOTE = /^(?:“|"|‘|«|''|``)$/;
/** Words from a noun to the preposition that a verb asks for: "puts losses so far at". */
const COMPLEMENT_WITHIN = 6;

const rel = (deprel = ''): string => deprel.split(':')[0] ?? '';
const isNominal = ({ upos }: Draft, at: number): boolean => /^(?:NOUN|PROPN|PRON)$/.test(upos[at] ?? '');

/** Whether no finite verb stands in the sentence but those of relative and marked clauses and of quotations. */
const isVerbless = ({ words, xpos, deprel }: Draft): boolean => {
  let finite = 0;
  for (let at = 0; at < words.length; at++) {
    // a past tense that the parser hung on the noun before it as a participle counts for nothing
    if (FINITE.test(xpos[at] ?? '') && !FINITE.test(xpos[at - 1] ?? '') && deprel[at] !== 'acl') finite++;
    if (OPENS_CLAUSE.test(xpos[at] ?? '') || rel(deprel[at]) === 'mark') finite--;
  }
  return finite <= 0 && /^(?:\.|”|"|’)$/.test(words.at(-1) ?? '');
};

/** Whether an inflected form of a verb of speech at `at` follows a noun and has what that verb asks for after it. */
const isLostVerb = (draft: Draft, at: number, lexicon: CueLexicon): boolean => {
  const { words, upos, xpos } = draft;
  const form = words[at] ?? '';
  const next = words[at + 1] ?? '';
  const entry = lexicon.verb(form, next) ?? lexicon.verb(form);
  if (!entry || entry.stance === 'believed' || NAMING.test(form) || form === lexicon.lemma(form))
    return false;
  if (!(/^(?:VBN|VBD|JJ|NNS|VBZ)$/.test(xpos[at] ?? '') && /(?:ed|s|ought|old|rote)$/.test(form)))
    return false;
  const before = words[at - 1] ?? '';
  if (!isNominal(draft, at - 1) && !/^[,)]$/.test(before)) return false;
  if (lexicon.verb(form, next)) return PHRASE.test(upos[at + 2] ?? '') || QUOTE.test(words[at + 2] ?? '');
  const has = (frame: string): boolean => entry.frames.has(frame);
  if (next === 'that' || QUOTE.test(next)) return has('clause') || has('quote');
  // "accused of theft" modifies the noun before it
  if (has(`+${next}`)) return entry.stance !== 'accused' && xpos[at] !== 'VBN';
  if (upos[at + 1] === 'VERB' && (words[at + 1] ?? '').endsWith('ing')) return has('ing') || has('topic');
  if (!PHRASE.test(upos[at + 1] ?? '')) return false;
  if (has('topic')) return true;
  for (let to = at + 2; to < words.length && to <= at + COMPLEMENT_WITHIN; to++)
    if (has(`+${words[to]}`) || (words[to] === 'to' && has('objto')) || (words[to] === 'at' && has('at')))
      return true;
  return false;
};

/** Mends the parse of a sentence without a verb in place. Linear in the tokens. */
export function repairVerbless(draft: Draft, lexicon: CueLexicon): void {
  const { words, upos, xpos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 0 || !isVerbless(draft) || !/^(?:NN|CD)/.test(xpos[root] ?? '')) return;
  let verb = 1;
  while (verb < words.length - 2 && !isLostVerb(draft, verb, lexicon)) verb++;
  if (verb >= words.length - 2) return;
  const present = xpos[verb] === 'NNS' || xpos[verb] === 'VBZ';
  const object = head[verb] as number;
  const modifies = object > verb && rel(deprel[verb]) === 'amod';
  // The phrase that opens the sentence is the subject: the root, or what stands before a verb that modified it.
  let subject = root < verb ? root : verb - 1;
  while (root >= verb && subject > 0 && !isNominal(draft, subject)) subject--;
  if (!isNominal(draft, subject) && upos[subject] !== 'NUM') return;
  if (root >= verb)
    for (
      let up = head[subject] as number;
      up >= 0 && up < verb && isNominal(draft, up);
      up = head[subject] as number
    )
      subject = up;
  const before = verb - 1;
  for (let at = 0; at < words.length; at++) {
    if (at === verb || at === subject) continue;
    if (head[at] === verb && rel(deprel[at]) === 'nsubj') deprel[at] = 'nmod';
    // "the chamber of commerce puts": what hung on the noun that it was taken for belongs to the one before it
    if (
      at < before &&
      before > subject &&
      head[at] === verb &&
      /^(?:case|det|amod|compound)$/.test(rel(deprel[at]))
    )
      head[at] = before;
    if (at === before && head[at] === verb && isNominal(draft, at)) {
      head[at] = subject;
      deprel[at] = 'nmod';
    }
    if (head[at] === root && at > verb && root < verb) head[at] = verb;
    if ((head[at] === root || head[at] === verb) && at < subject && root >= verb) {
      const outside = /^(?:obl|advmod|advcl|parataxis|punct)$/.test(rel(deprel[at]));
      head[at] = outside ? verb : subject;
    }
  }
  if (modifies) {
    head[object] = verb;
    deprel[object] = 'obj';
  }
  upos[verb] = 'VERB';
  xpos[verb] = present ? 'VBZ' : 'VBD';
  head[verb] = -1;
  deprel[verb] = 'root';
  head[subject] = verb;
  deprel[subject] = 'nsubj';
  if (PHRASE.test(upos[verb + 1] ?? '')) {
    // what the parser hung on the noun before the verb, or on nothing, is the verb's object
    let last = verb + 1;
    while (last < words.length && /^(?:DET|ADJ|NUM)$/.test(upos[last] ?? '')) last++;
    let noun = last;
    while (isNominal(draft, noun + 1) && rel(deprel[noun]) === 'compound') noun++;
    const up = head[noun] as number;
    if (isNominal(draft, noun) && (up < verb || up === root || up < 0)) {
      head[noun] = verb;
      deprel[noun] = 'obj';
    }
  }
  // "… and urges pilots to draw it"
  for (let at = verb + 2; at < words.length - 1; at++) {
    if (!/^(?:and|but)$/.test(words[at - 1] ?? '') || xpos[at] !== (present ? 'NNS' : 'VBN')) continue;
    const entry = lexicon.verb(words[at] ?? '');
    if (!entry || entry.stance === 'believed' || !PHRASE.test(upos[at + 1] ?? '')) continue;
    upos[at] = 'VERB';
    xpos[at] = present ? 'VBZ' : 'VBD';
    head[at] = verb;
    deprel[at] = 'conj';
  }
}
