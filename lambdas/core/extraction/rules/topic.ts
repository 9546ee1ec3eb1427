// "The party condemned the raid", "announced a truce": a noun phrase that sums up what was said.
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { findChild, type SentenceTree } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** Objects that are the saying itself, not what was said: "announced it", "made a statement". */
const isEmpty = (tree: SentenceTree, object: number): boolean =>
  tree.upos[object] === 'PRON' || /^(?:statement|statements|news|result|results|winner)$/.test(tree.lower[object] ?? '');

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, cueTo } = predicate;
  if (!entry?.frames.has('topic') || predicate.passive) return null;
  const object = findChild(tree, token, 'obj');
  if (object === undefined || object < token) return null;
  const end = reachOf(tree, token, object);
  const quoted = context.quotations.some((q) => q.from > cueTo && q.from <= end);
  if (isEmpty(tree, object) && !quoted && (tree.right[object] ?? object) === object) return null;
  const content = trimTokens(tree, cueTo + 1, end);
  return content ? { content: [content] } : null;
};

export const topic: VerbRule = { name: 'topic', find };
