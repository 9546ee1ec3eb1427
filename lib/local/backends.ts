// What the tracker stands on when it runs on one machine: emulators, the S3 endpoint, and the environment that leads
// to them. Commands that need storage without a tracker start just this.
import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BUCKETS, type BucketName } from '../functions.ts';
import {
  clientSettings,
  type Emulators,
  localBucket,
  localQueue,
  queueUrl,
  startEmulators,
} from './emulators.ts';
import { closeServer, LOOPBACK, listenOnLoopback } from './listen.ts';
import { describeError, LocalError } from './local-error.ts';
import { type ObjectVersions, openObjectVersions } from './object-versions.ts';
import { findRunning } from './running.ts';
import { createS3Front, versionsBucket } from './s3-front.ts';

export interface BackendOptions {
  readonly s3Port: number;
  /** Absolute path of the data folder; null keeps everything in memory. */
  readonly data: string | null;
  readonly auth: boolean;
  readonly onError: (error: unknown) => void;
}

export interface Backends {
  readonly emulators: Emulators;
  readonly sqs: SQSClient;
  readonly s3Url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Has something closed before all that was started earlier. */
  beforeStop(close: () => Promise<void> | void): void;
  /** May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts them and sets process.env, which handlers and commands read as they do in AWS.
 * @throws {LocalError} `port_in_use`, `bad_data_folder`, `already_running`
 */
export async function startBackends(options: BackendOptions): Promise<Backends> {
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
    const front = createBucketFront(emulators, versions, sqs, onError);
    const port = await listenOnLoopback(front, options.s3Port, '--s3-port');
    closers.unshift(() => closeServer(front));
    const s3Url = `http://${LOOPBACK}:${port}`;
    const environment = {
      ...emulators.environment,
      AWS_ENDPOINT_URL_S3: s3Url,
      ...describeLocalRuntime(data, options.auth),
    };
    Object.assign(process.env, environment);
    return { emulators, sqs, s3Url, environment, stop, beforeStop: (close) => closers.unshift(close) };
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
