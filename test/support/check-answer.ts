// Checks answers against the committed OpenAPI document, more strictly than a client has to: no field that it does not name.
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OperationDefinition } from '../../lambdas/contract/operation.ts';
import { OPERATIONS } from '../../lambdas/contract/operations.ts';
import { createRouteTable } from '../../lambdas/runtime/http/match-route.ts';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>;
}

type Paths = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly responses: Readonly<Record<string, DocumentedResponse>> }>>
  >
>;

const document = closeObjects(
  JSON.parse(readFileSync(new URL('../../lambdas/contract/openapi.json', import.meta.url), 'utf8')),
) as { readonly paths: Paths };

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(document as object, 'api');

const findOperation = createRouteTable(OPERATIONS);
const validators = new Map<string, ValidateFunction>();

/** Operations and statuses that were answered in this process: `getSpeaker 200`. */
export const answered = new Set<string>();

/** @throws Error where the document does not say that such an answer may come */
export function checkAnswer(
  request: { readonly method: string; readonly path: string },
  answer: Answered,
): void {
  const { status, headers, text } = answer;
  const match = findOperation(request.method, request.path);
  const type = headers['content-type']?.split(';')[0] ?? '';
  if (match.kind !== 'operation') {
    if (request.method === 'HEAD' || (status === 204 && request.method === 'OPTIONS')) return;
    validate('#/components/schemas/Problem', JSON.parse(text), request);
    return;
  }
  answered.add(`${match.id} ${status}`);
  const { path, method }: OperationDefinition = match.operation;
  const place = [path, method.toLowerCase(), 'responses', String(status)] as const;
  const response = document.paths[place[0]]?.[place[1]]?.responses[place[3]];
  if (!response) throw new Error(`${match.id} does not document the status ${status}: ${text.slice(0, 300)}`);
  if (status === 304 || status === 204 || request.method === 'HEAD') {
    if (text !== '') throw new Error(`${match.id} ${status} has a body`);
    return;
  }
  if (!response.content?.[type]) throw new Error(`${match.id} ${status} does not document ${type}`);
  const value = /json$/.test(type) ? JSON.parse(text) : text;
  validate(`#/${['paths', ...place, 'content', type, 'schema'].map(toPointer).join('/')}`, value, request);
}

function validate(pointer: string, value: unknown, request: { method: string; path: string }): void {
  const check = validators.get(pointer) ?? ajv.compile({ $ref: `api${pointer}` });
  validators.set(pointer, check);
  if (check(value)) return;
  throw new Error(
    `${request.method} ${request.path}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 500)}`,
  );
}

function toPointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Objects that say nothing of other fields have none. */
function closeObjects(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeObjects);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closeObjects(inner)]));
  if (copy.type === 'object' && copy.properties && copy.additionalProperties === undefined) {
    copy.additionalProperties = false;
  }
  return copy;
}
