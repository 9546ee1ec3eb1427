// Reads uploads out of the articles bucket, and copies what could not be taken into the quarantine bucket.
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type {
  Quarantine,
  UploadedObject,
  UploadRef,
  UploadSource,
} from '../../application/ports/upload-source.ts';
import { awsErrorName, callAws, classifyAwsError } from '../aws-error.ts';
import { type Bucket, isMissing } from './bucket.ts';

/**
 * Bytes that are read at a time, each part whole before its records are dealt with: a connection that waits while
 * articles are extracted would be idle for longer than either side allows.
 */
const PART = 8 * 1024 ** 2;
/** Bytes handed on at a time. */
const CHUNK = 64 * 1024;

/** CopyObject's limit. */
const MOST_COPIED_BYTES = 5 * 1024 ** 3;

export function createUploadSource(client: S3Client): UploadSource {
  return {
    async open(upload) {
      try {
        return { kind: 'object', object: await openObject(client, upload) };
      } catch (error) {
        if (isMissing(error) || isDeleteMarker(error)) return { kind: 'gone' };
        const cause = error instanceof DependencyError ? error.cause : error;
        if (awsErrorName(cause) === 'PreconditionFailed') return { kind: 'replaced' };
        throw error;
      }
    },

    async *list(bucket, prefix) {
      let after: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
      let pending: UploadRefOfListing[] = [];
      for (;;) {
        const page = await callAws('Listing uploads', () =>
          client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...after })),
        );
        for (const version of page.Versions ?? []) {
          const listed = {
            bucket,
            key: version.Key ?? '',
            versionId: version.VersionId === 'null' ? null : (version.VersionId ?? null),
            eTag: unquote(version.ETag),
            sequencer: null,
            size: version.Size ?? 0,
            lastModified: version.LastModified?.toISOString() ?? '',
          };
          // S3 lists a key's newest version first.
          if (pending[0] !== undefined && pending[0].key !== listed.key) {
            yield* pending.reverse();
            pending = [];
          }
          pending.push(listed);
        }
        if (!page.IsTruncated) break;
        after = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
      yield* pending.reverse();
    },

    async remove(upload) {
      await callAws('Deleting an upload', () => client.send(new DeleteObjectCommand(located(upload))));
    },
  };
}

type UploadRefOfListing = UploadRef & { size: number; lastModified: string };

export function createQuarantine(client: S3Client, bucket: Bucket): Quarantine {
  return {
    async keep(upload, receipt) {
      const key = `${receipt.id}/${upload.key.split('/').at(-1) || 'object'}`;
      if ((receipt.size ?? 0) <= MOST_COPIED_BYTES) {
        const version = upload.versionId === null ? '' : `?versionId=${encodeURIComponent(upload.versionId)}`;
        const path = upload.key.split('/').map(encodeURIComponent).join('/');
        await callAws('Copying an upload', () =>
          client.send(
            new CopyObjectCommand({
              Bucket: bucket.name,
              Key: key,
              CopySource: `${upload.bucket}/${path}${version}`,
            }),
          ),
        );
      }
      const { id, bucket: from, key: original, versionId, eTag, size, faults, receivedAt } = receipt;
      const sidecar = { receipt: id, bucket: from, key: original, versionId, eTag, size, receivedAt, faults };
      await bucket.put(`${key}.why.json`, `${JSON.stringify(sidecar, null, 2)}\n`, 'application/json');
      return key;
    },
    remove: (receiptId) => bucket.removePrefix(`${receiptId}/`),
  };
}

function located(upload: UploadRef): { Bucket: string; Key: string; VersionId?: string } {
  const { bucket: Bucket, key: Key, versionId } = upload;
  return { Bucket, Key, ...(versionId === null ? {} : { VersionId: versionId }) };
}

async function openObject(client: S3Client, upload: UploadRef): Promise<UploadedObject> {
  const first = await readPart(client, upload, 0);
  const { output, bytes } = first;
  const size = Number(/\/(\d+)$/u.exec(output.ContentRange ?? '')?.[1] ?? bytes.length);
  async function* body(): AsyncGenerator<Uint8Array> {
    let part: Uint8Array = bytes;
    for (let at = 0; ; ) {
      for (let from = 0; from < part.length; from += CHUNK) yield part.subarray(from, from + CHUNK);
      at += part.length;
      if (at >= size || part.length === 0) return;
      part = (await readPart(client, upload, at)).bytes;
    }
  }
  return {
    size,
    lastModified: output.LastModified?.toISOString() ?? '',
    contentType: output.ContentType ?? null,
    contentEncoding: output.ContentEncoding ?? null,
    metadata: Object.fromEntries(
      Object.entries(output.Metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: body(),
  };
}

async function readPart(
  client: S3Client,
  upload: UploadRef,
  at: number,
): Promise<{ readonly output: GetObjectCommandOutput; readonly bytes: Uint8Array }> {
  const read = (range: { Range?: string }) =>
    callAws('Reading an upload', async () => {
      // Some stores answer any version with the newest bytes: then these are not the ones announced.
      const input = { ...located(upload), IfMatch: `"${upload.eTag}"`, ...range };
      const output = await client.send(new GetObjectCommand(input));
      try {
        return { output, bytes: (await output.Body?.transformToByteArray()) ?? new Uint8Array() };
      } catch (error) {
        // A connection that breaks while the body is read is a fault of S3's, not of the content.
        const code = classifyAwsError(error) === 'throttled' ? 'throttled' : 'unavailable';
        throw new DependencyError(code, 'Reading an upload was interrupted', error);
      }
    });
  try {
    return await read({ Range: `bytes=${at}-${at + PART - 1}` });
  } catch (error) {
    // An empty object has no range that could be asked for.
    const cause = error instanceof DependencyError ? error.cause : error;
    if (at === 0 && awsErrorName(cause) === 'InvalidRange') return read({});
    throw error;
  }
}

/** S3 answers 405 where the version asked for is a delete marker. */
function isDeleteMarker(error: unknown): boolean {
  const cause = error instanceof DependencyError ? error.cause : error;
  return awsErrorName(cause) === 'MethodNotAllowed';
}

function unquote(eTag: string | undefined): string {
  return (eTag ?? '').replaceAll('"', '');
}
