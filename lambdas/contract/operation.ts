// The shape of one operation of the API, from which routing, checks and OpenAPI are made.
import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

/** What a key must hold. `public` needs no key; every key may read; `admin` may do everything. */
export const SCOPES = ['read', 'webhooks', 'review', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Content {
  readonly schema: z.ZodType;
  /** Shown in the documentation, and checked against the schema by a test. */
  readonly example: unknown;
}

export interface OperationDefinition {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly method: Method;
  /** A template: `/speakers/{id}/statements`. */
  readonly path: `/${string}`;
  readonly scope: Scope | 'public';
  /** The answer's format is settled otherwise: clients that accept only what does not exist here get it all the same. */
  readonly ignoresAccept?: boolean;
  readonly pathParameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** A JSON body. */
  readonly body?: { readonly schema: z.ZodType; readonly example: unknown };
  /** The answer when all is well; `content` by media type, the first being the default; none where the body is empty. */
  readonly success: {
    readonly status: 200 | 201 | 202 | 204;
    readonly description: string;
    readonly content: Readonly<Record<string, Content>>;
    /** Answer headers besides those of every answer: name and description. */
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Problems of its own; those of every operation are added by the document. */
  readonly errors?: readonly ProblemCode[];
}

/** The operation as it is, with its types kept. */
export function defineOperation<const Definition extends OperationDefinition>(
  definition: Definition,
): Definition {
  return definition;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<never, never>;

/** What a handler of the operation is given: every parameter checked. */
export interface InputOf<Definition extends OperationDefinition> {
  readonly path: Parsed<Definition['pathParameters']>;
  readonly query: Parsed<Definition['query']>;
  readonly body: Definition['body'] extends { readonly schema: infer Schema } ? Parsed<Schema> : undefined;
}

/** The JSON body that a handler answers. */
export type AnswerOf<Definition extends OperationDefinition> = Definition['success']['content'] extends {
  readonly 'application/json': { readonly schema: infer Schema };
}
  ? Parsed<Schema>
  : never;
