// What the answer to an attempt means for its message and for its endpoint.

/** Why an attempt got no answer at all. */
export const NO_ANSWERS = ['timeout', 'connection', 'forbidden_address'] as const;
export type NoAnswer = (typeof NO_ANSWERS)[number];

export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'unanswered'; readonly why: NoAnswer };

/**
 * `delivered`: 2xx. `gone`: 410, the receiver wants no more. `busy`: 429, 502 or 504, or any answer with Retry-After:
 * the endpoint is to be slowed down. `failed`: all others, redirects among them, since following one would carry a
 * signed statement to an address that nobody registered.
 */
export type Verdict = 'delivered' | 'gone' | 'busy' | 'failed';

const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 502, 504]);

export function judgeAnswer(answer: Answer): Verdict {
  if (answer.kind === 'unanswered') return 'failed';
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return 'delivered';
  if (status === 410) return 'gone';
  return BUSY_STATUSES.has(status) || retryAfter !== null ? 'busy' : 'failed';
}
