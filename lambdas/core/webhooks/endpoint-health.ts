// How an endpoint is doing: when to leave it alone for a while, and when to give it up.
import type { Verdict } from './attempt-outcome.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface EndpointHealth {
  /** Failures in a row over all its messages. */
  readonly failures: number;
  /** ISO 8601: the first of them; null while the last attempt succeeded. */
  readonly failingSince: string | null;
  /** ISO 8601: the last of them; null while the last attempt succeeded. */
  readonly failedAt: string | null;
  /** ISO 8601: no attempt before this time, except the one that probes; null while the circuit is closed. */
  readonly openUntil: string | null;
}

export const HEALTHY: EndpointHealth = { failures: 0, failingSince: null, failedAt: null, openUntil: null };

/** Failures in a row after which an endpoint is left alone: one bad answer is no outage. */
const TRIP_AFTER = 3;
/** First pause, doubled at each further failure, up to the longest. */
const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 5 * MINUTE;
/** Nothing but failures for so long disables the endpoint, as Svix does and its users know. */
const GIVE_UP_AFTER = 5 * DAY;
/**
 * After so long without any attempt a failure begins a new row: that an endpoint failed weeks ago, when it was last
 * asked, does not mean that it was down ever since. Longer than the longest pause between two attempts of one message.
 */
const FORGET_AFTER = 48 * HOUR;

/** Health after one more attempt at `now` (ISO 8601); `retryAfter`: milliseconds that the receiver asked for. */
export function updateHealth(
  health: EndpointHealth,
  verdict: Verdict,
  now: string,
  retryAfter: number | null,
): EndpointHealth {
  if (verdict === 'delivered') return HEALTHY;
  const forgotten = health.failedAt !== null && Date.parse(now) - Date.parse(health.failedAt) >= FORGET_AFTER;
  const before = forgotten ? HEALTHY : health;
  const failures = before.failures + 1;
  // A receiver that says that it is busy is believed at once.
  const tripped = verdict === 'busy' ? failures : failures - TRIP_AFTER + 1;
  const pause = tripped < 1 ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tripped - 1, 10));
  const wanted = Math.max(pause, Math.min(retryAfter ?? 0, LONGEST_PAUSE));
  return {
    failures,
    failingSince: before.failingSince ?? now,
    failedAt: now,
    openUntil: wanted === 0 ? null : new Date(Date.parse(now) + wanted).toISOString(),
  };
}

/** Whether the endpoint has done nothing but fail for so long that it is to be disabled. */
export function isGivenUp(health: EndpointHealth, now: string): boolean {
  return health.failingSince !== null && Date.parse(now) - Date.parse(health.failingSince) >= GIVE_UP_AFTER;
}
