// How many requests a caller may send a minute, and the headers that say so.
import type { Clock } from './ports/clock.ts';
import type { RequestCounter } from './ports/request-limits.ts';

/** Requests a minute of one key; a page of 500 statements every tenth of a second. */
export const REQUESTS_PER_MINUTE = 600;
const WINDOW_SECONDS = 60;

export interface LimitDecision {
  readonly allowed: boolean;
  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10), `Retry-After` where refused. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts a request of `caller` in the present minute, or as many as it costs. */
export async function limitRequests(
  ports: { readonly counter: RequestCounter; readonly clock: Clock },
  caller: string,
  limit: number = REQUESTS_PER_MINUTE,
  requests = 1,
): Promise<LimitDecision> {
  const now = Date.parse(ports.clock.now());
  const start = now - (now % (WINDOW_SECONDS * 1000));
  const end = start + WINDOW_SECONDS * 1000;
  const window = new Date(start).toISOString();
  const uses = await ports.counter.count(caller, window, new Date(end).toISOString(), requests);
  const seconds = Math.max(1, Math.ceil((end - now) / 1000));
  const allowed = uses <= limit;
  return {
    allowed,
    headers: {
      'ratelimit-policy': `"minute";q=${limit};w=${WINDOW_SECONDS}`,
      ratelimit: `"minute";r=${Math.max(0, limit - uses)};t=${seconds}`,
      ...(allowed ? {} : { 'retry-after': String(seconds) }),
    },
  };
}
