// Days as numbers: "2031-03-14" and the Friday before it, without clock, time zone or locale.

/** Days since 1970-01-01 of an ISO day; null where it is no day of the calendar ("2031-02-30"). */
export function toDayNumber(day: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const number = Math.round(Date.UTC(year, month - 1, date) / 86_400_000);
  return toIsoDay(number) === day ? number : null;
}

/** The ISO day of a number of days since 1970-01-01. */
export function toIsoDay(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** "2031-03" moved by whole months. */
export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}
