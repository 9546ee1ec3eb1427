// "Her claim that the wells were poisoned", "his promise to resign", "allegations of fraud by the auditors".
import type { Stance } from '../attribution.ts';
import { trimTokens } from '../content-bounds.ts';
import type { CueLexicon } from '../cue-lexicon.ts';
import { findSubject } from '../predicate.ts';
import { childrenOf, findChild, isTensed, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';

export interface NounFound {
  readonly token: number;
  readonly stance: Stance;
  readonly source: { readonly from: number; readonly to: number };
  readonly content: readonly { readonly from: number; readonly to: number }[];
  /** The verb whose subject makes the statement, for "made the claim that". */
  readonly verb: number | null;
}

/** "made the promise", "repeated her call", "faces accusations" give the noun its speaker. */
const MAKING: ReadonlySet<string> = new Set(
  (
    'make issue repeat renew reiterate release give deliver voice express raise level send post offer lodge file ' +
    'publish push defend stand back sound draw'
  ).split(' '),
);
/** Nouns that take their content after a preposition. */
const PREPOSITIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  demanded: new Set(['for']),
  urged: new Set(['for']),
  accused: new Set(['of', 'that']),
  warned: new Set(['of', 'about', 'against']),
  threatened: new Set(['of']),
  promised: new Set(['of']),
  denied: new Set(['of']),
};

/** The noun that owns the statement: a possessor, wherever the parser hung it. */
const findOwner = (tree: SentenceTree, noun: number): number | undefined => {
  const owner = childrenOf(tree, noun).find((c) => tree.deprel[c] === 'nmod:poss');
  if (owner !== undefined) return owner;
  let at = noun - 1;
  while (at > 0 && /^(?:ADJ|ADV|NUM)$/.test(tree.upos[at] ?? '')) at--;
  if (tree.xpos[at] === 'PRP$') return at;
  if (tree.xpos[at] !== 'POS' || at < 1) return undefined;
  // "Bo Tarn's claim": the first word of a name holds it together
  const last = at - 1;
  return relation(tree, last) === 'flat' && (tree.head[last] ?? -1) >= 0 ? (tree.head[last] as number) : last;
};

const findSource = (tree: SentenceTree, noun: number): { token: number; verb: number | null } | null => {
  const owner = findOwner(tree, noun);
  if (owner !== undefined) return { token: owner, verb: null };
  const by = childrenOf(tree, noun).find(
    (c) =>
      c > noun &&
      relation(tree, c) === 'nmod' &&
      childrenOf(tree, c).some(
        (m) => /^(?:by|from)$/.test(tree.lower[m] ?? '') && relation(tree, m) === 'case',
      ),
  );
  if (by !== undefined) return { token: by, verb: null };
  const verb = tree.head[noun] ?? -1;
  if (verb >= 0 && relation(tree, noun) === 'obj' && MAKING.has(tree.lemma[verb] ?? '')) {
    const subject = findSubject(tree, verb);
    if (subject) return { token: subject.token, verb };
  }
  return null;
};

/** Tokens between a noun and its "that": "his assurance on Tuesday that". */
const THAT_WITHIN = 4;

/** The conjunction after the noun, with no more than a time between. */
const findThat = (tree: SentenceTree, noun: number): number | undefined => {
  for (let at = noun + 1; at < tree.size - 2 && at <= noun + THAT_WITHIN; at++) {
    if (tree.lower[at] === 'that')
      return relation(tree, at) === 'mark' || tree.upos[at] === 'SCONJ' ? at : undefined;
    if (!/^(?:ADP|PROPN|NUM|ADV|DET)$/.test(tree.upos[at] ?? '')) return undefined;
  }
  return undefined;
};

const OPENS_CLAUSE =
  /^(?:that|who|which|what|when|where|if|as|because|whether|while|although|though|since|until|said|,|;|and|but|or)$/;

/**
 * Where the clause of a noun ends that is itself the subject of a later verb: "his claim that the wells were poisoned
 * has been denied" stops before "has".
 */
const endOfClause = (tree: SentenceTree, from: number): number => {
  let groups = 0;
  let opened = false;
  for (let at = from; at < tree.size; at++) {
    if (OPENS_CLAUSE.test(tree.lower[at] ?? '')) opened = true;
    if (!isTensed(tree, at)) continue;
    const inGroup = at > from && (isTensed(tree, at - 1) || relation(tree, at - 1) === 'aux');
    if (inGroup) continue;
    groups++;
    if (groups === 2 && !opened) return at - 1;
    if (groups === 2) groups = 1;
    opened = false;
  }
  return tree.size - 1;
};

type Range = { readonly from: number; readonly to: number };

/** "that the wells were poisoned", "was that …", ": another dry year". */
const findClause = (tree: SentenceTree, noun: number, owned: boolean): Range | null => {
  const that = findThat(tree, noun);
  if (that !== undefined) {
    const main = /^(?:nsubj|root|ccomp|csubj)$/.test(relation(tree, noun));
    const head = tree.head[that] ?? that;
    const to = main || head < that ? endOfClause(tree, that + 1) : (tree.right[head] ?? tree.size - 1);
    return trimTokens(tree, that + 1, to);
  }
  if (!owned) return null;
  const copula = /^(?:is|was)$/.test(tree.lower[noun + 1] ?? '') && tree.lower[noun + 2] === 'that';
  if (copula) return trimTokens(tree, noun + 3, tree.size - 1);
  const label = tree.words[noun + 1] === ':' && noun <= tree.opening + LONGEST_LABEL;
  return label ? trimTokens(tree, noun + 2, tree.size - 1) : null;
};

/** Words of "Her own prediction:" before the noun. */
const LONGEST_LABEL = 4;

/** "to strike", "for a new vote", "of fraud": what follows a noun of promising, demanding, charging. */
const findComplement = (tree: SentenceTree, noun: number, stance: Stance): Range | null => {
  const clause = childrenOf(tree, noun).find((c) => {
    if (c < noun || !/^(?:acl|ccomp|xcomp|advcl)$/.test(tree.deprel[c] ?? '')) return false;
    const mark = findChild(tree, c, 'mark');
    return mark !== undefined && tree.lower[mark] === 'to' && TAKES_INFINITIVE.has(stance);
  });
  if (clause !== undefined)
    return trimTokens(tree, Math.max(tree.left[clause] ?? clause, noun + 1), tree.right[clause] ?? clause);
  if (!PREPOSITIONS[stance]?.has(tree.lower[noun + 1] ?? '')) return null;
  // The phrase hangs on the noun, or on the verb that governs it.
  const head = tree.head[noun + 1] ?? -1;
  if (head < noun || (tree.head[head] !== noun && tree.head[head] !== tree.head[noun])) return null;
  return trimTokens(tree, noun + 2, tree.right[head] ?? head);
};

const TAKES_INFINITIVE: ReadonlySet<Stance> = new Set([
  'promised',
  'threatened',
  'demanded',
  'urged',
  'denied',
]);

/** Nouns of speech with a content and somebody whose it is. */
export function findNouns(tree: SentenceTree, lexicon: CueLexicon): readonly NounFound[] {
  const found: NounFound[] = [];
  for (let noun = 0; noun < tree.size; noun++) {
    if (tree.upos[noun] !== 'NOUN') continue;
    const stance = lexicon.noun(tree.lemma[noun] ?? '');
    if (stance === undefined) continue;
    const source = findSource(tree, noun);
    if (!source) continue;
    const content = findClause(tree, noun, source.verb === null) ?? findComplement(tree, noun, stance);
    if (!content) continue;
    found.push({
      token: noun,
      stance,
      source: sourceTokens(tree, source.token),
      content: [content],
      verb: source.verb,
    });
  }
  return found;
}
