// When it was said: "on Friday" in the sentence, else the day on which the same speaker was speaking, else the article's.
import { lastAt } from '../../first-from.ts';
import type { Document } from '../../text/document.ts';
import type { Attribution, ImpreciseDate } from '../attribution.ts';
import type { Candidate } from '../candidate.ts';
import { childrenOf } from '../sentence-tree.ts';
import { type ArticleDays, readArticleDays } from './article-days.ts';
import { toDayNumber } from './calendar.ts';
import { followClock, readClock } from './clock-days.ts';
import { findOwnTime } from './own-time.ts';
import { resolveTime } from './resolve-time.ts';
import type { SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';
import { findSceneTime, type SceneContext } from './scene-day.ts';
import { articleDayAt, createStoryDays, type StoryDays } from './story-days.ts';

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
/** An article with this many sayings at clock times is a chronicle: its clock runs on over midnight. */
const CHRONICLE = 3;

interface Dated {
  readonly date: ImpreciseDate | null;
  readonly paragraph: number;
  readonly who: string | null;
}

const dayDate = (date: string): ImpreciseDate => ({ date, precision: 'day' });

/** The time of each part, in order; null where neither the text nor the article tells it. */
export function readStatedTimes(
  parts: readonly DatedPart[],
  context: SceneContext,
): readonly (ImpreciseDate | null)[] {
  const { document, times, words } = context;
  const days = readArticleDays(document);
  const contents = parts.flatMap(({ attribution }) => attribution.content);
  const story = createStoryDays(document, days, times, contents);
  const own = parts.map(({ candidate, clause }) => {
    const found = clause && findOwnTime(candidate, clause, document.text, words);
    if (!found) return undefined;
    const date = resolve(found.value, story, clause.tree.sentence.start, days);
    // "last winter": not on the article's day, and no more is known
    return date ?? (found.value.kind === 'past' ? null : undefined);
  });
  const clock = readClockDays(context, parts, days);
  const scene = createScenes(context, days, createStoryDays(document, days, times, contents));
  const usual = days.dateline ?? leadDay(document, parts, own, days) ?? eventDay(context, days);

  const bySpeaker = new Map<string, Dated>();
  let last: Dated | null = null;
  return parts.map((part, i) => {
    const at = placeOf(part.attribution);
    const paragraph = paragraphAt(document, at);
    const who = speakerKey(part.attribution, document.text);
    const before = who === null ? undefined : bySpeaker.get(who);
    const sceneDay = scene.dayOf(at, paragraph, pointsBack(part));
    const told = own[i] !== undefined ? own[i] : (clock?.[i]?.own ?? sceneDay);
    const same = last?.who === who ? last : null;
    const known = told !== undefined ? told : carry(part, paragraph, same, before, last, days.article, words);
    const date = known !== undefined ? known : (clock?.[i]?.running ?? usualAt(at, days, usual));
    const dated: Dated = { date, paragraph, who };
    if (told && who !== null) bySpeaker.set(who, dated);
    last = dated;
    return date;
  });
}

const resolve = (
  value: Parameters<typeof resolveTime>[0],
  story: StoryDays,
  at: number,
  days: ArticleDays,
): ImpreciseDate | null => {
  const anchor = story.before(at);
  if (anchor !== null) return resolveTime(value, anchor);
  // Without a date of the article, only a full date can be told.
  const complete = value.kind === 'date' && value.year !== null;
  return complete ? resolveTime(value, { article: '9999-12-31', story: '9999-12-31' }) : days.date;
};

/** The day that goes on from what the text told before; undefined where nothing shows that the occasion is the same. */
function carry(
  part: DatedPart,
  paragraph: number,
  same: Dated | null,
  before: Dated | undefined,
  last: Dated | null,
  article: string | null,
  words: SayingWords,
): ImpreciseDate | null | undefined {
  if (same && same.paragraph >= paragraph - 1) return same.date;
  if (before?.paragraph === paragraph) return before.date;
  if (last?.paragraph === paragraph && (isFresh(last.date, article) || isDocumentOf(part, words)))
    return last.date;
  if (before && (isFresh(before.date, article) || paragraph - before.paragraph <= 1)) return before.date;
  return undefined;
}

function usualAt(at: number, days: ArticleDays, usual: string | null): ImpreciseDate | null {
  const heading = days.headings.length > 1 ? articleDayAt(days, at) : null;
  const day = heading ?? usual;
  return day === null ? days.date : dayDate(day);
}

const placeOf = ({ cue, content }: Attribution): number => cue?.start ?? content[0]?.start ?? 0;

const speakerKey = ({ speaker, source }: Attribution, text: string): string | null =>
  speaker?.id ?? (source ? text.slice(source.start, source.end).toLowerCase() : null);

/** "The message concluded": a document told of before, whose date is its own. */
function isDocumentOf({ clause }: DatedPart, words: SayingWords): boolean {
  if (!clause || clause.source < 0) return false;
  const { tree, source } = clause;
  const definite = childrenOf(tree, source).some((child) =>
    /^(?:the|this|that)$/.test(tree.lower[child] ?? ''),
  );
  return definite && words.documents.has(tree.lemma[source] ?? '');
}

/** "She claimed there that": on the occasion that was told of before. */
const pointsBack = ({ clause }: DatedPart): boolean =>
  clause !== null &&
  childrenOf(clause.tree, clause.ladder[0] ?? -1).some((child) => clause.tree.lower[child] === 'there');

/** A day of the last week, which what is told next may share. */
function isFresh(date: ImpreciseDate | null, article: string | null): boolean {
  if (date === null || article === null || date.precision === 'year' || date.precision === 'month')
    return false;
  const age = (toDayNumber(article) ?? 0) - (toDayNumber(date.date.slice(0, 10)) ?? 0);
  return age >= 0 && age <= FRESH_DAYS;
}

function paragraphAt({ paragraphs }: Document, offset: number): number {
  return lastAt(offset, paragraphs.length, (index) => paragraphs[index]?.start ?? 0);
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

/** The only day in the first sentence, "approved the treaty late on Tuesday", where the article came out on the next. */
function eventDay({ document, times }: SceneContext, days: ArticleDays): string | null {
  const first = document.sentences.findIndex(
    ({ start, end }) =>
      end - start >= SHORTEST_LEAD && /[.!?]["”’)]?$/.test(document.text.slice(start, end).trimEnd()),
  );
  const lead = document.sentences[first];
  // in a transcript the first sentence is somebody's, not the narrator's
  const isSaid = document.turns.some(
    ({ content }) => lead && content.start <= lead.start && lead.start < content.end,
  );
  if (!lead || isSaid || days.article === null) return null;
  const anchor = { article: days.article, story: days.article };
  const told = times(first).flatMap(({ value }) => {
    const date = resolveTime(value, anchor);
    return date?.precision === 'day' ? date.date : [];
  });
  const [day] = told;
  if (day === undefined || told.length > 1) return null;
  const age = (toDayNumber(days.article) ?? 0) - (toDayNumber(day) ?? 0);
  return age >= 0 && age <= LEAD_DAYS ? day : null;
}

/** Characters of a sentence that is no headline, caption or dateline; it ends with a stop as well. */
const SHORTEST_LEAD = 60;

interface ClockDay {
  /** The day of the clock time in the sentence. */
  readonly own: ImpreciseDate | undefined;
  /** The day on which the clock of the chronicle stands. */
  readonly running: ImpreciseDate;
}

/** The days of a chronicle, from the day that its first paragraphs name on; null for other articles. */
function readClockDays(
  { document, times: sentenceTimes }: SceneContext,
  parts: readonly DatedPart[],
  days: ArticleDays,
): readonly ClockDay[] | null {
  if (days.headings.length > 1 || days.article === null) return null;
  const times = parts.map(({ clause, candidate }) => {
    if (!clause) return [];
    const { sentence } = clause.tree;
    const end = candidate.content.find(({ start }) => start > (candidate.cue?.start ?? sentence.end))?.start;
    return readClock(document.text, {
      start: sentence.start,
      end: Math.min(sentence.end, end ?? sentence.end),
    });
  });
  if (times.filter((minutes) => minutes.length > 0).length < CHRONICLE) return null;
  const lead = document.paragraphs[Math.min(2, document.paragraphs.length) - 1]?.end ?? 0;
  const first = createStoryDays(document, days, sentenceTimes, []).before(lead)?.story ?? days.article;
  const clock = followClock(first);
  let running = dayDate(first);
  return times.map((minutes) => {
    if (minutes.length === 0) return { own: undefined, running };
    running = dayDate(clock.next(minutes));
    return { own: running, running };
  });
}

/** The days of the occasions that paragraphs open with, asked for in text order. */
function createScenes(
  context: SceneContext,
  days: ArticleDays,
  story: StoryDays,
): { dayOf(at: number, paragraph: number, there: boolean): ImpreciseDate | undefined } {
  const { sentences } = context.document;
  let next = 0;
  let scene: { readonly date: ImpreciseDate; readonly paragraph: number } | null = null;
  return {
    dayOf: (at, paragraph, there) => {
      for (; (sentences[next]?.end ?? at + 1) <= at; next += 1) {
        const sentence = sentences[next];
        if (!sentence || sentence.paragraph < paragraph - 1) continue;
        const found = findSceneTime(next, context);
        const date = found && resolve(found.value, story, sentence.start, days);
        if (date?.precision === 'day') scene = { date, paragraph: sentence.paragraph };
      }
      const holds = scene?.paragraph === paragraph || (there && scene?.paragraph === paragraph - 1);
      return holds ? scene?.date : undefined;
    },
  };
}
