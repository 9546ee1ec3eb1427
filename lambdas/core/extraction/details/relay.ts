// "Radio Norova reported, citing two officials, that the pass was open": the officials said it, the radio passed it on.
import type { ArticleSpeakers } from '../../speakers/resolve.ts';
import type { Attribution } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { childrenOf, findChild, isNominal, relation, type SentenceTree } from '../sentence-tree.ts';
import { sourceSpan } from '../source-span.ts';
import { isOutlet } from './medium.ts';
import type { SayingWords } from './sayings.ts';

interface Part {
  readonly candidate: Candidate;
  readonly attribution: Attribution;
}

const CITING: ReadonlySet<string> = new Set(['citing', 'quoting']);

/** What tells nothing by itself: who reads it, does. */
const FIGURES = /^(?:data|figures?|statistics|results?|numbers?|imagery|images?|footage|photos?|evidence)$/;

/**
 * Gives what an outlet reported to those whom it cites, and leaves out the citing itself. Linear: a look at the
 * dependents of each cue.
 */
export function settleRelays<P extends Part>(
  parts: readonly P[],
  speakers: ArticleSpeakers,
  text: string,
  words: SayingWords,
): readonly P[] {
  const dropped = new Set<string>();
  const settled = parts.map((part): P => {
    const citing = findCiting(part, text, words);
    if (!citing) return part;
    const { tree, token, cited } = citing;
    const source = sourceSpan(tree, cited);
    const who = speakers.resolve(source);
    // "citing safety concerns" names nobody
    if (who.kind === 'unknown') return part;
    dropped.add(`${tree.index}:${token}`);
    const { attribution } = part;
    const reporter = { source: attribution.source, cue: attribution.cue, speaker: attribution.speaker };
    return {
      ...part,
      candidate: { ...part.candidate, source, antecedent: null },
      attribution: {
        ...attribution,
        source,
        speaker: who.speaker,
        office: who.office,
        reporters: [reporter, ...attribution.reporters],
        by: [attribution.by[0] ?? part.candidate.rule, who.by, 'relay'],
      },
    };
  });
  return settled.filter(
    ({ candidate: { anchor } }) => !anchor || !dropped.has(`${anchor.tree.index}:${anchor.token}`),
  );
}

/** The noun whose phrase starts right after `token`, whatever the parser hung it on. */
const phraseAfter = (tree: SentenceTree, token: number): number | undefined => {
  let found: number | undefined;
  for (let at = token + 1; at < tree.size && !/^[,.;:]$/.test(tree.words[at] ?? ''); at++)
    if (isNominal(tree, at) && (tree.left[at] ?? at) === token + 1) found = at;
  return found;
};

/** The participle and whom it cites, where the source is an outlet. */
function findCiting(
  { candidate, attribution }: Part,
  text: string,
  words: SayingWords,
): { readonly tree: SentenceTree; readonly token: number; readonly cited: number } | null {
  const { anchor, lemma, source } = candidate;
  if (!anchor || !source || attribution.reporters.length > 0) return null;
  if (lemma !== 'report' && !isOutlet(text.slice(source.start, source.end), words)) return null;
  const { tree } = anchor;
  const hosts = [anchor.token, findChild(tree, anchor.token, 'nsubj') ?? -1];
  for (const token of hosts.flatMap((host) => childrenOf(tree, host))) {
    if (
      !CITING.has(tree.lower[token] ?? '') ||
      !/^(?:advcl|acl|parataxis|xcomp|dep)$/.test(relation(tree, token))
    )
      continue;
    const object = findChild(tree, token, 'obj');
    const cited = object !== undefined && object > token ? object : phraseAfter(tree, token);
    if (cited !== undefined && FIGURES.test(tree.lower[cited] ?? '')) return null;
    if (cited !== undefined) return { tree, token, cited };
  }
  return null;
}
