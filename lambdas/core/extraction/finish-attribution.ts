// Turns a candidate into an attribution: its type, who its source is, and what else the sentence tells of the saying.
import type { ArticleSpeakers, Resolution } from '../speakers/resolve.ts';
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

/**
 * Who the source is: what a relative pronoun stands for rather than the pronoun, unless the parser chose one that the
 * pronoun cannot mean: "Bo Tarn, the leader of the Civic Bloc, who accused", "Bo Tarn of the Civic Bloc, which accused".
 */
function resolveSource(
  { rule, antecedent, source }: Candidate,
  { document, speakers }: FinishContext,
): Resolution | null {
  if (rule === 'interview') return speakers.interviewee();
  const mention = antecedent ?? source;
  const who = mention ? speakers.resolve(mention) : null;
  if (!antecedent || !source || !who) return who;
  const pronoun = document.text.slice(source.start, source.end).toLowerCase();
  if (pronoun !== 'who' && pronoun !== 'which') return who;
  const wantsPerson = pronoun === 'who';
  if (wantsPerson === (who.kind === 'person')) return who;
  const other = speakers.resolve(source);
  return other.speaker !== null && wantsPerson === (other.kind === 'person') ? other : who;
}

export function finishAttribution(candidate: Candidate, context: FinishContext): Attribution {
  const { document, quotations, speakers } = context;
  const who = resolveSource(candidate, context);
  return {
    type: candidate.verbatim ? 'direct' : readType(document.text, candidate.content, quotations),
    content: candidate.content,
    source: candidate.source ?? who?.mention ?? null,
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
