// What API Gateway answers by itself, without a function: problem+json like every other error. The stack's gateway
// responses and the local front are both made from this table.
import {
  createProblem,
  locateProblem,
  type Problem,
  type ProblemCode,
} from '../lambdas/contract/problems.ts';

const PROBLEM_TYPE = 'application/problem+json';

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
  // Of the firewall's rules, callers with a key meet the limit of one address.
  WAF_FILTERED: 'rate_limited',
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

/** How the API is reached from outside, and whose pages may read what it answers. */
export interface GatewaySettings {
  /** Origin and path of the API. */
  readonly baseUrl: string;
  /** Origins whose pages may call the API, parted by commas; `*` for all. */
  readonly corsOrigins?: string | undefined;
}

/**
 * Status, headers and body of what the gateway answers; the id of the request is filled in by the gateway. Problems are
 * for nobody's cache and nobody's frame. A gateway cannot choose between origins: where there are several, every page
 * may read its problems, which tell nothing but their code.
 */
export function describeGatewayProblem(
  type: GatewayResponseType,
  { baseUrl, corsOrigins = '' }: GatewaySettings,
): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Problem;
} {
  const problem = createProblem(GATEWAY_PROBLEMS[type]);
  const headers = {
    'cache-control': 'no-store',
    'content-type': PROBLEM_TYPE,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    ...(baseUrl.startsWith('https:') && {
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    }),
    ...(problem.status === 401 && { 'www-authenticate': 'Bearer realm="statements"' }),
    ...(problem.status === 429 && { 'retry-after': type === 'THROTTLED' ? '1' : '60' }),
    ...(corsOrigins !== '' && {
      'access-control-allow-origin': corsOrigins.includes(',') ? '*' : corsOrigins,
      'access-control-expose-headers': 'retry-after, x-amzn-requestid',
    }),
  };
  return { status: problem.status, headers, problem: locateProblem(problem, baseUrl.replace(/\/+$/, '')) };
}

/** Bytes: the largest request that API Gateway takes. */
export const REQUEST_LIMIT = 10 * 1024 * 1024;
/** Where callers put their key; API Gateway remembers the authorizer's answer by it. */
export const KEY_HEADER = 'Authorization';
