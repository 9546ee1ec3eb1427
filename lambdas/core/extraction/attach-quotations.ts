// Brings quotations and candidates together. "“The pass is open,” she said. “We saw to it.”": content that reaches into
// a quotation takes all of it, a quotation resumed after the cue joins it, and one that nobody claims goes to whoever
// the article last let speak.

import { lastAt } from '../first-from.ts';
import { countWords } from '../text/count-words.ts';
import type { Document } from '../text/document.ts';
import { quotationsIn } from '../text/quotation-lookup.ts';
import { isTitle } from '../text/quotation-title.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import { type Candidate, createCandidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { findIntroduction, findLabelled, findListed } from './find-introduction.ts';

/** Shorter quotations without a cue are titles, terms or scare quotes rather than somebody's words. */
const SHORTEST_SAYING = 5;
const SHORTEST_SENTENCE = 2;

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Joins touching spans, in order. */
export function mergeSpans(spans: readonly Span[], text: string): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && (span.start <= last.end || text.slice(last.end, span.start).trim() === '')) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else merged.push(span);
  }
  return merged;
}

/** A content span that starts or ends inside a quotation takes the rest of it too. */
const takeWhole = (span: Span, quotations: readonly Quotation[]): Span => {
  let { start, end } = span;
  for (const quotation of quotations) {
    if (!overlaps(quotation, { start, end })) continue;
    start = Math.min(start, quotation.start);
    end = Math.max(end, quotation.end);
  }
  return { start, end };
};

/** Extends contents over the quotations that they reach into. */
export function completeQuotations(
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  text: string,
): readonly Candidate[] {
  return candidates.map((candidate) => {
    const content = candidate.content.map((span) => takeWhole(span, quotationsIn(quotations, span)));
    const outside = content.map((span) => {
      // A quotation never swallows its own cue: the mark was lost or misread.
      const { cue } = candidate;
      return cue && overlaps(span, cue)
        ? (candidate.content.find((own) => overlaps(own, span)) ?? span)
        : span;
    });
    return { ...candidate, content: mergeSpans(outside, text) };
  });
}

const endOf = (candidate: Candidate): number =>
  Math.max(candidate.cue?.end ?? 0, candidate.source?.end ?? 0, ...candidate.content.map(({ end }) => end));

const startOf = (candidate: Candidate): number =>
  Math.min(candidate.cue?.start ?? Number.MAX_SAFE_INTEGER, ...candidate.content.map(({ start }) => start));

/** Index of the sentence that holds the offset. */
const sentenceAt = ({ sentences }: Document, offset: number): number =>
  lastAt(offset, sentences.length, (index) => sentences[index]?.start ?? 0);

/** Whether nothing but the end of the attribution's own sentence stands between it and the quotation. */
const resumes = (document: Document, from: number, to: number): boolean => {
  if (to < from) return false;
  const next = sentenceAt(document, to);
  const apart = next - sentenceAt(document, from - 1);
  // A dash or a bracket may stand before the mark.
  return apart === 0 || (apart === 1 && to - (document.sentences[next]?.start ?? 0) <= 2);
};

const isQuoted = (candidate: Candidate, quotations: readonly Quotation[]): boolean =>
  candidate.content.some((span) => quotationsIn(quotations, span).length > 0);

/** The last attributions before a quotation that it may resume, newest first. */
const RECENT = 4;

const findResumed = (
  document: Document,
  before: readonly Candidate[],
  quotation: Quotation,
  paragraph: Span,
  quotations: readonly Quotation[],
): number => {
  for (let i = before.length - 1; i >= 0 && i >= before.length - RECENT; i--) {
    const candidate = before[i] as Candidate;
    if (startOf(candidate) < paragraph.start) return -1;
    if (isQuoted(candidate, quotations)) return resumes(document, endOf(candidate), quotation.start) ? i : -1;
  }
  return -1;
};

/** Whether the quotation is a sentence, or several, of its own. */
const isSentence = (document: Document, { start, inner, closed }: Quotation): boolean => {
  const sentence = document.sentences[sentenceAt(document, start)];
  if (sentence?.start !== start) return false;
  return !closed || /[.!?…,]\s*$/.test(document.text.slice(inner.start, inner.end));
};

/** Index of the latest candidate that holds all of the quotation, not just a saying told in it; -1 where none does. */
const holderOf = (quotation: Quotation | undefined, candidates: readonly Candidate[]): number =>
  quotation === undefined
    ? -1
    : candidates.findLastIndex((c) =>
        c.content.some(({ start, end }) => start <= quotation.start && end >= quotation.end),
      );

/** Sentences of an interviewer between two answers, at the most. */
const LONGEST_QUESTION = 3;
const FIRST_PERSON_QUESTION =
  /\b(?:I|we)\s+(?:\w+ly\s+)?(?:ask|asked|put|suggest|suggested|wonder|wondered|press|pressed|mention|mentioned|remind|reminded|point|pointed|say|said|begin|began)\b/;

/** "Did the ministry tell you to leave?": whether only questions stand between an answer and the sentence `own`. */
const onlyAsksSince = (document: Document, from: number, own: number): boolean => {
  const first = sentenceAt(document, Math.max(0, from - 1)) + 1;
  if (own - first < 1 || own - first > LONGEST_QUESTION) return false;
  let asks = false;
  for (let at = first; at < own; at++) {
    const { start, end } = document.sentences[at] ?? { start: 0, end: 0 };
    const words = document.text.slice(start, end);
    if (/["“”«»]/.test(words)) return false;
    asks ||= words.endsWith('?') || FIRST_PERSON_QUESTION.test(words);
  }
  return asks;
};

/** Paragraphs after the first that a speech may take before it is closed and attributed. */
const LONGEST_SPEECH = 8;

/**
 * Index of the candidate that claims the end of the speech which quotation `nth` opens and leaves open:
 * "“We came by boat.¶ “We shall leave by boat,” she said." -1 where nobody does.
 */
const findCloser = (
  quotations: readonly Quotation[],
  nth: number,
  candidates: readonly Candidate[],
  next: number,
): number => {
  for (let at = nth + 1; at < quotations.length && at <= nth + LONGEST_SPEECH; at++) {
    const later = quotations[at] as Quotation;
    if (!later.continued) return -1;
    for (let c = next; c < candidates.length && c < next + LONGEST_SPEECH; c++)
      if (candidates[c]?.content.some((span) => overlaps(span, later))) return c;
  }
  return -1;
};

/** What may follow a quotation to say whose it is without a verb of saying: "“No,” was all the minister would say." */
const ECHO =
  /^[,.]?\s*(?:was all (?:that )?(?<all>[^,.;“”]{2,60}?) (?:would|could|had to|wanted to|was willing to) say\b|(?:[—–-] ?)?(?:(?:that|this|which|so) )?(?:was|is|ran|runs) the (?:[\p{Ll}-]+ ){0,2}(?:message|verdict|warning|appeal|plea|assessment|conclusion|reply|answer|response|retort) (?:from|of) (?<of>[^,.;“”]{2,60}?)(?= as | when | while | after | on |[,.;])|came the (?:[\p{Ll}-]+ )?(?:reply|answer|response|retort) from (?<from>[^,.;“”]{2,60})|(?:[—–-] ?)?(?:(?:that|this|which) )?(?:is|was) how (?<how>[^,.;“”]{2,60}?)(?:, [^.;“”]{2,80}?,)? (?:put|puts|sums|summed|described|describes|explained|explains)\b|(?:was|is) (?<whose>[^,.;“”]{2,60}?)[’']s (?:[\p{Ll}-]+ ){0,2}(?:reply|answer|response|comment|verdict|retort|message|advice)\b)/u;
const LONGEST_ECHO = 180;

/** The quotation as the saying of whoever the words right after it name. */
function findEcho(text: string, quotation: Quotation, paragraph: Span): Candidate | null {
  const after = text.slice(quotation.end, Math.min(paragraph.end, quotation.end + LONGEST_ECHO));
  const found = ECHO.exec(after);
  const who =
    found?.groups?.all ??
    found?.groups?.of ??
    found?.groups?.from ??
    found?.groups?.how ??
    found?.groups?.whose;
  if (!found || who === undefined) return null;
  const start = quotation.end + after.indexOf(who, found.index);
  const source = { start, end: start + who.length };
  return { ...createCandidate('echo', source), content: [{ start: quotation.start, end: quotation.end }] };
}

/**
 * What follows a quotation that nobody is told to have said: "“Too dear,” a trader might say", "“A calm sea…,” as the
 * proverb goes".
 */
const UNSAID =
  /^[,.]?\s*(?:another|one|an?|the|some) (?:[\p{L}-]+ )?(?:reporter|journalist|correspondent|interviewer|moderator|host)s? (?:then |also )?(?:asked|asks|wanted|wondered|inquired|shouted)\b|^[,.]?\s*(?:as )?(?:[^\s,.;:“”"]+ ){1,5}?(?:(?:might|would|could|may|will|should|must) (?:then |well |have |as well )*(?:say|said|reply|replied|answer|answered|add|argue|argued|object|ask|asked)\b|(?:saying|proverb|adage|maxim|joke|song|hymn|motto|slogan|refrain|verse|rhyme) (?:goes|went|runs|ran|has it)\b)|^[,.]?\s*(?:goes|runs|went|ran) (?:the|an?|one) (?:[\p{Ll}-]+ ){0,2}(?:saying|proverb|adage|maxim|joke|song|hymn|slogan|refrain|verse|rhyme)\b/u;

const isUnsaid = (text: string, { end }: Quotation, paragraph: Span): boolean =>
  UNSAID.test(text.slice(end, Math.min(paragraph.end, end + LONGEST_ECHO)));

/** Words of a quotation that a semicolon parts from the saying before it. */
const FEWEST_BEHIND = 5;

/** Gives the quotations that no candidate claims to a speaker, or leaves them out. */
export function attachQuotations(
  document: Document,
  candidates: readonly Candidate[],
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): readonly Candidate[] {
  const { text } = document;
  const sorted = [...candidates].sort((a, b) => startOf(a) - startOf(b));
  const result: Candidate[] = [];
  let next = 0;
  for (const [nth, quotation] of quotations.entries()) {
    for (let c = sorted[next]; c && startOf(c) <= quotation.start; c = sorted[next]) {
      result.push(c);
      next++;
    }
    const near = [...result.slice(-RECENT), ...sorted.slice(next, next + 3)];
    if (near.some((c) => c.content.some((span) => overlaps(span, quotation)))) continue;
    const paragraph = document.paragraphs[quotation.paragraph];
    if (!paragraph) continue;
    const words = countWords(text.slice(quotation.inner.start, quotation.inner.end));
    const last = result.at(-1);

    if (isTitle(text.slice(quotation.inner.start, quotation.inner.end).split(/\s+/))) continue;
    const echo = findEcho(text, quotation, paragraph);
    if (!echo && isUnsaid(text, quotation, paragraph)) continue;
    const resumed =
      words < 2 && !isSentence(document, quotation)
        ? -1
        : findResumed(document, result, quotation, paragraph, quotations);
    const open = result[resumed];
    if (open) {
      result[resumed] = { ...open, content: mergeSpans([...open.content, quotation], text) };
      continue;
    }
    const goesOn = quotation.continued ? holderOf(quotations[nth - 1], result) : -1;
    const unclosed = result[goesOn];
    if (unclosed) {
      result[goesOn] = { ...unclosed, content: mergeSpans([...unclosed.content, quotation], text) };
      continue;
    }
    const closer = findCloser(quotations, nth, sorted, next);
    const closing = sorted[closer];
    if (closing) {
      sorted[closer] = { ...closing, content: mergeSpans([quotation, ...closing.content], text) };
      continue;
    }
    if (echo) {
      result.push(echo);
      continue;
    }
    const own = sentenceAt(document, quotation.start);
    const lead = text.slice(document.sentences[own]?.start ?? 0, quotation.start).trimEnd();
    // "She condemned the leak; “It is harmful,”"
    const behindSaying =
      lead.endsWith(';') &&
      words >= FEWEST_BEHIND &&
      last !== undefined &&
      endOf(last) >= quotation.start - 2;
    const inline = lead.endsWith(':') || behindSaying;
    // two words are enough where they end as a sentence does: “It is over.”
    const ended = /[.!?…]\s*$/.test(text.slice(quotation.inner.start, quotation.inner.end));
    if (words < (ended ? SHORTEST_SENTENCE : SHORTEST_SAYING) || !(inline || isSentence(document, quotation)))
      continue;
    const content = [{ start: quotation.start, end: quotation.end }];
    const before = inline ? own : own - 1;
    const previous = document.sentences[before];
    const colon = inline || (previous !== undefined && /[:,]$/.test(text.charAt(previous.end - 1)));
    const sameParagraph = previous !== undefined && previous.start >= paragraph.start;
    const lately = last !== undefined && endOf(last) >= (previous?.start ?? 0);
    // “No,” he says. ¶ Would he sign? ¶ “Today.”
    const answered = result.findLast((c) => isQuoted(c, quotations));
    const answers = !lately && answered !== undefined && onlyAsksSince(document, endOf(answered), own);
    const speaker = answers ? answered : last;
    const introduction =
      colon || (sameParagraph && !lately)
        ? findIntroduction(document, before, colon, quotation.start, quotations, lexicon)
        : null;
    const labelled =
      introduction || !inline
        ? null
        : (findLabelled(document, own, quotation.start, quotations, lexicon) ??
          findListed(document, own, quotation.start, quotations, lexicon, last));
    if (labelled) result.push({ ...labelled, content });
    else if (introduction) result.push({ ...introduction, content });
    else if (speaker && (lately || answers) && !colon)
      result.push({
        ...speaker,
        rule: 'continued-quotation',
        content,
        cue: null,
        anchor: null,
        shared: false,
        addressee: null,
      });
  }
  result.push(...sorted.slice(next));
  return result;
}
