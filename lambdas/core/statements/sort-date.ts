// How dates of every exactness compare: as strings in UTC, an imprecise one as its first day.

/** Sorts before every date: of a statement of which the time is not known. */
export const UNDATED = '0000-00-00';

/**
 * `2025` becomes `2025-01-01`, `2025-03` `2025-03-01`; a timestamp becomes UTC with milliseconds and sorts within its
 * day; null or anything else becomes {@link UNDATED}.
 */
export function sortDate(date: string | null): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/u.exec(date ?? '');
  if (match === null) return UNDATED;
  const [, year, month = '01', day = '01', time] = match;
  if (time !== undefined) {
    // A timestamp without a zone is taken as UTC, wherever this runs.
    const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(time) ? date : `${date}Z`;
    const parsed = Date.parse(zoned ?? '');
    if (!Number.isNaN(parsed)) return new Date(parsed).toISOString();
  }
  return `${year}-${month}-${day}`;
}

/** Inclusive bounds for {@link sortDate}s: prefixes as they are, full timestamps in UTC. Undated is in no range. */
export function dateBounds(
  from: string | undefined,
  to: string | undefined,
): { lower: string; upper: string } {
  const lower = from === undefined ? (to === undefined ? '' : '0000-00-01') : boundOf(from);
  return { lower, upper: `${to === undefined ? '' : boundOf(to)}~` };
}

function boundOf(date: string): string {
  return /T.*(?:Z|[+-]\d{2}:?\d{2})$/u.test(date) ? sortDate(date) : date;
}
