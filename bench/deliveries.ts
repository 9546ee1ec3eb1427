/**
 * Measures webhook deliveries on the emulators, from the event to the receiver, with real HTTP receivers on loopback.
 *
 *   npx node bench/deliveries.ts [--endpoints 100] [--events 20] [--every 1500] [--timeout 15000]
 *
 * First throughput: as many deliveries as fit to one endpoint, and to all. Then latency, from an event's dispatch to its
 * arrival, while an event for every endpoint comes each `--every` milliseconds: once with all receivers well, once with
 * one of them hanging until the sender's time-out. The others' p99 is not to move: compare the ratio, since the emulators
 * (a table and a queue in this very process) and the machine's other work set the absolute figures.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createTable } from '../lambdas/adapters/dynamodb/table.ts';
import { createWebhookSender } from '../lambdas/adapters/http/webhook-sender.ts';
import { webhookSigner } from '../lambdas/adapters/http/webhook-signer.ts';
import { linkStatement } from '../lambdas/application/link-statement.ts';
import { type DeliverDependencies, openDeliverer } from '../lambdas/application/webhooks/deliver-message.ts';
import { openDispatcher } from '../lambdas/application/webhooks/dispatch-events.ts';
import { systemClock } from '../lambdas/runtime/clock.ts';
import { readDeliveryMessage } from '../lambdas/runtime/read-delivery-message.ts';
import { assembleWebhooks } from '../lambdas/runtime/wire-webhooks.ts';
import { FUNCTIONS, type FunctionDefinition } from '../lib/functions.ts';
import { clientSettings, localQueue, queueArn, queueUrl } from '../lib/local/emulators.ts';
import { listenOnLoopback } from '../lib/local/listen.ts';
import { startQueuePoller } from '../lib/local/queue-poller.ts';
import { startEmulatedAws } from '../test/support/emulated-aws.ts';
import { makeEvent } from '../test/support/make-statement.ts';
import { makeEndpoint, plainBox } from '../test/support/webhook-world.ts';

const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '100' },
    events: { type: 'string', default: '20' },
    every: { type: 'string', default: '1500' },
    timeout: { type: 'string', default: '15000' },
  },
});
const endpointCount = Number(values.endpoints);
const eventCount = Number(values.events);
const every = Number(values.every);
const functions: readonly FunctionDefinition[] = FUNCTIONS;
const definition = functions.find(({ name }) => name === 'deliver-message');
if (definition?.trigger.kind !== 'queue') throw new Error('deliver-message is not fed by a queue');

const aws = await startEmulatedAws();
const url = queueUrl(aws, localQueue('deliveries'));
// With retries, as the functions have them: the emulator drops connections when there are many at once.
const dynamo = new DynamoDBClient({
  ...clientSettings(aws.environment),
  endpoint: aws.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
  maxAttempts: 4,
});
const parts = assembleWebhooks({
  table: createTable(dynamo, aws.environment.TABLE_NAME ?? ''),
  sqs: aws.sqs,
  deliveriesQueueUrl: url,
  allowLoopback: true,
});
const dependencies: DeliverDependencies = {
  ...parts,
  queue: parts.deliveryQueue,
  publisher: { publish: async () => undefined },
  secrets: plainBox,
  sender: createWebhookSender({ allowLoopback: true, timeout: Number(values.timeout) }),
  signer: webhookSigner,
  clock: systemClock,
  random: Math.random,
};

/** Arrivals by message id, and the endpoint that answers nothing. */
const arrivals = new Map<string, number>();
let hanging: string | null = null;
const server = createServer((request, response) => {
  if (request.url === `/${hanging}`) return;
  arrivals.set(String(request.headers['webhook-id']), performance.now());
  request.resume();
  response.writeHead(204).end();
});
const port = await listenOnLoopback(server, 0);

const poller = startQueuePoller({
  client: aws.sqs,
  url,
  arn: queueArn(localQueue('deliveries')),
  batchSize: definition.trigger.batchSize,
  concurrency: definition.trigger.localConcurrency ?? 1,
  target: {
    definition,
    handler: async (event): Promise<SQSBatchResponse> => {
      const deliver = openDeliverer(dependencies);
      const results = await Promise.allSettled(
        (event as SQSEvent).Records.map(({ body }) => deliver(readDeliveryMessage(body))),
      );
      for (const result of results) if (result.status === 'rejected') console.error(result.reason);
      return { batchItemFailures: [] };
    },
  },
  retryDelay: () => 2,
  onError: (error) => console.error(error),
});

/** Events dispatched at a time, as a batch of the function is. */
const AT_ONCE = 4;
const ids = Array.from({ length: endpointCount }, (_, n) => `ep_${n}`);
let series = 0;

async function setEndpoints(wanted: readonly string[]): Promise<void> {
  for (const { id } of await parts.endpoints.listEnabled()) await parts.endpoints.remove(id);
  for (const id of wanted) {
    await parts.endpoints.create(
      makeEndpoint({ id: `${id}.${series}`, url: `http://127.0.0.1:${port}/${id}.${series}` }),
    );
  }
}

async function dispatchOne(name: string): Promise<{ readonly at: number; readonly ids: readonly string[] }> {
  const dispatch = await openDispatcher({
    ...parts,
    queue: parts.deliveryQueue,
    clock: systemClock,
    showStatement: linkStatement,
    findFacts: () => null,
  });
  const at = performance.now();
  return { at, ids: await dispatch(makeEvent(name, {}, systemClock.now())) };
}

async function waitFor(expected: number): Promise<void> {
  const end = performance.now() + 120_000;
  while (arrivals.size < expected && performance.now() < end) await pause(20);
  if (arrivals.size < expected) console.error(`only ${arrivals.size} of ${expected} arrived`);
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function measureThroughput(wanted: readonly string[], events: number): Promise<string> {
  series += 1;
  arrivals.clear();
  await setEndpoints(wanted);
  const started = performance.now();
  const names = Array.from({ length: events }, (_, n) => `ev_${series}_${n}`);
  while (names.length > 0) await Promise.all(names.splice(0, AT_ONCE).map(dispatchOne));
  await waitFor(wanted.length * events);
  const seconds = (performance.now() - started) / 1000;
  return (arrivals.size / seconds).toFixed(1);
}

interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly arrived: number;
}

async function measureLatency(withHanging: boolean): Promise<Latency> {
  series += 1;
  arrivals.clear();
  await setEndpoints(ids);
  hanging = withHanging ? `${ids[0]}.${series}` : null;
  const dispatched: { at: number; ids: readonly string[] }[] = [];
  let next = performance.now();
  for (let n = 0; n < eventCount; n++) {
    dispatched.push(await dispatchOne(`ev_${series}_${n}`));
    next += every;
    await pause(Math.max(0, next - performance.now()));
  }
  const others = endpointCount - (withHanging ? 1 : 0);
  await waitFor(others * eventCount);
  const times = dispatched
    .flatMap(({ at, ids: sent }) => sent.map((id) => (arrivals.get(id) ?? Number.NaN) - at))
    .filter((time) => !Number.isNaN(time))
    .sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? Number.NaN);
  return { p50: at(0.5), p99: at(0.99), arrived: times.length };
}

console.log(`deliveries/s to 1 endpoint:    ${await measureThroughput(ids.slice(0, 1), eventCount * 10)}`);
console.log(
  `deliveries/s to ${endpointCount} endpoints: ${await measureThroughput(ids, Math.ceil(eventCount / 2))}`,
);
await measureLatency(false);
const well = await measureLatency(false);
console.log(`all well:    p50 ${well.p50} ms, p99 ${well.p99} ms (${well.arrived} deliveries)`);
const ill = await measureLatency(true);
console.log(`one hangs:   p50 ${ill.p50} ms, p99 ${ill.p99} ms of the others (${ill.arrived} deliveries)`);
const again = await measureLatency(false);
console.log(`all well:    p50 ${again.p50} ms, p99 ${again.p99} ms (${again.arrived} deliveries)`);
console.log(
  `p99 with one hanging / without: ${(ill.p99 / Math.max(1, (well.p99 + again.p99) / 2)).toFixed(2)}`,
);

await Promise.race([poller.stop(), pause(20_000)]);
server.closeAllConnections();
server.close();
await aws.stop();
process.exit(0);
