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
  'rule out',
]);
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
  const object = objectOf(candidate, clause);
  if (REJECTING.has(lemma)) {
    if (candidate.rule === 'content-after') return 'denied';
    if (object === null || words.charges.has(object) || hasClause(candidate, clause)) return 'denied';
    return words.proposals.has(object) || lemma === 'rule out' ? 'other' : 'denied';
  }
  if (EXPRESSING.has(lemma) && object !== null) {
    if (words.thanks.has(object)) return 'praised';
    if (words.anger.has(object)) return 'condemned';
  }
  return stance;
}

/** "rejected the idea that anybody had drowned": what is turned down so is held to be untrue. */
function hasClause({ anchor }: Candidate, { tree }: SayingClause): boolean {
  const object = anchor ? findChild(tree, anchor.token, 'obj') : undefined;
  return (
    object !== undefined &&
    /^(?:idea|option|talk)s?$/.test(tree.lower[object] ?? '') &&
    tree.lower[object + 1] === 'that'
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
