// "The raid was condemned by the council", "was quoted by the agency as saying the pass was open".
import { reachOf, trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';
import type { Found, QuotationTokens, RuleContext, VerbRule } from './rule.ts';

/** Who did it: the phrase after "by". */
export const findAgent = (tree: SentenceTree, verb: number): number | undefined =>
  childrenOf(tree, verb).find(
    (child) =>
      child > verb &&
      relation(tree, child) === 'obl' &&
      childrenOf(tree, child).some((c) => tree.lower[c] === 'by' && relation(tree, c) === 'case'),
  );

const isSaid = (tree: SentenceTree, verb: number): boolean => {
  for (let at = verb + 1; at < tree.size - 1; at++)
    if (tree.lower[at] === 'as') return tree.xpos[at + 1] === 'VBG';
  return false;
};

/** "people described by the league as “friends of the dam”": whom the participle describes in somebody's own words. */
const describedNoun = (
  { tree, quotations }: RuleContext,
  { token, entry }: Predicate,
  agent: number,
): number | undefined => {
  const noun = tree.head[token] ?? -1;
  if (!entry?.frames.has('as') || relation(tree, token) !== 'acl' || noun < 0 || noun > token)
    return undefined;
  const as = (tree.right[agent] ?? agent) + 1;
  return tree.lower[as] === 'as' && quotations.some((q) => q.from > as && q.from <= as + 2)
    ? noun
    : undefined;
};

/** "was dubbed “a gift” by the league": what stands in quotation marks between the verb and whoever says so. */
const nameBefore = (
  { tree, quotations }: RuleContext,
  { cueTo, entry }: Predicate,
  agent: number,
): QuotationTokens | undefined =>
  entry?.frames.has('small')
    ? quotations.find((q) => q.from === cueTo + 1 && q.to < agent && tree.lower[q.to + 1] === 'by')
    : undefined;

const PRONOUN = /^(?:who|which|that|it|he|she|they)$/;

/** "was asked by the league to advise both": what somebody should do, behind whoever wants it. */
const infinitiveBehind = (
  tree: SentenceTree,
  { token, entry }: Predicate,
  agent: number,
): { from: number; to: number } | null => {
  if (!entry?.frames.has('objto')) return null;
  const to = (tree.right[agent] ?? agent) + 1;
  const verb = tree.head[to] ?? -1;
  const own = tree.lower[to] === 'to' && relation(tree, to) === 'mark' && tree.head[verb] === token;
  return own ? trimTokens(tree, to, reachOf(tree, token, verb)) : null;
};

/** "was warned by the league that it was late": what whoever warned said. */
const clauseBehind = (
  tree: SentenceTree,
  { token, entry }: Predicate,
  agent: number,
): { from: number; to: number } | null => {
  if (!entry?.frames.has('dative') || !entry.frames.has('clause')) return null;
  const clause = childrenOf(tree, token).find((c) => c > agent && relation(tree, c) === 'ccomp');
  if (clause === undefined) return null;
  const that = tree.left[clause] ?? clause;
  return tree.lower[that] === 'that' && that > agent
    ? trimTokens(tree, that + 1, reachOf(tree, token, clause))
    : null;
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry } = predicate;
  if (!entry || !predicate.passive) return null;
  // "was quoted by the radio as urging both": nothing that the radio said
  if (/^(?:quote|cite|report)$/.test(tree.lemma[token] ?? '') && isSaid(tree, token)) return null;
  const agent = findAgent(tree, token);
  if (agent === undefined) return null;
  const told = clauseBehind(tree, predicate, agent);
  if (told) return { content: [told], source: sourceTokens(tree, agent) };
  const subject = findChild(tree, token, 'nsubj:pass') ?? describedNoun(context, predicate, agent);
  if (subject === undefined || subject > token) return null;
  const name = nameBefore(context, predicate, agent);
  const source = sourceTokens(tree, agent);
  const patient = trimTokens(
    tree,
    Math.max(tree.left[subject] ?? subject, sourceTokens(tree, subject).from),
    Math.min(tree.right[subject] ?? subject, token - 1),
  );
  if (name && patient) return { content: [patient, name], source };
  const asked = infinitiveBehind(tree, predicate, agent);
  if (asked && patient)
    return { content: PRONOUN.test(tree.lower[subject] ?? '') ? [asked] : [patient, asked], source };
  // "was accused by Ada Lind, the mayor, of lying"
  // … "was described by two people familiar with it as a trap"
  const reach = Math.max(source.to, tree.right[agent] ?? 0);
  const goesOn = tree.words[source.to + 1] === ',' || /^(?:as|of)$/.test(tree.lower[reach + 1] ?? '');
  const behind = goesOn ? reach : source.to;
  const rest = trimTokens(tree, behind + 1, reachOf(tree, token, behind + 1));
  const as = rest && /^(?:as|of|for|to)$/.test(tree.lower[rest.from] ?? '');
  if (!entry.frames.has('topic') && !as) return null;
  if (!patient) return null;
  const pronoun = PRONOUN.test(tree.lower[subject] ?? '');
  if (pronoun && !as) return null;
  return { content: as && rest ? [patient, rest] : [patient], source };
};

export const passive: VerbRule = { name: 'passive', find };
