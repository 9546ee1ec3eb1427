// Gives verbs of saying back the clauses and subjects that the parser hung across them: "The group, meanwhile, said at
// least 14 people were killed", "The junta, a lawmaker, Bo Tarn, said, had shelled the port".
import type { CueLexicon } from './cue-lexicon.ts';
import { type Draft, FINITE, firstChild, isSaying, rel } from './draft.ts';

type Repair = (draft: Draft, lexicon: CueLexicon) => void;

const NOMINAL_SUBJECT = /^nsubj$/;
const QUOTE = /^["“”]$/;

const hangOn = ({ head, deprel }: Draft, at: number, on: number, relation: string): void => {
  head[at] = on;
  deprel[at] = relation;
};

/** The subject of `of` that stands behind token `after`; -1 where there is none. */
const subjectBehind = ({ head, deprel }: Draft, of: number, after: number): number => {
  for (let i = after + 1; i < of; i++) if (head[i] === of && rel(deprel[i]) === 'nsubj') return i;
  return -1;
};

/** The first token of what hangs on `of`, itself included. */
const startOf = ({ head }: Draft, of: number): number => {
  let start = of;
  for (let i = of - 1; i >= 0; i--) {
    let up = head[i] as number;
    for (let climb = 0; climb < MAX_CLIMB && up !== of && up >= 0; climb++) up = head[up] as number;
    if (up === of) start = i;
  }
  return start;
};
const MAX_CLIMB = 8;

/**
 * "The group, meanwhile, said at least 14 people were killed": of two subjects the one before the verb of saying is its
 * own. "The junta, a lawmaker, Bo Tarn, said, had shelled the port": of one, what stands in apposition is.
 */
const divideSubjects: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let verb = 2; verb < words.length - 2; verb++) {
    if (!isSaying(draft, verb, lexicon) || firstChild(draft, verb, NOMINAL_SUBJECT) >= 0) continue;
    let clause = verb + 1;
    while (clause < words.length && (head[clause] !== verb || rel(deprel[clause]) !== 'ccomp')) clause++;
    const subject = clause < words.length ? firstChild(draft, clause, NOMINAL_SUBJECT) : -1;
    if (subject < 0 || subject > verb) continue;
    if (subjectBehind(draft, clause, verb) >= 0) {
      // "When one side complains you should pack"
      const opens = rel(deprel[verb]) === 'advcl' || !takesClause(words[verb], lexicon);
      if (!opens) hangOn(draft, subject, verb, 'nsubj');
      continue;
    }
    const speaker = firstChild(draft, subject, /^appos$/);
    if (speaker < 0 || speaker > verb || words[verb - 1] !== ',') continue;
    if (!words.slice(verb + 1, clause).includes(',')) continue;
    for (let i = speaker + 1; i < verb; i++)
      if (head[i] === subject) hangOn(draft, i, speaker, deprel[i] as string);
    hangOn(draft, speaker, verb, 'nsubj');
  }
};

/** "had said": a participle that its auxiliary makes finite. */
const hasSaid = (draft: Draft, verb: number): boolean =>
  draft.upos[verb] === 'VERB' &&
  draft.xpos[verb] === 'VBN' &&
  /^(?:had|has|have)$/.test(draft.words[firstChild(draft, verb, /^aux$/)] ?? '');

const takesClause = (word: string | undefined, lexicon: CueLexicon): boolean =>
  lexicon.verb(word ?? '')?.frames.has('clause') === true;

/** "While the guild said": what makes a clause subordinate. */
const isMarked = ({ words, head, deprel }: Draft, verb: number): boolean => {
  for (let i = 0; i < verb; i++)
    if (head[i] === verb && (rel(deprel[i]) === 'mark' || /^(?:when|where|once)/.test(words[i] ?? '')))
      return true;
  return false;
};

/**
 * "…, while the guild said at least 14 people were killed": the verb of saying was hung on the one of its own clause, or
 * beside it; its subject stands right behind the saying.
 */
const turnClause: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let subject = 2; subject < words.length - 1; subject++) {
    const clause = head[subject] as number;
    if (rel(deprel[subject]) !== 'nsubj' || clause < subject) continue;
    const verb = startOf(draft, subject) - 1;
    if (verb < 1 || head[clause] === verb) continue;
    if (!isSaying(draft, verb, lexicon) && !hasSaid(draft, verb)) continue;
    // "an alpaca called Gerald ate it"
    if (!takesClause(words[verb], lexicon)) continue;
    if (firstChild(draft, verb, NOMINAL_SUBJECT) < 0) continue;
    if (firstChild(draft, verb, /^(?:ccomp|obj|iobj|obl)$/) >= 0) continue;
    const up = head[clause] as number;
    const beside = head[verb] === up && up >= 0 && rel(deprel[clause]) === 'parataxis';
    if (!beside) {
      const marked = isMarked(draft, verb);
      if (head[verb] !== clause || !/^(?:advcl|parataxis)$/.test(rel(deprel[verb]))) continue;
      if (up > verb || (marked && up < 0)) continue;
      hangOn(draft, verb, up, marked ? 'advcl' : (deprel[clause] as string));
    }
    hangOn(draft, clause, verb, 'ccomp');
  }
};

/** "They said sanctions “will not work”": what stands before the quotation is the subject of its verb. */
const returnObject: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  for (let quote = 3; quote < words.length - 1; quote++) {
    const noun = quote - 1;
    const verb = head[noun] as number;
    if (!QUOTE.test(words[quote] ?? '') || !/^i?obj$/.test(rel(deprel[noun])) || verb > noun) continue;
    if (!/^(?:NOUN|PROPN)$/.test(upos[noun] ?? '') || !isSaying(draft, verb, lexicon)) continue;
    if (!/^(?:MD|VBD|VBZ|VBP)$/.test(xpos[quote + 1] ?? '')) continue;
    // "told reporters “will do”"
    if (rel(deprel[noun]) === 'iobj' && firstChild(draft, verb, /^iobj$/) === noun) continue;
    let clause = quote + 1;
    while (clause < words.length && (head[clause] !== verb || rel(deprel[clause]) !== 'ccomp')) clause++;
    if (clause < words.length && subjectBehind(draft, clause, quote) < 0)
      hangOn(draft, noun, clause, 'nsubj');
  }
};

/** "saying what happened in Lisk was a crime": the first of two clauses is the subject of the second. */
const raiseWhat: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  for (let what = 1; what < words.length - 2; what++) {
    const verb = words[what - 1] === 'that' ? what - 2 : what - 1;
    if (words[what] !== 'what' || !takesClause(words[verb], lexicon)) continue;
    const clauses: number[] = [];
    for (let i = what + 1; i < words.length; i++)
      if (head[i] === verb && rel(deprel[i]) === 'ccomp') clauses.push(i);
    const [first, second] = clauses;
    if (first === undefined || second === undefined) continue;
    if (
      !/^(?:was|is|were|had|has)$/.test(
        words.slice(first + 1, second).find((_, i) => head[first + 1 + i] === second) ?? '',
      )
    )
      continue;
    hangOn(draft, what, second, 'nsubj');
    hangOn(draft, first, what, 'acl:relcl');
  }
};

const HEARERS = /^(?:reporters|journalists|lawmakers|parliamentarians|delegates|correspondents)$/;

/** "told reporters negotiators were close": two plurals side by side are who was told and of whom. */
const partHearers: Repair = (draft) => {
  const { words, xpos, head, deprel } = draft;
  for (let at = 1; at < words.length - 1; at++) {
    const next = head[at] as number;
    if (next !== at + 1 || rel(deprel[at]) !== 'compound' || !HEARERS.test(words[at] ?? '')) continue;
    if (xpos[next] !== 'NNS' || !/^(?:told|tell|tells|telling)$/.test(words[at - 1] ?? '')) continue;
    hangOn(draft, at, at - 1, 'iobj');
  }
};

/** "Two diplomats familiar with the talks called on the junta": without another verb the participle is a past tense. */
const restoreVerb: Repair = (draft, lexicon) => {
  const { words, upos, xpos, head, deprel } = draft;
  const root = deprel.indexOf('root');
  if (root < 0 || !/^(?:NOUN|PROPN)$/.test(upos[root] ?? '') || words.some((word) => QUOTE.test(word)))
    return;
  // "a person briefed on the talks"
  const participle = xpos[root + 1] === 'VBD' && head[root + 1] === root ? root + 1 : -1;
  if (xpos.some((tag, i) => (FINITE.test(tag) || tag === 'MD') && i !== participle)) return;
  for (let verb = root + 2; verb < words.length - 1; verb++) {
    if (xpos[verb] !== 'VBN' || rel(deprel[verb]) !== 'acl' || !/ed$/.test(words[verb] ?? '')) continue;
    const entry = lexicon.verb(words[verb] ?? '', words[verb + 1]) ?? lexicon.verb(words[verb] ?? '');
    if (!entry || entry.stance === 'believed' || (head[verb] as number) < root) continue;
    // "talks called by the envoy"
    if (
      /^(?:by|,|\.)$/.test(words[verb + 1] ?? '') ||
      firstChild(draft, verb, /^(?:obj|obl|ccomp|xcomp)$/) < 0
    )
      continue;
    xpos[verb] = 'VBD';
    hangOn(draft, verb, -1, 'root');
    hangOn(draft, root, verb, 'nsubj');
    if (participle >= 0) {
      xpos[participle] = 'VBN';
      deprel[participle] = 'acl';
    }
    for (let i = verb + 1; i < words.length; i++)
      if (head[i] === root && rel(deprel[i]) === 'punct') head[i] = verb;
    return;
  }
};

/** "Lind said it was late, but Tarn disputed that, saying": whoever says something in the clause right before goes on. */
const lowerParticiple: Repair = (draft, lexicon) => {
  const { words, xpos, head, deprel } = draft;
  for (let at = 4; at < words.length - 1; at++) {
    const verb = head[at] as number;
    if (xpos[at] !== 'VBG' || rel(deprel[at]) !== 'advcl' || words[at - 1] !== ',' || verb < 0 || verb > at)
      continue;
    if (!lexicon.verb(words[at] ?? '')) continue;
    for (let clause = at - 2; clause > verb; clause--) {
      if (head[clause] !== verb || !/^(?:parataxis|conj)$/.test(rel(deprel[clause]))) continue;
      const subject = firstChild(draft, clause, NOMINAL_SUBJECT);
      if (subject > verb && subject < clause && isSaying(draft, clause, lexicon)) head[at] = clause;
      break;
    }
  }
};

/** "condemns in the strongest terms yesterday’s verdict": what it condemns stands behind the terms. */
const freeTerms: Repair = (draft) => {
  const { words, upos, head, deprel } = draft;
  for (let terms = words.indexOf('terms'); terms > 0; terms = words.indexOf('terms', terms + 1)) {
    const verb = head[terms] as number;
    if (rel(deprel[terms]) !== 'obl' || verb < 0 || verb > terms || firstChild(draft, verb, /^obj$/) >= 0)
      continue;
    for (let at = terms + 1; at < words.length; at++) {
      if (head[at] !== terms || !/^(?:acl|appos|nmod|obj|dep)$/.test(rel(deprel[at]))) continue;
      const object =
        /^(?:NOUN|PROPN)$/.test(upos[at] ?? '') || words[terms + 2] === '’s' || words[terms + 2] === "'s";
      if (object && startOf(draft, at) === terms + 1 && firstChild(draft, at, /^(?:case|mark)$/) < 0)
        hangOn(draft, at, verb, 'obj');
      break;
    }
  }
};

/** "went so far as to say": who went says it. */
const raiseSoFar: Repair = ({ words, head, deprel }) => {
  for (let far = words.indexOf('far'); far > 0; far = words.indexOf('far', far + 1)) {
    const verb = head[far + 2] as number;
    if (words[far + 1] !== 'as' || words[far + 2] !== 'to' || head[verb] !== far) continue;
    head[verb] = head[far] as number;
    deprel[verb] = 'advcl';
  }
};

/** "While the analyst insists that it is over, few believe it": what follows the comma is no part of what he insists. */
const reclaimThat: Repair = (draft, lexicon) => {
  const { words, head, deprel } = draft;
  if (!/^(?:while|although|though|whereas)$/.test(words[0] ?? '')) return;
  for (let verb = 2; verb < words.length - 4; verb++) {
    if (words[verb + 1] !== 'that' || !isSaying(draft, verb, lexicon)) continue;
    const clause = head[verb + 1] as number;
    const main = clause > verb ? (head[clause] as number) : -1;
    if (main <= clause || head[main] !== verb || !words.slice(clause, main).includes(',')) continue;
    hangOn(draft, clause, verb, 'ccomp');
    hangOn(draft, main, head[verb] as number, deprel[verb] as string);
    hangOn(draft, verb, main, 'advcl');
    if (head[0] === clause) head[0] = verb;
    return;
  }
};

/** "…, as Ada Lind, the minister, has promised": a clause, and no phrase with "as". */
const freeAs: Repair = ({ words, head, deprel }, lexicon) => {
  for (let as = words.indexOf('as'); as >= 0; as = words.indexOf('as', as + 1)) {
    const subject = head[as] as number;
    const verb = deprel[as] === 'case' && subject > as ? (head[subject] as number) : -1;
    if (verb < subject || rel(deprel[subject]) !== 'nsubj' || !lexicon.verb(words[verb] ?? '')) continue;
    head[as] = verb;
    deprel[as] = 'mark';
  }
};

const REPAIRS: readonly Repair[] = [
  freeAs,
  reclaimThat,
  raiseSoFar,
  freeTerms,
  lowerParticiple,
  restoreVerb,
  partHearers,
  divideSubjects,
  turnClause,
  returnObject,
  raiseWhat,
];

/** Mends the clauses of verbs of saying in place, once their subjects are. */
export function repairClauses(draft: Draft, lexicon: CueLexicon): void {
  for (const repair of REPAIRS) repair(draft, lexicon);
}
