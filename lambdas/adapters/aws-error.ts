// Translates what the AWS SDK throws into the errors of the ports, after the SDK's own retries have ended.
import { DependencyError, type DependencyErrorCode } from '../application/ports/dependency-error.ts';

/** Names as in the AWS SDK's own list of throttling errors, and S3's SlowDown. */
const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
]);

const UNAVAILABLE = new Set([
  'AbortError',
  'InternalError',
  'InternalServerError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'TimeoutError',
]);

/** Node's codes of a connection that could not be made or was lost. */
const LOST_CONNECTION = /^(?:ECONN|EPIPE$|ETIMEDOUT$|ENOTFOUND$|EAI_AGAIN$|EHOSTUNREACH$|ENETUNREACH$)/u;

/** The name of an SDK error, e.g. `ConditionalCheckFailedException`; empty for anything else. */
export function awsErrorName(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

export function classifyAwsError(error: unknown): DependencyErrorCode {
  const name = awsErrorName(error);
  if (THROTTLED.has(name)) return 'throttled';
  if (UNAVAILABLE.has(name)) return 'unavailable';
  const { code, $metadata } = (error ?? {}) as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  if (typeof code === 'string' && LOST_CONNECTION.test(code)) return 'unavailable';
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'refused';
}

/**
 * Runs one SDK call.
 * @throws {DependencyError} in place of whatever the SDK throws, with that as its cause; `what` begins the message
 */
export async function callAws<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DependencyError) throw error;
    throw new DependencyError(classifyAwsError(error), `${what}: ${awsErrorName(error) || 'failed'}`, error);
  }
}
