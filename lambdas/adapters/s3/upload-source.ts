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

/** CopyObject's limit. */
const MOST_COPIED_BYTES = 5 * 1024 ** 3;

export function createUploadSource(client: S3Client): UploadSource {
  return {
    async open(upload) {
      try {
        const output = await callAws('Opening an upload', () =>
          client.send(
            new GetObjectCommand({
              ...located(upload),
              // Some stores answer any version with the newest bytes: then these are not the ones announced.
              IfMatch: `"${upload.eTag}"`,
            }),
          ),
        );
        return { kind: 'object', object: describe(output) };
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
  };
}

function located(upload: UploadRef): { Bucket: string; Key: string; VersionId?: string } {
  const { bucket: Bucket, key: Key, versionId } = upload;
  return { Bucket, Key, ...(versionId === null ? {} : { VersionId: versionId }) };
}

function describe(output: GetObjectCommandOutput): UploadedObject {
  const body = output.Body as (AsyncIterable<Uint8Array> & { destroy?: () => void }) | undefined;
  return {
    size: output.ContentLength ?? 0,
    lastModified: output.LastModified?.toISOString() ?? '',
    contentType: output.ContentType ?? null,
    contentEncoding: output.ContentEncoding ?? null,
    metadata: Object.fromEntries(
      Object.entries(output.Metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: classified(body ?? emptyBody()),
    close: () => body?.destroy?.(),
  };
}

/** A connection that breaks while the body is read is a fault of S3's, not of the content. */
async function* classified(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    const code = classifyAwsError(error) === 'throttled' ? 'throttled' : 'unavailable';
    throw new DependencyError(code, 'Reading an upload was interrupted', error);
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** S3 answers 405 where the version asked for is a delete marker. */
function isDeleteMarker(error: unknown): boolean {
  const cause = error instanceof DependencyError ? error.cause : error;
  return awsErrorName(cause) === 'MethodNotAllowed';
}

function unquote(eTag: string | undefined): string {
  return (eTag ?? '').replaceAll('"', '');
}
