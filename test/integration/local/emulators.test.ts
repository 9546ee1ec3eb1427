// The embedded emulators: what they create, what survives a restart, and how they fail.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { QUEUES, TOPICS } from '../../../lib/functions.ts';
import { clientSettings, type Emulators, LOCAL_TABLE, startEmulators } from '../../../lib/local/emulators.ts';
import { listenOnLoopback } from '../../../lib/local/listen.ts';

let folder: string;
let running: Emulators[] = [];

async function start(data: string | null = folder): Promise<Emulators> {
  const emulators = await startEmulators(data);
  running.push(emulators);
  return emulators;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-emulators-'));
});

afterEach(async () => {
  await Promise.all(running.map((emulators) => emulators.stop()));
  running = [];
  await rm(folder, { recursive: true, force: true });
});

function clients(environment: Readonly<Record<string, string>>) {
  const settings = clientSettings(environment);
  const endpoint = (service: string) => ({
    ...settings,
    endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
  });
  return {
    table: new DynamoDBClient(endpoint('DYNAMODB')),
    s3: new S3Client(endpoint('S3')),
    sqs: new SQSClient(endpoint('SQS')),
    sns: new SNSClient(endpoint('SNS')),
  };
}

describe('startEmulators', () => {
  test('keeps items, objects and messages over a restart', async () => {
    const first = await start();
    const before = clients(first.environment);
    const item = { pk: { S: 'a' }, sk: { S: 'b' }, note: { S: 'kept' } };
    await before.table.send(new PutItemCommand({ TableName: LOCAL_TABLE, Item: item }));
    const object = { Bucket: first.environment.ARTICLES_BUCKET, Key: 'wire/ä 1.txt' };
    await before.s3.send(new PutObjectCommand({ ...object, Body: 'The minister spoke.' }));
    await before.sqs.send(
      new SendMessageCommand({ QueueUrl: first.environment.INGEST_QUEUE_URL, MessageBody: 'waiting' }),
    );
    await first.stop();

    const second = await start();
    const after = clients(second.environment);
    const key = { pk: { S: 'a' }, sk: { S: 'b' } };
    const found = await after.table.send(new GetItemCommand({ TableName: LOCAL_TABLE, Key: key }));
    expect(found.Item).toEqual(item);
    const body = await after.s3.send(new GetObjectCommand(object));
    expect(await body.Body?.transformToString()).toBe('The minister spoke.');
    const received = await after.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: second.environment.INGEST_QUEUE_URL }),
    );
    expect(received.Messages?.map((message) => message.Body)).toEqual(['waiting']);
  });

  test('gives every queue its visibility, retention and dead-letter queue', async () => {
    const { environment } = await start(null);
    const { sqs } = clients(environment);
    for (const queue of Object.values(QUEUES)) {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: environment[queue.environment], AttributeNames: ['All'] }),
      );
      expect(Attributes?.VisibilityTimeout).toBe(String(queue.visibilitySeconds));
      expect(JSON.parse(Attributes?.RedrivePolicy ?? '{}')).toMatchObject({
        maxReceiveCount: queue.maxReceives,
      });
    }
  });

  test('feeds every subscribed queue with the raw message', async () => {
    const { environment } = await start(null);
    const { sns, sqs } = clients(environment);
    for (const topic of Object.values(TOPICS)) {
      await sns.send(
        new PublishCommand({ TopicArn: environment[topic.environment], Message: '{"id":"ev_1"}' }),
      );
      for (const queue of topic.feeds) {
        const url = environment[QUEUES[queue].environment];
        const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 1 }));
        expect(Messages?.map((message) => message.Body)).toEqual(['{"id":"ev_1"}']);
      }
    }
  });

  test('listens on loopback only', async () => {
    const { environment } = await start(null);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
    const urls = Object.entries(environment).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL'));
    expect(urls.length).toBe(4);
    for (const [, url] of urls) {
      const { hostname, port } = new URL(url);
      expect(hostname).toBe('127.0.0.1');
      // Another loopback address is refused by a server bound to 127.0.0.1, and answered by one bound to all.
      for (const host of ['127.0.0.2', ...(outside ? [outside] : [])]) {
        expect(await canConnect(host, Number(port)), `${host}:${port}`).toBe(false);
      }
    }
  });

  test.each([
    ['a corrupt table store', 'dynamodb/CURRENT', 'no manifest here\n'],
    [
      'a corrupt queue store',
      'queues/fauxqs.db',
      'this is not a database, but long enough to be read as one'.repeat(40),
    ],
    ['a corrupt object store', 'objects/buckets/tracker-articles/.bucket.json', '{"name":'],
  ])('tells of %s in one line', async (_, path, content) => {
    const emulators = await start();
    await emulators.stop();
    const file = join(folder, path);
    await mkdir(join(file, '..'), { recursive: true });
    expect(await readdir(join(file, '..'))).toContain(path.split('/').at(-1));
    await writeFile(file, content);
    const error = await startEmulators(folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'LocalError', code: 'bad_data_folder' });
    expect((error as Error).message).toContain(folder);
    expect((error as Error).message).not.toContain('\n');
  });

  test('tells of a data folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(startEmulators(file)).rejects.toMatchObject({ code: 'bad_data_folder' });
  });

  test('refuses a data folder that is in use', async () => {
    await start();
    await expect(startEmulators(folder)).rejects.toMatchObject({ code: 'already_running' });
  });
});

describe('listenOnLoopback', () => {
  test('names the port and the flag when the port is in use', async () => {
    const [one, two] = [createServer(), createServer()];
    const port = await listenOnLoopback(one, 0);
    try {
      await expect(listenOnLoopback(two, port, '--port')).rejects.toMatchObject({
        code: 'port_in_use',
        message: `Port ${port} is in use; stop what uses it, or choose another with --port.`,
      });
    } finally {
      one.close();
    }
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 2_000 });
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  socket.once('timeout', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
