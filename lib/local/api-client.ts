// The API as the commands ask it: over HTTP, like every other client.
import type { z } from 'zod';
import type { Problem } from '../../lambdas/contract/problems.ts';
import { describeError, LocalError } from './local-error.ts';

export interface ApiClient {
  readonly base: string;
  /**
   * The JSON at `path`, as the contract has it.
   * @throws {LocalError} `not_running` where nobody answers, `request_failed` with the problem's words
   */
  get<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    query?: Readonly<Record<string, string | undefined>>,
  ): Promise<z.output<Schema>>;
  /**
   * Sends a change, and answers the JSON that comes back; null where none does.
   * @throws {LocalError} as `get`
   */
  send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
}

/** Milliseconds after which an answer is given up: the gateway's own limit, and a little. */
const TIMEOUT = 35_000;

export function createApiClient({ base, key }: { base: string; key: string | undefined }): ApiClient {
  async function call(url: URL, init: RequestInit): Promise<unknown> {
    const headers = {
      accept: 'application/json',
      ...(init.body && { 'content-type': 'application/json' }),
      ...(key && { authorization: `Bearer ${key}` }),
    };
    const signal = AbortSignal.timeout(TIMEOUT);
    const response = await fetch(url, { ...init, headers, signal }).catch((error: unknown) => {
      const cause = error instanceof Error && error.cause ? error.cause : error;
      const advice = 'start one with "npm start", or set TRACKER_API to where it is.';
      throw new LocalError(
        'not_running',
        `No tracker answers at ${base} (${describeError(cause)}): ${advice}`,
        error,
      );
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new LocalError('request_failed', describeProblem(response.status, body));
    return body;
  }

  const resolve = (path: string): URL => new URL(path.startsWith('http') ? path : `${base}${path}`);
  return {
    base,
    get: async (_, path, query = {}) => {
      const url = resolve(path);
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) url.searchParams.set(name, value);
      }
      return (await call(url, {})) as z.output<typeof _>;
    },
    send: (method, path, body) =>
      call(resolve(path), { method, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  };
}

function describeProblem(status: number, body: unknown): string {
  const problem = body as Partial<Problem> | null;
  if (!problem?.title) return `The API answered ${status}.`;
  const faults = (problem.errors ?? []).map(
    (fault) => `${fault.parameter ?? fault.pointer ?? ''}: ${fault.detail}`,
  );
  const candidates = (problem.candidates ?? []).map(({ id, name, offices }) =>
    [`${name} (${id})`, ...offices.slice(0, 1)].join(', '),
  );
  const more = candidates.length > 0 ? [`one of: ${candidates.join('; ')}`] : faults;
  return [problem.title, problem.detail, ...more].filter(Boolean).join(' – ');
}
