// npm run listen -- --port 9000: a receiver on this machine that verifies and prints the messages of webhooks.
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import type { EndpointWithSecret } from '../../../lambdas/contract/webhook-resources.ts';
import { EndpointPage } from '../../../lambdas/contract/webhook-resources.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import { bold, dim, print, printError, runCommand, textWidth } from '../cli.ts';
import { closeServer, LOOPBACK, listenOnLoopback } from '../listen.ts';
import { LocalError } from '../local-error.ts';
import { readApiSettings } from '../settings.ts';
import { describeStatement, type ShownStatement } from '../show-statements.ts';
import { createWebhookReceiver, type ReceivedMessage } from '../webhook-receiver.ts';

const USAGE = `npm run listen -- [options]

  --port PORT       where to listen on 127.0.0.1 (9000)
  --filter JSON     only statements that match, as POST /webhooks takes it: '{"topics":["ceasefire"]}'
  --secret SECRET   verify with this secret (whsec_…) and register nothing

  Without --secret it registers itself at the tracker for as long as it runs.
  TRACKER_API says where the tracker is (http://127.0.0.1:8787), TRACKER_KEY is the key that it asks for
  (scope webhooks).`;

/** By which an endpoint is known that an earlier run left behind. */
const DESCRIPTION = 'npm run listen';

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9000' },
      filter: { type: 'string' },
      secret: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  let secret = values.secret ?? null;
  const receiver = createWebhookReceiver({
    secret: () => secret,
    onMessage: printMessage,
    onRefused: (reason) => printError(`refused a request: ${reason}`),
  });
  const port = await listenOnLoopback(receiver, readPort(values.port), '--port');
  const url = `http://${LOOPBACK}:${port}/`;
  const api = createApiClient(readApiSettings());
  const stopped = waitForStop();
  let registered: string | null = null;
  try {
    if (secret === null) {
      const endpoint = await register(api, url, values.filter);
      secret = endpoint.secret;
      registered = endpoint.id;
      print(`Registered ${url} as ${endpoint.id}. ${dim('Ctrl-C removes it.')}`);
      await api.send('POST', `/webhooks/${endpoint.id}/test`);
    } else print(`Listening on ${url}.`);
    await stopped;
  } finally {
    if (registered !== null) await api.send('DELETE', `/webhooks/${registered}`);
    await closeServer(receiver);
  }
  return 0;
});

/** In place of what an earlier run left at this address, where it was killed. */
async function register(
  api: ApiClient,
  url: string,
  filter: string | undefined,
): Promise<z.output<typeof EndpointWithSecret>> {
  const { items } = await api.get(EndpointPage, '/webhooks', { limit: '100' });
  for (const { id, ...old } of items) {
    if (old.url === url && old.description === DESCRIPTION) await api.send('DELETE', `/webhooks/${id}`);
  }
  const body = { url, description: DESCRIPTION, filter: readFilter(filter) };
  return (await api.send('POST', '/webhooks', body)) as z.output<typeof EndpointWithSecret>;
}

function readFilter(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    throw new LocalError('bad_argument', `--filter takes JSON, not ${text}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new LocalError('bad_argument', `--port takes a port from 0 to 65535, not "${text}".`);
  }
  return port;
}

function printMessage({ id, type, data, repeated }: ReceivedMessage): void {
  print(`${bold(type)}  ${dim(`${id}${repeated ? ', received before' : ''}`)}`);
  const isWhole =
    type.startsWith('statement.') && typeof data === 'object' && data !== null && 'text' in data;
  print(isWhole ? describeStatement(data as ShownStatement, textWidth()) : JSON.stringify(data, null, 2));
  print();
}

/** Resolves at Ctrl-C or termination. */
function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  return promise;
}
