// "Her claim that the wells were poisoned", "his promise to resign", "allegations of fraud by the auditors".
import type { Stance } from '../attribution.ts';
import { trimTokens } from '../content-bounds.ts';
import type { CueLexicon } from '../cue-lexicon.ts';
import { findSubject } from '../predicate.ts';
import { childrenOf, findChild, isVerb, relation, type SentenceTree } from '../sentence-tree.ts';
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
};

const findSource = (tree: SentenceTree, noun: number): { token: number; verb: number | null } | null => {
  const owner = childrenOf(tree, noun).find((c) => tree.deprel[c] === 'nmod:poss');
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

/** Nouns of speech with a content and somebody whose it is. */
export function findNouns(tree: SentenceTree, lexicon: CueLexicon): readonly NounFound[] {
  const found: NounFound[] = [];
  for (let noun = 0; noun < tree.size; noun++) {
    if (tree.upos[noun] !== 'NOUN') continue;
    const stance = lexicon.noun(tree.lemma[noun] ?? '');
    if (stance === undefined) continue;
    const clause = childrenOf(tree, noun).find((c) => {
      if (c < noun || !/^(?:acl|ccomp|xcomp|advcl)$/.test(tree.deprel[c] ?? '')) return false;
      const mark = findChild(tree, c, 'mark');
      const word = mark === undefined ? '' : tree.lower[mark];
      return (
        word === 'that' ||
        (word === 'to' &&
          (stance === 'promised' ||
            stance === 'threatened' ||
            stance === 'demanded' ||
            stance === 'urged' ||
            stance === 'denied'))
      );
    });
    const phrase =
      clause === undefined
        ? childrenOf(tree, noun).find(
            (c) =>
              c > noun &&
              relation(tree, c) === 'nmod' &&
              childrenOf(tree, c).some(
                (m) => relation(tree, m) === 'case' && PREPOSITIONS[stance]?.has(tree.lower[m] ?? ''),
              ),
          )
        : undefined;
    // "Her message was that the wells were safe"
    const copular =
      clause === undefined &&
      relation(tree, noun) === 'nsubj' &&
      isVerb(tree, tree.head[noun] ?? -1) &&
      findChild(tree, tree.head[noun] ?? -1, 'cop') !== undefined
        ? (tree.head[noun] as number)
        : undefined;
    const head = clause ?? phrase ?? copular;
    if (head === undefined) continue;
    const source = findSource(tree, noun);
    if (!source) continue;
    let from = copular === undefined ? (tree.left[head] ?? head) : (findChild(tree, head, 'cop') ?? head) + 1;
    if (clause !== undefined && tree.lower[from] === 'that') from++;
    if (phrase !== undefined) from++;
    const content = trimTokens(tree, Math.max(from, noun + 1), tree.right[head] ?? head);
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
