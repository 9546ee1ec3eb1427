// "The paper quoted the envoy as saying that the pass was open", "The pass was open, the envoy was quoted as saying by
// the radio": the saying is the envoy's, the paper passed it on.
import { trimTokens } from '../content-bounds.ts';
import type { Predicate } from '../predicate.ts';
import { childrenOf, findChild, isTensed, relation, type SentenceTree } from '../sentence-tree.ts';
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

/** Words between the verb and "as saying", at most: whoever is quoted. */
const LONGEST_QUOTED = 16;

/** The "saying" of "as saying", whatever the parser hung it on. */
const findSaying = (tree: SentenceTree, verb: number): number | undefined => {
  for (let at = verb + 1; at < tree.size && at <= verb + LONGEST_QUOTED; at++) {
    // "was quoted saying"
    const as =
      tree.lower[at - 1] === 'as' ||
      at === verb + 1 ||
      // "quoted the envoy, Ada Lind, saying"
      (tree.words[at - 1] === ',' && tree.lemma[verb] === 'quote' && at > verb + 2);
    if (as && SAYING.has(tree.lower[at] ?? '')) return at;
    if (isTensed(tree, at) || /^[;:]$/.test(tree.words[at] ?? '')) return undefined;
    // "quotes an “aide” as saying": a word for who it is
    if (/^[“”"]$/.test(tree.words[at] ?? '') && !isTermOf(tree, at, verb)) return undefined;
  }
  return undefined;
};

/** Whether the mark opens or closes a few words right behind the article that follows the verb. */
const isTermOf = (tree: SentenceTree, mark: number, verb: number): boolean =>
  mark > verb + 1 && mark <= verb + LONGEST_TERM && /^(?:an?|the|one)$/.test(tree.lower[verb + 1] ?? '');
const LONGEST_TERM = 6;

/** Who passed it on: the agent of a passive, wherever "by" stands, else the subject. */
const findReporter = (tree: SentenceTree, predicate: Predicate, saying: number): Found['reporter'] => {
  const token = predicate.passive
    ? (findAgent(tree, predicate.token) ?? findAgent(tree, saying))
    : predicate.subject?.token;
  return token === undefined ? undefined : sourceTokens(tree, token);
};

/** What the parser hung on the verb that passes it on rather than on "saying". */
const misplacedClause = (tree: SentenceTree, verb: number, saying: number): Found | null => {
  const clause = findChild(tree, verb, 'ccomp');
  if (clause === undefined || clause < saying) return null;
  const from = tree.lower[saying + 1] === 'that' ? saying + 2 : saying + 1;
  const content = trimTokens(tree, from, tree.right[clause] ?? clause);
  return content && { content: [content] };
};

/** "“It is a trap,” the agency quoted Tarn.": what stands before is the word of whoever is quoted. */
const findQuoted = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, passive } = predicate;
  if (passive || !/^(?:quote|cite)$/.test(tree.lemma[token] ?? '')) return null;
  // both of them may have been taken for the subject
  const parts = childrenOf(tree, token).filter((c) => /^(?:nsubj|obj)$/.test(relation(tree, c)));
  const reporter = parts.findLast((c) => c < token);
  const object = parts.find((c) => c > token);
  if (reporter === undefined || object === undefined) return null;
  const source = sourceTokens(tree, object);
  if (source.from !== token + 1 || !/^[.,;]?$/.test(tree.words[source.to + 1] ?? '')) return null;
  const subject = { token: reporter, antecedent: null, shared: false };
  const found = quotedBefore.find(context, { ...predicate, subject });
  return found && { content: found.content, source, reporter: sourceTokens(tree, reporter) };
};

const find = (context: RuleContext, predicate: Predicate): Found | null => {
  const { tree } = context;
  const { token, entry } = predicate;
  if (!PASSING_ON.has(tree.lemma[token] ?? '')) return null;
  const saying = findSaying(tree, token);
  if (saying === undefined) return findQuoted(context, predicate);
  const quoted = predicate.passive ? findChild(tree, token, 'nsubj:pass') : undefined;
  const source = quoted === undefined ? trimTokens(tree, token + 1, saying - 2) : sourceTokens(tree, quoted);
  if (!source || (predicate.passive && quoted === undefined)) return null;
  const frames = new Set([...(entry?.frames ?? []), 'clause', 'quote', 'dative']);
  const speaking = { stance: 'said' as const, ...entry, lemma: 'say', frames };
  const active = { ...predicate, entry: speaking, passive: false };
  const subject =
    quoted === undefined ? predicate.subject : { token: quoted, antecedent: null, shared: false };
  const found =
    contentAfter.find(context, { ...active, token: saying, cueFrom: saying, cueTo: saying }) ??
    quotedBefore.find(context, { ...active, subject, cueTo: saying }) ??
    contentBefore.find(context, { ...active, subject, cueTo: saying }) ??
    misplacedClause(tree, token, saying);
  if (!found) return null;
  const reporter = findReporter(tree, predicate, saying);
  const until = reporter && reporter.from > saying ? reporter.from : tree.size;
  // "as saying by the radio": no content of the envoy's
  const content = found.content.filter(({ from }) => from < until - 1 || from > (reporter?.to ?? -1));
  if (content.length === 0) return null;
  return {
    content,
    cueTo: token,
    source,
    ...(reporter === undefined ? {} : { reporter }),
  };
};

export const quotedAsSaying: VerbRule = { name: 'quoted-as-saying', find };
