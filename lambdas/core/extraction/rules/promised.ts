// "The premier vowed never to yield", "denied taking the money": what the speaker will do, or did.
import { beforeConcession, OCCASIONS, reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, relation, type SentenceTree } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** "to" and a word that may be a verb. */
const isInfinitive = (tree: SentenceTree, at: number): boolean =>
  tree.xpos[at] === 'TO' ||
  (tree.lower[at] === 'to' &&
    /^(?:VB|NN|NNP)$/.test(tree.xpos[at + 1] ?? '') &&
    /^\p{Ll}/u.test(tree.words[at + 1] ?? ''));

/** "meeting him", "being moved", "having been beaten". */
const isGerund = (tree: SentenceTree, verb: number): boolean =>
  tree.xpos[verb] === 'VBG' ||
  childrenOf(tree, verb).some((c) => c < verb && /^(?:being|having)$/.test(tree.lower[c] ?? ''));

/** "promised at a rally to end it": the infinitive hangs on the occasion. */
const atOccasion = (tree: SentenceTree, verb: number): readonly number[] =>
  childrenOf(tree, verb).flatMap((c) =>
    c > verb && relation(tree, c) === 'obl' && OCCASIONS.test(tree.lower[c] ?? '')
      ? childrenOf(tree, c).filter((a) => relation(tree, a) === 'acl')
      : [],
  );

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, cueTo } = predicate;
  if (!entry || predicate.passive) return null;
  const complement = [...childrenOf(tree, token), ...atOccasion(tree, token)].find((child) => {
    if (child < token || !/^(?:xcomp|ccomp|advcl|acl)$/.test(relation(tree, child))) return false;
    const infinitive = childrenOf(tree, child).some(
      (c) => tree.lower[c] === 'to' && relation(tree, c) === 'mark',
    );
    return (
      (infinitive && entry.frames.has('to')) ||
      (entry.frames.has('ing') &&
        isGerund(tree, child) &&
        tree.words[child - 1] !== ',' &&
        tree.words[(tree.left[child] ?? 1) - 1] !== ',')
    );
  });
  if (complement === undefined && entry.frames.has('to') && isInfinitive(tree, cueTo + 1)) {
    // "offered to host talks", "threatened to sue", with the infinitive taken for a noun
    const content = trimTokens(tree, cueTo + 1, reachOf(tree, token, cueTo + 2));
    return content && content.to > content.from ? { content: [content] } : null;
  }
  if (complement === undefined) return null;
  let from = Math.max(tree.left[complement] ?? complement, cueTo + 1);
  if (/^(?:not|never)$/.test(tree.lower[from - 1] ?? '')) from--;
  const reach = reachOf(tree, token, complement);
  const content = trimTokens(tree, from, beforeConcession(tree, from, reach));
  return content ? { content: [content] } : null;
};

export const promised: VerbRule = { name: 'promised', find };
