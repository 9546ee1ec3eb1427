// "As the mayor noted, the bridge was sound": content beside a clause with "as".
import { trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree, free } = context;
  const { token, entry, subject, passive, cueTo } = predicate;
  if (!(entry?.frames.has('clause') || entry?.lemma === 'put it') || passive || !subject || subject.shared)
    return null;
  const as = childrenOf(tree, token).find(
    (c) => tree.lower[c] === 'as' && c < subject.token && /^(?:mark|advmod|case)$/.test(relation(tree, c)),
  );
  if (as === undefined || as < free) return null;
  // the "it" of "as Ada Lind put it" is part of the cue
  const object = findChild(tree, token, 'obj', 'ccomp');
  if (object !== undefined && !(object === cueTo && tree.lower[object] === 'it')) return null;
  // The clause holds little but its subject and verb; a comma parts it from the content.
  let end = cueTo + 1;
  while (end < tree.size && end <= cueTo + 10 && !/^[,.;–—]$/.test(tree.words[end] ?? '')) end++;
  const opened = as === 0 || /^[,–—(]$/.test(tree.words[as - 1] ?? '');
  if (!opened) return null;
  const before = as > free ? trimTokens(tree, free, as - 1) : null;
  const after = tree.words[end] === ',' ? trimTokens(tree, end + 1, tree.size - 1) : null;
  const content =
    before && before.to - before.from >= 3 ? [before] : after ? [...(before ? [before] : []), after] : [];
  return content.length > 0 ? { content } : null;
};

export const asClause: VerbRule = { name: 'as-clause', find };
