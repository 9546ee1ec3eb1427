// Gives a time expression its date: "on Friday" in an article of Saturday 2031-03-15 is 2031-03-14.
import type { ImpreciseDate } from '../attribution.ts';
import { addMonths, toDayNumber, toIsoDay, weekdayOf } from './calendar.ts';
import type { TimeUnit, TimeValue } from './time-expression.ts';

/** ISO days: that of the article (or of the entry of a live feed), and the one that the text last told of. */
export interface TimeAnchor {
  readonly article: string;
  readonly story: string;
}

const day = (number: number): ImpreciseDate => ({ date: toIsoDay(number), precision: 'day' });

/**
 * The date that `value` means, as exact as it is known; null where it cannot be told or where the article's day is
 * no day. Weekdays and dates without a year are the latest that are not after the article.
 */
export function resolveTime(value: TimeValue, anchor: TimeAnchor): ImpreciseDate | null {
  const article = toDayNumber(anchor.article);
  if (article === null) return null;
  switch (value.kind) {
    case 'weekday': {
      const back = (weekdayOf(article) - value.weekday + 7) % 7;
      return day(article - (back === 0 && value.before ? 7 : back));
    }
    case 'shift':
      return shiftDay(article, value.unit, value.count);
    case 'story':
      return shiftDay(toDayNumber(anchor.story) ?? article, value.unit, value.count);
    case 'period':
      return periodOf(article, value.unit, value.count);
    case 'date':
      return completeDate(value.year, value.month, value.day, toIsoDay(article));
    case 'past':
      return null;
  }
}

function shiftDay(from: number, unit: TimeUnit, count: number): ImpreciseDate {
  const iso = toIsoDay(from);
  if (unit === 'day') return day(from + count);
  if (unit === 'month') return { date: addMonths(iso.slice(0, 7), count), precision: 'month' };
  if (unit === 'year') return { date: toYear(Number(iso.slice(0, 4)) + count), precision: 'year' };
  // "two weeks ago" is not told to the day
  return { date: toIsoDay(from + 7 * count).slice(0, 7), precision: 'month' };
}

/** The unit that lies `count` units from the article's, as far as one prefix can hold it: a week may span two months. */
function periodOf(article: number, unit: TimeUnit, count: number): ImpreciseDate | null {
  const iso = toIsoDay(article);
  if (unit === 'month') return { date: addMonths(iso.slice(0, 7), count), precision: 'month' };
  if (unit === 'year') return { date: toYear(Number(iso.slice(0, 4)) + count), precision: 'year' };
  const monday = article - ((weekdayOf(article) + 6) % 7) + 7 * count;
  const first = toIsoDay(monday);
  const last = count === 0 ? iso : toIsoDay(monday + 6);
  if (first === last) return { date: first, precision: 'day' };
  if (first.slice(0, 7) === last.slice(0, 7)) return { date: first.slice(0, 7), precision: 'month' };
  return first.slice(0, 4) === last.slice(0, 4) ? { date: first.slice(0, 4), precision: 'year' } : null;
}

const toYear = (year: number): string => String(year).padStart(4, '0');

function completeDate(
  year: number | null,
  month: number | null,
  date: number | null,
  article: string,
): ImpreciseDate | null {
  if (month === null) return year === null ? null : { date: toYear(year), precision: 'year' };
  const prefix = date === null ? pad(month) : `${pad(month)}-${pad(date)}`;
  const thisYear = Number(article.slice(0, 4));
  const later = prefix > article.slice(5, 5 + prefix.length);
  const full = `${toYear(year ?? (later ? thisYear - 1 : thisYear))}-${prefix}`;
  if (date === null) return month <= 12 ? { date: full, precision: 'month' } : null;
  return toDayNumber(full) === null ? null : { date: full, precision: 'day' };
}

const pad = (n: number): string => String(n).padStart(2, '0');
