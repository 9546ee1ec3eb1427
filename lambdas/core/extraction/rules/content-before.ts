// "The pass was open, the minister said", "The pass, said the minister, was open": content before its verb.
import { isQuoteMark, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, isVerb, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** First token of "the minister said" or "said the minister". */
const startOfAttribution = (tree: SentenceTree, predicate: Predicate): number => {
  let start = predicate.cueFrom;
  const { subject, token } = predicate;
  if (subject && !subject.shared && subject.token < token) {
    start = Math.min(start, sourceTokens(tree, subject.token).from);
  }
  // "As the minister said", "also", "later"
  while (start > 0 && tree.head[start - 1] === token && /^(?:advmod|mark|aux)$/.test(relation(tree, start - 1))) start--;
  return start;
};

/** Last token of the attribution: the inverted subject, an addressee, a place; up to the next comma or quotation. */
const endOfAttribution = (context: RuleContext, predicate: Predicate): number => {
  const { tree } = context;
  const { subject, token } = predicate;
  let end = predicate.cueTo;
  if (subject && subject.token > token) end = Math.max(end, tree.right[subject.token] ?? subject.token);
  for (const child of childrenOf(tree, token)) {
    if (child < token) continue;
    const rel = relation(tree, child);
    const left = tree.left[child] ?? child;
    if (left > end + 1) continue;
    if (rel === 'obj' || rel === 'iobj' || rel === 'obl' || rel === 'advmod' || rel === 'nsubj') end = Math.max(end, tree.right[child] ?? child);
  }
  const quotation = context.quotations.find((q) => q.from > predicate.cueTo);
  return quotation ? Math.min(end, quotation.from - 1) : end;
};

const hasFiniteVerb = (tree: SentenceTree, from: number, to: number): boolean => {
  for (let at = from; at <= to; at++) {
    const tag = tree.xpos[at] ?? '';
    if (tag === 'VBD' || tag === 'VBZ' || tag === 'VBP' || tag === 'MD') return true;
  }
  return false;
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree, quotations } = context;
  const { token, entry, subject } = predicate;
  if (!subject || predicate.passive) return null;
  const start = startOfAttribution(tree, predicate);
  if (start === 0) return null;
  const before = start - 1;
  const boundary = tree.words[before];
  const quoteBefore = quotations.find((q) => q.to === before || q.to === before - 1);
  if (!quoteBefore && !/^[,–—-]$/.test(boundary ?? '') && !isQuoteMark(boundary) && !/^[?!]$/.test(boundary ?? '')) return null;
  const allowed = entry ? entry.frames.has('clause') || entry.frames.has('quote') : false;
  if (!allowed && !(quoteBefore && !subject.shared)) return null;

  const head = tree.head[token] ?? -1;
  const rel = relation(tree, token);
  const complement = childrenOf(tree, token).find(
    (child) => child < start && /^(?:ccomp|parataxis|dep|xcomp|advcl|obj)$/.test(relation(tree, child)),
  );
  const inserted = (rel === 'parataxis' || rel === 'advcl' || rel === 'dep') && head >= 0;
  const end = endOfAttribution(context, predicate);
  const rest = tree.words[end + 1] === ',' ? end + 2 : end + 1;

  if (quoteBefore && quoteBefore.from >= context.free) {
    // What stands before the quotation belongs to it unless another attribution used it: "The pass was “open,” she said".
    const first = trimTokens(tree, context.free, before);
    const content = first ? [first] : [];
    const next = quotations.find((q) => q.from >= rest && q.from <= rest + 1);
    if (next) content.push({ from: next.from, to: next.to });
    return content.length > 0 ? { content } : null;
  }
  if (!entry?.frames.has('clause')) return null;
  if (head > token && inserted && !subject.shared) {
    // The main clause goes on after the insertion.
    const left = trimTokens(tree, context.free, before);
    const right = trimTokens(tree, rest, Math.max(rest, tree.right[head] ?? tree.size - 1));
    if (left && right) return { content: [left, right] };
  }
  const clauseBefore = (inserted && head < start) || complement !== undefined;
  if (!clauseBefore && !(rel === 'root' && hasFiniteVerb(tree, context.free, before))) return null;
  if (!hasFiniteVerb(tree, context.free, before)) {
    if (!isVerb(tree, head) && complement === undefined) return null;
  }
  const content = trimTokens(tree, context.free, before);
  return content && content.to > content.from ? { content: [content] } : null;
};

export const contentBefore: VerbRule = { name: 'content-before', find };
