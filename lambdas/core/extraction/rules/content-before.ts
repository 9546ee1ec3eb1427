// "The pass was open, the minister said", "The pass, said the minister, was open": content before its verb.
import { endOfAttribution, startOfAttribution } from '../attribution-bounds.ts';
import {
  answersWhatWasSaid,
  continuationAfter,
  isAdverbial,
  isQuoteMark,
  trimTokens,
} from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, hasTensed, isVerb, relation, type SentenceTree } from '../sentence-tree.ts';
import { takesContentAfter } from './quoted-before.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

const hasVerb = (tree: SentenceTree, from: number, to: number): boolean => {
  for (let at = from; at <= to; at++) if (isVerb(tree, at) || tree.xpos[at] === 'FW') return true;
  return false;
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, subject } = predicate;
  if (!subject || predicate.passive || takesContentAfter(tree, predicate)) return null;
  // "…, with both sides agreeing": a circumstance, not who said what stands before.
  if (
    tree.xpos[token] === 'VBG' &&
    !subject.shared &&
    (tree.lower[(tree.left[subject.token] ?? 0) - 1] === 'with' ||
      tree.lower[tree.left[subject.token] ?? 0] === 'with')
  )
    return null;
  // "“It is late,” said Bo Tarn, briefing the members": another verb says it
  const governor = tree.head[token] ?? -1;
  if (
    tree.xpos[token] === 'VBG' &&
    subject.shared &&
    tree.isCue[governor] &&
    governor < token &&
    isVerb(tree, governor)
  )
    return null;
  const start = startOfAttribution(tree, predicate);
  if (start === 0) return null;
  const before = start - 1;
  if (!/^[,–—?!-]$/.test(tree.words[before] ?? '') && !isQuoteMark(tree.words[before])) return null;
  if (!entry?.frames.has('clause') || answersWhatWasSaid(tree, predicate.cueFrom)) return null;

  // An earlier saying that runs up to here is part of what this one reports.
  const free = before <= context.free ? tree.opening : context.free;

  // "told the story", "confirmed my faith": a verb that has its object has its content.
  const object = childrenOf(tree, token).find(
    (c) => c > token && /^(?:obj|ccomp|xcomp)$/.test(relation(tree, c)),
  );
  if (object !== undefined && !(entry.frames.has('dative') && relation(tree, object) === 'obj')) return null;
  const head = tree.head[token] ?? -1;
  const rel = relation(tree, token);
  const complement = childrenOf(tree, token).find(
    (child) => child < start && /^(?:ccomp|parataxis)$/.test(relation(tree, child)),
  );
  const inserted = (rel === 'parataxis' || rel === 'advcl' || rel === 'dep') && head >= 0;
  const end = endOfAttribution(context, predicate);
  const rest = tree.words[end + 1] === ',' ? end + 2 : end + 1;

  if (head > token && inserted && !subject.shared) {
    // The main clause goes on after the insertion.
    const left = trimTokens(tree, free, before);
    const right = trimTokens(tree, rest, Math.max(rest, tree.right[head] ?? tree.size - 1));
    if (left && right) return { content: [left, right] };
  }
  const clauseBefore = (inserted && head < start) || complement !== undefined;
  if (!clauseBefore && !(rel === 'root' && hasTensed(tree, free, before))) return null;
  if (!hasTensed(tree, free, before)) {
    if (!isVerb(tree, head) && complement === undefined) return null;
    if (!hasVerb(tree, free, before)) return null;
  }
  if (isAdverbial(tree, free, before)) return null;
  const content = trimTokens(tree, free, before);
  const further = continuationAfter(tree, end + 1, true);
  return content && content.to > content.from ? { content: further ? [content, further] : [content] } : null;
};

export const contentBefore: VerbRule = { name: 'content-before', find };
