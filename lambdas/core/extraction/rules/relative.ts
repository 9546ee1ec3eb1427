// "A law that critics say targets farmers", "a chain the engineers say is needed", "what she said was a mistake": a
// relative clause with a saying inside it.

import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { isNominal, isTensed, isVerb, type SentenceTree } from '../sentence-tree.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** Longest source between the relative pronoun and the cue. */
const LONGEST_SOURCE = 7;
const PERSONAL = /^(?:he|she|it|they|we|i)$/;

/** Where the source starts and what pronoun stands before it; null where a clause of another kind stands there. */
const findPronoun = (tree: SentenceTree, cueFrom: number): { pronoun: number; from: number } | null => {
  if (!isNominal(tree, cueFrom - 1) && !/^(?:some|many|others|few)$/.test(tree.lower[cueFrom - 1] ?? ''))
    return null;
  for (let at = cueFrom - 1; at > 0 && at >= cueFrom - LONGEST_SOURCE; at--) {
    const before = tree.lower[at - 1] ?? '';
    if (/^(?:that|which|who|what)$/.test(before)) return { pronoun: at - 1, from: at };
    // "a chain she says is needed": without a pronoun
    if (at === cueFrom - 1 && PERSONAL.test(tree.lower[at] ?? '') && tree.upos[at - 1] === 'NOUN')
      return { pronoun: at - 1, from: at };
    if (isVerb(tree, at) || /^\p{P}+$/u.test(tree.words[at] ?? '')) return null;
  }
  return null;
};

/** First token of the noun phrase that ends at `to`. */
const startOfPhrase = (tree: SentenceTree, to: number): number => {
  let from = to;
  while (
    from > tree.opening &&
    (/^(?:ADJ|NOUN|PROPN|NUM)$/.test(tree.upos[from - 1] ?? '') ||
      /^(?:of|-)$/.test(tree.words[from - 1] ?? ''))
  )
    from--;
  return tree.upos[from - 1] === 'DET' && from > tree.opening ? from - 1 : from;
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry, passive, cueFrom, cueTo } = predicate;
  const rest = cueTo + 1;
  if (!entry?.frames.has('clause') || passive || !isTensed(tree, token)) return null;
  if (!isTensed(tree, rest) || tree.isCue[rest]) return null;
  const found = findPronoun(tree, cueFrom);
  if (!found) return null;
  const { pronoun, from } = found;
  const source = { from, to: cueFrom - 1 };
  const named = tree.lower[pronoun] === 'what';
  const start = named && /^(?:is|was|are|were)$/.test(tree.lower[rest] ?? '') ? rest + 1 : rest;
  const reach = Math.max(reachOf(tree, token, rest, true), tree.right[tree.head[rest] ?? rest] ?? rest);
  // "…, recovered from a beach": a participle describes what was named
  const described = tree.words[reach + 1] === ',' && tree.xpos[reach + 2] === 'VBN';
  const clause = trimTokens(tree, start, described ? tree.size - 1 : reach);
  if (!clause) return null;
  if (named) return { content: [clause], source };
  const last = /^(?:that|which|who)$/.test(tree.lower[pronoun] ?? '') ? pronoun - 1 : pronoun;
  const noun = tree.words[last] === ',' ? last - 1 : last;
  if (!isNominal(tree, noun)) return null;
  return { content: [{ from: startOfPhrase(tree, noun), to: noun }, clause], source };
};

export const relative: VerbRule = { name: 'relative', find };
