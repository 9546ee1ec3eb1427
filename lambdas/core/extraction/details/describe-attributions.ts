// What each attribution says besides who and what: when, where, to whom, in which office, reported by whom, how surely.
// "The envoy told reporters in Lisk on Friday": addressee "reporters", venue "in Lisk", the Friday before the article.
import type { ArticleSpeakers } from '../../speakers/resolve.ts';
import type { Span } from '../../text/span.ts';
import type { Attribution } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { readSayingClause } from './saying-clause.ts';
import type { SceneContext } from './scene-day.ts';
import { type DatedPart, readStatedTimes } from './stated-at.ts';

/** A candidate with the attribution made of it so far. */
export interface AttributionPart {
  readonly candidate: Candidate;
  readonly attribution: Attribution;
}

export interface DetailContext extends SceneContext {
  readonly speakers: ArticleSpeakers;
}

/** The attributions of `parts`, completed; parts are in text order. Linear in the text. */
export function describeAttributions(
  parts: readonly AttributionPart[],
  context: DetailContext,
): readonly Attribution[] {
  const { words } = context;
  const contents = contentsBySentence(parts);
  const dated = parts.map(
    (part): DatedPart => ({
      ...part,
      clause: readSayingClause(
        part.candidate,
        contents.get(part.candidate.anchor?.tree.index ?? -1) ?? [],
        words,
      ),
    }),
  );
  const times = readStatedTimes(dated, context);
  return dated.map(({ attribution }, i) => ({
    ...attribution,
    statedAt: times[i] ?? null,
  }));
}

/** The contents of the attributions whose cue stands in each sentence. */
function contentsBySentence(
  parts: readonly AttributionPart[],
): ReadonlyMap<number, readonly (readonly Span[])[]> {
  const found = new Map<number, (readonly Span[])[]>();
  for (const { candidate } of parts) {
    if (!candidate.anchor) continue;
    const { index } = candidate.anchor.tree;
    const list = found.get(index);
    if (list) list.push(candidate.content);
    else found.set(index, [candidate.content]);
  }
  return found;
}
