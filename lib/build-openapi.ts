// Makes the OpenAPI 3.1 document from the table of operations. Run at build time; openapi.json is what is served.
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { EXAMPLE_BASE } from '../lambdas/contract/examples.ts';
import type { Content, OperationDefinition, Scope } from '../lambdas/contract/operation.ts';
import { OPERATIONS } from '../lambdas/contract/operations.ts';
import {
  createProblem,
  locateProblem,
  PROBLEMS,
  Problem,
  type ProblemCode,
} from '../lambdas/contract/problems.ts';

const DESCRIPTION = `Who said what in diplomacy: statements with their speakers, times and exact sources.

Lists answer \`{items, next}\`. \`next\` is the address of the next page, also sent as a \`Link\` header, and null at the
end; its cursor is signed and belongs to its query. Unknown parameters are refused. Every error is a problem document
(RFC 9457) with a stable \`code\`. Answers that are not streamed carry a strong \`ETag\`; send it back in \`If-None-Match\` for a 304.
Keys are sent as \`Authorization: Bearer …\`.`;

const TAGS: Readonly<Record<string, string>> = {
  Speakers: 'Who speaks: persons, bodies and countries.',
  Statements: 'Who said what, when, to whom, and where it is reported.',
  Articles: 'Where statements are reported, in every version.',
  Uploads: 'What became of an upload.',
  'Saved queries': 'Addresses for spreadsheets and feed readers that cannot send a key.',
  Exports: 'Large answers as files, made in the background.',
  Webhooks: 'Alerts on new statements, by the Standard Webhooks specification.',
  Reviews: 'Corrections by people.',
  Lists: 'Values that filters take.',
  Service: 'The service itself.',
};

/** Problems of an operation: its own, and those that its shape brings. */
function listProblems(operation: OperationDefinition): readonly ProblemCode[] {
  const codes: ProblemCode[] = ['invalid_request', ...(operation.errors ?? [])];
  if (operation.scope !== 'public') codes.push('unauthenticated', 'forbidden', 'rate_limited');
  if (operation.body) codes.push('body_too_large', 'unsupported_media_type');
  codes.push('not_acceptable', 'internal', 'unavailable');
  return [...new Set(codes)];
}

/** The document as a plain value. */
export function buildOpenApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, operation] of Object.entries<OperationDefinition>(OPERATIONS)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operationId, operation),
    };
  }
  const used = new Set(Object.values<OperationDefinition>(OPERATIONS).map((operation) => operation.tag));
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Diplomatic statement tracker',
        version: '1.0.0',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'Where this document is served from.' }],
      tags: Object.entries(TAGS)
        .filter(([name]) => used.has(name))
        .map(([name, description]) => ({ name, description })),
      paths: paths as ZodOpenApiPathsObject,
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key (`npm run keys -- create`).' },
        },
      },
    },
    {
      reused: 'inline',
      // zod marks read-only types; in OpenAPI the word means that a client must not send the field, which is not meant.
      override: ({ jsonSchema }) => {
        delete jsonSchema.readOnly;
      },
    },
  );
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}

function describeOperation(operationId: string, operation: OperationDefinition): ZodOpenApiOperationObject {
  const { success } = operation;
  const hasContent = Object.keys(success.content).length > 0;
  return {
    operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: operation.scope === 'public' ? [] : [{ bearer: [] }],
    'x-scope': operation.scope,
    requestParams: {
      ...(operation.pathParameters ? { path: operation.pathParameters } : {}),
      ...(operation.query ? { query: withListStyle(operation.query) } : {}),
    },
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: operation.body.schema, example: operation.body.example },
            },
          },
        }
      : {}),
    responses: {
      [String(success.status)]: {
        description: success.description,
        headers: describeHeaders(operation),
        ...(hasContent ? { content: describeContent(success.content) } : {}),
      },
      ...(operation.method === 'GET'
        ? { '304': { description: 'Not modified: what `If-None-Match` names is still current.' } }
        : {}),
      ...describeProblems(listProblems(operation), operation.scope),
    } as ZodOpenApiResponsesObject,
  };
}

/** Lists are one parameter, parted by commas. */
function withListStyle(query: z.ZodObject): z.ZodObject {
  const shape = Object.entries(query.shape).map(([name, schema]) => {
    const type = unwrapType(schema as z.ZodType);
    return [
      name,
      type instanceof z.ZodArray
        ? (schema as z.ZodType).meta({
            ...(schema as z.ZodType).meta(),
            param: { style: 'form', explode: false },
          })
        : schema,
    ];
  });
  return z.strictObject(Object.fromEntries(shape));
}

/** The schema inside optional and default wrappers. */
function unwrapType(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapType(schema.unwrap() as z.ZodType)
    : schema;
}

function describeContent(content: Readonly<Record<string, Content>>) {
  return Object.fromEntries(
    Object.entries(content).map(([mediaType, { schema, example }]) => [mediaType, { schema, example }]),
  );
}

function describeHeaders(operation: OperationDefinition): Record<string, unknown> {
  const header = (description: string) => ({ description, schema: { type: 'string' } });
  const paged = operation.query !== undefined && 'cursor' in operation.query.shape;
  return {
    ...(operation.method === 'GET' ? { ETag: header('Strong validator of this representation.') } : {}),
    ...(paged ? { Link: header('`rel="next"`: the next page (RFC 8288).') } : {}),
    ...(operation.scope === 'public'
      ? {}
      : {
          RateLimit: header('Requests that the key has left, and seconds until there are all of them again.'),
        }),
    ...Object.fromEntries(
      Object.entries(operation.success.headers ?? {}).map(([name, text]) => [name, header(text)]),
    ),
  };
}

function describeProblems(codes: readonly ProblemCode[], scope: Scope | 'public'): Record<string, unknown> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group
          .map(
            (code) =>
              `\`${code}\`: ${PROBLEMS[code].title}${code === 'forbidden' ? ` (scope \`${scope}\`)` : ''}.`,
          )
          .join(' '),
        ...(status === 429
          ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'string' } } } }
          : {}),
        content: {
          'application/problem+json': {
            schema: Problem,
            examples: Object.fromEntries(
              group.map((code) => [code, { value: locateProblem(createProblem(code), EXAMPLE_BASE) }]),
            ),
          },
        },
      },
    ]),
  );
}
