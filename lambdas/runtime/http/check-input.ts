// Checks parameters and bodies against an operation's schemas; whatever is wrong is named.
import type { Buffer } from 'node:buffer';
import { z } from 'zod';
import type { OperationDefinition } from '../../contract/operation.ts';
import { createProblem, type Fault, type Problem } from '../../contract/problems.ts';
import type { HttpRequest } from './request.ts';

/** Largest body that is read (bytes): what is posted here are settings, never articles. */
export const MOST_BODY_BYTES = 64 * 1024;
/** Faults that one answer lists. */
const MOST_FAULTS = 20;

export interface Input {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export type CheckedInput =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly problem: Problem };

const EMPTY = z.strictObject({});

/** Parameters and body of a request, typed by the operation's schemas, or the problem to answer. */
export function checkInput(
  operation: OperationDefinition,
  path: Readonly<Record<string, string>>,
  request: HttpRequest,
): CheckedInput {
  const faults: Fault[] = [];
  const pathValues = checkParameters(
    operation.pathParameters ?? EMPTY,
    new Map(Object.entries(path).map(([name, value]) => [name, [value]])),
    faults,
  );
  const queryValues = checkParameters(operation.query ?? EMPTY, request.query, faults);
  let body: unknown;
  if (operation.body) {
    const read = readJson(request);
    if (read.kind === 'problem') return { ok: false, problem: read.problem };
    const result = operation.body.schema.safeParse(read.value);
    if (result.success) body = result.data;
    else faults.push(...result.error.issues.flatMap(describeBodyIssue));
  }
  if (faults.length > 0) {
    return { ok: false, problem: createProblem('invalid_request', { errors: faults.slice(0, MOST_FAULTS) }) };
  }
  return { ok: true, input: { path: pathValues, query: queryValues, body } };
}

function checkParameters(
  schema: z.ZodObject,
  given: ReadonlyMap<string, readonly string[]>,
  faults: Fault[],
): unknown {
  const values: Record<string, unknown> = Object.create(null);
  const before = faults.length;
  for (const [name, texts] of given) {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    if (!field) {
      faults.push({
        parameter: cut(name),
        code: 'unknown_parameter',
        detail: 'There is no such parameter here.',
      });
      continue;
    }
    const value = convert(unwrap(field), texts);
    if (value.ok) values[name] = value.value;
    else faults.push({ parameter: name, code: value.code, detail: value.detail });
  }
  if (faults.length > before) return undefined;
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    faults.push({
      parameter: String(issue.path[0] ?? ''),
      code:
        issue.code === 'invalid_type' && values[String(issue.path[0])] === undefined
          ? 'missing'
          : 'invalid_value',
      detail: `${issue.message}.`,
    });
  }
  return undefined;
}

type Converted =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** Strings of a query to the value that the schema wants. */
function convert(schema: z.ZodType, texts: readonly string[]): Converted {
  if (schema instanceof z.ZodArray) {
    const parts = texts.flatMap((text) => text.split(',')).map((part) => part.trim());
    return { ok: true, value: [...new Set(parts)] };
  }
  const [text] = texts;
  if (texts.length !== 1 || text === undefined) {
    return { ok: false, code: 'repeated_parameter', detail: 'The parameter may be given once.' };
  }
  if (schema instanceof z.ZodBoolean) {
    if (text === 'true' || text === 'false') return { ok: true, value: text === 'true' };
    return { ok: false, code: 'invalid_value', detail: 'Expected true or false.' };
  }
  if (schema instanceof z.ZodNumber) {
    if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return { ok: true, value: Number(text) };
    return { ok: false, code: 'invalid_value', detail: 'Expected a number.' };
  }
  if (!text.isWellFormed()) {
    return { ok: false, code: 'invalid_value', detail: 'Expected well-formed Unicode.' };
  }
  return { ok: true, value: text };
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

type ReadBody =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem };

function readJson(request: HttpRequest): ReadBody {
  const mediaType = request.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(mediaType)) {
    return { kind: 'problem', problem: createProblem('unsupported_media_type') };
  }
  const body: Buffer | null = request.body;
  if ((body?.length ?? 0) > MOST_BODY_BYTES) {
    return {
      kind: 'problem',
      problem: createProblem('body_too_large', { detail: `At most ${MOST_BODY_BYTES} bytes are read.` }),
    };
  }
  try {
    return { kind: 'value', value: JSON.parse(body?.toString('utf8') ?? '') };
  } catch {
    const fault: Fault = { pointer: '#', code: 'malformed_json', detail: 'The body is not JSON.' };
    return { kind: 'problem', problem: createProblem('invalid_request', { errors: [fault] }) };
  }
}

function describeBodyIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: toPointer([...issue.path, key]),
      code: 'unknown_field',
      detail: 'There is no such field here.',
    }));
  }
  return [{ pointer: toPointer(issue.path), code: 'invalid_value', detail: `${issue.message}.` }];
}

/** RFC 6901, as a URI fragment. */
function toPointer(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => cut(String(part)).replaceAll('~', '~0').replaceAll('/', '~1'));
  return `#${parts.map((part) => `/${encodeURIComponent(part.toWellFormed())}`).join('')}`;
}

/** Names that a client invents are shown back, but not at any length. */
function cut(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80).toWellFormed()}…` : name.toWellFormed();
}
