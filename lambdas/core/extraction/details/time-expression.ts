// Reads the words that say when: in "The envoy said late on Friday", the words "late on Friday" and their meaning.
import type { Span } from '../../text/span.ts';

export type TimeUnit = 'day' | 'week' | 'month' | 'year';

/**
 * What a time expression means before it meets the article's date:
 * - `weekday`  "Friday"; `before` where that very day is left out ("last Friday")
 * - `shift`    "yesterday", "two weeks ago": units back or ahead of the article's day
 * - `story`    "a day earlier", "the same evening": units back or ahead of the day last told of
 * - `period`   "last month", "earlier this week": the whole unit, `count` units from the article's
 * - `date`     "14 March", "in March 2031", "in 2031": null where a part is not told
 * - `past`     "once", "last winter": not the article's day, and no date that could be told
 */
export type TimeValue =
  | { readonly kind: 'weekday'; readonly weekday: number; readonly before: boolean }
  | { readonly kind: 'shift' | 'story'; readonly unit: TimeUnit; readonly count: number }
  | { readonly kind: 'period'; readonly unit: TimeUnit; readonly count: number }
  | {
      readonly kind: 'date';
      readonly year: number | null;
      readonly month: number | null;
      readonly day: number | null;
    }
  | { readonly kind: 'past' };

export interface TimeExpression extends Span {
  readonly value: TimeValue;
  /** "on", "late on": null where the expression stands alone ("said Friday"). */
  readonly preposition: string | null;
  /** "at Friday's briefing": it says when something took place that the saying was part of. */
  readonly possessive: boolean;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const COUNTS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const WEEKDAY = '(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day';
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
const PART = '(?: (?:morning|afternoon|evening|night|noon))?';
const YEAR = '(?:1[6-9]|20|21)\\d\\d';
const COUNT =
  '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}|several|some|many)';

/** One alternative a form; the first that matches at a place wins, so longer forms stand first. Bounded repetition only. */
const FORMS = [
  `(?<iso>\\d{4}-\\d{2}-\\d{2})(?:T[\\d:.+Z-]{1,24})?`,
  `(?<numDay>\\d{1,2})(?<numMark>[./])(?<numMonth>\\d{1,2})\\k<numMark>(?<numYear>${YEAR})`,
  `(?<dmyDay>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<dmyMonth>${MONTH})\\b\\.?(?:,? (?<dmyYear>${YEAR}))?`,
  `(?<mdyMonth>${MONTH})\\b\\.? (?<mdyDay>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? (?<mdyYear>${YEAR}))?`,
  `(?:(?:early|late|mid)[ -])?(?<myMonth>${MONTH})\\b\\.?,?(?: of)? (?<myYear>${YEAR})`,
  `(?<bareLast>last |this |early |late |mid-)?(?<bareMonth>January|February|March|April|May|June|July|August|September|October|November|December)\\b(?<bareYear> last year| this year)?`,
  `(?<weekdayLast>last |this past |the previous )?(?<weekday>${WEEKDAY})${PART}`,
  `(?<yesterday>yesterday${PART}|last night|last evening)`,
  `(?<today>today|tonight|this (?:morning|afternoon|evening))`,
  `(?:only |just |about |some |more than )?(?<agoCount>${COUNT}) (?<agoUnit>minute|hour|day|week|month|year|decade)s? (?<ago>ago|earlier|before|later|after|previously)`,
  `the (?<relative>previous|preceding|following|next|same|very same) (?<relativeUnit>day|morning|afternoon|evening|night|week|month|year)`,
  `the (?<dayBefore>day|evening|night|week|month|year) (?<dayBeforeWay>before|after)(?! \\w)`,
  `(?:earlier |later |late |early )?(?<period>this|last|past) (?<periodUnit>week|month|year)`,
  `(?<season>(?:last|this|that|over the|at the) (?:spring|summer|autumn|fall|winter|weekend)|the weekend|in the past|years ago|the other day)`,
  `(?<then>at the time|that (?:day|morning|afternoon|evening|night))`,
  `(?<year>${YEAR})(?![\\d-])`,
].join('|');
const EXPRESSION = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${FORMS})(?![\\p{L}\\p{N}])`, 'giu');

/** The words right before an expression that say how it is meant; at most two of them. */
const LEAD =
  /(?:^|[^\p{L}])((?:(?:early|late|later|earlier|only|as early as|as late as)\s+)?(?:(on|in|at|during|dated|by|until|till|from|since|before|after|for|to|through|of|between|within|towards|toward|next|every|each|and|into|ahead of|beyond|than)\s+)?(?:the\s+)?(?:early\s+|late\s+|mid-)?)$/iu;

/** Month names that are words as well: they need a preposition or a year. */
const DOUBTFUL: ReadonlySet<string> = new Set(['may', 'march', 'mar', 'august']);

/** Prepositions by which an expression says when something was said, not since when or by when something is. */
const WHEN: ReadonlySet<string> = new Set(['on', 'in', 'at', 'during', 'dated']);

const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const toNumber = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** "three" is 3, "a" is 1; null for "several". */
const countOf = (word: string): number | null => {
  const lower = word.toLowerCase();
  if (lower === 'a' || lower === 'an') return 1;
  const index = COUNTS.indexOf(lower);
  if (index >= 0) return index;
  return /^\d+$/.test(lower) ? Number(lower) : null;
};

type Groups = Record<string, string | undefined>;

function readDate(groups: Groups): TimeValue | null {
  if (groups.iso !== undefined) {
    const [year = 0, month = 0, day = 0] = groups.iso.split('-').map(Number);
    return { kind: 'date', year, month, day };
  }
  if (groups.numYear !== undefined) return readNumeric(groups);
  const month = groups.dmyMonth ?? groups.mdyMonth ?? groups.myMonth;
  if (month !== undefined) {
    const year = toNumber(groups.dmyYear ?? groups.mdyYear ?? groups.myYear);
    return { kind: 'date', year, month: monthNumber(month), day: toNumber(groups.dmyDay ?? groups.mdyDay) };
  }
  if (groups.year !== undefined) return { kind: 'date', year: Number(groups.year), month: null, day: null };
  return null;
}

/** "14.03.2031" is day first; "14/03/2031" and "03/14/2031" tell their order, "03/04/2031" does not. */
function readNumeric({ numDay, numMark, numMonth, numYear }: Groups): TimeValue | null {
  const [first, second, year] = [Number(numDay), Number(numMonth), Number(numYear)];
  if (numMark === '.' || first > 12) return { kind: 'date', year, month: second, day: first };
  return second > 12 ? { kind: 'date', year, month: first, day: second } : null;
}

function readShift(groups: Groups): TimeValue | null {
  if (groups.yesterday !== undefined) return { kind: 'shift', unit: 'day', count: -1 };
  if (groups.today !== undefined) return { kind: 'shift', unit: 'day', count: 0 };
  if (groups.agoCount !== undefined && groups.agoUnit !== undefined) {
    const count = countOf(groups.agoCount);
    const kind = groups.ago?.toLowerCase() === 'ago' ? 'shift' : 'story';
    const ahead = /^(?:later|after)$/i.test(groups.ago ?? '');
    const unit = groups.agoUnit.toLowerCase();
    if (unit === 'minute' || unit === 'hour') return { kind, unit: 'day', count: 0 };
    if (count === null) return { kind: 'past' };
    if (unit === 'decade') return { kind, unit: 'year', count: ahead ? 10 * count : -10 * count };
    return { kind, unit: unit as TimeUnit, count: ahead ? count : -count };
  }
  if (groups.then !== undefined) return { kind: 'story', unit: 'day', count: 0 };
  const word = groups.relative ?? groups.dayBeforeWay;
  const unit = (groups.relativeUnit ?? groups.dayBefore)?.toLowerCase();
  if (word === undefined || unit === undefined) return null;
  const count = /^(?:previous|preceding|before)$/i.test(word) ? -1 : /same$/i.test(word) ? 0 : 1;
  const isUnit = unit === 'week' || unit === 'month' || unit === 'year';
  return { kind: 'story', unit: isUnit ? unit : 'day', count };
}

function readPeriod(groups: Groups): TimeValue | null {
  if (groups.weekday !== undefined) {
    return {
      kind: 'weekday',
      weekday: WEEKDAYS.indexOf(groups.weekday.toLowerCase()),
      before: groups.weekdayLast !== undefined,
    };
  }
  if (groups.period !== undefined && groups.periodUnit !== undefined) {
    return {
      kind: 'period',
      unit: groups.periodUnit.toLowerCase() as TimeUnit,
      count: groups.period.toLowerCase() === 'last' ? -1 : 0,
    };
  }
  return groups.season === undefined ? null : { kind: 'past' };
}

/** A part of every expression: most sentences have none of them, and need no closer look. */
const TRIGGER =
  /\d|day|night|morning|evening|week|month|year|decade|minute|hour|spring|summer|autumn|fall|winter|past|time|January|February|March|April|May|June|July|August|September|October|November|December|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/;

/** The time expressions of `span` that can say when something was done: "on Friday", but not "by Friday". Linear. */
export function readTimeExpressions(text: string, span: Span): readonly TimeExpression[] {
  const found: TimeExpression[] = [];
  const written = text.slice(span.start, span.end);
  if (!TRIGGER.test(written)) return found;
  const part = /[^\S ]/u.test(written) ? written.replace(/\s/gu, ' ') : written;
  EXPRESSION.lastIndex = 0;
  for (let match = EXPRESSION.exec(part); match; match = EXPRESSION.exec(part)) {
    const groups: Groups = match.groups ?? {};
    const lead = LEAD.exec(part.slice(Math.max(0, match.index - 28), match.index));
    const preposition = lead?.[2]?.toLowerCase() ?? null;
    let value = readDate(groups) ?? readShift(groups) ?? readPeriod(groups);
    if (groups.bareMonth !== undefined) {
      const told = preposition !== null || groups.bareLast !== undefined || groups.bareYear !== undefined;
      if (!/^\p{Lu}/u.test(groups.bareMonth) || (DOUBTFUL.has(groups.bareMonth.toLowerCase()) && !told))
        continue;
      value = { kind: 'date', year: null, month: monthNumber(groups.bareMonth), day: null };
    }
    if (value === null || isCapitalised(value, match[0]) === false) continue;
    if (preposition !== null && !WHEN.has(preposition) && !isOwn(preposition, value)) continue;
    const end = span.start + match.index + match[0].length;
    found.push({
      start: span.start + match.index - (lead?.[1]?.length ?? 0),
      end,
      value,
      preposition,
      possessive: /^['’]s?\s/u.test(part.slice(match.index + match[0].length)),
    });
  }
  return found;
}

/** Names of days and months are written with a capital: "may 14" in a chat is one, "sun" and "march on" are not. */
const isCapitalised = (value: TimeValue, written: string): boolean =>
  value.kind === 'weekday' || (value.kind === 'date' && value.month !== null && /\p{L}/u.test(written))
    ? /\p{Lu}/u.test(written)
    : true;

/** "an e-mail of 4 March", "his speech of last Friday": the date of a document or an event. */
const isOwn = (preposition: string, value: TimeValue): boolean =>
  preposition === 'of' && value.kind === 'date' && value.day !== null;
