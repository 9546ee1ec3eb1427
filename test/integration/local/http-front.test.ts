// The local gateway: the event of an API Gateway REST API for each request, and the authorizer in front.
import { request, type Server } from 'node:http';
import { Readable } from 'node:stream';
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import type { FunctionDefinition } from '../../../lib/functions.ts';
import { createHttpFront, type HttpFrontOptions } from '../../../lib/local/http-front.ts';
import type { Handler, LoadedFunction } from '../../../lib/local/invoke.ts';
import { provideStreaming } from '../../../lib/local/lambda-streaming.ts';
import { closeServer, listenOnLoopback } from '../../../lib/local/listen.ts';

let server: Server;
const errors: unknown[] = [];

const load = (
  handler: (event: never) => Promise<unknown>,
  definition: Partial<FunctionDefinition> = {},
): LoadedFunction => ({
  definition: {
    ...{ name: 'serve-api', purpose: '', impact: '', trigger: { kind: 'api' }, grants: {} },
    ...{ memoryMb: 128, timeoutSeconds: 5 },
    ...definition,
  },
  handler: handler as unknown as Handler,
});

const text = (body: string) => Readable.from([body]);

/** Starts a front whose API echoes its event; answers its address. */
async function start(options: Partial<HttpFrontOptions> = {}): Promise<string> {
  const api = load(async (event: APIGatewayProxyEvent) => ({
    statusCode: 200,
    body: text(JSON.stringify(event)),
  }));
  server = createHttpFront({
    ...{ api, authorizer: null, publicPaths: ['/healthz', '/saved/{token}'] },
    onError: (error) => errors.push(error),
    ...options,
  });
  return `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
}

afterEach(async () => {
  await closeServer(server);
  errors.splice(0);
});

describe('the event', () => {
  test('has the shape of payload v1: raw path, last and all values, base64 body', async () => {
    const base = await start();
    const answer = await fetch(`${base}/speakers/a%2Fb%20c?x=1&x=%C3%B6&y=`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-note': 'one' },
      body: '{"a":"ö"}',
    });
    const event = (await answer.json()) as APIGatewayProxyEvent;
    expect(event).toMatchObject({
      resource: '/{proxy+}',
      path: '/speakers/a%2Fb%20c',
      httpMethod: 'POST',
      pathParameters: { proxy: 'speakers/a/b c' },
      queryStringParameters: { x: 'ö', y: '' },
      multiValueQueryStringParameters: { x: ['1', 'ö'], y: [''] },
      stageVariables: null,
      isBase64Encoded: true,
      requestContext: {
        httpMethod: 'POST',
        path: '/speakers/a%2Fb%20c',
        stage: 'local',
        domainName: new URL(base).host,
        identity: { sourceIp: '127.0.0.1' },
        authorizer: null,
      },
    });
    expect(Buffer.from(event.body ?? '', 'base64').toString()).toBe('{"a":"ö"}');
    expect(event.headers['X-Forwarded-Proto']).toBe('http');
    expect(event.multiValueHeaders['x-note']).toEqual(['one']);
    expect(answer.headers.get('x-amzn-requestid')).toBe(event.requestContext.requestId);
  });

  test('of a bare request has nulls where there is nothing', async () => {
    const base = await start();
    const event = (await (await fetch(`${base}/`)).json()) as APIGatewayProxyEvent;
    expect(event).toMatchObject({
      ...{ resource: '/', path: '/', pathParameters: null, body: null, isBase64Encoded: false },
      ...{ queryStringParameters: null, multiValueQueryStringParameters: null },
    });
  });
});

describe('an answer', () => {
  test('keeps its status, headers and bytes', async () => {
    const bytes = Buffer.from([0, 255, 10, 128]);
    const base = await start({
      api: load(async () => ({
        statusCode: 203,
        headers: { 'x-one': 'a' },
        body: Readable.from([bytes]),
      })),
    });
    const answer = await fetch(`${base}/`);
    expect(answer.status).toBe(203);
    expect(answer.headers.get('x-one')).toBe('a');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  });

  test('leaves piece by piece, and breaks off where the function fails', async () => {
    provideStreaming();
    const written = Promise.withResolvers<void>();
    const handler = awslambda.streamifyResponse(async (_event, stream) => {
      const answer = awslambda.HttpResponseStream.from(stream, { statusCode: 200 });
      answer.write('first');
      await written.promise;
      answer.write('second');
      throw new Error('secret detail');
    }) as unknown as (event: never) => Promise<unknown>;
    const answer = await fetch(`${await start({ api: load(handler) })}/`);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
    written.resolve();
    await expect(
      (async () => {
        while (!(await reader?.read())?.done);
      })(),
    ).rejects.toThrow();
  });

  test('of a function that fails before it begins is a problem', async () => {
    provideStreaming();
    const handler = awslambda.streamifyResponse(async () => undefined) as unknown as (
      event: never,
    ) => Promise<unknown>;
    const answer = await fetch(`${await start({ api: load(handler) })}/`);
    expect(answer.status).toBe(503);
  });

  test.each([
    ['a function that throws', async () => Promise.reject(new Error('secret detail')), 503, 'unavailable'],
    ['a function that answers nothing', async () => undefined, 503, 'unavailable'],
  ])('of %s is a problem that tells nothing', async (_, handler, status, code) => {
    const base = await start({ api: load(handler) });
    const answer = await fetch(`${base}/`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      status,
      code,
      type: `${base}/docs#problem-${code}`,
      instance: answer.headers.get('x-amzn-requestid'),
    });
    expect(text).not.toContain('secret');
    expect(errors).toHaveLength(1);
  });

  test('of a function whose time ends is a problem', async () => {
    const api = load(() => new Promise(() => undefined), { timeoutSeconds: 0.05 });
    const answer = await fetch(`${await start({ api })}/`);
    expect(answer.status).toBe(503);
  });

  test('to a body over 10 MB is a refusal', async () => {
    const answer = await fetch(`${await start()}/`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    }).catch((error: unknown) => error);
    // The connection may be cut before the refusal is read: nothing of it reaches the function in either case.
    if (answer instanceof Response) expect(answer.status).toBe(413);
    else expect(String((answer as Error).cause ?? answer)).toMatch(/closed|reset|EPIPE|ECONN/i);
  });

  test('to a page that points a name of its own here is a refusal', async () => {
    const { port } = new URL(await start());
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, headers: { host: 'rebound.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });
});

describe('with keys', () => {
  const asked: APIGatewayRequestAuthorizerEvent[] = [];
  const authorizer = load(
    async (event: APIGatewayRequestAuthorizerEvent) => {
      asked.push(event);
      const key = event.headers?.authorization;
      if (key === 'Bearer broken') throw new Error('The table is away');
      if (key !== 'Bearer good' && key !== 'Bearer denied') throw new Error('Unauthorized');
      const Effect = key === 'Bearer good' ? 'Allow' : 'Deny';
      return {
        principalId: 'key_1',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: '*' }],
        },
        context: { owner: 'desk' },
      };
    },
    { name: 'authorize-request', trigger: { kind: 'authorizer', cacheSeconds: 60 } },
  );
  const get = (base: string, path: string, key?: string, method = 'GET') =>
    fetch(base + path, { method, headers: key ? { authorization: `Bearer ${key}` } : {} });

  test.each([
    ['no key', undefined, 401, 'unauthenticated'],
    ['an unknown key', 'unknown', 401, 'unauthenticated'],
    ['a key that is denied', 'denied', 403, 'forbidden'],
    ['an authorizer that fails', 'broken', 500, 'internal'],
  ])('%s is a problem', async (_, key, status, code) => {
    const answer = await get(await start({ authorizer }), '/statements', key);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status, code });
  });

  test.each([
    [undefined, null],
    ['https://desk.example.org', 'https://desk.example.org'],
    ['https://desk.example.org,https://two.example.org', '*'],
  ])('with the origins %s, pages may read the refusal as %s says', async (corsOrigins, allowed) => {
    const publicBaseUrl = 'https://tracker.example.org/v1/';
    const answer = await get(await start({ authorizer, corsOrigins, publicBaseUrl }), '/statements');
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(await answer.json()).toMatchObject({
      type: 'https://tracker.example.org/v1/docs#problem-unauthenticated',
    });
  });

  test('a good key reaches the function, with what the authorizer said, and is remembered for all paths', async () => {
    const base = await start({ authorizer });
    asked.splice(0);
    for (const path of ['/statements', '/speakers/x']) {
      const event = (await (await get(base, path, 'good')).json()) as APIGatewayProxyEvent;
      expect(event.requestContext.authorizer).toEqual({ principalId: 'key_1', owner: 'desk' });
    }
    expect(asked.map(({ type, methodArn }) => [type, methodArn.split('/').slice(1).join('/')])).toEqual([
      ['REQUEST', 'local/GET/statements'],
    ]);
  });

  test('public paths and preflight requests need none', async () => {
    const base = await start({ authorizer });
    asked.splice(0);
    expect((await get(base, '/healthz')).status).toBe(200);
    expect((await get(base, '/saved/abc')).status).toBe(200);
    expect((await get(base, '/statements', undefined, 'OPTIONS')).status).toBe(200);
    expect((await get(base, '/saved/abc/more')).status).toBe(401);
    expect((await get(base, '/saved/')).status).toBe(401);
    expect(asked).toEqual([]);
  });
});
