// The ingest function as it is deployed, on the emulators: real uploads, real notifications, real topic.

import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Context, S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleHeadKey } from '../../../lambdas/adapters/dynamodb/keys.ts';
import { createTable } from '../../../lambdas/adapters/dynamodb/table.ts';
import { identifyArticle } from '../../../lambdas/core/articles/article-identity.ts';
import type { StatementEvent } from '../../../lambdas/core/statements/statement.ts';
import { type Storage, wireStorage } from '../../../lambdas/runtime/wire-storage.ts';
import { type EmulatedAws, startEmulatedAws } from '../../support/emulated-aws.ts';

const STORY = {
  url: 'https://velmora.example/news/talks?utm_source=feed',
  title: 'Velmora and Drosk to reopen the border',
  source_domain: 'velmora.example',
  date_publish: new Date().toISOString().slice(0, 10),
  maintext: [
    'VELMORA CITY — The border between Velmora and Drosk will be reopened next week, officials said after two days of talks.',
    '“We will open three crossings on Monday,” Foreign Minister Anna Reva told reporters. “The others will follow in spring.”',
    'Drosk’s president, Ilya Drost, warned that his country would close the crossings again if the accord were broken.',
    'The agreement ends a dispute that had kept families apart for more than a decade and had cost both economies dearly.',
  ].join('\n\n'),
};

const CONTEXT = {
  awsRequestId: 'request',
  functionName: 'ingest-article',
  functionVersion: '1',
  memoryLimitInMB: '512',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:ingest-article',
  getRemainingTimeInMillis: () => 60_000,
} as Context;

const batch = (...bodies: string[]) =>
  ({
    Records: bodies.map((body, at) => ({
      messageId: `message-${at}`,
      receiptHandle: '',
      body,
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:ingest',
      awsRegion: 'us-east-1',
    })),
  }) as unknown as SQSEvent;

describe('ingest-article', () => {
  let aws: EmulatedAws;
  let storage: Storage;
  let queueUrl: string;
  let invoke: (event: SQSEvent) => Promise<SQSBatchResponse>;
  const environment = { ...process.env };

  beforeAll(async () => {
    aws = await startEmulatedAws();
    Object.assign(process.env, aws.environment, {
      POWERTOOLS_DEV: 'false',
      POWERTOOLS_LOG_LEVEL: 'CRITICAL',
    });
    const created = await aws.sqs.send(new CreateQueueCommand({ QueueName: 'denials-and-warnings' }));
    queueUrl = created.QueueUrl ?? '';
    await aws.sns.send(
      new SubscribeCommand({
        TopicArn: aws.environment.EVENTS_TOPIC_ARN ?? '',
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:us-east-1:000000000000:denials-and-warnings',
        Attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: JSON.stringify({ stance: ['warned', 'denied'] }),
        },
      }),
    );
    const { handler } = await import('../../../lambdas/handlers/ingest-article/handler.ts');
    invoke = (event) => handler(event, CONTEXT);
    storage = wireStorage(
      { dynamo: aws.dynamo, s3: aws.s3, clock: { now: () => new Date().toISOString() } },
      { TABLE_NAME: aws.environment.TABLE_NAME ?? '', ARCHIVE_BUCKET: aws.environment.ARCHIVE_BUCKET ?? '' },
    );
  }, 60_000);

  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    await aws.stop();
  });

  const put = async (key: string, body: string) => {
    const event: S3Event = await aws.put({ key, body });
    return JSON.stringify(event);
  };
  const receiptOf = async (key: string) =>
    (await storage.receipts.ofKey(aws.uploads, key, { limit: 1, position: null })).receipts[0];

  it('brings an article in, proves its quotes, and tells those who asked for warnings', async () => {
    const answer = await invoke(batch(await put('incoming/talks é.json', JSON.stringify(STORY))));
    expect(answer).toEqual({ batchItemFailures: [] });
    const receipt = await receiptOf('incoming/talks é.json');
    expect(receipt).toMatchObject({ outcome: 'accepted', records: { read: 1, accepted: 1 } });
    const id = identifyArticle({ url: STORY.url, key: '', index: 0 });
    expect(receipt?.articles[0]?.id).toBe(id);

    const page = await storage.reader.page(
      { articleId: id, dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' },
      { limit: 50, position: null, capacity: 100 },
    );
    expect(page.items.length).toBeGreaterThan(0);
    for (const statement of page.items) {
      const text = await storage.texts.getText(id, statement.provenance.textHash);
      const proof = statement.provenance.content.map(({ start, end }) => text?.slice(start, end)).join(' … ');
      expect(proof).toBe(statement.text);
    }

    const warned = page.items.filter(({ stance }) => stance === 'warned');
    expect(warned.length).toBeGreaterThan(0);
    const received = await aws.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    const events = (received.Messages ?? []).map(({ Body }) => JSON.parse(Body ?? '') as StatementEvent);
    expect(events.map(({ statement }) => statement.id).sort()).toEqual(
      warned.map((statement) => statement.id).sort(),
    );
    expect(events[0]).toMatchObject({
      type: 'statement.created',
      statement: { revision: 1, article: { id } },
    });
  }, 60_000);

  it('lets neither a bad object nor a message that it cannot read nor a lasting fault touch their neighbours', async () => {
    const stuck = { ...STORY, url: 'https://velmora.example/stuck' };
    const stuckId = identifyArticle({ url: stuck.url, key: '', index: 0 });
    // An article whose item is not what this system writes: reading it back fails, again and again.
    const table = createTable(aws.dynamo, aws.environment.TABLE_NAME ?? '');
    await table.put({ ...articleHeadKey(stuckId), open: 'nonsense' });
    const answer = await invoke(
      batch(
        await put('bad.bin', String.fromCharCode(0, 1, 2, 3, 255, 254, 7, 8).repeat(40)),
        'not a message',
        await put('stuck.json', JSON.stringify(stuck)),
        JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: aws.uploads }),
        await put('good.json', JSON.stringify({ ...STORY, url: 'https://velmora.example/good' })),
      ),
    );
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual([
      'message-1',
      'message-2',
    ]);
    expect((await receiptOf('good.json'))?.outcome).toBe('accepted');
    expect((await receiptOf('stuck.json'))?.outcome).toBe('received');

    const bad = await receiptOf('bad.bin');
    expect(bad).toMatchObject({ outcome: 'rejected', faults: [{ index: null, code: 'unsupported_format' }] });
    const Bucket = aws.environment.QUARANTINE_BUCKET ?? '';
    const kept = await aws.s3.send(new ListObjectsV2Command({ Bucket }));
    expect(kept.Contents?.map(({ Key }) => Key)).toEqual([
      `${bad?.id}/bad.bin`,
      `${bad?.id}/bad.bin.why.json`,
    ]);
    const why = await aws.s3.send(new GetObjectCommand({ Bucket, Key: `${bad?.id}/bad.bin.why.json` }));
    expect(JSON.parse((await why.Body?.transformToString()) ?? '')).toMatchObject({
      receipt: bad?.id,
      key: 'bad.bin',
      faults: bad?.faults,
    });
  }, 60_000);

  it('marks as failed what was given up, keeps the letter, and takes the upload after a redrive', async () => {
    const { handler: markFailed } = await import('../../../lambdas/handlers/mark-failed/handler.ts');
    const story = { ...STORY, url: 'https://velmora.example/late' };
    const body = await put('late.json', JSON.stringify(story));
    const answer = await markFailed(batch(body, 'not a message'), CONTEXT);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect((await receiptOf('late.json'))?.outcome).toBe('failed');
    const letters = await Array.fromAsync(storage.letters.letters());
    expect(letters.map((letter) => letter.body).sort()).toEqual(['not a message', body].sort());
    await invoke(batch(body));
    expect((await receiptOf('late.json'))?.outcome).toBe('accepted');
    // Given up after all that: what was dealt with stays as it is.
    await markFailed(batch(body), CONTEXT);
    expect((await receiptOf('late.json'))?.outcome).toBe('accepted');
  }, 60_000);

  it('reads the version that was announced, also when another one stands there by now', async () => {
    const first = await put('twice.json', JSON.stringify({ ...STORY, url: 'https://velmora.example/twice' }));
    const second = await put(
      'twice.json',
      JSON.stringify({ ...STORY, url: 'https://velmora.example/other' }),
    );
    expect(await invoke(batch(second, first))).toEqual({ batchItemFailures: [] });
    const receipts = await storage.receipts.ofKey(aws.uploads, 'twice.json', { limit: 5, position: null });
    const ids = receipts.receipts.map(({ articles }) => articles[0]?.id).sort();
    const expected = ['twice', 'other'].map((name) =>
      identifyArticle({ url: `https://velmora.example/${name}`, key: '', index: 0 }),
    );
    expect(ids).toEqual(expected.sort());
  }, 60_000);

  it('lets uploads wait in the queue while the table is made again', async () => {
    const body = await put('waits.json', JSON.stringify({ ...STORY, url: 'https://velmora.example/waits' }));
    await storage.maintenance.begin(new Date().toISOString());
    try {
      expect(await invoke(batch(body))).toEqual({ batchItemFailures: [] });
      expect(await receiptOf('waits.json')).toBeUndefined();
      const queue = aws.fauxqs.inspectQueue('tracker-ingest');
      expect(queue?.messages.delayed.map((message) => message.body)).toEqual([body]);
    } finally {
      await storage.maintenance.end();
    }
    await invoke(batch(body));
    expect((await receiptOf('waits.json'))?.outcome).toBe('accepted');
  }, 60_000);
});
