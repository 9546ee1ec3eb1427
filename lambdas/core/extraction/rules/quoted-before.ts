// "“The pass is open,” the minister said, “and so it will stay.”": a quotation that ends where its attribution starts.

import { isTitle } from '../../text/quotation-title.ts';
import { endOfAttribution, startOfAttribution } from '../attribution-bounds.ts';
import { continuationAfter, countFinite, isAdverbial, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { ALIASES } from '../repair-subjects.ts';
import { relation, type SentenceTree } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** "a memo marked “Secret”, states that …", "…, found no sign of it": what follows is no subject, but what was said. */
export const takesContentAfter = (tree: SentenceTree, { subject, token, cueTo }: Predicate): boolean =>
  subject !== null &&
  subject.token > token &&
  (/^(?:that|no)$/.test(tree.lower[cueTo + 1] ?? '') || tree.xpos[cueTo + 1] === 'TO');

/** Tokens of a quotation that a colon leads to. */
const SHORTEST_LED = 5;
/** "“All rise,” the usher forgot to say" */
const OMITTING = /^(?:forget|fail|neglect|omit|hesitate|want|mean|intend|plan|dare)$/;

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree, quotations, free } = context;
  const { entry, subject, passive } = predicate;
  if (!subject || passive || takesContentAfter(tree, predicate)) return null;
  const start = startOfAttribution(tree, predicate);
  const before = start - 1;
  const quotation = quotations.find((q) => (q.to === before && q.from <= before) || q.to === before - 1);
  if (!quotation || quotation.from < free) return null;
  // "known by his callsign, “Bishop,” said"
  const named = tree.words[quotation.from - 1] === ',' ? quotation.from - 2 : quotation.from - 1;
  if (ALIASES.test(tree.lower[named] ?? '')) return null;
  // "“What do you think?” The minister said that it was late": a sentence of its own
  const ended = /^[.?!]$/.test(tree.words[quotation.to - 1] ?? '') && quotation.to === before;
  if (ended && tree.lower[predicate.cueTo + 1] === 'that' && relation(tree, predicate.cueTo + 1) === 'mark')
    return null;
  if (quotation.to === before - 1 && !/^[,–—?!-]$/.test(tree.words[before] ?? '')) return null;
  const known = entry !== null && (entry.frames.has('clause') || entry.frames.has('quote'));
  // A verb that the lexicon does not know attributes only what ends like a saying: "…,” he shrugged".
  const complete = /^[,?!…]$/.test(tree.words[quotation.to - 1] ?? '') || !quotation.quotation.closed;
  const opens = quotation.from <= free + 1;
  if (
    !known &&
    (OMITTING.test(predicate.lemma) ||
      subject.shared ||
      !complete ||
      !opens ||
      tree.lower[predicate.token] === 'is' ||
      /^(?:be|have|do|seem|become|appear|remain|come|go)$/.test(predicate.lemma))
  )
    return null;
  if (!opens && isTitle(tree.words.slice(quotation.from, quotation.to + 1))) return null;
  // Words before the quotation belong to it unless another attribution used them: "The pass was “open,” she said".
  // "The ship had asked for help and “was told to wait”, the company said": all of it is the company's
  const joined =
    !complete &&
    /^(?:and|but)$/.test(tree.lower[quotation.from - 1] ?? '') &&
    /^\p{Ll}/u.test(tree.words[quotation.from + 1] ?? '');
  const first = trimTokens(tree, joined ? tree.opening : free, before);
  if (
    !first ||
    (!opens && (isAdverbial(tree, free, quotation.from) || /^VB[NG]$/.test(tree.xpos[first.from] ?? '')))
  )
    return null;
  // "Traders were unimpressed: “We heard it,” said one": what leads to the quotation is the narrator's
  const led =
    !opens &&
    tree.words[quotation.from - 1] === ':' &&
    quotation.to - quotation.from > SHORTEST_LED &&
    countFinite(tree, first.from, quotation.from - 2) > 0;
  if (led) return { content: [{ from: quotation.from, to: quotation.to }] };
  const end = endOfAttribution(context, predicate);
  const rest = tree.words[end + 1] === ',' ? end + 2 : end + 1;
  const next = tree.words[rest - 1] === ',' ? quotations.find((q) => q.from === rest) : undefined;
  if (next) return { content: [first, { from: next.from, to: next.to }] };
  // "It was read “at the working level”, he said, and this one had been passed on"
  const further =
    countFinite(tree, first.from, quotation.from - 1) > 0 ? continuationAfter(tree, end + 1, true) : null;
  return { content: further ? [first, further] : [first] };
};

export const quotedBefore: VerbRule = { name: 'quoted-before', find };
