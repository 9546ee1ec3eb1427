/**
 * The ingest function alone, in a process of its own as in Lambda: takes messages off the queue of the environment, and
 * tells its parent what memory it uses. Started by ingest.ts, with the heap's limits that Lambda's runtime sets.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { SQSClient } from '@aws-sdk/client-sqs';
import { FUNCTIONS, type FunctionDefinition, handlerEntry } from '../lib/functions.ts';
import { localQueue, queueArn } from '../lib/local/emulators.ts';
import type { Handler } from '../lib/local/invoke.ts';
import { startQueuePoller } from '../lib/local/queue-poller.ts';

export interface MemoryNote {
  /** Bytes that the system has given to this process. */
  readonly rss: number;
  /** Bytes in buffers outside of the heap. */
  readonly buffers: number;
  /** Bytes of the heap in use just after a full collection; null where the note is of another moment. */
  readonly settled: number | null;
}

/** Milliseconds between two notes. */
const PACE = 250;
/** Node's number of a collection of the whole heap. */
const FULL_COLLECTION = 4;

const definition = (FUNCTIONS as readonly FunctionDefinition[]).find(({ name }) => name === 'ingest-article');
if (definition?.trigger.kind !== 'queue') throw new Error('ingest-article is not fed by a queue');
const { handler } = (await import(new URL(`../${handlerEntry(definition.name)}`, import.meta.url).href)) as {
  handler: Handler;
};

const tell = (settled: number | null): void => {
  const { rss, external } = process.memoryUsage();
  process.send?.({ rss, buffers: external, settled } satisfies MemoryNote);
};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { kind } = (entry as unknown as { detail: { kind: number } }).detail;
    if (kind === FULL_COLLECTION) tell(process.memoryUsage().heapUsed);
  }
}).observe({ entryTypes: ['gc'] });
setInterval(() => tell(null), PACE).unref();

startQueuePoller({
  client: new SQSClient(),
  url: process.env.INGEST_QUEUE_URL ?? '',
  arn: queueArn(localQueue('ingest')),
  batchSize: definition.trigger.batchSize,
  concurrency: 1,
  target: { definition, handler },
  retryDelay: () => 1,
  onError: (error) => console.error(error),
});
