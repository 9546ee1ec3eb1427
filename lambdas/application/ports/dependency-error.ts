// What every port throws when the thing behind it does not do its work.

/**
 * `throttled`: asked too often, worth waiting for; `unavailable`: a time-out, a lost connection, a fault on their side;
 * `refused`: it will fail again in the same way (denied, malformed, no such table); `corrupt`: what was read back is not
 * what this system writes.
 */
export type DependencyErrorCode = 'throttled' | 'unavailable' | 'refused' | 'corrupt';

export class DependencyError extends Error {
  readonly code: DependencyErrorCode;

  constructor(code: DependencyErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DependencyError';
    this.code = code;
  }
}

/** Whether the same call may succeed later, with nothing changed by anybody. */
export function isTransient(error: unknown): boolean {
  return error instanceof DependencyError && (error.code === 'throttled' || error.code === 'unavailable');
}
