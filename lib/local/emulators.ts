// DynamoDB, S3, SQS and SNS on this machine: dynalite and fauxqs, embedded, loopback only, kept on disk over a restart.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ClassicLevel } from 'classic-level';
import createDynalite from 'dynalite';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { TABLE_SCHEMA } from '../../lambdas/contract/table-schema.ts';
import {
  BUCKETS,
  type BucketName,
  MESSAGE_RETENTION_SECONDS,
  QUEUES,
  type QueueName,
  TABLE,
  TOPICS,
  type TopicName,
} from '../functions.ts';
import { LOOPBACK, listenOnLoopback, withLoopbackOnly } from './listen.ts';
import { describeError, LocalError } from './local-error.ts';

/** Names that resources have on this machine; in AWS, CloudFormation chooses them. */
export const LOCAL_TABLE = 'tracker';
export const localBucket = (name: BucketName): string => `tracker-${name}`;
export const localQueue = (name: QueueName): string => `tracker-${name}`;
export const localDeadLetterQueue = (name: QueueName): string => `tracker-${name}-dead`;
export const localTopic = (name: TopicName): string => `tracker-${name}`;

const REGION = 'us-east-1';
/** fauxqs's fixed account. */
const ACCOUNT = '000000000000';

export interface Emulators {
  /** Everything that handlers and clients need: resource names, endpoints, region and credentials. */
  readonly environment: Readonly<Record<string, string>>;
  /** fauxqs itself, for inspection. */
  readonly fauxqs: FauxqsServer;
  /** Lets requests under way end, then closes the stores. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the emulators on free ports and creates what the manifest names, where it is not there yet.
 * @param folder where everything is kept; null keeps it in memory
 * @throws {LocalError} `bad_data_folder` or `already_running`
 */
export async function startEmulators(folder: string | null): Promise<Emulators> {
  const stores = folder === null ? null : await prepareFolder(folder);
  const dynalite = createDynalite({ createTableMs: 0, ...(stores && { path: stores.table }) });
  // A connection that is closed for idling just as it is used again fails its request.
  dynalite.keepAliveTimeout = 0;
  const tablePort = await listenOnLoopback(dynalite, 0);
  const stopTable = async () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    dynalite.close((error) => (error ? reject(error) : resolve()));
    dynalite.closeIdleConnections();
    setTimeout(() => dynalite.closeAllConnections(), 2_000).unref();
    await promise;
  };

  let fauxqs: FauxqsServer;
  try {
    fauxqs = await withLoopbackOnly(() =>
      startFauxqs({
        port: 0,
        logger: false,
        defaultRegion: REGION,
        ...(stores && { dataDir: stores.queues, s3StorageDir: stores.objects }),
      }),
    );
  } catch (error) {
    await stopTable();
    throw unusable(folder, error);
  }

  const environment = describeEnvironment(tablePort, fauxqs.port);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= Promise.all([stopTable(), fauxqs.stop()]).then(() => undefined);
    return stopping;
  };
  try {
    createBuckets(fauxqs);
    await createQueues(fauxqs, environment);
    createTopics(fauxqs);
    await createTable(environment);
  } catch (error) {
    await stop();
    throw unusable(folder, error);
  }
  return { environment, fauxqs, stop };
}

/** Client settings for the emulators of `environment`, for those who do not take them from process.env. */
export function clientSettings(environment: Readonly<Record<string, string>>): {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
} {
  return {
    region: environment.AWS_REGION ?? REGION,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
}

function describeEnvironment(tablePort: number, fauxqsPort: number): Record<string, string> {
  const fauxqs = `http://${LOOPBACK}:${fauxqsPort}`;
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: `http://${LOOPBACK}:${tablePort}`,
    AWS_ENDPOINT_URL_S3: fauxqs,
    AWS_ENDPOINT_URL_SQS: fauxqs,
    AWS_ENDPOINT_URL_SNS: fauxqs,
    [TABLE.environment]: LOCAL_TABLE,
    ...Object.fromEntries(names(BUCKETS).map((name) => [BUCKETS[name].environment, localBucket(name)])),
    ...Object.fromEntries(
      names(QUEUES).map((name) => [QUEUES[name].environment, localUrl(fauxqsPort, localQueue(name))]),
    ),
    ...Object.fromEntries(
      names(TOPICS).map((name) => [
        TOPICS[name].environment,
        `arn:aws:sns:${REGION}:${ACCOUNT}:${localTopic(name)}`,
      ]),
    ),
  };
}

async function prepareFolder(folder: string): Promise<{ table: string; queues: string; objects: string }> {
  const stores = {
    table: join(folder, 'dynamodb'),
    queues: join(folder, 'queues'),
    objects: join(folder, 'objects'),
  };
  try {
    for (const path of Object.values(stores)) await mkdir(path, { recursive: true });
  } catch (error) {
    throw unusable(folder, error);
  }
  // dynalite opens its store at the first request and then answers every one with 500: open it once, to learn why.
  const level = new ClassicLevel(stores.table);
  try {
    await level.open();
    await level.close();
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    if ((cause as { code?: string }).code === 'LEVEL_LOCKED') {
      throw new LocalError(
        'already_running',
        `Another tracker is running on the data folder ${folder}.`,
        cause,
      );
    }
    throw unusable(folder, cause);
  }
  return stores;
}

function unusable(folder: string | null, error: unknown): LocalError {
  if (error instanceof LocalError) return error;
  const advice = 'restore it from a copy, or choose another with --data.';
  return new LocalError(
    'bad_data_folder',
    `Cannot use the data folder ${folder ?? '(memory)'} (${describeError(error)}): ${advice}`,
    error,
  );
}

function createBuckets(fauxqs: FauxqsServer): void {
  for (const name of names(BUCKETS)) fauxqs.createBucket(localBucket(name));
}

async function createQueues(fauxqs: FauxqsServer, environment: Record<string, string>): Promise<void> {
  const client = new SQSClient({
    ...clientSettings(environment),
    endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '',
  });
  // createQueue of fauxqs replaces a queue of the same name, with all its messages: look first.
  const ensure = async (name: string, attributes: Record<string, string>) => {
    const existing = fauxqs.inspectQueue(name);
    if (!existing) fauxqs.createQueue(name, { attributes });
    else if (Object.entries(attributes).some(([key, value]) => existing.attributes[key] !== value)) {
      await client.send(new SetQueueAttributesCommand({ QueueUrl: existing.url, Attributes: attributes }));
    }
  };
  const retention = { MessageRetentionPeriod: String(MESSAGE_RETENTION_SECONDS) };
  try {
    for (const name of names(QUEUES)) {
      const { visibilitySeconds, maxReceives } = QUEUES[name];
      const visibility = { VisibilityTimeout: String(visibilitySeconds) };
      const dead = localDeadLetterQueue(name);
      await ensure(dead, { ...retention, ...visibility });
      const redrive = { deadLetterTargetArn: queueArn(dead), maxReceiveCount: maxReceives };
      await ensure(localQueue(name), { ...retention, ...visibility, RedrivePolicy: JSON.stringify(redrive) });
    }
  } finally {
    client.destroy();
  }
}

function createTopics(fauxqs: FauxqsServer): void {
  for (const name of names(TOPICS)) {
    fauxqs.createTopic(localTopic(name));
    for (const queue of TOPICS[name].feeds) {
      fauxqs.subscribe({
        topic: localTopic(name),
        queue: localQueue(queue),
        attributes: { RawMessageDelivery: 'true' },
      });
    }
  }
}

async function createTable(environment: Record<string, string>): Promise<void> {
  const client = new DynamoDBClient({
    ...clientSettings(environment),
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    maxAttempts: 1,
  });
  try {
    await client.send(new DescribeTableCommand({ TableName: LOCAL_TABLE }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    const { partitionKey, sortKey } = TABLE_SCHEMA;
    await client.send(
      new CreateTableCommand({
        TableName: LOCAL_TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
      }),
    );
    // the emulator too answers "not found" for items until the table is made
    await waitUntilTableExists(
      { client, maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.2 },
      { TableName: LOCAL_TABLE },
    );
  } finally {
    client.destroy();
  }
}

/** ARN and URL of a queue by its local name. */
export function queueArn(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}

export function queueUrl({ fauxqs }: Pick<Emulators, 'fauxqs'>, name: string): string {
  return localUrl(fauxqs.port, name);
}

function localUrl(port: number, name: string): string {
  return `http://${LOOPBACK}:${port}/${ACCOUNT}/${name}`;
}

function names<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(record) as Name[];
}
