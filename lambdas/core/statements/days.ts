// Days of dates that are known only to a year, a month, a day or a minute.

/** The first day that an ISO 8601 date or prefix covers, in UTC: "2031" and "2031-01" begin on 2031-01-01. */
export function firstDayOf(date: string): string {
  if (date.includes('T')) return new Date(date).toISOString().slice(0, 10);
  return `${date}-01-01`.slice(0, 10);
}

/** The last day that an ISO 8601 date or prefix covers, in UTC. */
export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length !== 7) return firstDayOf(date);
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The date as exact as it is known, but no more exact than a day. */
export function dayOrCoarser(date: string): string {
  return date.includes('T') ? firstDayOf(date) : date;
}
