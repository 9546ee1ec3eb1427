// Every error that the API answers: RFC 9457 problems with stable codes, one table.
import { z } from 'zod';

/** Status and title by code. Codes are never renamed. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_cursor: { status: 400, title: 'The cursor is not valid for this query' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  forbidden: { status: 403, title: 'The API key does not allow this' },
  unknown_route: { status: 404, title: 'There is nothing at this address' },
  unknown_resource: { status: 404, title: 'There is no such resource' },
  unknown_speaker: { status: 404, title: 'No speaker has this id, name or alias' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  not_acceptable: { status: 406, title: 'The answer does not exist in this format' },
  ambiguous_speaker: { status: 409, title: 'Several speakers have this name' },
  endpoint_disabled: { status: 409, title: 'The endpoint is disabled; enable it first' },
  taken_down: { status: 410, title: 'This was taken down' },
  precondition_failed: { status: 412, title: 'The resource has changed' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is not JSON' },
  answer_too_large: { status: 422, title: 'The answer is too large; ask for fewer items, or for an export' },
  limit_reached: { status: 409, title: 'No more of these can be made' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Temporarily not available' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const Fault = z
  .object({
    parameter: z
      .string()
      .optional()
      .meta({ description: 'Name of the query, path or header parameter at fault.' }),
    pointer: z
      .string()
      .optional()
      .meta({ description: 'JSON pointer into the body, as a fragment ("#/url").' }),
    code: z.string().meta({ description: 'Stable: unknown_parameter, repeated_parameter, invalid_value, …' }),
    detail: z.string(),
  })
  .readonly()
  .meta({ id: 'Fault', description: 'One thing that is wrong, and where.' });
export type Fault = z.output<typeof Fault>;

export const Candidate = z
  .object({ id: z.string(), name: z.string(), offices: z.array(z.string()).readonly() })
  .readonly()
  .meta({ id: 'Candidate', description: 'A speaker that the name may mean.' });
export type Candidate = z.output<typeof Candidate>;

export const Problem = z
  .object({
    type: z.string().meta({ description: 'Address at which the problem is documented.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'Id of the request, for those who look into it.' }),
    errors: z.array(Fault).readonly().optional(),
    candidates: z.array(Candidate).readonly().optional(),
  })
  .readonly()
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });
export type Problem = z.output<typeof Problem>;

/**
 * A problem as a value; `extra` carries the detail, the faults or the candidates. Its type is a path of the API, to be
 * completed by {@link locateProblem} before anybody is shown it.
 */
export function createProblem(
  code: ProblemCode,
  extra: {
    readonly detail?: string;
    readonly errors?: readonly Fault[];
    readonly candidates?: readonly Candidate[];
  } = {},
): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `/docs#problem-${code}`, title, status, code, ...extra };
}

/** The problem with the address of its documentation. `baseUrl`: of the API, without a slash at the end. */
export function locateProblem(problem: Problem, baseUrl: string): Problem {
  return { ...problem, type: `${baseUrl}${problem.type}` };
}
