// Turns a candidate into an attribution: its type, who its source is, and what else the sentence tells of the saying.
import type { ArticleSpeakers } from '../speakers/resolve.ts';
import type { Document } from '../text/document.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Attribution, Reporter } from './attribution.ts';
import { readType } from './attribution-type.ts';
import type { Candidate } from './candidate.ts';

export interface FinishContext {
  readonly document: Document;
  readonly quotations: readonly Quotation[];
  readonly speakers: ArticleSpeakers;
}

const readReporters = ({ reporter }: Candidate, speakers: ArticleSpeakers): readonly Reporter[] =>
  reporter === null
    ? []
    : [{ ...reporter, speaker: reporter.source ? speakers.resolve(reporter.source).speaker : null }];

export function finishAttribution(candidate: Candidate, context: FinishContext): Attribution {
  const { document, quotations, speakers } = context;
  const mention = candidate.antecedent ?? candidate.source;
  const who = mention ? speakers.resolve(mention) : null;
  return {
    type: candidate.verbatim ? 'direct' : readType(document.text, candidate.content, quotations),
    content: candidate.content,
    source: candidate.source,
    cue: candidate.cue,
    speaker: who?.speaker ?? null,
    stance: candidate.stance,
    negated: candidate.negated,
    statedAt: null,
    medium: null,
    addressee: candidate.addressee,
    office: who?.office ?? null,
    reporters: readReporters(candidate, speakers),
    mentioned: [],
    confidence: 0.8,
    by: who ? [candidate.rule, who.by] : [candidate.rule],
  };
}
