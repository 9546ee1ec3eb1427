// Webhooks over the API: every answer is checked against the OpenAPI document by the calls themselves, and what is
// queued is delivered to real receivers on loopback.
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { createWebhookSender } from '../../lambdas/adapters/http/webhook-sender.ts';
import { webhookSigner } from '../../lambdas/adapters/http/webhook-signer.ts';
import { linkStatement } from '../../lambdas/application/link-statement.ts';
import { DELIVERY_STATUSES } from '../../lambdas/application/ports/delivery-store.ts';
import { MOST_ENDPOINTS } from '../../lambdas/application/webhooks/create-endpoint.ts';
import {
  type DeliverDependencies,
  openDeliverer,
} from '../../lambdas/application/webhooks/deliver-message.ts';
import { findFactsIn, openDispatcher } from '../../lambdas/application/webhooks/dispatch-events.ts';
import { WEBHOOK_OPERATIONS } from '../../lambdas/contract/operations/webhooks.ts';
import * as contract from '../../lambdas/contract/webhook-resources.ts';
import type { StatementEvent } from '../../lambdas/core/statements/statement.ts';
import { NO_ANSWERS } from '../../lambdas/core/webhooks/attempt-outcome.ts';
import type { EndpointEvent } from '../../lambdas/core/webhooks/endpoint-event.ts';
import { DEEPEST_FILTER, LARGEST_FILTER } from '../../lambdas/core/webhooks/endpoint-filter.ts';
import type { Principal } from '../../lambdas/runtime/http/principal.ts';
import { loadDirectory } from '../../lambdas/runtime/load-directory.ts';
import { readDeliveryMessage } from '../../lambdas/runtime/read-delivery-message.ts';
import { assembleWebhooks } from '../../lambdas/runtime/wire-webhooks.ts';
import { answered } from '../support/check-answer.ts';
import { makeEvent } from '../support/make-statement.ts';
import { answer, type Receiver, startReceiver } from '../support/receivers.ts';
import { makeStatements, seedStatements } from '../support/seed-statements.ts';
import { BASE, type Call, startTestApi, type TestApi } from '../support/test-api.ts';
import { makeEndpoint } from '../support/webhook-world.ts';

const DESK: Principal = { keyId: 'ak_desk', owner: 'desk', scopes: ['webhooks'] };
const OTHERS: Principal = { keyId: 'ak_others', owner: 'elsewhere', scopes: ['webhooks'] };
const HOUR = 60 * 60_000;

let api: TestApi;
let offset = 0;
const directory = loadDirectory();
const open: Receiver[] = [];

beforeAll(async () => {
  api = await startTestApi({ now: () => new Date(Date.now() + offset).toISOString() });
  await seedStatements(api.storage, makeStatements(0, 40));
});
afterAll(() => api.stop());
afterEach(async () => {
  offset = 0;
  // Endpoints of one test are not told of the events of another.
  const { endpoints } = webhooks();
  const left = [...(await endpoints.listEnabled())];
  while (left.length > 0) await Promise.all(left.splice(0, 10).map(({ id }) => endpoints.remove(id)));
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

const call = (method: string, path: string, body?: unknown, more: Partial<Call> = {}) =>
  api.call({ method, path, principal: DESK, ...(body === undefined ? {} : { body }), ...more });

async function receive(...statuses: number[]): Promise<Receiver> {
  const receiver = await startReceiver(answer(...statuses));
  open.push(receiver);
  return receiver;
}

async function register(url: string, more: object = {}, principal = DESK) {
  const created = await call('POST', '/webhooks', { url, ...more }, { principal });
  expect(created.status, created.text).toBe(201);
  return created.json as { id: string; secret: string };
}

/** What the functions do, on the same table and queue. */
function webhooks() {
  const queueUrl = api.aws.environment.DELIVERIES_QUEUE_URL ?? '';
  const parts = assembleWebhooks({
    table: api.storage.table,
    sqs: api.aws.sqs,
    deliveriesQueueUrl: queueUrl,
    allowLoopback: true,
  });
  const dependencies: DeliverDependencies = {
    ...parts,
    queue: parts.deliveryQueue,
    publisher: { publish: async () => undefined },
    secrets: api.secrets.box,
    sender: createWebhookSender({ allowLoopback: true, timeout: 1000 }),
    signer: webhookSigner,
    clock: api.clock,
    random: () => 0,
  };
  return {
    endpoints: parts.endpoints,
    async dispatch(event: StatementEvent) {
      const dispatch = await openDispatcher({
        ...parts,
        queue: parts.deliveryQueue,
        clock: api.clock,
        showStatement: linkStatement,
        findFacts: findFactsIn(directory),
      });
      return dispatch(event);
    },
    /** Delivers what is in the queue now; what is delayed stays. */
    async deliverQueued() {
      for (;;) {
        const { Messages = [] } = await api.aws.sqs.send(
          new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return;
        for (const { Body = '', ReceiptHandle } of Messages) {
          await openDeliverer(dependencies)(readDeliveryMessage(Body));
          await api.aws.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
        }
      }
    },
  };
}

describe('registration', () => {
  it('shows the secret once, and never again', async () => {
    const created = await call('POST', '/webhooks', {
      url: 'http://127.0.0.1:9000/',
      description: 'Energy desk',
      events: ['statement.created', 'statement.created'],
      filter: { topics: ['ceasefire'], not: { words: '"no comment" -yes' } },
    });
    expect(created.status).toBe(201);
    const { secret, ...endpoint } = created.json;
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64').length).toBeGreaterThanOrEqual(24);
    expect(created.headers.location).toBe(`${BASE}/webhooks/${endpoint.id}`);
    expect(created.headers['cache-control']).toBe('no-store');
    expect(endpoint).toMatchObject({
      status: 'enabled',
      events: ['statement.created'],
      filter: { topics: ['ceasefire'], not: { words: '"no comment" -yes' } },
    });
    const shown = await call('GET', `/webhooks/${endpoint.id}`);
    expect(shown.json).toEqual(endpoint);
    const listed = await call('GET', '/webhooks');
    expect(listed.json.items).toContainEqual(endpoint);
    for (const { text } of [shown, listed]) expect(text).not.toContain(secret);
    const raw = await api.storage.table.get({ pk: `ENDPOINT#${endpoint.id}`, sk: 'ENDPOINT' }, z.unknown());
    expect(JSON.stringify(raw)).not.toContain(secret.slice(6));
  });

  it('turns names and aliases of a filter into ids', async () => {
    const [person] = directory.speakers.filter(
      ({ kind, aliases = [] }) => kind === 'person' && aliases.length > 0,
    );
    if (!person) throw new Error('the directory has nobody');
    const { id } = await register('http://127.0.0.1:9000/', {
      filter: { any: [{ speakers: [person.name.toUpperCase()] }, { countries: ['france'] }] },
    });
    const { json } = await call('GET', `/webhooks/${id}`);
    expect(json.filter).toEqual({ any: [{ speakers: [person.id] }, { countries: ['france'] }] });
  });

  it.each([
    ['no https', { url: 'http://example.org/' }, '#/url'],
    ['a private address', { url: 'https://10.1.2.3/' }, '#/url'],
    ['an odd spelling of one', { url: 'https://0xa9fea9fe/' }, '#/url'],
    ['a mapped one', { url: 'http://[::ffff:10.0.0.1]/' }, '#/url'],
    ['credentials', { url: 'http://me:secret@127.0.0.1/' }, '#/url'],
    ['no url', {}, '#/url'],
    ['an unknown field', { url: 'http://127.0.0.1/', secret: 'whsec_mine' }, '#/secret'],
    ['an unknown event', { url: 'http://127.0.0.1/', events: ['statement.vanished'] }, '#/events/0'],
    ['an empty filter', { url: 'http://127.0.0.1/', filter: {} }, '#/filter'],
    ['an empty list', { url: 'http://127.0.0.1/', filter: { speakers: [] } }, '#/filter/speakers'],
    [
      'an unknown topic',
      { url: 'http://127.0.0.1/', filter: { any: [{ topics: ['gossip'] }] } },
      '#/filter/any/0/topics/0',
    ],
    [
      'words that are none',
      { url: 'http://127.0.0.1/', filter: { not: { words: '"open' } } },
      '#/filter/not/words',
    ],
    ['an unknown member', { url: 'http://127.0.0.1/', filter: { speaker: ['x'] } }, '#/filter/speaker'],
  ])('refuses %s and says where', async (_, body, pointer) => {
    const refused = await call('POST', '/webhooks', body);
    expect(refused.status).toBe(400);
    expect(refused.json.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('refuses speakers that nobody is, and names', async () => {
    const refused = await call('POST', '/webhooks', {
      url: 'http://127.0.0.1/',
      filter: { speakers: ['nobody whosoever'] },
    });
    expect(refused.status).toBe(404);
    expect(refused.json).toMatchObject({
      code: 'unknown_speaker',
      errors: [{ pointer: '#/filter/speakers/0' }],
    });
  });

  it('refuses filters that are too deep, too many or too long, however deep they are', async () => {
    const deep = (levels: number): object =>
      Array.from({ length: levels }).reduce<object>((inner) => ({ not: inner }), { topics: ['energy'] });
    const many = { any: Array.from({ length: 51 }, () => ({ topics: ['energy'] })) };
    const long = {
      any: Array.from({ length: 4 }, () => ({
        outlets: Array.from({ length: 100 }, (_, n) => `outlet ${n}`),
      })),
    };
    const url = 'http://127.0.0.1/';
    expect((await call('POST', '/webhooks', { url, filter: deep(4) })).status).toBe(201);
    const deepest = `{"url":"${url}","filter":${'{"not":'.repeat(6000)}{}${'}'.repeat(6000)}}`;
    for (const body of [{ url, filter: deep(5) }, deepest, { url, filter: many }, { url, filter: long }]) {
      const refused = await call('POST', '/webhooks', body);
      expect(refused.status).toBe(400);
      expect(refused.json.errors[0].pointer).toMatch(/^#\/filter/);
    }
  });

  it('needs the scope, and ends at a number of endpoints', async () => {
    const reader: Principal = { keyId: 'ak_r', owner: 'desk', scopes: ['read'] };
    expect((await call('GET', '/webhooks', undefined, { principal: reader })).status).toBe(403);
    expect((await call('GET', '/webhooks', undefined, { principal: null })).status).toBe(401);
    const many: Principal = { keyId: 'ak_many', owner: 'many', scopes: ['webhooks'] };
    const { endpoints } = webhooks();
    const made = Array.from({ length: MOST_ENDPOINTS - 1 }, (_, n) =>
      makeEndpoint({ id: `ep_many_${n}`, owner: many.owner }),
    );
    while (made.length > 0) await Promise.all(made.splice(0, 10).map(endpoints.create));
    await register('http://127.0.0.1:9000/', {}, many);
    const refused = await call('POST', '/webhooks', { url: 'http://127.0.0.1/' }, { principal: many });
    expect(refused.json).toMatchObject({ status: 409, code: 'limit_reached' });
    const seen = new Set<string>();
    let next: string | null = '/webhooks?limit=30';
    while (next) {
      const [path = '', query = ''] = next.replace(BASE, '').split('?');
      const page = await api.call({ path, query, principal: many });
      for (const { id } of page.json.items) seen.add(id);
      next = page.json.next;
    }
    expect(seen.size).toBe(MOST_ENDPOINTS);
  });
});

describe('changes', () => {
  it('changes what is given, once for each version that a client has seen', async () => {
    const { id } = await register('http://127.0.0.1:9000/', { filter: { topics: ['energy'] } });
    const before = await call('GET', `/webhooks/${id}`);
    const { etag = '' } = before.headers;
    const ifMatch = { headers: { 'if-match': etag } };
    const changed = await call('PATCH', `/webhooks/${id}`, { description: 'Trade' }, ifMatch);
    expect(changed.json).toEqual({ ...before.json, description: 'Trade', updatedAt: changed.json.updatedAt });
    expect((await call('PATCH', `/webhooks/${id}`, { description: 'Late' }, ifMatch)).status).toBe(412);
    expect((await call('DELETE', `/webhooks/${id}`, undefined, ifMatch)).status).toBe(412);
    const newer = { headers: { 'if-match': changed.headers.etag ?? '' } };
    const open = await call(
      'PATCH',
      `/webhooks/${id}`,
      { filter: null, events: ['endpoint.disabled'] },
      newer,
    );
    expect(open.json).toMatchObject({ filter: null, events: ['endpoint.disabled'], description: 'Trade' });
    expect((await call('PATCH', `/webhooks/${id}`, { url: 'https://192.168.0.1/' })).status).toBe(400);
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(204);
    expect((await call('GET', `/webhooks/${id}`)).status).toBe(404);
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(404);
  });

  it('stops and starts messages', async () => {
    const receiver = await receive(200);
    const { id } = await register(receiver.url);
    const stopped = await call('PATCH', `/webhooks/${id}`, { disabled: true });
    expect(stopped.json).toMatchObject({ status: 'disabled', disabled: { reason: 'by_owner' } });
    expect((await call('POST', `/webhooks/${id}/test`)).json.code).toBe('endpoint_disabled');
    expect(await webhooks().dispatch(makeEvent('ev_stopped', {}, api.clock.now()))).not.toContain(id);
    const started = await call('POST', `/webhooks/${id}/enable`);
    expect(started.json).toMatchObject({ status: 'enabled', disabled: null, failures: 0 });
    expect((await call('POST', `/webhooks/${id}/test`)).status).toBe(202);
  });
});

describe('ownership', () => {
  it('hides endpoints and deliveries from all other owners', async () => {
    const receiver = await receive(200);
    const { id } = await register(receiver.url);
    const test = await call('POST', `/webhooks/${id}/test`);
    const times = { from: '2031-01-01T00:00:00Z', to: '2031-01-02T00:00:00Z' };
    const strangers: [string, string, object?][] = [
      ['GET', `/webhooks/${id}`],
      ['PATCH', `/webhooks/${id}`, { description: 'mine' }],
      ['DELETE', `/webhooks/${id}`],
      ['POST', `/webhooks/${id}/rotate-secret`],
      ['POST', `/webhooks/${id}/enable`],
      ['POST', `/webhooks/${id}/test`],
      ['GET', `/webhooks/${id}/deliveries`],
      ['POST', `/webhooks/${id}/replay`, times],
      ['GET', `/deliveries/${test.json.id}`],
      ['POST', `/deliveries/${test.json.id}/retry`],
    ];
    for (const [method, path, body] of strangers) {
      const refused = await call(method, path, body, { principal: OTHERS });
      expect([method, path, refused.status, refused.json.code]).toEqual([
        method,
        path,
        404,
        'unknown_resource',
      ]);
    }
    const admin: Principal = { ...OTHERS, scopes: ['admin'] };
    expect((await call('GET', `/webhooks/${id}`, undefined, { principal: admin })).status).toBe(404);
    expect((await call('GET', '/webhooks', undefined, { principal: OTHERS })).json.items).toEqual([]);
    expect((await call('GET', `/webhooks/${id}`)).status).toBe(200);
  });
});

describe('secrets', () => {
  it('sign both for a day after a rotation, then the new one alone', async () => {
    const receiver = await receive(200);
    const { id, secret: old } = await register(receiver.url);
    const rotated = await call('POST', `/webhooks/${id}/rotate-secret`);
    const { secret, rotatedSecretUntil } = rotated.json;
    expect(secret).not.toBe(old);
    expect(Date.parse(rotatedSecretUntil) - Date.now()).toBeGreaterThan(23.9 * HOUR);
    await call('POST', `/webhooks/${id}/test`);
    await webhooks().deliverQueued();
    const [first] = receiver.posts;
    expect(first?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const either of [old, secret]) {
      expect(new Webhook(either).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({
        type: 'endpoint.test',
      });
    }

    offset = 25 * HOUR;
    await call('POST', `/webhooks/${id}/test`);
    await webhooks().deliverQueued();
    const second = receiver.posts[1];
    expect(second?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    // The package refuses times that are not the present: the signature is compared with its own.
    const at = new Date(Number(second?.headers['webhook-timestamp']) * 1000);
    const sign = (key: string) =>
      new Webhook(key).sign(second?.headers['webhook-id'] ?? '', at, second?.body ?? '');
    expect(second?.headers['webhook-signature']).toBe(sign(secret));
    expect(second?.headers['webhook-signature']).not.toBe(sign(old));
    expect((await call('GET', `/webhooks/${id}`)).json.rotatedSecretUntil).toBeNull();
  });
});

describe('deliveries', () => {
  it('are listed, shown with all attempts, and retried', async () => {
    const receiver = await receive(500, 200);
    const { id } = await register(receiver.url);
    const sent = await call('POST', `/webhooks/${id}/test`);
    expect(sent.headers.location).toBe(`${BASE}/deliveries/${sent.json.id}`);
    await webhooks().deliverQueued();
    const failed = await call('GET', `/deliveries/${sent.json.id}`);
    expect(failed.json).toMatchObject({
      status: 'pending',
      attempts: 1,
      eventType: 'endpoint.test',
      history: [{ number: 1, status: 500, failure: null, answer: 'answer 1' }],
    });
    expect(JSON.parse(failed.json.payload).type).toBe('endpoint.test');
    expect((await call('GET', `/webhooks/${id}`)).json.failures).toBe(1);
    const path = `/webhooks/${id}/deliveries`;
    const pending = await call('GET', path, undefined, { query: 'status=pending' });
    expect(pending.json.items).toMatchObject([{ id: sent.json.id }]);
    expect((await call('GET', path, undefined, { query: 'status=delivered' })).json.items).toEqual([]);

    const retried = await call('POST', `/deliveries/${sent.json.id}/retry`);
    expect(retried.json).toMatchObject({ status: 'pending', id: sent.json.id });
    await webhooks().deliverQueued();
    const done = await call('GET', `/deliveries/${sent.json.id}`);
    expect(done.json).toMatchObject({ status: 'delivered', attempts: 2 });
    expect((await call('GET', path, undefined, { query: 'status=pending' })).json.items).toEqual([]);
    expect((await call('GET', path, undefined, { query: 'status=delivered' })).json.items).toHaveLength(1);
    const ids = receiver.posts.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([sent.json.id, sent.json.id]);
  });

  it('are replayed by the time of their events, under their own ids', async () => {
    const receiver = await receive(200);
    const { id } = await register(receiver.url);
    const day = '2031-05-05';
    const functions = webhooks();
    for (let hour = 0; hour < 30; hour++) {
      const at = new Date(Date.parse(`${day}T00:00:00Z`) + hour * HOUR).toISOString();
      await functions.dispatch(makeEvent(`ev_replay_${hour}`, {}, at));
    }
    await functions.deliverQueued();
    const mine = () => receiver.posts.map(({ headers }) => headers['webhook-id'] ?? '');
    const before = mine();
    expect(new Set(before).size).toBe(30);
    const replayed = await call('POST', `/webhooks/${id}/replay`, {
      from: `${day}T10:00:00+00:00`,
      to: `${day}T23:00:00Z`,
    });
    expect(replayed.json).toEqual({ replayed: 14, rest: null });
    await functions.deliverQueued();
    const again = mine().slice(30);
    expect(again).toHaveLength(14);
    for (const one of again) expect(before).toContain(one);
    const none = await call('POST', `/webhooks/${id}/replay`, {
      from: `${day}T00:00:00Z`,
      to: `${day}T23:00:00Z`,
      status: 'exhausted',
    });
    expect(none.json).toEqual({ replayed: 0, rest: null });
    const backwards = await call('POST', `/webhooks/${id}/replay`, {
      from: `${day}T10:00:00Z`,
      to: `${day}T09:00:00Z`,
    });
    expect(backwards.status).toBe(400);

    const seen: string[] = [];
    let next: string | null = `/webhooks/${id}/deliveries?limit=7&status=delivered`;
    while (next) {
      const [path = '', query = ''] = next.replace(BASE, '').split('?');
      const page = await api.call({ path, query, principal: DESK });
      seen.push(...page.json.items.map((item: { id: string }) => item.id));
      next = page.json.next;
    }
    expect(new Set(seen).size).toBe(30);
    expect(seen).toHaveLength(30);
  });

  it('of an endpoint that was removed can be read, and not be retried', async () => {
    const receiver = await receive(200);
    const { id } = await register(receiver.url);
    const sent = await call('POST', `/webhooks/${id}/test`);
    await call('DELETE', `/webhooks/${id}`);
    await webhooks().deliverQueued();
    expect(receiver.posts).toEqual([]);
    expect((await call('GET', `/deliveries/${sent.json.id}`)).json.status).toBe('canceled');
    expect((await call('POST', `/deliveries/${sent.json.id}/retry`)).status).toBe(404);
  });
});

describe('preview', () => {
  it('shows which of the last statements match, as the dispatcher decides', async () => {
    const all = await call('POST', '/webhooks/preview', { filter: { minConfidence: 0 } });
    expect(all.json.looked).toBe(40);
    expect(all.json.items).toHaveLength(40);
    const [some] = all.json.items as { type: string; links: object }[];
    const half = await call('POST', '/webhooks/preview', { filter: { types: [some?.type] } });
    const rest = await call('POST', '/webhooks/preview', { filter: { not: { types: [some?.type] } } });
    expect(half.json.items.length).toBeGreaterThan(0);
    expect(half.json.items.length + rest.json.items.length).toBe(40);
    expect(some?.links).toHaveProperty('self');
    const bad = await call('POST', '/webhooks/preview', { filter: { topics: ['gossip'] } });
    expect(bad.status).toBe(400);
  });
});

it('has called every operation of this part of the contract', () => {
  const missing = Object.entries(WEBHOOK_OPERATIONS)
    .filter(([id, { success }]) => !answered.has(`${id} ${success.status}`))
    .map(([id]) => id);
  expect(missing).toEqual([]);
});

it('names the same values and limits as core and ports', () => {
  expect(contract.DELIVERY_STATUSES).toEqual(DELIVERY_STATUSES);
  expect(contract.NO_ANSWERS).toEqual(NO_ANSWERS);
  expect(contract.DEEPEST_FILTER).toBe(DEEPEST_FILTER);
  expect(contract.LARGEST_FILTER).toBe(LARGEST_FILTER);
  expectTypeOf<z.output<typeof contract.EndpointEvent>>().toEqualTypeOf<EndpointEvent>();
});
