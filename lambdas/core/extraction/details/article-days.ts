// The days that an article gives itself: "SAMRIN, March 20, 2031 -" before its first sentence, "14 March 2031" over the
// entries of a live feed, and the day on which it was published.
import { firstFrom } from '../../first-from.ts';
import type { Document } from '../../text/document.ts';
import type { ImpreciseDate } from '../attribution.ts';
import { toDayNumber } from './calendar.ts';
import { resolveTime } from './resolve-time.ts';
import { readTimeExpressions, type TimeExpression } from './time-expression.ts';

export interface ArticleDays {
  /** ISO day of the article: of its publication, else as its first lines give it; null where neither is known. */
  readonly article: string | null;
  /** The article's date as exact as it is known, for those of which only the month is. */
  readonly date: ImpreciseDate | null;
  /** ISO day of the dateline, where it is the article's or up to three days before. */
  readonly dateline: string | null;
  /** Days that stand alone on a line, in text order: each holds for what follows. */
  readonly headings: readonly DayHeading[];
}

export interface DayHeading {
  readonly at: number;
  readonly day: string;
}

/** Lines longer than this are prose. */
const LONGEST_HEADING = 64;
/** Lines of the head of a page in which a full date may stand when the article was published. */
const FIRST_LINES = 16;
const FIRST_CHARACTERS = 2000;
/** A dateline stands within this many characters. */
const DATELINE = 90;
/** A story filed days before it is published keeps its dateline; an older date is something else. */
const OLDEST_DATELINE = 3;
/** What may stand on a line beside its date. */
const NO_PROSE =
  /\b(?:published|posted|updated|last updated|date|issued|on|at|the|of|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day|day \d|a\.?m|p\.?m|gmt|utc|bst|c?est|edt|eet|msk|cet|local time|sent|live)\b/giu;

export function readArticleDays(document: Document): ArticleDays {
  const published = /^\d{4}-\d{2}-\d{2}/.exec(document.publishedAt ?? '')?.[0] ?? null;
  const known = published !== null && toDayNumber(published) !== null ? published : null;
  const article = known ?? readFirstDate(document.text);
  return {
    article,
    date: article === null ? coarseDate(document.publishedAt) : { date: article, precision: 'day' },
    dateline: article === null ? null : (readDateline(document, article) ?? readPlaceLine(document, article)),
    headings: readHeadings(document.text, article),
  };
}

/** "2031" or "2031-03", where no more is known of the publication. */
function coarseDate(publishedAt: string | null): ImpreciseDate | null {
  if (publishedAt === null) return null;
  if (/^\d{4}-\d{2}$/.test(publishedAt)) return { date: publishedAt, precision: 'month' };
  return /^\d{4}$/.test(publishedAt) ? { date: publishedAt, precision: 'year' } : null;
}

const isFullDate = ({ value }: TimeExpression): boolean =>
  value.kind === 'date' && value.year !== null && value.month !== null && value.day !== null;

const dayOf = (expression: TimeExpression, article: string): string | null => {
  const date = resolveTime(expression.value, { article, story: article });
  return date?.precision === 'day' ? date.date : null;
};

/** The first full date in the head of a scraped page: "date 2031-03-14", "Fri, 14 Mar 2031", a caption's. */
function readFirstDate(text: string): string | null {
  let at = 0;
  for (let line = 0; line < FIRST_LINES && at < Math.min(text.length, FIRST_CHARACTERS); line += 1) {
    const newline = text.indexOf('\n', at);
    const end = Math.min(newline < 0 ? text.length : newline, FIRST_CHARACTERS);
    // a full date has a year in figures
    const full = /\d{4}/.test(text.slice(at, end))
      ? readTimeExpressions(text, { start: at, end }).find(isFullDate)
      : undefined;
    const day = full ? dayOf(full, '2000-01-01') : null;
    if (day !== null) return day;
    at = end + 1;
  }
  return null;
}

/** "LISK, Norova, March 14 (Wire) -": capitals and a day before a dash, at the start of one of the first paragraphs. */
function readDateline(document: Document, article: string): string | null {
  for (const paragraph of document.paragraphs.slice(0, FIRST_LINES)) {
    const end = Math.min(paragraph.end, paragraph.start + DATELINE);
    const start = document.text.slice(paragraph.start, end);
    if (!/^[^\p{L}]{0,3}\p{Lu}{3}/u.test(start)) continue;
    const date = readTimeExpressions(document.text, { start: paragraph.start, end })[0];
    if (date?.value.kind !== 'date' || date.value.day === null) continue;
    const before = start.slice(0, date.start - paragraph.start);
    const after = document.text.slice(date.end, end + 30);
    if (/\p{Ll}{3,} \p{Ll}/u.test(before)) continue;
    if (
      !/^\.?,?\s*(?:\([^)\n]{1,30}\)|\/[^/\n]{1,20}\/)?[.,]?\s*(?:[-–—:]|$)/u.test(after) &&
      !/^[. ]{0,2}\/\p{Lu}/u.test(after)
    )
      continue;
    const day = dayOf(date, article);
    const back = (toDayNumber(article) ?? 0) - (toDayNumber(day ?? '') ?? 0);
    if (day !== null && back >= 0 && back <= OLDEST_DATELINE) return day;
  }
  return null;
}

/** "Stolvik, 2 November 2034" alone on one of the first lines: where and when a statement was issued. */
function readPlaceLine(document: Document, article: string): string | null {
  for (const { start, end } of document.paragraphs.slice(0, FIRST_PARAGRAPHS)) {
    const line = document.text.slice(start, end);
    if (end - start > LONGEST_HEADING || !PLACE_LINE.test(line)) continue;
    const date = readTimeExpressions(document.text, { start, end }).find(isFullDate);
    const day = date ? dayOf(date, article) : null;
    const back = (toDayNumber(article) ?? 0) - (toDayNumber(day ?? '') ?? 0);
    if (day !== null && back >= 0 && back <= OLDEST_DATELINE) return day;
  }
  return null;
}

/** Such a line stands among so many first paragraphs, and has a name, a comma and the date. */
const FIRST_PARAGRAPHS = 6;
const PLACE_LINE =
  /^\p{Lu}[\p{L}\p{M} .'’-]{1,40}, (?:\d{1,2}\.? \p{Lu}\p{L}+ \d{4}|\p{Lu}\p{L}+ \d{1,2}, \d{4})\.?$/u;

function readHeadings(text: string, article: string | null): readonly DayHeading[] {
  const headings: DayHeading[] = [];
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (end - at >= 6 && end - at <= LONGEST_HEADING && /\d/.test(text.slice(at, end))) {
      const day = readHeading(text, at, end, article);
      if (day !== null) headings.push({ at, day });
    }
    at = end + 1;
  }
  return headings;
}

function readHeading(text: string, start: number, end: number, article: string | null): string | null {
  const [date, more] = readTimeExpressions(text, { start, end }).filter(({ value }) => value.kind === 'date');
  if (!date || more || date.value.kind !== 'date' || date.value.day === null) return null;
  if (date.value.year === null && article === null) return null;
  const rest = `${text.slice(start, date.start)} ${text.slice(date.end, end)}`.replace(NO_PROSE, '');
  return /\p{L}/u.test(rest) ? null : dayOf(date, article ?? '2000-01-01');
}

/** The last heading before an offset; null where none stands before it. Binary search. */
export function headingBefore(headings: readonly DayHeading[], offset: number): string | null {
  const after = firstFrom(offset + 1, headings.length, (index) => headings[index]?.at ?? 0);
  return headings[after - 1]?.day ?? null;
}
