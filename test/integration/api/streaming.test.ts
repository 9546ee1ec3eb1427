// JSON Lines as clients see them: every statement once, each batch as soon as it is read, and never a part for the whole.
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_LISTED } from '../../../lambdas/application/list-statements.ts';
import { makeStatements, seedStatements } from '../../support/seed-statements.ts';
import { BASE, createEvent, startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
let now = '2031-06-01T10:00:00.000Z';
const statements = makeStatements(0, 620);

beforeAll(async () => {
  api = await startTestApi({ requestsPerMinute: 100_000, now: () => now });
  await seedStatements(api.storage, statements);
  now = '2031-06-01T10:00:30.000Z';
}, 120_000);

afterAll(async () => {
  await api.stop();
});

const idsOf = (text: string) => text.split('\n').flatMap((line) => (line === '' ? [] : JSON.parse(line).id));

async function readStreams(address: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = address;
  while (next !== undefined) {
    const answer: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers['content-type']).toBe('application/jsonl');
    ids.push(...idsOf(answer.text));
    next = /^<(.*)>; rel="next"$/.exec(answer.headers.link ?? '')?.[1];
  }
  return ids;
}

async function readPages(address: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | null = address; next !== null; ) {
    const { json }: Awaited<ReturnType<TestApi['get']>> = await api.get(next);
    ids.push(...json.items.map(({ id }: { id: string }) => id));
    next = json.next;
  }
  return ids;
}

describe('JSON Lines', () => {
  it('hold more statements than a page may, in one answer', async () => {
    const answer = await api.get('/statements?limit=10000', { accept: 'application/jsonl' });
    expect(idsOf(answer.text)).toHaveLength(statements.length);
    expect(statements.length).toBeGreaterThan(MOST_LISTED);
    expect(answer.headers.link).toBeUndefined();
    expect(answer.headers.etag).toBeUndefined();
  });

  it.each([
    'limit=150',
    'limit=41&sort=oldest&dateField=publishedAt&q=gas',
    'limit=20&stance=denied&type=mixed',
    'limit=70&topic=energy&from=2030-03',
    'limit=30&speaker=Valcourt&q=-guns&includeWithdrawn=true',
    'limit=3&minConfidence=0.9&outlet=wire.example.net',
  ])('of %s hold what its pages hold, each once, in their order', async (query) => {
    const streamed = await readStreams(`/statements?format=jsonl&${query}`);
    expect(streamed).toEqual(await readPages(`/statements?${query}`));
    expect(new Set(streamed).size).toBe(streamed.length);
    expect(streamed.length).toBeGreaterThan(0);
  });

  it('of what was recorded can be gone on with later', async () => {
    const address = '/statements?recordedSince=2020-01-01T00:00:00Z&format=jsonl&limit=10000';
    const first = await api.get(address);
    expect(new Set(idsOf(first.text)).size).toBe(statements.length);
    expect(first.headers.link).toBeUndefined();
    const later = makeStatements(900, 903);
    now = '2031-06-01T10:01:00.000Z';
    await seedStatements(api.storage, later);
    now = '2031-06-01T10:02:00.000Z';
    const second = await api.get(`${address}&cursor=${first.headers['x-cursor']}`);
    expect(idsOf(second.text).sort()).toEqual(later.map(({ id }) => id));
    expect(idsOf((await api.get(`${address}&cursor=${second.headers['x-cursor']}`)).text)).toEqual([]);
  });

  it('are refused beyond 10,000, as other formats are beyond 500', async () => {
    for (const query of ['format=jsonl&limit=10001', 'format=csv&limit=501', 'limit=501']) {
      const { status, json } = await api.get(`/statements?${query}`);
      expect([status, json.errors[0].parameter], query).toEqual([400, 'limit']);
    }
  });

  it('count as many requests as pages would', async () => {
    const limited = await startTestApi({ storage: api.storage, requestsPerMinute: 100, clock: api.clock });
    const principal = { keyId: 'ak_streams', owner: 'desk', scopes: ['read'] } as const;
    const ask = (limit: number) =>
      limited.call({ path: '/statements', query: `q=guns&format=jsonl&limit=${limit}`, principal });
    expect((await ask(500)).headers.ratelimit).toMatch(/;r=99;/);
    expect((await ask(10_000)).headers.ratelimit).toMatch(/;r=79;/);
    for (let n = 0; n < 3; n += 1) await ask(10_000);
    expect((await ask(9_000)).headers.ratelimit).toMatch(/;r=1;/);
    const refused = await ask(1_000);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await limited.stop();
  });

  it('of a saved query need no key, and count against its address', async () => {
    const body = { name: 'All', query: {}, format: 'jsonl' };
    const made = await api.call({ method: 'POST', path: '/saved-queries', body });
    const path = made.json.url.replace(BASE, '');
    const answer = await api.call({ path, query: 'limit=700', principal: null });
    expect(idsOf(answer.text).length).toBeGreaterThanOrEqual(statements.length);
    const rest = await api.call({ path, query: 'limit=10000', principal: null });
    expect(rest.headers.ratelimit).toMatch(/;r=99978;/);
  });
});

/** An API whose statements come in batches of one that the test lets go. */
async function startGated(gates: readonly (() => Promise<void>)[]) {
  let read = 0;
  async function* batches() {
    for (const [n, gate] of gates.entries()) {
      await gate();
      read += 1;
      yield statements.slice(n, n + 1);
    }
  }
  const { storage } = api;
  const reader = {
    ...storage.reader,
    stream: async () => ({ batches: batches(), position: null, resume: null, searchedTo: null }),
  };
  const gated = await startTestApi({ storage: { ...storage, reader } });
  return { ...gated, readSoFar: () => read };
}

describe('a stream', () => {
  const event = (headers: Record<string, string> = {}, method = 'GET') =>
    createEvent({ path: '/statements', query: 'format=jsonl', headers, method });

  it.each([
    ['identity', null],
    ['gzip', createGunzip],
    ['br', createBrotliDecompress],
  ])('hands on each batch before the next is read, also encoded as %s', async (encoding, decode) => {
    const second = Promise.withResolvers<void>();
    const gated = await startGated([async () => undefined, () => second.promise]);
    const { body, headers } = await gated.api(event({ 'accept-encoding': encoding }));
    expect(headers['content-encoding']).toBe(decode === null ? undefined : encoding);
    const bytes = decode === null ? (body as Readable) : (body as Readable).pipe(decode());
    const chunks = bytes.iterator();
    expect(idsOf(String((await chunks.next()).value))).toEqual([statements[0]?.id]);
    expect(gated.readSoFar()).toBe(1);
    second.resolve();
    expect(idsOf(String((await chunks.next()).value))).toEqual([statements[1]?.id]);
    await gated.stop();
  });

  it.each(['identity', 'gzip'])(
    'breaks off where reading fails, and tells the operators, as %s',
    async (encoding) => {
      const fault = new Error('secret detail of the table');
      const gated = await startGated([async () => undefined, () => Promise.reject(fault)]);
      const { body } = await gated.api(event({ 'accept-encoding': encoding }));
      await expect(
        (async () => {
          for await (const _ of body as Readable);
        })(),
      ).rejects.toThrow();
      expect(gated.errors).toEqual([fault]);
      await gated.stop();
    },
  );

  it('is not read for HEAD, nor further than its reader wants', async () => {
    const gated = await startGated(Array.from({ length: 200 }, () => async () => undefined));
    expect((await gated.api(event({}, 'HEAD'))).body).toBe('');
    expect(gated.readSoFar()).toBe(0);
    const { body } = await gated.api(event());
    for await (const _ of body as Readable) break;
    expect(gated.readSoFar()).toBeLessThan(100);
    await gated.stop();
  });
});
