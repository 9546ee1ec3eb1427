// "The raid was condemned by the council", "was quoted by the agency as saying the pass was open".
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** Who did it: the phrase after "by". */
export const findAgent = (tree: SentenceTree, verb: number): number | undefined =>
  childrenOf(tree, verb).find(
    (child) =>
      child > verb &&
      relation(tree, child) === 'obl' &&
      childrenOf(tree, child).some((c) => tree.lower[c] === 'by' && relation(tree, c) === 'case'),
  );

const isSaid = (tree: SentenceTree, verb: number): boolean => {
  for (let at = verb + 1; at < tree.size - 1; at++)
    if (tree.lower[at] === 'as') return tree.xpos[at + 1] === 'VBG';
  return false;
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry } = predicate;
  if (!entry || !predicate.passive) return null;
  // "was quoted by the radio as urging both": nothing that the radio said
  if (/^(?:quote|cite|report)$/.test(tree.lemma[token] ?? '') && isSaid(tree, token)) return null;
  const agent = findAgent(tree, token);
  if (agent === undefined) return null;
  const subject = findChild(tree, token, 'nsubj:pass');
  if (subject === undefined || subject > token) return null;
  const source = sourceTokens(tree, agent);
  const patient = trimTokens(tree, tree.left[subject] ?? subject, tree.right[subject] ?? subject);
  const rest = trimTokens(tree, source.to + 1, reachOf(tree, token, source.to + 1));
  const as = rest && /^(?:as|of|for|to)$/.test(tree.lower[rest.from] ?? '');
  if (!entry.frames.has('topic') && !as) return null;
  if (!patient) return null;
  const pronoun = /^(?:who|which|that|it|he|she|they)$/.test(tree.lower[subject] ?? '');
  if (pronoun && !as) return null;
  return { content: as && rest ? [patient, rest] : [patient], source };
};

export const passive: VerbRule = { name: 'passive', find };
