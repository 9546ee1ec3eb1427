// The whole tracker in one process, as npm start runs it: a PUT becomes statements that the API answers, a bad object is
// rejected, a lasting fault ends as failed, and a restart keeps everything.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ReceiptPage, SpeakerPage, StatementPage } from '../../../lambdas/contract/resources.ts';
import { type ApiClient, createApiClient } from '../../../lib/local/api-client.ts';
import { clientSettings, localBucket, startEmulators } from '../../../lib/local/emulators.ts';
import { closeServer, listenOnLoopback } from '../../../lib/local/listen.ts';
import { openObjectVersions } from '../../../lib/local/object-versions.ts';
import { createS3Front } from '../../../lib/local/s3-front.ts';
import { runCommand, startTrackerProcess, type TrackerProcess } from '../../support/tracker-process.ts';

const ARTICLE = {
  url: 'https://harbourpost.example/talks',
  title: 'Talks in Port Calder',
  outlet: 'Harbour Post',
  publishedAt: '2031-05-02T09:00:00Z',
  text:
    'PORT CALDER - Foreign Minister Ludmila Orsk of Carvania said on Friday that the harbour would stay open.\n\n' +
    '"We will not close a single pier," Orsk told reporters. "That is a promise to our neighbours."\n',
};

let folder: string;
let tracker: TrackerProcess;
let s3: S3Client;
let api: ApiClient;
const BUCKET = localBucket('articles');

async function start(): Promise<void> {
  tracker = await startTrackerProcess(folder, ['--no-seeds', '--retry', '1']);
  s3 = new S3Client({ ...clientSettings(tracker.note.environment), endpoint: tracker.note.s3 });
  api = createApiClient({ base: tracker.note.api, key: undefined });
}

const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

/** The receipt of a key once it has come to an end. */
async function receiptOf(
  key: string,
  isEnd: (status: string) => boolean = (status) => status !== 'received',
) {
  for (let tries = 0; tries < 300; tries++) {
    const { items } = await api.get(ReceiptPage, '/uploads', { key, limit: '1' });
    const [receipt] = items;
    if (receipt && isEnd(receipt.status)) return receipt;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The receipt of ${key} did not come to an end.`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-whole-'));
  await start();
}, 60_000);

afterAll(async () => {
  s3.destroy();
  await tracker.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a running tracker', () => {
  test('answers what an uploaded article says, with spans that prove every quote', async () => {
    await put('wire/talks.json', JSON.stringify(ARTICLE));
    expect(await receiptOf('wire/talks.json')).toMatchObject({ status: 'accepted', quarantined: false });
    const { items: speakers } = await api.get(SpeakerPage, '/speakers', { q: 'Orsk' });
    const speaker = speakers.find(({ name }) => name === 'Ludmila Orsk');
    const { items } = await api.get(StatementPage, `/speakers/${speaker?.id}/statements`);
    expect(items.length).toBeGreaterThanOrEqual(2);
    for (const { provenance, text, type, article } of items) {
      const source = await (
        await fetch(`${tracker.note.api}/articles/${article.id}/text?version=${provenance.textHash}`)
      ).text();
      const parts = provenance.content.map(({ start, end }) => source.slice(start, end));
      expect(parts.join(' … ')).toBe(text);
      if (type === 'direct') expect(source).toContain(parts[0]);
    }
    expect(items.map(({ text }) => text).join()).toContain('We will not close a single pier');
  });

  test('finds statements by whom they name, though no list knows them and they never speak', async () => {
    const text =
      'PORT CALDER - "Admiral Desmond Ferrick promised us open water," Foreign Minister Ludmila Orsk of Carvania said on ' +
      'Friday. "Germany did not."\n';
    await put(
      'wire/named.json',
      JSON.stringify({ ...ARTICLE, url: 'https://harbourpost.example/named', text }),
    );
    expect((await receiptOf('wire/named.json')).status).toBe('accepted');
    for (const about of ['Desmond Ferrick', 'ferrick', 'Germany']) {
      const { items } = await api.get(StatementPage, '/statements', { about });
      expect(items.map(({ text: said }) => said)).toEqual([expect.stringContaining('open water')]);
      const speaker = items[0]?.speaker?.name;
      expect(speaker).toBe('Ludmila Orsk');
    }
  });

  test('rejects and quarantines what is no article, and leaves its neighbours alone', async () => {
    await Promise.all([
      put('wire/neighbour-1.json', JSON.stringify({ ...ARTICLE, url: 'https://harbourpost.example/1' })),
      put('wire/broken.json', '{"text": "It ends in the mid'),
      put('wire/neighbour-2.json', JSON.stringify({ ...ARTICLE, url: 'https://harbourpost.example/2' })),
    ]);
    expect(await receiptOf('wire/broken.json')).toMatchObject({ status: 'rejected', quarantined: true });
    expect((await receiptOf('wire/neighbour-1.json')).status).toBe('accepted');
    expect((await receiptOf('wire/neighbour-2.json')).status).toBe('accepted');
  });

  test('answers unknown paths, foreign hosts and bad parameters with problems', async () => {
    for (const [path, status, code] of [
      ['/nowhere', 404, 'unknown_route'],
      ['/statements?frm=2031', 400, 'invalid_request'],
    ] as const) {
      const answer = await fetch(`${tracker.note.api}${path}`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status, code });
    }
  });

  test('keeps everything over a restart', async () => {
    s3.destroy();
    expect(await tracker.stop()).toMatchObject({ code: 0 });
    await start();
    expect((await receiptOf('wire/talks.json')).status).toBe('accepted');
    const { items } = await api.get(StatementPage, '/statements', { limit: '5' });
    expect(items.length).toBeGreaterThan(0);
  });

  test('takes up at its start what was stored but never announced', async () => {
    s3.destroy();
    await tracker.stop();
    await putUnannounced(
      'wire/lost.json',
      JSON.stringify({ ...ARTICLE, url: 'https://harbourpost.example/lost' }),
    );
    await start();
    expect((await receiptOf('wire/lost.json')).status).toBe('accepted');
  });

  test('marks what fails for long as failed, lets its neighbours through, and ingests it after a redrive', async () => {
    const sns = new SNSClient({
      ...clientSettings(tracker.note.environment),
      endpoint: tracker.note.environment.AWS_ENDPOINT_URL_SNS ?? '',
    });
    const TopicArn = tracker.note.environment.EVENTS_TOPIC_ARN ?? '';
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await put('wire/stuck.json', JSON.stringify({ ...ARTICLE, url: 'https://harbourpost.example/stuck' }));
    await put(
      'wire/silent.json',
      JSON.stringify({ url: 'https://harbourpost.example/silent', text: 'It rained.' }),
    );
    expect((await receiptOf('wire/stuck.json')).status).toBe('failed');
    expect((await receiptOf('wire/silent.json')).status).toBe('accepted');

    await sns.send(new CreateTopicCommand({ Name: TopicArn.split(':').at(-1) ?? '' }));
    sns.destroy();
    const redriven = await runCommand('redrive', [], { TRACKER_DATA: folder });
    expect(redriven).toMatchObject({ code: 0, stderr: '' });
    expect(redriven.stdout).toContain('ingest: 1 sent again');
    const { status } = await receiptOf(
      'wire/stuck.json',
      (outcome) => !['received', 'failed'].includes(outcome),
    );
    expect(status).toBe('accepted');
  });
});

/** An upload whose notification is lost, as when the process ends between storing and announcing it. */
async function putUnannounced(Key: string, Body: string): Promise<void> {
  const emulators = await startEmulators(folder);
  const versions = openObjectVersions(join(folder, 'versions.db'));
  const front = createS3Front({
    upstream: emulators.environment.AWS_ENDPOINT_URL_S3 ?? '',
    region: 'us-east-1',
    versions,
    versioned: [BUCKET],
    announce: () => Promise.reject(new Error('lost')),
    onError: () => undefined,
  });
  const port = await listenOnLoopback(front, 0);
  const settings = {
    ...clientSettings(emulators.environment),
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
  };
  const client = new S3Client(settings);
  await expect(client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }))).rejects.toThrow();
  client.destroy();
  await closeServer(front);
  versions.close();
  await emulators.stop();
}
