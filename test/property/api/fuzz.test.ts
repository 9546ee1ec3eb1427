// Random requests at every operation: never a fault of ours, and every refusal a problem document.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationDefinition } from '../../../lambdas/contract/operation.ts';
import { OPERATIONS } from '../../../lambdas/contract/operations.ts';
import { makeStatements, seedArticle, seedStatements } from '../../support/seed-statements.ts';
import { ADMIN, startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
let known: readonly string[];

beforeAll(async () => {
  api = await startTestApi({ requestsPerMinute: 1_000_000 });
  const statements = makeStatements(0, 40);
  await seedStatements(api.storage, statements);
  const { id, uploadId } = await seedArticle(api.storage, api.aws.uploads);
  const saved = await api.call({ method: 'POST', path: '/saved-queries', body: { name: 'x', query: {} } });
  const page = await api.get('/statements?limit=2');
  known = [
    ...[id, uploadId, saved.json.id, saved.json.url.split('/').at(-1), page.json.cursor],
    ...[
      'irena-valcourt',
      'Hale',
      'st_00000000aaaaaaaaaaaaaaaaaa',
      'direct',
      'said',
      'ceasefire',
      'news.example.org',
    ],
    ...[
      '2030',
      '2030-02-31',
      '2030-01-02T03:04:05Z',
      'json',
      'csv',
      'month',
      'true',
      '0',
      '1',
      '-1',
      '1e9',
      '99999',
    ],
    ...[
      'accepted',
      'velmora',
      '"',
      '-',
      '"gas transit" -coal',
      ',',
      '../..',
      '%',
      '%00',
      '\u0000',
      '',
      ' ',
      'null',
      '__proto__',
    ],
    ...[
      'constructor',
      '\ud800',
      'ﷺ'.repeat(30),
      'x'.repeat(5000),
      '2030-01-01~',
      '{"$ne":1}',
      "'; --",
      '=cmd()',
    ],
  ];
});

afterAll(async () => {
  await api.stop();
});

const text = fc.oneof(
  { weight: 4, arbitrary: fc.nat(60).map((n) => n) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

function toText(value: string | number): string {
  return typeof value === 'string' ? value : (known[value % known.length] ?? '');
}

/** As a client would have to send it; what cannot be encoded goes as it is. */
function encode(part: string): string {
  try {
    return encodeURIComponent(part);
  } catch {
    return '%ED%A0%80';
  }
}

const anyJson = fc.oneof(
  { weight: 3, arbitrary: fc.json({ maxDepth: 3 }).map((json) => json) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  {
    weight: 3,
    arbitrary: fc
      .record(
        {
          name: text.map(toTextLater),
          url: text.map(toTextLater),
          description: text.map(toTextLater),
          format: fc.constantFrom('csv', 'atom', 'x'),
          query: fc.record(
            {
              q: text.map(toTextLater),
              from: text.map(toTextLater),
              type: fc.constantFrom(['direct'], 'direct', [1]),
            },
            { requiredKeys: [] },
          ),
          filter: fc.jsonValue({ maxDepth: 2 }),
          from: text.map(toTextLater),
          to: text.map(toTextLater),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  },
);

/** Known values are made in `beforeAll`, so they are looked up when the value is written. */
function toTextLater(value: string | number): { toJSON(): string } {
  return { toJSON: () => toText(value) };
}

const header = fc.record(
  {
    accept: fc.constantFrom(
      '*/*',
      'text/csv',
      'image/png',
      'application/json;q=0',
      ';;;',
      'a/b, c',
      '*/*;q=x',
    ),
    'accept-encoding': fc.constantFrom('gzip', 'br;q=0.1', '*', 'zstd', ';', 'identity;q=0'),
    'if-none-match': fc.constantFrom('*', '"x"', 'W/"x"', 'x', '"'),
    'if-match': fc.constantFrom('*', '"x"', '"'),
    'content-type': fc.constantFrom('application/json', 'text/plain', 'application/merge-patch+json', ''),
    origin: fc.constantFrom('null', 'https://evil.example.org'),
    authorization: fc.constantFrom('Bearer x', 'Basic eDp4'),
  },
  { requiredKeys: [] },
);

describe.each(Object.entries<OperationDefinition>(OPERATIONS))('%s', (_, operation) => {
  const names = [...Object.keys(operation.query?.shape ?? {}), 'unknown', '__proto__', 'q'];

  it('answers anything without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 5 }),
        fc.array(text, { minLength: 3, maxLength: 3 }),
        header,
        anyJson,
        fc.constantFrom(ADMIN, ADMIN, ADMIN, null),
        async (parameters, places, headers, body, principal) => {
          let at = 0;
          const path = operation.path.replace(/\{\w+\}/g, () => {
            at += 1;
            return encode(toText(places[at - 1] ?? ''));
          });
          const query = parameters
            .map(([name, value]) => `${encode(name)}=${encode(toText(value))}`)
            .join('&');
          const answer = await api.call({
            method: operation.method,
            path,
            query,
            headers,
            principal,
            ...(operation.method === 'GET' ? {} : { body }),
          });
          expect(answer.status, `${String(api.errors.at(-1))}\n${answer.text}`).toBeLessThan(500);
          if (answer.status >= 400) {
            expect(answer.headers['content-type']).toBe('application/problem+json');
            expect(answer.json.status).toBe(answer.status);
          }
        },
      ),
      { numRuns: operation.method === 'GET' ? 60 : 40 },
    );
  }, 120_000);
});

it('answers any method and path at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'x'),
      fc.oneof(
        fc.webPath(),
        fc.string({ unit: 'binary' }).map((part) => `/${part}`),
      ),
      async (method, path) => {
        const answer = await api.call({ method, path, principal: ADMIN });
        expect(answer.status).toBeLessThan(500);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
