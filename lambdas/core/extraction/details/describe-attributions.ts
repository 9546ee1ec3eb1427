// What each attribution says besides who and what: when, where, to whom, in which office, reported by whom, how surely.
// "The envoy told reporters in Lisk on Friday": addressee "reporters", venue "in Lisk", the Friday before the article.
import type { ArticleSpeakers } from '../../speakers/resolve.ts';
import type { Attribution, ImpreciseDate } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { findAddressee } from './addressee.ts';
import { type ConfidenceModel, estimateConfidence } from './confidence.ts';
import { findMedium } from './medium.ts';
import { createMentionedFinder } from './mentioned.ts';
import { findOffice } from './office.ts';
import { settleRelays } from './relay.ts';
import { findReporters } from './reporters.ts';
import { readSayingClauses } from './saying-clause.ts';
import type { SceneContext } from './scene-day.ts';
import { createSentenceTimes } from './sentence-times.ts';
import { refineStance } from './stance.ts';
import { type DatedPart, readStatedTimes } from './stated-at.ts';

/** A candidate with the attribution made of it so far. */
export interface AttributionPart {
  readonly candidate: Candidate;
  readonly attribution: Attribution;
}

export interface DetailContext extends Omit<SceneContext, 'times'> {
  readonly speakers: ArticleSpeakers;
  readonly confidence: ConfidenceModel;
}

/** The attributions of `found`, completed; they are in text order. Linear in the text. */
export function describeAttributions(
  found: readonly AttributionPart[],
  context: DetailContext,
): readonly Attribution[] {
  const { document, quotations, speakers, words } = context;
  const parts = settleRelays(found, speakers, document.text, words);
  const candidates = parts.map(({ candidate }) => candidate);
  const times = createSentenceTimes(document, quotations);
  const clauses = readSayingClauses(candidates, times, words);
  const dated = parts.map((part, i): DatedPart => ({ ...part, clause: clauses[i] ?? null }));
  const statedTimes = readStatedTimes(dated, { ...context, times });
  const findMentioned = createMentionedFinder(parts, speakers);
  return dated.map((part, i): Attribution => {
    const described = describePart(part, statedTimes[i] ?? null, context);
    const mentioned = findMentioned(described);
    return {
      ...described,
      mentioned,
      confidence: estimateConfidence(described, document.text, context.confidence),
    };
  });
}

function describePart(
  { candidate, attribution, clause }: DatedPart,
  statedAt: ImpreciseDate | null,
  { document, quotations, speakers, words }: DetailContext,
): Attribution {
  const shared = {
    ...attribution,
    stance: refineStance(candidate, attribution, clause, words),
    statedAt,
    office: findOffice(attribution, clause, speakers),
  };
  if (!clause) return shared;
  const addressee = findAddressee(candidate, clause, words);
  return {
    ...shared,
    addressee,
    medium: findMedium(candidate, clause, addressee, quotations, document.text, words),
    reporters: findReporters(candidate, attribution, clause, speakers),
  };
}
