// Uploads as the ingest function reads them: part by part, the version that was announced, and none that is gone.
import { createHash, randomBytes } from 'node:crypto';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUploadSource } from '../../../lambdas/adapters/s3/upload-source.ts';
import type { UploadRef, UploadSource } from '../../../lambdas/application/ports/upload-source.ts';
import { readIngestMessage } from '../../../lambdas/runtime/read-ingest-message.ts';
import { type EmulatedAws, startEmulatedAws } from '../../support/emulated-aws.ts';

const PART = 8 * 1024 ** 2;

describe('createUploadSource', () => {
  let aws: EmulatedAws;
  let source: UploadSource;
  beforeAll(async () => {
    aws = await startEmulatedAws();
    source = createUploadSource(aws.s3);
  }, 60_000);
  afterAll(() => aws.stop());

  const put = async (key: string, body: Uint8Array): Promise<UploadRef> => {
    const [ref] = readIngestMessage(
      JSON.stringify(await aws.put({ key, body, metadata: { title: 'Talks' } })),
    );
    if (ref === undefined) throw new Error('Nothing was announced');
    return ref;
  };
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it.each([0, 1, PART - 1, PART, PART + 1, 2 * PART + 70_000])(
    'reads %i bytes as they were uploaded, in small chunks',
    async (size) => {
      const bytes = randomBytes(size);
      const opened = await source.open(await put(`large/${size} é`, bytes));
      if (opened.kind !== 'object') throw new Error(opened.kind);
      expect(opened.object).toMatchObject({ size, metadata: { title: 'Talks' } });
      const chunks = await Array.fromAsync(opened.object.body);
      expect(digest(Buffer.concat(chunks))).toBe(digest(bytes));
      expect(Math.max(0, ...chunks.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
    },
    60_000,
  );

  it('goes on reading the version that it began with', async () => {
    const first = randomBytes(PART + 10);
    const ref = await put('replaced', first);
    const opened = await source.open(ref);
    if (opened.kind !== 'object') throw new Error(opened.kind);
    await put('replaced', randomBytes(20));
    expect(digest(Buffer.concat(await Array.fromAsync(opened.object.body)))).toBe(digest(first));
  });

  it('says that a version is gone, and fails where it goes while it is read', async () => {
    const ref = await put('gone', randomBytes(PART + 10));
    const opened = await source.open(ref);
    if (opened.kind !== 'object') throw new Error(opened.kind);
    await aws.s3.send(
      new DeleteObjectCommand({
        Bucket: ref.bucket,
        Key: ref.key,
        ...(ref.versionId !== null && { VersionId: ref.versionId }),
      }),
    );
    await expect(Array.fromAsync(opened.object.body)).rejects.toThrow('Reading an upload');
    expect(await source.open(ref)).toEqual({ kind: 'gone' });
  });
});
