// What a phrase hangs on: in "told a briefing in Lisk on Friday", "on Friday" hangs on "Lisk", "briefing" and "told".
import { childrenOf, isVerb, relation, type SentenceTree } from '../sentence-tree.ts';

/** Relations by which one noun phrase is part of another. */
const NOMINAL: ReadonlySet<string> = new Set([
  'nmod',
  'nummod',
  'compound',
  'amod',
  'flat',
  'appos',
  'case',
  'det',
  'fixed',
  'list',
  'goeswith',
]);
/** Relations by which a noun phrase is part of a clause. */
const OF_CLAUSE: ReadonlySet<string> = new Set([
  'obl',
  'obj',
  'iobj',
  'nsubj',
  'advmod',
  'dep',
  'vocative',
  'dislocated',
]);
const MAX_CLIMB = 8;

export interface ChainLink {
  readonly token: number;
  /** The relation by which the link below hangs on this one. */
  readonly by: string;
}

/** The phrases that hold the one headed by `token`, up to the verb of its clause, nearest first. */
export function readChain(tree: SentenceTree, token: number): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  let at = token;
  for (let climb = 0; climb < MAX_CLIMB; climb += 1) {
    const head = tree.head[at] ?? -1;
    const by = relation(tree, at);
    if (head < 0 || !(NOMINAL.has(by) || OF_CLAUSE.has(by))) break;
    chain.push({ token: head, by });
    if (isVerb(tree, head)) break;
    at = head;
  }
  return chain;
}

/** The tokens that lie within the offsets; null where none does. */
export function tokensWithin(
  tree: SentenceTree,
  span: { readonly start: number; readonly end: number },
): { readonly from: number; readonly to: number } | null {
  const { tokens } = tree.sentence;
  let from = -1;
  let to = -1;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (!token || token.start < span.start || token.end > span.end) continue;
    if (from < 0) from = i;
    to = i;
  }
  return from < 0 ? null : { from, to };
}

/** The token of `from` to `to` whose head lies outside: the head of the phrase; the last one where several do. */
export function headWithin(tree: SentenceTree, from: number, to: number): number {
  let found = from;
  for (let i = from; i <= to; i += 1) {
    const head = tree.head[i] ?? -1;
    if ((head < from || head > to) && tree.upos[i] !== 'PUNCT') found = i;
  }
  return found;
}

/** The preposition before a noun phrase, lower case; null where it has none. */
export function prepositionOf(tree: SentenceTree, token: number): string | null {
  const found = childrenOf(tree, token).find((child) => relation(tree, child) === 'case' && child < token);
  return found === undefined ? null : (tree.lower[found] ?? null);
}
