// Who passed a statement on: "the agency" in "The envoy, quoted by the agency, said", and "the minister" in "The minister
// said that the president had promised to come".
import type { ArticleSpeakers } from '../../speakers/resolve.ts';
import type { Attribution, Reporter } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { findAgent } from '../rules/passive.ts';
import { childrenOf, relation, type SentenceTree, spanOfTokens } from '../sentence-tree.ts';
import { sourceSpan } from '../source-span.ts';
import type { SayingClause } from './saying-clause.ts';

/** Participles of passing on. */
const PASSING_ON: ReadonlySet<string> = new Set(
  'quote cite report carry publish broadcast release relay air print obtain circulate translate distribute run'.split(
    ' ',
  ),
);

/** The chain of reporters, nearest to the article first; those that the rule found among them. */
export function findReporters(
  candidate: Candidate,
  attribution: Attribution,
  clause: SayingClause,
  speakers: ArticleSpeakers,
): readonly Reporter[] {
  const known = attribution.reporters;
  const passers = known.length > 0 ? [] : findPassers(clause, speakers);
  return [...findNesting(candidate, clause, speakers), ...known, ...passers];
}

/** The attributions inside whose content this one stands, the outermost first. */
function findNesting(
  candidate: Candidate,
  clause: SayingClause,
  speakers: ArticleSpeakers,
): readonly Reporter[] {
  const anchor = clause.ladder[0] ?? -1;
  const size = (ranges: readonly { readonly from: number; readonly to: number }[]): number =>
    ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  return clause.contents
    .filter(
      ({ candidate: other, ranges }) =>
        other !== candidate && ranges.some(({ from, to }) => from <= anchor && anchor <= to),
    )
    .sort((a, b) => size(b.ranges) - size(a.ranges))
    .map(({ candidate: other }) => {
      const mention = other.antecedent ?? other.source;
      return {
        source: other.source,
        cue: other.cue,
        speaker: mention ? speakers.resolve(mention).speaker : null,
      };
    });
}

/** Regular participles look like past tenses; one that modifies a noun is a participle whatever its tag. */
const isParticiple = (tree: SentenceTree, verb: number): boolean =>
  tree.xpos[verb] === 'VBN' || (tree.xpos[verb] === 'VBD' && relation(tree, verb) === 'acl');

/** "quoted by the agency", beside the source, the cue or its medium. */
function findPassers(
  { tree, ladder, source, isContent }: SayingClause,
  speakers: ArticleSpeakers,
): readonly Reporter[] {
  const anchor = ladder[0] ?? -1;
  const near = new Set([
    anchor,
    source,
    ...childrenOf(tree, anchor).filter((child) => relation(tree, child) === 'obl'),
  ]);
  for (let verb = 0; verb < tree.size; verb += 1) {
    if (!isParticiple(tree, verb) || isContent(verb) || !PASSING_ON.has(tree.lemma[verb] ?? '')) continue;
    if (
      !near.has(tree.head[verb] ?? -1) ||
      !/^(?:acl|advcl|amod|ccomp|parataxis|appos)$/.test(relation(tree, verb))
    )
      continue;
    const agent = findAgent(tree, verb);
    if (agent === undefined || isContent(agent)) continue;
    return [toReporter(tree, agent, verb, speakers)];
  }
  return [];
}

function toReporter(tree: SentenceTree, agent: number, verb: number, speakers: ArticleSpeakers): Reporter {
  const source = sourceSpan(tree, agent);
  return { source, cue: spanOfTokens(tree, verb, verb), speaker: speakers.resolve(source).speaker };
}
