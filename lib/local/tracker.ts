// The whole tracker in one process: emulators, the S3 endpoint, every function of the manifest, and the API.

import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PUBLIC_PATHS } from '../../lambdas/contract/operations.ts';
import {
  BUCKETS,
  type BucketName,
  FUNCTIONS,
  type FunctionDefinition,
  handlerEntry,
  QUEUES,
} from '../functions.ts';
import {
  clientSettings,
  type Emulators,
  localBucket,
  localDeadLetterQueue,
  localQueue,
  queueArn,
  queueUrl,
  startEmulators,
} from './emulators.ts';
import { createHttpFront } from './http-front.ts';
import type { Handler, LoadedFunction } from './invoke.ts';
import { LOOPBACK, listenOnLoopback } from './listen.ts';
import { describeError, LocalError } from './local-error.ts';
import { type ObjectVersions, openObjectVersions } from './object-versions.ts';
import { startQueuePoller } from './queue-poller.ts';
import { findRunning, removeRunningNote, writeRunningNote } from './running.ts';
import { createS3Front, versionsBucket } from './s3-front.ts';
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
 * @throws {LocalError} `port_in_use`, `bad_data_folder`, `already_running`
 */
export async function startTracker(options: TrackerOptions): Promise<Tracker> {
  const { data, onError } = options;
  if (data !== null) await refuseSecond(data);
  const emulators = await startEmulators(data);
  const closers: (() => Promise<void> | void)[] = [() => emulators.stop()];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= closeAll(closers);
    return stopping;
  };
  try {
    const versions = openVersions(data);
    closers.unshift(() => versions.close());
    const sqs = new SQSClient({
      ...clientSettings(emulators.environment),
      endpoint: emulators.environment.AWS_ENDPOINT_URL_SQS ?? '',
    });
    closers.unshift(() => sqs.destroy());
    const s3Front = createBucketFront(emulators, versions, sqs, onError);
    const s3Port = await listenOnLoopback(s3Front, options.s3Port, '--s3-port');
    closers.unshift(() => closeServer(s3Front));

    const s3Url = `http://${LOOPBACK}:${s3Port}`;
    const environment = {
      ...emulators.environment,
      AWS_ENDPOINT_URL_S3: s3Url,
      ...describeLocalRuntime(data, options.auth),
    };
    Object.assign(process.env, environment);
    const functions = await Promise.all(FUNCTIONS.map(loadFunction));

    const front = createFront(functions, options);
    const port = await listenOnLoopback(front, options.port, '--port');
    closers.unshift(() => closeServer(front));
    const apiUrl = `http://${LOOPBACK}:${port}`;

    await releaseInFlight(emulators, sqs);
    const workers = functions.flatMap((target) => startWorkers(target, emulators, sqs, options));
    closers.unshift(async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    });
    if (data !== null) {
      await writeRunningNote(data, { pid: process.pid, api: apiUrl, s3: s3Url, environment });
      closers.unshift(() => removeRunningNote(data));
    }
    return { apiUrl, s3Url, bucket: localBucket('articles'), environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function refuseSecond(data: string): Promise<void> {
  const running = await findRunning(data);
  if (running === null) return;
  throw new LocalError('already_running', `A tracker runs on this data folder already, at ${running.api}.`);
}

function openVersions(data: string | null): ObjectVersions {
  try {
    return openObjectVersions(data === null ? null : join(data, 'versions.db'));
  } catch (error) {
    throw new LocalError(
      'bad_data_folder',
      `Cannot use the data folder ${data} (${describeError(error)}).`,
      error,
    );
  }
}

function createBucketFront(
  emulators: Emulators,
  versions: ObjectVersions,
  sqs: SQSClient,
  onError: (error: unknown) => void,
): Server {
  const names = Object.keys(BUCKETS) as BucketName[];
  const versioned = names.filter((name) => BUCKETS[name].versioned).map(localBucket);
  for (const bucket of versioned) emulators.fauxqs.createBucket(versionsBucket(bucket));
  const listeners = new Map(names.map((name) => [localBucket(name), BUCKETS[name].notifies]));
  return createS3Front({
    upstream: emulators.environment.AWS_ENDPOINT_URL_S3 ?? '',
    region: emulators.environment.AWS_REGION ?? '',
    versions,
    versioned,
    announce: async (bucket, event) => {
      const listener = listeners.get(bucket);
      const name = event.Records[0]?.eventName ?? '';
      if (!listener?.events.some((pattern) => matchesEvent(pattern, name))) return;
      const QueueUrl = queueUrl(emulators, localQueue(listener.queue));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
    },
    onError,
  });
}

/** `s3:ObjectCreated:*` against `ObjectCreated:Put`. */
function matchesEvent(pattern: string, name: string): boolean {
  const wanted = pattern.replace(/^s3:/, '');
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

async function loadFunction(definition: FunctionDefinition): Promise<LoadedFunction> {
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
            VisibilityTimeout: 0,
          }),
        );
      }
    }
  }
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  // A client that keeps reading a long answer does not keep the tracker from stopping.
  const timer = setTimeout(() => server.closeAllConnections(), 3_000);
  await promise;
  clearTimeout(timer);
}

/** Closes in order; one that fails does not leave the rest open. */
async function closeAll(closers: readonly (() => Promise<void> | void)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const close of closers) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be closed.');
}

/** Variables that are the same for all functions on this machine. */
function describeLocalRuntime(data: string | null, auth: boolean): Record<string, string> {
  return {
    SECRETS_FILE: join(data ?? mkdtempSync(join(tmpdir(), 'tracker-')), 'secret.key'),
    ALLOW_LOOPBACK_WITHOUT_KEY: String(!auth),
    ALLOW_LOOPBACK_WEBHOOKS: 'true',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'ERROR',
  };
}
