// What API Gateway answers by itself, without a function: problem+json like every other error. The stack's gateway
// responses and the local front are both made from this table.
import { createProblem, type ProblemCode } from '../lambdas/contract/problems.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Gateway response types of API Gateway, with the problem that each is answered as. */
export const GATEWAY_PROBLEMS = {
  UNAUTHORIZED: 'unauthenticated',
  ACCESS_DENIED: 'forbidden',
  MISSING_AUTHENTICATION_TOKEN: 'unknown_route',
  RESOURCE_NOT_FOUND: 'unknown_route',
  REQUEST_TOO_LARGE: 'body_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  BAD_REQUEST_BODY: 'invalid_request',
  BAD_REQUEST_PARAMETERS: 'invalid_request',
  INVALID_API_KEY: 'forbidden',
  INVALID_SIGNATURE: 'forbidden',
  EXPIRED_TOKEN: 'forbidden',
  WAF_FILTERED: 'forbidden',
  THROTTLED: 'rate_limited',
  QUOTA_EXCEEDED: 'rate_limited',
  API_CONFIGURATION_ERROR: 'internal',
  AUTHORIZER_CONFIGURATION_ERROR: 'internal',
  AUTHORIZER_FAILURE: 'internal',
  DEFAULT_5XX: 'internal',
  INTEGRATION_FAILURE: 'unavailable',
  INTEGRATION_TIMEOUT: 'unavailable',
} as const satisfies Readonly<Record<string, ProblemCode>>;

export type GatewayResponseType = keyof typeof GATEWAY_PROBLEMS;

/** Headers of those answers: problems are for nobody's cache and nobody's frame. */
export const GATEWAY_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** Status and body of what the gateway answers; the id of the request is filled in by the gateway. */
export function describeGatewayProblem(type: GatewayResponseType): {
  readonly status: number;
  readonly problem: ReturnType<typeof createProblem>;
} {
  const problem = createProblem(GATEWAY_PROBLEMS[type]);
  return { status: problem.status, problem };
}

/** Bytes: the largest request that API Gateway takes, and the largest answer of a function. */
export const REQUEST_LIMIT = 10 * 1024 * 1024;
export const ANSWER_LIMIT = 6 * 1024 * 1024;
/** Where callers put their key; API Gateway remembers the authorizer's answer by it. */
export const KEY_HEADER = 'Authorization';
