// The stance of a cue in its sentence, where the cue's word alone does not tell: "rejected the allegation" denies,
// "rejected the offer" does not, and "did not deny" grants.
import type { Attribution, Stance } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { findChild } from '../sentence-tree.ts';
import type { SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';

/** Verbs that deny a charge and turn down a proposal. */
const REJECTING: ReadonlySet<string> = new Set([
  'reject',
  'dismiss',
  'rubbish',
  'discount',
  'repudiate',
  'scoff',
  'disown',
  'contest',
  'brush off',
  'brush aside',
  'wave off',
  'wave away',
  'shrug off',
  'laugh off',
  'bat away',
  'bat aside',
  'swat away',
  'swat aside',
  'shut down',
  'strike down',
  'slap down',
  'knock down',
  'shoot down',
  'push back',
  'take issue',
  'take exception',
  'rule out',
]);
/** Verbs that oppose whatever they are said of: only of a charge do they deny. */
const OPPOSING: ReadonlySet<string> = new Set(['challenge', 'hit back', 'fire back', 'protest', 'maintain']);
/** Verbs whose object says what is expressed. */
const EXPRESSING: ReadonlySet<string> = new Set([
  'express',
  'voice',
  'convey',
  'offer',
  'extend',
  'communicate',
  'send',
]);
/** Verbs that are a manner of speaking when a quotation follows: "“It is late,” he joked". */
const MANNER: ReadonlySet<string> = new Set(
  'joke jest offer interrupt muse reminisce hedge shy demur stutter stammer suggest'.split(' '),
);

/** Stances by guidelines of test/corpus/README.md. */
export function refineStance(
  candidate: Candidate,
  attribution: Attribution,
  clause: SayingClause | null,
  words: SayingWords,
): Stance {
  const { lemma, stance } = candidate;
  if (candidate.negated && stance === 'denied') return 'confirmed';
  if (lemma === null) return stance;
  if (MANNER.has(lemma) && attribution.type === 'direct') return 'said';
  if (lemma === 'accept' && candidate.rule === 'content-after') return 'confirmed';
  if (!clause) return stance;
  if (lemma === 'plead' && candidate.rule === 'said-the-same')
    return isNegatedAnswer(candidate, clause) ? 'denied' : 'confirmed';
  const object = objectOf(candidate, clause);
  // "protested his innocence", "hit back at claims that she had lied"
  if (OPPOSING.has(lemma) && object !== null && /^(?:topic|spoke-of)$/.test(candidate.rule))
    return object === 'innocence' || words.charges.has(object) ? 'denied' : stance;
  if (REJECTING.has(lemma)) {
    if (candidate.rule === 'content-after') return 'denied';
    if (object === null || words.charges.has(object) || isHearsay(candidate, clause)) return 'denied';
    return words.proposals.has(object) || lemma === 'rule out' ? 'other' : 'denied';
  }
  if (EXPRESSING.has(lemma) && object !== null) {
    if (words.thanks.has(object)) return 'praised';
    if (words.anger.has(object)) return 'condemned';
  }
  return stance;
}

/** "pleaded not guilty" */
const isNegatedAnswer = ({ anchor }: Candidate, { tree }: SayingClause): boolean =>
  anchor !== null && tree.lower[anchor.token + 1] === 'not';

/** "rejected the idea that anybody had drowned", "dismissed talk of a split": what is held to be untrue. */
function isHearsay({ anchor }: Candidate, { tree }: SayingClause): boolean {
  const object = anchor
    ? (findChild(tree, anchor.token, 'obj') ?? findChild(tree, anchor.token, 'obl'))
    : undefined;
  if (object === undefined) return false;
  const next = tree.lower[object + 1] ?? '';
  return (
    (/^(?:idea|option|talk|thought|possibility)s?$/.test(tree.lower[object] ?? '') && next === 'that') ||
    (tree.lower[object] === 'talk' &&
      (/^(?:of|about)$/.test(next) || /^(?:such|this|that)$/.test(tree.lower[object - 1] ?? ''))) ||
    // "rejected any role in the raid"
    (/^(?:role|part|interference|pressure|meeting|decision|deal|approach)$/.test(tree.lower[object] ?? '') &&
      tree.lower[tree.left[object] ?? object] === 'any' &&
      next === 'in')
  );
}

/** The noun that the cue takes as its object, as a lemma; null where it takes none or a quotation. */
function objectOf({ anchor, cue }: Candidate, { tree }: SayingClause): string | null {
  if (!anchor) return null;
  const object = findChild(tree, anchor.token, 'obj', 'nsubj:pass') ?? findChild(tree, anchor.token, 'obl');
  if (object === undefined || tree.upos[object] === 'PRON') return null;
  const start = tree.sentence.tokens[object]?.start ?? 0;
  if (tree.words[object] === 'X' || (cue && start < cue.start && tree.deprel[object] !== 'nsubj:pass'))
    return null;
  return tree.lemma[object] ?? null;
}
