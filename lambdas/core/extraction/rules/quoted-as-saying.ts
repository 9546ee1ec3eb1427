// "The paper quoted the envoy as saying that the pass was open", "The pass was open, the envoy was quoted as saying by
// the radio": the saying is the envoy's, the paper passed it on.
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceTokens } from '../source-span.ts';
import { contentAfter } from './content-after.ts';
import { contentBefore } from './content-before.ts';
import { findAgent } from './passive.ts';
import { quotedBefore } from './quoted-before.ts';
import type { Found, RuleContext, VerbRule } from './rule.ts';

const PASSING_ON: ReadonlySet<string> = new Set(['quote', 'cite', 'report', 'paraphrase']);
const SAYING: ReadonlySet<string> = new Set([
  'saying',
  'telling',
  'stating',
  'writing',
  'warning',
  'claiming',
]);

const findSaying = (tree: SentenceTree, verb: number): number | undefined =>
  childrenOf(tree, verb).find(
    (child) =>
      child > verb &&
      SAYING.has(tree.lower[child] ?? '') &&
      childrenOf(tree, child).some((c) => tree.lower[c] === 'as' && c < child),
  );

/** Who passed it on: the agent of a passive, wherever "by" stands, else the subject. */
const findReporter = (tree: SentenceTree, predicate: Predicate, saying: number): Found['reporter'] => {
  const token = predicate.passive
    ? (findAgent(tree, predicate.token) ?? findAgent(tree, saying))
    : predicate.subject?.token;
  return token === undefined ? undefined : sourceTokens(tree, token);
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry } = predicate;
  if (!PASSING_ON.has(tree.lemma[token] ?? '')) return null;
  const saying = findSaying(tree, token);
  if (saying === undefined) return null;
  const quoted = predicate.passive
    ? findChild(tree, token, 'nsubj:pass')
    : childrenOf(tree, token).find((child) => /^i?obj$/.test(relation(tree, child)) && child < saying);
  if (quoted === undefined) return null;
  const frames = new Set([...(entry?.frames ?? []), 'clause', 'quote']);
  const speaking = { lemma: 'say', stance: 'said' as const, ...entry, frames };
  const active = { ...predicate, entry: speaking, passive: false };
  const subject = predicate.passive ? { token: quoted, antecedent: null, shared: false } : predicate.subject;
  const found =
    contentAfter.find(context, { ...active, token: saying, cueFrom: saying, cueTo: saying }) ??
    quotedBefore.find(context, { ...active, subject, cueTo: saying }) ??
    contentBefore.find(context, { ...active, subject, cueTo: saying });
  if (!found) return null;
  const reporter = findReporter(tree, predicate, saying);
  const until = reporter && reporter.from > saying ? reporter.from : tree.size;
  // "as saying by the radio": no content of the envoy's
  const content = found.content.filter(({ from }) => from < until - 1 || from > (reporter?.to ?? -1));
  if (content.length === 0) return null;
  return {
    content,
    cueTo: token,
    source: sourceTokens(tree, quoted),
    ...(reporter === undefined ? {} : { reporter }),
  };
};

export const quotedAsSaying: VerbRule = { name: 'quoted-as-saying', find };
