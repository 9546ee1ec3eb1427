// The local S3 endpoint: versions, announcements before answers, large and odd uploads, and what it refuses.

import type { Server } from 'node:http';
import { request } from 'node:http';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { S3Event } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientSettings, type Emulators, startEmulators } from '../../../lib/local/emulators.ts';
import { listenOnLoopback } from '../../../lib/local/listen.ts';
import { type ObjectVersions, openObjectVersions } from '../../../lib/local/object-versions.ts';
import { createS3Front, versionsBucket } from '../../../lib/local/s3-front.ts';

let emulators: Emulators;
let server: Server;
let port: number;
let s3: S3Client;
let versions: ObjectVersions;
let announced: S3Event['Records'] = [];
let refuseAnnouncement: boolean;
const errors: unknown[] = [];
const BUCKET = 'tracker-articles';

beforeAll(async () => {
  emulators = await startEmulators(null);
  emulators.fauxqs.createBucket(versionsBucket(BUCKET));
  versions = openObjectVersions(null);
  server = createS3Front({
    upstream: emulators.environment.AWS_ENDPOINT_URL_S3 ?? '',
    region: 'us-east-1',
    versions,
    versioned: [BUCKET],
    announce: async (_, event) => {
      if (refuseAnnouncement) throw new Error('the queue is down');
      announced.push(...event.Records);
    },
    onError: (error) => errors.push(error),
  });
  port = await listenOnLoopback(server, 0);
  const endpoint = `http://127.0.0.1:${port}`;
  s3 = new S3Client({ ...clientSettings(emulators.environment), endpoint, maxAttempts: 1 });
});

afterAll(async () => {
  s3.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await emulators.stop();
  versions.close();
});

beforeEach(() => {
  announced = [];
  refuseAnnouncement = false;
});

const put = (Key: string, Body: string | Uint8Array, Bucket = BUCKET) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body }));

async function read(Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: BUCKET, Key, ...(VersionId && { VersionId }) }),
  );
  return Body?.transformToString();
}

describe('an upload', () => {
  test('is announced as S3 does, with its version, size and eTag, and a form-encoded key', async () => {
    const answer = await put('wire/2025/Minister spricht über Öl+Gas.txt', 'The minister spoke.');
    expect(announced).toHaveLength(1);
    const [record] = announced;
    expect(record).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventName: 'ObjectCreated:Put',
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: BUCKET, arn: `arn:aws:s3:::${BUCKET}` },
        object: {
          key: 'wire/2025/Minister+spricht+%C3%BCber+%C3%96l%2BGas.txt',
          size: 19,
          eTag: answer.ETag?.replaceAll('"', ''),
          versionId: answer.VersionId,
        },
      },
    });
    expect(record?.s3.object.sequencer).toMatch(/^[0-9A-F]{16}$/);
  });

  test('is not answered as a success when it cannot be announced', async () => {
    refuseAnnouncement = true;
    await expect(put('wire/lost.txt', 'text')).rejects.toMatchObject({ name: 'InternalError' });
    expect(errors.splice(0)).toEqual([new Error('the queue is down')]);
  });

  test('to another bucket is not announced', async () => {
    await put('texts/1', 'text', 'tracker-archive');
    expect(announced).toEqual([]);
  });

  test('over the emulator’s limit arrives whole', async () => {
    const body = Buffer.alloc(20 * 1024 * 1024 + 7, 'abcdefghij');
    const { ETag } = await put('large.jsonl', body);
    expect(ETag).toBe(`"${announced[0]?.s3.object.eTag}"`);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'large.jsonl' }));
    expect(Buffer.compare(Buffer.from((await Body?.transformToByteArray()) ?? []), body)).toBe(0);
    expect(announced[0]?.s3.object.size).toBe(body.length);
  });

  test.each([0, 5, 9 * 1024 * 1024])('in aws-chunked encoding of %d bytes is decoded', async (size) => {
    const body = Buffer.alloc(size, 'z');
    const half = Math.floor(size / 2);
    const chunk = (data: Buffer) =>
      data.length === 0
        ? []
        : [Buffer.from(`${data.length.toString(16)};chunk-signature=00\r\n`), data, Buffer.from('\r\n')];
    const parts = [...chunk(body.subarray(0, half)), ...chunk(body.subarray(half))];
    const encoded = Buffer.concat([
      ...parts,
      Buffer.from('0;chunk-signature=00\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n'),
    ]);
    const answer = await fetch(`http://127.0.0.1:${port}/${BUCKET}/chunked-${size}`, {
      method: 'PUT',
      headers: { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': String(size) },
      body: encoded,
    });
    expect(answer.status).toBe(200);
    expect(await read(`chunked-${size}`)).toBe(body.toString());
  });

  test('by curl, whose default content type is that of a form, is stored as it is', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/${BUCKET}/curl.txt`, {
      method: 'PUT',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&b=2',
    });
    expect(answer.status).toBe(200);
    expect(await read('curl.txt')).toBe('a=1&b=2');
  });

  test.each(['empty.txt', 'folder/', `long/${'k'.repeat(200)}/${'ключ'.repeat(20)}.txt`])(
    'of %s works',
    async (key) => {
      await put(key, '');
      expect(announced[0]?.s3.object.size).toBe(0);
      expect((await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: key }))).ContentLength).toBe(0);
    },
  );

  test('by a form names its object in a field', async () => {
    const form = new FormData();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is S3's.
    form.set('key', 'forms/${filename}');
    form.set('x-amz-meta-url', 'https://example.com/1');
    form.set('file', new File(['A text.'], 'one.txt'));
    const answer = await fetch(`http://127.0.0.1:${port}/${BUCKET}`, { method: 'POST', body: form });
    expect(answer.status).toBe(204);
    expect(await read('forms/one.txt')).toBe('A text.');
    const head = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'forms/one.txt' }));
    expect(head.Metadata).toEqual({ url: 'https://example.com/1' });
    expect(announced[0]?.eventName).toBe('ObjectCreated:Post');
  });

  test('in parts is announced once, when it is complete', async () => {
    const object = { Bucket: BUCKET, Key: 'parts.txt' };
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...object, Metadata: { outlet: 'Wire' } }),
    );
    const part = { ...object, UploadId, PartNumber: 1 };
    const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: 'one part' }));
    expect(announced).toEqual([]);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    expect(announced.map((record) => record.eventName)).toEqual(['ObjectCreated:CompleteMultipartUpload']);
    expect(await read('parts.txt')).toBe('one part');
    const other = await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key: 'given-up.txt' }));
    await s3.send(
      new AbortMultipartUploadCommand({ Bucket: BUCKET, Key: 'given-up.txt', UploadId: other.UploadId }),
    );
    expect(announced).toHaveLength(1);
  });

  test('that must not overwrite is refused where an object exists', async () => {
    await put('once.txt', 'first');
    const again = new PutObjectCommand({ Bucket: BUCKET, Key: 'once.txt', Body: 'second', IfNoneMatch: '*' });
    await expect(s3.send(again)).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await read('once.txt')).toBe('first');
    expect(announced).toHaveLength(1);
  });
});

describe('versions', () => {
  test('of an overwritten object can all be read, copied and listed', async () => {
    const first = await put('story.txt', 'first');
    const second = await put('story.txt', 'second');
    expect(first.VersionId).not.toBe(second.VersionId);
    expect(await read('story.txt')).toBe('second');
    expect(await read('story.txt', first.VersionId)).toBe('first');
    expect(await read('story.txt', second.VersionId)).toBe('second');
    const CopySource = `${BUCKET}/story.txt?versionId=${first.VersionId}`;
    await s3.send(new CopyObjectCommand({ Bucket: 'tracker-quarantine', Key: 'copy.txt', CopySource }));
    const copy = await s3.send(new GetObjectCommand({ Bucket: 'tracker-quarantine', Key: 'copy.txt' }));
    expect(await copy.Body?.transformToString()).toBe('first');
    const list = await s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: 'story' }));
    expect(
      list.Versions?.map(({ Key, VersionId, IsLatest, Size }) => ({ Key, VersionId, IsLatest, Size })),
    ).toEqual([
      { Key: 'story.txt', VersionId: second.VersionId, IsLatest: true, Size: 6 },
      { Key: 'story.txt', VersionId: first.VersionId, IsLatest: false, Size: 5 },
    ]);
    const [one, two] = announced.map((record) => record.s3.object.sequencer);
    expect((one ?? '') < (two ?? '')).toBe(true);
  });

  test('outlive a deletion, and return when its marker is removed', async () => {
    const { VersionId } = await put('gone.txt', 'still here');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'gone.txt' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('gone.txt')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await read('gone.txt', VersionId)).toBe('still here');
    expect(announced.at(-1)?.eventName).toBe('ObjectRemoved:DeleteMarkerCreated');
    const markerId = marker.VersionId;
    await s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'gone.txt', VersionId: markerId }));
    expect(await read('gone.txt')).toBe('still here');
  });

  test('removed by their id are gone', async () => {
    const first = await put('purge.txt', 'first');
    const second = await put('purge.txt', 'second');
    const Objects = [first, second].map(({ VersionId }) => ({ Key: 'purge.txt', VersionId }));
    await s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
    await expect(read('purge.txt')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('purge.txt', first.VersionId)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    const list = await s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: 'purge' }));
    expect(list.Versions ?? []).toEqual([]);
  });

  test('are listed in pages, each once, in the order of keys', async () => {
    const keys = ['page/B', 'page/a', 'page/Z', 'page/_', 'page/é'];
    for (const key of keys) await put(key, key);
    await put('page/a', 'again');
    const seen: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
    while (marker) {
      const page: Awaited<ReturnType<typeof listPage>> = await listPage(marker);
      seen.push(...(page.Versions ?? []).map(({ Key }) => Key ?? ''));
      marker =
        page.NextKeyMarker && page.NextVersionIdMarker
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : null;
    }
    expect(seen).toEqual(['page/B', 'page/Z', 'page/_', 'page/a', 'page/a', 'page/é']);
  });

  test('of one key made at the same time are all kept', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => put('busy.txt', `text ${at}`)));
    const texts = await Promise.all(answers.map(({ VersionId }) => read('busy.txt', VersionId)));
    expect(texts).toEqual(answers.map((_, at) => `text ${at}`));
    expect(announced).toHaveLength(8);
  });
});

function listPage(marker: { KeyMarker?: string; VersionIdMarker?: string }) {
  return s3.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: 'page/', MaxKeys: 2, ...marker }));
}

describe('what is refused', () => {
  test.each(['../../outside', 'a/../b', 'a//b', './a', `${'x'.repeat(241)}/y`])(
    'a key like %s',
    async (key) => {
      const path = key
        .split('/')
        .map((part) => encodeURIComponent(part).replaceAll('.', '%2E'))
        .join('/');
      expect(await rawPut(`/${BUCKET}/${path}`)).toBe(400);
      expect(await rawPut(`/${BUCKET}/${key}`)).toBe(400);
      expect(announced).toEqual([]);
    },
  );

  test('a request that a web page sends under a name of its own', async () => {
    expect(await rawPut(`/${BUCKET}/rebound.txt`, 'attacker.example')).toBe(403);
    expect(await rawPut(`/${BUCKET}/fine.txt`, 'localhost:8788')).toBe(200);
    expect(await rawPut('/virtual.txt', `${BUCKET}.localhost:8788`)).toBe(200);
    expect(await read('virtual.txt')).toBe('x');
  });
});

/** A PUT whose path is sent exactly as given; answers its status. */
function rawPut(path: string, host?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { host: '127.0.0.1', port, path, method: 'PUT', ...(host && { headers: { host } }) };
  const sent = request(options, (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  });
  sent.on('error', reject);
  sent.end('x');
  return promise;
}
