// When a message is tried again: the schedule of Standard Webhooks, with jitter and the receiver's own wishes.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Pauses before the first to the tenth attempt, in milliseconds, each counted from the failure before it. The pauses
 * are those that the Standard Webhooks specification recommends ("Deliverability and reliability").
 */
export const ATTEMPT_DELAYS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Pauses are made up to this share longer, so that receivers that come back are not met by all at once. */
export const JITTER = 0.1;

/** A receiver may ask for a longer pause, but not for one past the last of the schedule. */
const LONGEST_PAUSE = 24 * HOUR;

/**
 * Milliseconds until the next attempt after `attempts` made, the last of which failed; null when all are spent.
 * `random`: a number in [0, 1). `retryAfter`: milliseconds that the receiver asked for, if any.
 */
export function delayNextAttempt(attempts: number, random: number, retryAfter: number | null): number | null {
  const pause = ATTEMPT_DELAYS[attempts];
  if (pause === undefined) return null;
  const jittered = Math.round(pause * (1 + JITTER * random));
  return Math.max(jittered, Math.min(retryAfter ?? 0, LONGEST_PAUSE));
}

/** Milliseconds of a `Retry-After` header: seconds, or an HTTP date compared with `now` (ISO 8601); null if neither. */
export function readRetryAfter(header: string | null, now: string): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * SECOND;
  const until = /\bGMT\s*$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(until) ? null : Math.max(0, until - Date.parse(now));
}
