// Cuts a phrase out of its sentence: of "in an interview with the radio on Friday, which …", "in an interview with the radio".
import type { Span } from '../../text/span.ts';
import { childrenOf, relation, type SentenceTree, spanOfTokens } from '../sentence-tree.ts';

/** Relations before a noun that belong to its phrase. */
const BEFORE: ReadonlySet<string> = new Set(['det', 'amod', 'compound', 'nummod', 'nmod', 'flat', 'advmod']);
/** Relations after a noun that belong to its phrase. */
const AFTER: ReadonlySet<string> = new Set([
  'nmod',
  'flat',
  'compound',
  'appos',
  'fixed',
  'goeswith',
  'nummod',
]);
const LONGEST_PART = 10;

/**
 * The phrase of the noun at `head`, from the preposition at `from` on where it has one. `stop` tells the tokens at
 * which it ends at the latest: a time, a quotation, what was said.
 */
export function cutPhrase(
  tree: SentenceTree,
  head: number,
  from: number | null,
  stop: (token: number) => boolean,
): Span {
  let first = head;
  let last = head;
  for (const child of childrenOf(tree, head)) {
    const by = relation(tree, child);
    if (child < head && BEFORE.has(by) && (tree.left[child] ?? child) < first)
      first = tree.left[child] ?? child;
    const left = tree.left[child] ?? child;
    const right = tree.right[child] ?? child;
    if (child > head && AFTER.has(by) && left === last + 1 && right - left <= LONGEST_PART) last = right;
  }
  if (from !== null) first = Math.min(first, from);
  while (first < head && stop(first)) first += 1;
  for (let at = head + 1; at <= last; at += 1) {
    if (stop(at) || tree.words[at] === ',') last = at - 1;
  }
  // no preposition is left hanging: "in an interview with | “The Hour”"
  while (last > head && /^(?:ADP|DET|PUNCT|CCONJ|SCONJ)$/.test(tree.upos[last] ?? '')) last -= 1;
  return spanOfTokens(tree, first, last);
}
