// How much of a noun phrase is the source: "The harbour master, Ilse Vang," but not "who had arrived late".
import { isSentTo } from '../speakers/trades.ts';
import type { Span } from '../text/span.ts';
import { childrenOf, isTensed, relation, type SentenceTree, spanOfTokens } from './sentence-tree.ts';

/** Longer appositions are descriptions that the mention does not need. */
const LONGEST_APPOSITION = 7;
/** A longer phrase after the noun is cut: "officials from the three states that …". */
const LONGEST_TAIL = 12;

/** "Velmark on Friday": when it was said, not who. */
const DAY = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight)$/;

const isName = (tree: SentenceTree, token: number): boolean => tree.upos[token] === 'PROPN';

/**
 * "… the tax and he pledged": what parsers take for one phrase is two when its last part is a pronoun that can only be
 * a subject, or when a verb stands inside.
 */
const lastConjunct = (tree: SentenceTree, token: number): number => {
  const conjunct = childrenOf(tree, token).findLast((c) => c > token && relation(tree, c) === 'conj');
  if (conjunct === undefined || tree.upos[conjunct] === 'VERB') return token;
  if (
    /^(?:he|she|they|i|we)$/.test(tree.lower[conjunct] ?? '') &&
    !/^(?:he|she|they|i|we)$/.test(tree.lower[token] ?? '')
  )
    return conjunct;
  for (let at = token + 1; at < conjunct; at++) if (isTensed(tree, at)) return conjunct;
  return token;
};

/** "The spokesman, in response to a question, said": on what occasion, not who. */
const isParenthetic = (tree: SentenceTree, child: number): boolean => {
  const preposition = childrenOf(tree, child).find((c) => relation(tree, c) === 'case');
  return (
    preposition !== undefined &&
    tree.words[preposition - 1] === ',' &&
    /^(?:in|during|after|following|amid|at|on|upon|before)$/.test(tree.lower[preposition] ?? '')
  );
};

/** "said a diplomat to Reuters": whom the subject behind its verb told. */
const isHearer = (tree: SentenceTree, token: number, child: number): boolean =>
  tree.lower[token + 1] === 'to' &&
  childrenOf(tree, child).includes(token + 1) &&
  relation(tree, token) === 'nsubj' &&
  (tree.head[token] ?? token) < token &&
  !isSentTo(tree.lower[token] ?? '');

/** "according to the analysts Ada Reeve and Bo Lind,": names that close a phrase behind a plural are theirs. */
const endOfMembers = (tree: SentenceTree, noun: number): number => {
  let at = noun + 1;
  let names = 0;
  while (isName(tree, at) || (names > 0 && tree.lower[at] === 'and' && isName(tree, at + 1))) {
    if (isName(tree, at)) names++;
    at++;
  }
  const joined = tree.lower.slice(noun + 1, at).includes('and');
  return joined && names > 2 && /^[,.;]?$/.test(tree.words[at] ?? '') ? at - 1 : noun;
};

/** The mention around the head noun `token`: determiners, modifiers, the name in apposition; no relative clause. */
export function sourceTokens(tree: SentenceTree, head: number): { from: number; to: number } {
  const token = lastConjunct(tree, head);
  let from = token;
  let to = token;
  for (const child of childrenOf(tree, token)) {
    const rel = relation(tree, child);
    const left = tree.left[child] ?? child;
    const right = tree.right[child] ?? child;
    if (child < tree.opening) continue;
    if (child < token) {
      if (
        rel === 'punct' ||
        rel === 'cc' ||
        rel === 'acl' ||
        rel === 'advcl' ||
        rel === 'case' ||
        rel === 'mark' ||
        rel === 'cop' ||
        rel === 'aux' ||
        rel === 'nsubj' ||
        rel === 'expl' ||
        rel === 'discourse'
      )
        continue;
      if (
        rel === 'advmod' &&
        !/^(?:some|about|only|many|more|most|almost|nearly)$/.test(tree.lower[child] ?? '')
      )
        continue;
      if (left <= from) from = Math.min(from, left);
    } else if (
      // "the director general"
      (rel === 'amod' &&
        child === token + 1 &&
        /^(?:general|designate|elect)$/.test(tree.lower[child] ?? '')) ||
      rel === 'flat' ||
      rel === 'fixed' ||
      rel === 'goeswith' ||
      rel === 'compound' ||
      rel === 'nummod'
    ) {
      to = Math.max(to, right);
    } else if (rel === 'appos') {
      if (right - left < LONGEST_APPOSITION && isName(tree, child)) to = Math.max(to, right);
      else break;
    } else if (rel === 'nmod' && isParenthetic(tree, child)) {
      break;
    } else if (rel === 'nmod' && isHearer(tree, token, child)) {
      break;
    } else if (rel === 'nmod' && DAY.test(tree.lower[child] ?? '')) {
      break;
    } else if (rel === 'nmod' || (rel === 'conj' && right - left < LONGEST_TAIL)) {
      if (right - left >= LONGEST_TAIL) break;
      to = Math.max(to, right);
    } else if (rel === 'acl' || rel === 'parataxis' || rel === 'advcl') {
      break;
    }
  }
  for (let at = token + 1; at <= to; at++) {
    if (/^(?:who|which|whose|whom|where|when|–|—|--)$/.test(tree.lower[at] ?? '')) to = at - 1;
  }
  // "Rep. Jim Tarn (D-Wash.)"
  const bracket = tree.words.indexOf('(', from);
  const closed = tree.words.indexOf(')', bracket);
  if (bracket > token && bracket <= to && (closed < 0 || closed >= to)) to = bracket - 1;
  // "says Tarn’s spokesman, Bo Vance": the noun behind the possessive, which was hung on whose it is
  const owned = childrenOf(tree, token).find(
    (c) => c > token && tree.xpos.lastIndexOf('POS', c) > token && tree.upos[c] === 'NOUN',
  );
  if (owned !== undefined) to = Math.max(to, sourceTokens(tree, owned).to);
  // A dateline hangs on the first word after it.
  from = Math.min(token, Math.max(from, tree.opening));
  // "which one of them called": the pronoun belongs to the clause
  while (from < token && (/^[\p{P}\p{S}]+$/u.test(tree.words[from] ?? '') || tree.xpos[from] === 'WDT'))
    from++;
  while (to > token && /^[\p{P}\p{S}]+$/u.test(tree.words[to] ?? '')) to--;
  if (to === token && tree.xpos[token] === 'NNS') to = endOfMembers(tree, token);
  // "The attorney-general"
  if (
    to === token &&
    tree.words[to + 1] === '-' &&
    /^(?:general|elect|designate)$/.test(tree.lower[to + 2] ?? '')
  )
    to += 2;
  // "Ada Lind yesterday apologised"
  if (to > token && /^(?:yesterday|today|tonight)$/.test(tree.lower[to] ?? '')) to--;
  return { from, to };
}

export function sourceSpan(tree: SentenceTree, token: number): Span {
  const { from, to } = sourceTokens(tree, token);
  return spanOfTokens(tree, from, to);
}
