// The whole tracker in one process: emulators, the S3 endpoint, every function of the manifest, and the API.

import type { Server } from 'node:http';
import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { reconcileUploads } from '../../lambdas/application/reconcile-uploads.ts';
import { PUBLIC_PATHS } from '../../lambdas/contract/operations.ts';
import { wireReconcile } from '../../lambdas/runtime/wire-maintenance.ts';
import { FUNCTIONS, type FunctionDefinition, handlerEntry, QUEUES, STUCK_AFTER } from '../functions.ts';
import { startBackends } from './backends.ts';
import {
  type Emulators,
  localBucket,
  localDeadLetterQueue,
  localQueue,
  queueArn,
  queueUrl,
} from './emulators.ts';
import { createHttpFront } from './http-front.ts';
import type { Handler, LoadedFunction } from './invoke.ts';
import { provideStreaming } from './lambda-streaming.ts';
import { closeServer, LOOPBACK, listenOnLoopback } from './listen.ts';
import { LocalError } from './local-error.ts';
import { SHORTEST_HIDING, startQueuePoller } from './queue-poller.ts';
import { removeRunningNote, writeRunningNote } from './running.ts';
import { startTicker } from './schedule-ticker.ts';

export interface TrackerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly s3Port: number;
  /** Absolute path of the data folder; null keeps everything in memory. */
  readonly data: string | null;
  /** Demand keys, as in AWS. */
  readonly auth: boolean;
  readonly onError: (error: unknown) => void;
  /** Seconds until a message that failed for the n-th time is tried again. */
  readonly retryDelay?: (receives: number) => number;
}

export interface Tracker {
  readonly apiUrl: string;
  readonly s3Url: string;
  /** Name of the bucket to upload to. */
  readonly bucket: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Lets requests and batches under way end, then closes everything. May be called twice. */
  stop(): Promise<void>;
}

/** Seconds: 2, 8, 18, … so that five attempts take a minute; in AWS it is the queue's visibility time-out. */
const LOCAL_RETRY_DELAY = (receives: number) => 2 * receives ** 2;

/**
 * Starts the tracker. Sets process.env: handlers read it like in AWS, so a process has one tracker at a time.
 * @throws {LocalError} `port_in_use`, `bad_data_folder`, `already_running`, `rebuild_unfinished`
 */
export async function startTracker(options: TrackerOptions): Promise<Tracker> {
  const { data } = options;
  const backends = await startBackends(options);
  const { emulators, sqs, s3Url, environment } = backends;
  try {
    const functions = await Promise.all(FUNCTIONS.map(loadFunction));
    const front = createFront(functions, options);
    const port = await listenOnLoopback(front, options.port, '--port');
    backends.beforeStop(() => closeServer(front));
    const apiUrl = `http://${LOOPBACK}:${port}`;

    await releaseInFlight(emulators, sqs);
    // What was uploaded when the last tracker was killed, and never announced.
    const { ports, bucket } = wireReconcile();
    if ((await ports.maintenance.begunAt()) !== null) {
      throw new LocalError(
        'rebuild_unfinished',
        'The table is only half made: "npm run rebuild" was ended early. Run it again, then start.',
      );
    }
    await reconcileUploads(ports, { bucket, stuckAfter: STUCK_AFTER });
    const workers = functions.flatMap((target) => startWorkers(target, emulators, sqs, options));
    backends.beforeStop(async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    });
    if (data !== null) {
      await writeRunningNote(data, { pid: process.pid, api: apiUrl, s3: s3Url, environment });
      backends.beforeStop(() => removeRunningNote(data));
    }
    return { apiUrl, s3Url, bucket: localBucket('articles'), environment, stop: backends.stop };
  } catch (error) {
    await backends.stop();
    throw error;
  }
}

async function loadFunction(definition: FunctionDefinition): Promise<LoadedFunction> {
  provideStreaming();
  const module = (await import(new URL(`../../${handlerEntry(definition.name)}`, import.meta.url).href)) as {
    handler: Handler;
  };
  return { definition, handler: module.handler };
}

function createFront(functions: readonly LoadedFunction[], { auth, onError }: TrackerOptions): Server {
  const find = (kind: 'api' | 'authorizer') => {
    const found = functions.find(({ definition }) => definition.trigger.kind === kind);
    if (!found) throw new Error(`The manifest has no function with the trigger ${kind}.`);
    return found;
  };
  return createHttpFront({
    api: find('api'),
    authorizer: auth ? find('authorizer') : null,
    publicPaths: PUBLIC_PATHS,
    publicBaseUrl: process.env.PUBLIC_BASE_URL,
    corsOrigins: process.env.CORS_ORIGINS,
    onError,
  });
}

function startWorkers(
  target: LoadedFunction,
  emulators: Emulators,
  sqs: SQSClient,
  { onError, retryDelay = LOCAL_RETRY_DELAY }: TrackerOptions,
): { stop(): Promise<void> }[] {
  const { trigger } = target.definition;
  if (trigger.kind === 'schedule') return [startTicker(target, trigger.everyMinutes, onError)];
  if (trigger.kind !== 'queue') return [];
  const name =
    trigger.source === 'messages' ? localQueue(trigger.queue) : localDeadLetterQueue(trigger.queue);
  return [
    startQueuePoller({
      client: sqs,
      url: queueUrl(emulators, name),
      arn: queueArn(name),
      batchSize: trigger.batchSize,
      concurrency: trigger.localConcurrency ?? 1,
      target,
      retryDelay,
      onError,
    }),
  ];
}

/** Messages that a killed tracker was working on stay hidden for minutes: nobody else can have them, so show them. */
async function releaseInFlight(emulators: Emulators, sqs: SQSClient): Promise<void> {
  for (const queue of Object.keys(QUEUES) as (keyof typeof QUEUES)[]) {
    for (const name of [localQueue(queue), localDeadLetterQueue(queue)]) {
      for (const { receiptHandle } of emulators.fauxqs.inspectQueue(name)?.messages.inflight ?? []) {
        await sqs.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: queueUrl(emulators, name),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: SHORTEST_HIDING,
          }),
        );
      }
    }
  }
}
