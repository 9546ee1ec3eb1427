// When it was said: "on Friday" in the sentence, else the day on which the same speaker was speaking, else the article's.
import type { Document } from '../../text/document.ts';
import { quotationsIn } from '../../text/quotation-lookup.ts';
import type { Quotation } from '../../text/quotations.ts';
import type { Span } from '../../text/span.ts';
import type { Attribution, ImpreciseDate } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { childrenOf } from '../sentence-tree.ts';
import { type ArticleDays, headingBefore, readArticleDays } from './article-days.ts';
import { toDayNumber } from './calendar.ts';
import { headWithin, prepositionOf, tokensWithin } from './nominal-chain.ts';
import { resolveTime } from './resolve-time.ts';
import { rankPhrase, type SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';
import { readTimeExpressions, type TimeExpression } from './time-expression.ts';

/** What one attribution is dated by. */
export interface DatedPart {
  readonly candidate: Candidate;
  readonly attribution: Attribution;
  readonly clause: SayingClause | null;
}

/** A day carried on to what the same speaker says next: at most this many days before the article. */
const FRESH_DAYS = 7;
/** The first paragraphs, of which the first dated saying gives the day that the article tells of. */
const LEAD_PARAGRAPHS = 3;
/** That day is the article's or this many days before. */
const LEAD_DAYS = 1;

interface Dated {
  readonly date: ImpreciseDate | null;
  readonly paragraph: number;
}

/** The time of each part, in order; null where it is known not to be the article's day, and nothing else of it. */
export function readStatedTimes(
  document: Document,
  parts: readonly DatedPart[],
  quotations: readonly Quotation[],
  words: SayingWords,
): readonly (ImpreciseDate | null)[] {
  const days = readArticleDays(document);
  const narrator = createStoryDays(document, days, quotations, parts);
  const own = parts.map((part) => readOwnTime(part, days, narrator, quotations, document.text, words));
  const usual = days.dateline ?? leadDay(document, parts, own, days);

  const bySpeaker = new Map<string, Dated>();
  let last: (Dated & { readonly who: string | null }) | null = null;
  return parts.map((part, i) => {
    const at = placeOf(part.attribution);
    const paragraph = paragraphAt(document, at);
    const who = speakerKey(part.attribution, document.text);
    const heading = headingBefore(days.headings, at);
    const fallback: ImpreciseDate | null =
      heading !== null && days.headings.length > 1
        ? { date: heading, precision: 'day' }
        : usual !== null
          ? { date: usual, precision: 'day' }
          : days.date;
    let date = own[i];
    if (date === undefined) {
      const before = who === null ? undefined : bySpeaker.get(who);
      const inParagraph = last !== null && last.paragraph === paragraph;
      if (last && last.who === who && last.paragraph >= paragraph - 1) date = last.date;
      else if (before?.paragraph === paragraph) date = before.date;
      else if (last && inParagraph && (isFresh(last.date, days.article) || isDocumentOf(part, words))) date = last.date;
      else if (before && goesOn(before, paragraph, days.article)) date = before.date;
      else date = fallback;
    } else if (who !== null) bySpeaker.set(who, { date, paragraph });
    last = { date, paragraph, who };
    return date;
  });
}

const placeOf = ({ cue, content }: Attribution): number => cue?.start ?? content[0]?.start ?? 0;

const speakerKey = ({ speaker, source }: Attribution, text: string): string | null =>
  speaker?.id ?? (source ? text.slice(source.start, source.end).toLowerCase() : null);

/** "The message concluded": a document told of before, whose date is its own. */
function isDocumentOf({ clause }: DatedPart, words: SayingWords): boolean {
  if (!clause || clause.source < 0) return false;
  const { tree, source } = clause;
  const lemma = tree.lemma[source] ?? '';
  return words.documents.has(lemma) && childrenOf(tree, source).some((c) => /^(?:the|this|that)$/.test(tree.lower[c] ?? ''));
}

/** A day of the last week, which what is told next may share. */
function isFresh(date: ImpreciseDate | null, article: string | null): boolean {
  if (date === null || article === null || date.precision === 'year' || date.precision === 'month') return false;
  const age = (toDayNumber(article) ?? 0) - (toDayNumber(date.date.slice(0, 10)) ?? 0);
  return age >= 0 && age <= FRESH_DAYS;
}

const goesOn = (before: Dated, paragraph: number, article: string | null): boolean =>
  isFresh(before.date, article) || paragraph - before.paragraph <= 1;

function paragraphAt({ paragraphs }: Document, offset: number): number {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The day of the first dated saying of the lead, where the article came out on it or on the next day. */
function leadDay(
  document: Document,
  parts: readonly DatedPart[],
  own: readonly (ImpreciseDate | null | undefined)[],
  days: ArticleDays,
): string | null {
  if (days.article === null) return null;
  const end = document.paragraphs[Math.min(LEAD_PARAGRAPHS, document.paragraphs.length) - 1]?.end ?? 0;
  for (const [i, part] of parts.entries()) {
    if (placeOf(part.attribution) > end) return null;
    const date = own[i];
    if (date?.precision !== 'day') continue;
    const age = (toDayNumber(days.article) ?? 0) - (toDayNumber(date.date) ?? 0);
    return age >= 0 && age <= LEAD_DAYS ? date.date : null;
  }
  return null;
}

/** Knows which day the text last told of before an offset; offsets must not go back. */
interface StoryDays {
  before(offset: number): { readonly article: string; readonly story: string } | null;
}

function createStoryDays(
  document: Document,
  days: ArticleDays,
  quotations: readonly Quotation[],
  parts: readonly DatedPart[],
): StoryDays {
  // Read at the first "a day earlier" only, sentence by sentence.
  const { text, sentences } = document;
  let next = 0;
  let story: string | null = null;
  const contents = parts.flatMap(({ attribution }) => attribution.content).sort((a, b) => a.start - b.start);
  let content = 0;
  const isSaid = (at: number): boolean => {
    while (content < contents.length && (contents[content]?.end ?? 0) <= at) content += 1;
    return (contents[content]?.start ?? at + 1) <= at;
  };
  return {
    before: (offset) => {
      const article = (days.headings.length > 1 ? headingBefore(days.headings, offset) : null) ?? days.article;
      if (article === null) return null;
      for (; (sentences[next]?.end ?? offset + 1) <= offset; next += 1) {
        const sentence = sentences[next] as Span;
        for (const expression of readTimeExpressions(text, sentence)) {
          if (isSaid(expression.start) || quotationsIn(quotations, expression).length > 0) continue;
          const date = resolveTime(expression.value, { article, story: story ?? article });
          if (date?.precision === 'day') story = date.date;
        }
      }
      return { article, story: story ?? article };
    },
  };
}

/** Words between a cue and a time that stands beside it: "said late on Friday". */
const BESIDE = /^\s*,?\s*$/u;

/** The time that the attribution's own sentence gives; undefined where it gives none. */
function readOwnTime(
  part: DatedPart,
  days: ArticleDays,
  narrator: StoryDays,
  quotations: readonly Quotation[],
  text: string,
  words: SayingWords,
): ImpreciseDate | null | undefined {
  const { clause, candidate } = part;
  if (!clause) return undefined;
  const { sentence } = clause.tree;
  let best: { readonly expression: TimeExpression; readonly rank: number; readonly distance: number } | null = null;
  const cueAt = candidate.cue?.start ?? sentence.start;
  for (const expression of readTimeExpressions(text, sentence)) {
    if (quotationsIn(quotations, expression).length > 0) continue;
    const rank = rankExpression(expression, part, clause, text, words);
    if (rank === null) continue;
    const distance = Math.abs(expression.start - cueAt);
    if (best === null || rank < best.rank || (rank === best.rank && distance < best.distance)) {
      best = { expression, rank, distance };
    }
  }
  if (best === null) return undefined;
  const anchor = narrator.before(sentence.start);
  if (anchor === null) {
    const { value } = best.expression;
    return value.kind === 'date' && value.year !== null ? resolveTime(value, { article: '9999-12-31', story: '9999-12-31' }) : days.date;
  }
  return resolveTime(best.expression.value, anchor);
}

function rankExpression(
  expression: TimeExpression,
  { candidate }: DatedPart,
  clause: SayingClause,
  text: string,
  words: SayingWords,
): number | null {
  const { tree } = clause;
  const within = tokensWithin(tree, expression);
  if (!within) return null;
  const head = headWithin(tree, within.from, within.to);
  if (clause.isContent(head)) return null;
  if (expression.possessive) {
    // "at Friday's briefing"
    const owner = tree.head[head] ?? -1;
    const told = owner >= 0 && /^(?:at|in|during)$/.test(prepositionOf(tree, owner) ?? '');
    return told ? rankPhrase(clause, head, words) : null;
  }
  const { cue, source } = candidate;
  const after = Math.max(cue?.end ?? 0, source && cue && source.start >= cue.end && source.start - cue.end <= 2 ? source.end : 0);
  if (after > 0 && expression.start >= after && BESIDE.test(text.slice(after, expression.start))) return 0;
  if (cue && expression.end <= cue.start && BESIDE.test(text.slice(expression.end, cue.start))) return 0;
  return rankPhrase(clause, head, words);
}
