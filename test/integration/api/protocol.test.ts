// HTTP as clients see it: validators, encodings, CORS, limits, methods, faults of what lies behind.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../../lambdas/adapters/dynamodb/audit-table.ts';
import { createKeyStore } from '../../../lambdas/adapters/dynamodb/key-table.ts';
import { createKey, revokeKey } from '../../../lambdas/application/keep-keys.ts';
import { DependencyError } from '../../../lambdas/application/ports/dependency-error.ts';
import { readPrincipal } from '../../../lambdas/runtime/http/principal.ts';
import { createAuthorizer } from '../../../lambdas/runtime/wire-authorizer.ts';
import { makeStatements, seedStatements } from '../../support/seed-statements.ts';
import { BASE, READER, startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
let now = '2031-06-01T10:00:30.000Z';

beforeAll(async () => {
  api = await startTestApi({
    now: () => now,
    corsOrigins: ['https://desk.example.org'],
    requestsPerMinute: 200,
  });
  await seedStatements(api.storage, makeStatements(0, 60));
});

afterAll(async () => {
  await api.stop();
});

describe('validators and encodings', () => {
  it('answers 304 to what the client has, and a new body once it has changed', async () => {
    const first = await api.get('/statements?limit=5');
    const tag = first.headers.etag ?? '';
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await api.get('/statements?limit=5', { 'if-none-match': header });
      expect(again.status, header).toBe(304);
      expect(again.headers.etag).toBe(tag);
      expect(again.text).toBe('');
    }
    expect((await api.get('/statements?limit=5', { 'if-none-match': '"other"' })).status).toBe(200);
    await seedStatements(api.storage, makeStatements(2000, 2001));
    expect((await api.get('/statements?limit=5', { 'if-none-match': tag })).status).toBe(200);
  });

  it.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
  ])('encodes for "%s" as %s, with an ETag of its own', async (accepted, encoding) => {
    const plain = await api.get('/statements');
    const answer = await api.get('/statements', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.text).toBe(plain.text);
    expect(answer.headers.vary).toContain('accept-encoding');
    const tag = answer.headers.etag ?? '';
    expect(tag === plain.headers.etag).toBe(encoding === undefined);
    const again = await api.get('/statements', { 'accept-encoding': accepted, 'if-none-match': tag });
    expect(again.status).toBe(304);
    if (encoding !== undefined) {
      expect((await api.get('/statements', { 'if-none-match': tag })).status).toBe(200);
    }
  });

  it('does not encode small bodies', async () => {
    const answer = await api.get('/healthz', { 'accept-encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('answers HEAD as GET without its body', async () => {
    const get = await api.get('/statements?limit=3');
    const head = await api.call({ method: 'HEAD', path: '/statements', query: 'limit=3' });
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    expect(head.headers.etag).toBe(get.headers.etag);
    expect(head.headers['content-length']).toBe(String(get.bytes.length));
  });

  it('refuses what Lambda could not answer, and points to fewer items or an export', async () => {
    const [long] = makeStatements(5000, 5001);
    if (!long) throw new Error('No statement');
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...long,
      id: `st_long${String(n).padStart(4, '0')}aaaaaaaaaaaaaaaaa`,
      text: randomBytes(90_000).toString('hex'),
      article: { ...long.article, outlet: 'long.example.org' },
    }));
    // One after the other: bodies of this size are a lot for the emulator.
    for (const statement of many) await seedStatements(api.storage, [statement]);
    const answer = await api.get('/statements?outlet=long.example.org&limit=500');
    expect(answer.status).toBe(422);
    expect(answer.json.code).toBe('answer_too_large');
    expect((await api.get('/statements?outlet=long.example.org&limit=10')).status).toBe(200);
  }, 60_000);
});

describe('problems', () => {
  it.each([
    ['behind a stage', undefined, BASE],
    ['at an address of its own', 'https://tracker.example.org/', 'https://tracker.example.org'],
  ])('%s, lead to their documentation', async (_, publicBaseUrl, base) => {
    const own = await startTestApi({ storage: api.storage, publicBaseUrl });
    const { json } = await own.get('/statements?limit=0');
    expect(json.type).toBe(`${base}/docs#problem-invalid_request`);
    const [path = '', anchor] = json.type.slice(base.length).split('#');
    expect((await own.call({ path, principal: null })).text).toContain(`id="${anchor}"`);
    await own.stop();
  });
});

describe('methods', () => {
  it('answers 405 with what is allowed', async () => {
    const answer = await api.call({ method: 'PUT', path: '/statements' });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
    expect(answer.json.code).toBe('method_not_allowed');
  });

  it('refuses a path that is not well-formed', async () => {
    expect((await api.call({ path: '/speakers/%E0%A4%A' })).status).toBe(400);
  });
});

describe('CORS', () => {
  it('answers a preflight and lets the configured origin read, nobody else', async () => {
    const headers = { origin: 'https://desk.example.org', 'access-control-request-method': 'GET' };
    const preflight = await api.call({ method: 'OPTIONS', path: '/statements', headers, principal: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('https://desk.example.org');
    expect(preflight.headers['access-control-allow-methods']).toContain('GET');
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
    const read = await api.get('/healthz', { origin: 'https://desk.example.org' });
    expect(read.headers['access-control-expose-headers']).toContain('link');
    expect(read.headers.vary).toContain('origin');
    const other = await api.get('/healthz', { origin: 'https://evil.example.org' });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('limits', () => {
  it('counts each key by itself, says what is left, and opens again with the next minute', async () => {
    const principal = { ...READER, keyId: 'ak_limited' };
    const ask = () => api.call({ path: '/topics', principal });
    const first = await ask();
    expect(first.headers['ratelimit-policy']).toBe('"minute";q=200;w=60');
    expect(first.headers.ratelimit).toBe('"minute";r=199;t=30');
    for (let n = 1; n < 200; n += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('30');
    expect(refused.json.code).toBe('rate_limited');
    expect((await api.call({ path: '/topics', principal: { ...READER, keyId: 'ak_other' } })).status).toBe(
      200,
    );
    now = '2031-06-01T10:01:00.000Z';
    expect((await ask()).status).toBe(200);
  }, 60_000);
});

describe('faults behind the API', () => {
  it('shows no detail of a 500, and asks to come again after a passing one', async () => {
    const failing = async (error: Error) => {
      const { reader } = api.storage;
      const storage = { ...api.storage, reader: { ...reader, get: () => Promise.reject(error) } };
      const broken = await startTestApi({ storage });
      const answer = await broken.get('/statements/st_x');
      await broken.stop();
      expect(broken.errors).toEqual([error]);
      return answer;
    };
    const internal = await failing(new Error('secret detail of the table'));
    expect(internal.status).toBe(500);
    expect(internal.text).not.toContain('secret detail');
    expect(internal.json).toMatchObject({ code: 'internal', instance: 'req-1' });
    const passing = await failing(new DependencyError('throttled', 'too fast'));
    expect(passing.status).toBe(503);
    expect(passing.headers['retry-after']).toBe('2');
  }, 60_000);
});

describe('keys', () => {
  const KEEPER = { name: 'the operator' };
  const NO_KEY = { headers: {}, methodArn: 'arn:aws:execute-api:eu-west-1:1:abc/v1/GET/statements' };

  it('are allowed every path of the stage; wrong, revoked and expired ones nothing', async () => {
    const ports = {
      keys: createKeyStore(api.storage.table),
      audit: createAuditLog(api.storage.table),
      secretKeys: api.secrets.keys,
      clock: api.clock,
      createRandom: (bytes: number) => randomBytes(bytes),
    };
    const authorize = createAuthorizer(ports);
    const ask = (token: string, header = 'Authorization') =>
      authorize({ ...NO_KEY, headers: { [header]: `Bearer ${token}` } } as never);
    const { key, token } = await createKey(ports, KEEPER, {
      owner: 'desk',
      scopes: ['read', 'webhooks'],
      expiresAt: '2031-07-01T00:00:00.000Z',
    });
    expect(token).toMatch(/^dst_ak_[0-9a-f]{24}_[\w-]{43}$/);
    const result = await ask(token, 'authorization');
    expect(result.policyDocument.Statement).toEqual([
      {
        Action: 'execute-api:Invoke',
        Effect: 'Allow',
        Resource: 'arn:aws:execute-api:eu-west-1:1:abc/v1/*/*',
      },
    ]);
    expect(readPrincipal(result.context)).toEqual({
      keyId: key.id,
      owner: 'desk',
      scopes: ['read', 'webhooks'],
    });
    expect(JSON.stringify(await ports.keys.get(key.id))).not.toContain(token.slice(-43));
    expect((await ports.keys.list()).map(({ id }) => id)).toContain(key.id);

    const wrong = [
      token.slice(0, -1),
      `${token}x`,
      token.replace(/_[\w-]{43}$/, `_${'A'.repeat(43)}`),
      'x',
      '',
    ];
    for (const bad of [...wrong, `dst_ak_${'0'.repeat(24)}_${'A'.repeat(43)}`]) {
      await expect(ask(bad), bad).rejects.toThrow(/^Unauthorized$/);
    }
    await expect(authorize(NO_KEY as never)).rejects.toThrow(/^Unauthorized$/);
    now = '2031-07-01T00:00:00.000Z';
    await expect(ask(token)).rejects.toThrow(/^Unauthorized$/);
    now = '2031-06-01T10:02:00.000Z';
    await ask(token);
    expect(await revokeKey(ports, KEEPER, key.id)).toBe(true);
    expect(await ports.keys.revoke(key.id, '2032-01-01T00:00:00.000Z')).toBe(true);
    expect((await ports.keys.get(key.id))?.revokedAt).toBe(now);
    expect(await revokeKey(ports, KEEPER, 'ak_none')).toBe(false);
    expect(await ports.keys.revoke('ak_none', now)).toBe(false);
    await expect(ask(token)).rejects.toThrow(/^Unauthorized$/);
    const { entries } = await ports.audit.list('2031-06-01', { limit: 100, position: null });
    const kept = entries.filter(({ target }) => target.id === key.id);
    expect(kept.map(({ operationId, keyId, owner, status }) => [operationId, keyId, owner, status])).toEqual([
      ['revokeKey', 'command of the operator', 'desk', 204],
      ['createKey', 'command of the operator', 'desk', 201],
    ]);
  });

  it('are not needed from loopback where that is allowed, and only there', async () => {
    const open = await startTestApi({ allowLoopbackWithoutKey: true });
    const ask = (sourceIp: string) => open.call({ path: '/topics', principal: null, sourceIp });
    expect((await ask('127.0.0.1')).status).toBe(200);
    expect((await ask('::1')).status).toBe(200);
    expect((await ask('10.0.0.1')).status).toBe(401);
    expect((await ask('127.0.0.1.example.org')).status).toBe(401);
    await open.stop();
    expect((await api.call({ path: '/topics', principal: null, sourceIp: '127.0.0.1' })).status).toBe(401);
  });
});

describe('documentation', () => {
  it('is a page without scripts and without anything from the network', async () => {
    const { text, headers } = await api.call({ path: '/docs', principal: null });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\bsrc=/);
    expect(
      [...text.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !/^(#|openapi\.json$)/.test(to ?? '')),
    ).toEqual([]);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(text).toContain('id="problem-ambiguous_speaker"');
    expect(text).toContain('id="listStatements"');
    const { json } = await api.call({ path: '/openapi.json', principal: null });
    expect(json.servers).toEqual([{ url: BASE, description: 'This service.' }]);
  });
});
