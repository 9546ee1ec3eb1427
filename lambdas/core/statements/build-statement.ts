// Makes the statements of one article version out of what the extractor found in its text.
import type { Attribution, SpeakerRef } from '../extraction/attribution.ts';
import type { Span } from '../text/span.ts';
import { createIdentifier } from './identity.ts';
import type { ArticleRef, Statement } from './statement.ts';
import { classifyTopics } from './topics.ts';

/** A statement but for what depends on earlier versions. */
export type StatementDraft = Omit<Statement, 'revision' | 'status' | 'recordedAt' | 'updatedAt'>;

export interface VersionText {
  readonly article: ArticleRef;
  readonly text: string;
  readonly textHash: string;
  readonly language: string;
}

/** UTF-16 units of context kept on either side: enough to find a quote again in another form of the text. */
const CONTEXT = 80;

/**
 * One draft an attribution, in order. An attribution with a span outside the text is left out: it could not be proven.
 * `findMentioned` names the persons, bodies and countries in a stretch of text, each once.
 */
export function buildStatements(
  version: VersionText,
  attributions: readonly Attribution[],
  findMentioned: (text: string) => readonly SpeakerRef[],
): StatementDraft[] {
  const identify = createIdentifier(version.article.id);
  return attributions
    .filter((attribution) => isProvable(attribution, version.text))
    .map((attribution) => buildStatement(version, attribution, identify, findMentioned));
}

function buildStatement(
  version: VersionText,
  attribution: Attribution,
  identify: (text: string) => string,
  findMentioned: (text: string) => readonly SpeakerRef[],
): StatementDraft {
  const { text } = version;
  const slice = (span: Span | null) => (span === null ? null : text.slice(span.start, span.end));
  const content = attribution.content.map((span) => text.slice(span.start, span.end)).join(' … ');
  const addressee = slice(attribution.addressee);
  const { speaker } = attribution;
  return {
    id: identify(content),
    speaker,
    mention: slice(attribution.source),
    office: slice(attribution.office),
    type: attribution.type,
    text: content,
    cue: slice(attribution.cue),
    stance: attribution.stance,
    negated: attribution.negated,
    statedAt: attribution.statedAt,
    medium: slice(attribution.medium),
    addressee,
    reportedBy: attribution.reporters.map((reporter) => ({
      mention: slice(reporter.source),
      speaker: reporter.speaker,
    })),
    topics: classifyTopics(content),
    about: listAbout(attribution, [content, addressee ?? ''].flatMap(findMentioned)),
    language: version.language,
    confidence: attribution.confidence,
    by: attribution.by,
    article: version.article,
    provenance: {
      textHash: version.textHash,
      content: attribution.content,
      source: attribution.source,
      cue: attribution.cue,
      ...contextOf(text, attribution.content),
    },
  };
}

/** Whom the article names there, then those whom the directory has under any other name; the speaker is not one. */
function listAbout({ mentioned, speaker }: Attribution, listed: readonly SpeakerRef[]): SpeakerRef[] {
  const found = [...mentioned, ...listed].filter(({ id }) => id !== speaker?.id);
  return [...new Map(found.map((ref) => [ref.id, ref])).values()];
}

function contextOf(text: string, content: readonly Span[]): { prefix: string; suffix: string } {
  const start = content[0]?.start ?? 0;
  const end = content.at(-1)?.end ?? 0;
  // A surrogate pair cut in two becomes a replacement character once stored: leave its half out.
  return {
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\uDC00-\uDFFF]/u, ''),
    suffix: text.slice(end, end + CONTEXT).replace(/[\uD800-\uDBFF]$/u, ''),
  };
}

function isProvable(attribution: Attribution, text: string): boolean {
  const optional = [
    attribution.source,
    attribution.cue,
    attribution.medium,
    attribution.addressee,
    attribution.office,
  ];
  const spans = [
    ...attribution.content,
    ...optional,
    ...attribution.reporters.flatMap(({ source, cue }) => [source, cue]),
  ];
  const fits = (span: Span | null) =>
    span === null || (span.start >= 0 && span.start < span.end && span.end <= text.length);
  return attribution.content.length > 0 && spans.every(fits);
}
