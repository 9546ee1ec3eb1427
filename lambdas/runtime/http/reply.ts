// What a route answers, before it becomes bytes.
import type { Buffer } from 'node:buffer';
import type { LimitDecision } from '../../application/limit-requests.ts';
import type { AnswerOf, InputOf, OperationDefinition } from '../../contract/operation.ts';
import type { OperationId, Operations } from '../../contract/operations.ts';
import type { Problem } from '../../contract/problems.ts';
import type { Principal } from './principal.ts';
import type { HttpRequest } from './request.ts';

export interface ReplyExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** What the ETag is made of; without it, the body. */
  readonly tag?: string;
}

export type Reply<Body = unknown> =
  | ({ readonly kind: 'json'; readonly body: Body } & ReplyExtras)
  | ({ readonly kind: 'bytes'; readonly mediaType: string; readonly body: string | Buffer } & ReplyExtras)
  | ({
      readonly kind: 'stream';
      readonly mediaType: string;
      readonly chunks: AsyncIterable<string>;
    } & Omit<ReplyExtras, 'tag'>)
  | ({ readonly kind: 'empty' } & ReplyExtras)
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** What a route is given. */
export interface RouteContext<Definition extends OperationDefinition = OperationDefinition> {
  readonly input: InputOf<Definition>;
  readonly request: HttpRequest;
  /** Who asks. On public operations the local principal where keys are off, else null. */
  readonly principal: Principal | null;
  /** The media type agreed on, one of the operation's. */
  readonly mediaType: string;
  readonly pages: PageLinks;
  /** Counts `requests` more than this one against the caller's limit, for an answer that costs as much. */
  charge(requests: number): Promise<LimitDecision>;
}

/** Cursors and links of the query at hand. */
export interface PageLinks {
  /** The position inside the request's cursor; null on the first page. */
  readonly position: unknown;
  cursor(position: unknown): string;
  /** Address of the page at `position`, and the headers that carry it; nothing where it is null. */
  next(position: unknown): {
    readonly url: string | null;
    readonly headers: Readonly<Record<string, string>>;
  };
}

export type Route<Id extends OperationId> = (
  context: RouteContext<Operations[Id]>,
) => Promise<Reply<AnswerOf<Operations[Id]>>>;

/** Every operation has its route: the compiler says which is missing. */
export type Routes = { readonly [Id in OperationId]: Route<Id> };

/** Whose things a request is about. Only for operations that are not public: those always have a principal. */
export function ownerOf(principal: Principal | null): string {
  if (!principal) throw new Error('A public operation has no owner');
  return principal.owner;
}

export function json<Body>(body: Body, extras: ReplyExtras = {}): Reply<Body> {
  return { kind: 'json', body, ...extras };
}

export function problem(value: Problem, headers: Readonly<Record<string, string>> = {}): Reply<never> {
  return { kind: 'problem', problem: value, headers };
}
