// The committed OpenAPI document is the one that the contract gives, lints clean, and its examples fit its schemas.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createStatementRenderer } from '../../lambdas/adapters/rendering/statement-renderer.ts';
import {
  ATOM_EXAMPLE,
  BIBTEX_EXAMPLE,
  CITATION_EXAMPLE,
  CSV_EXAMPLE,
  EXAMPLE_BASE,
  STATEMENT_EXAMPLE,
} from '../../lambdas/contract/examples.ts';
import type { OperationDefinition } from '../../lambdas/contract/operation.ts';
import { OPERATIONS } from '../../lambdas/contract/operations.ts';
import { buildOpenApi } from '../../lib/build-openapi.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = 'lambdas/contract/openapi.json';
const operations = Object.entries<OperationDefinition>(OPERATIONS);

describe('openapi.json', () => {
  it('is what the contract gives; run `npm run openapi` after a change', () => {
    expect(JSON.parse(readFileSync(`${root}${file}`, 'utf8'))).toEqual(buildOpenApi());
  });

  it('lints clean by the strict rules of Redocly', async () => {
    const { stdout, stderr } = await promisify(execFile)('node_modules/.bin/redocly', ['lint', file], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    expect(stdout + stderr).toContain('is valid');
    expect(stdout + stderr).not.toMatch(/warning/i);
  }, 120_000);
});

it.each([
  ['csv', CSV_EXAMPLE],
  ['atom', ATOM_EXAMPLE],
  ['bibtex', BIBTEX_EXAMPLE],
  ['citation', CITATION_EXAMPLE],
] as const)('the example of %s is what such an answer looks like', (format, example) => {
  const feed = { title: 'Statements', self: `${EXAMPLE_BASE}/statements?format=atom`, next: null };
  const { renderList } = createStatementRenderer(() => null);
  expect(renderList(format, [STATEMENT_EXAMPLE], { bom: false, feed })).toBe(example);
});

describe('the table of operations', () => {
  it.each(operations)('%s has examples that fit its schemas', (_, operation) => {
    for (const [mediaType, { schema, example }] of Object.entries(operation.success.content)) {
      expect(schema.safeParse(example).error, mediaType).toBeUndefined();
    }
    if (operation.body) expect(operation.body.schema.safeParse(operation.body.example).error).toBeUndefined();
  });

  it.each(operations)('%s declares the parameters of its path, and no others', (_, operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(Object.keys(operation.pathParameters?.shape ?? {})).toEqual(inPath);
  });

  it('has one operation a method and path', () => {
    const places = operations.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('refuses unknown parameters everywhere', () => {
    for (const [id, operation] of operations) {
      for (const schema of [operation.pathParameters, operation.query]) {
        expect(schema?.safeParse({ noSuchParameter: 'x' }).success ?? false, id).toBe(false);
      }
    }
  });
});
