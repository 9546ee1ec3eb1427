// "His counterpart said much the same", "She said no to the treaty", "He pleaded not guilty": an answer without a clause.
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

/** What the answer starts with, right after "said". */
const ANSWERS = /^(?:(?:much|exactly|almost) )?the (?:same|opposite)\b|^(?:no|yes)(?: to\b|[.,;!]|$)/;

const PLEAS = /^(?:not )?guilty\b/;

const find = ({ tree }: RuleContext, { token, entry, cueTo, passive }: Predicate): Found | null => {
  const next = tree.lower.slice(cueTo + 1, cueTo + 4).join(' ');
  const answers = entry?.lemma === 'say' ? ANSWERS : entry?.lemma === 'plead' ? PLEAS : null;
  if (!answers?.test(next) || passive) return null;
  if (tree.lower.slice(Math.max(0, token - 4), token).includes('if')) return null;
  const alone = /^(?:no|yes)$/.test(tree.lower[cueTo + 1] ?? '') && tree.lower[cueTo + 2] !== 'to';
  const content = trimTokens(tree, cueTo + 1, alone ? cueTo + 1 : reachOf(tree, token, cueTo + 1));
  return content ? { content: [content] } : null;
};

export const saidTheSame: VerbRule = { name: 'said-the-same', find };
