// Where the attribution itself starts and ends: "the minister told reporters on Friday" in "“…,” the minister told
// reporters on Friday, “…”".
import type { Predicate } from './predicate.ts';
import type { RuleContext } from './rules/rule.ts';
import { childrenOf, relation, type SentenceTree } from './sentence-tree.ts';
import { sourceTokens } from './source-span.ts';

/** First token of "the minister said" or "said the minister". */
export const startOfAttribution = (tree: SentenceTree, predicate: Predicate): number => {
  let start = predicate.cueFrom;
  const { subject, token } = predicate;
  if (subject && !subject.shared && subject.token < token) {
    start = Math.min(start, sourceTokens(tree, subject.token).from);
  }
  // "As the minister said", "also", "later"
  while (
    start > 0 &&
    tree.head[start - 1] === token &&
    /^(?:advmod|mark|aux)$/.test(relation(tree, start - 1))
  )
    start--;
  return start;
};

/** Last token of the attribution: the inverted subject, an addressee, a place; up to the next comma or quotation. */
export const endOfAttribution = (context: RuleContext, predicate: Predicate): number => {
  const { tree } = context;
  const { subject, token } = predicate;
  let end = predicate.cueTo;
  if (subject && subject.token > token) end = Math.max(end, tree.right[subject.token] ?? subject.token);
  for (const child of childrenOf(tree, token)) {
    if (child < token) continue;
    const rel = relation(tree, child);
    const left = tree.left[child] ?? child;
    if (left > end + 1) continue;
    if (rel === 'obj' || rel === 'iobj' || rel === 'obl' || rel === 'advmod' || rel === 'nsubj')
      end = Math.max(end, tree.right[child] ?? child);
  }
  const quotation = context.quotations.find((q) => q.from > predicate.cueTo);
  return quotation ? Math.min(end, quotation.from - 1) : end;
};
