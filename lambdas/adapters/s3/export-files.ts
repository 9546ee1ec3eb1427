// The files of exports in the archive bucket, under exports/: written in parts, fetched by presigned addresses.
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type { ExportFiles, ExportFormat } from '../../application/ports/export-store.ts';
import { FORMAT_MEDIA } from '../../contract/parameters.ts';
import { awsErrorName, callAws } from '../aws-error.ts';
import type { Bucket } from './bucket.ts';

const PREFIX = 'exports/';

/** `bucket` is the bucket named `name`, for what concerns all files. */
export function createExportFiles(client: S3Client, name: string, bucket: Bucket): ExportFiles {
  const at = (id: string) => ({ Bucket: name, Key: `${PREFIX}${id}` });
  const typeOf = (format: ExportFormat) => ({ ContentType: `${FORMAT_MEDIA[format]}; charset=utf-8` });

  return {
    async begin(id, format) {
      const { UploadId } = await callAws('Beginning a file', () =>
        client.send(new CreateMultipartUploadCommand({ ...at(id), ...typeOf(format) })),
      );
      if (UploadId === undefined) throw new DependencyError('unavailable', 'S3 began no multipart upload');
      return UploadId;
    },

    async putPart(id, uploadId, number, body) {
      const output = await unlessGone('Writing a part', () =>
        client.send(
          new UploadPartCommand({
            ...at(id),
            UploadId: uploadId,
            PartNumber: number,
            Body: Buffer.from(body),
          }),
        ),
      );
      if (output === null) return null;
      if (output.ETag === undefined) throw new DependencyError('unavailable', 'S3 gave a part no ETag');
      return { number, eTag: output.ETag };
    },

    async complete(id, uploadId, parts) {
      const output = await unlessGone('Completing a file', () =>
        client.send(
          new CompleteMultipartUploadCommand({
            ...at(id),
            UploadId: uploadId,
            MultipartUpload: { Parts: parts.map(({ number, eTag }) => ({ PartNumber: number, ETag: eTag })) },
          }),
        ),
      );
      return output !== null;
    },

    async abort(id, uploadId) {
      await unlessGone('Forgetting parts', () =>
        client.send(new AbortMultipartUploadCommand({ ...at(id), UploadId: uploadId })),
      );
    },

    async put(id, format, body) {
      await callAws('Writing a file', () =>
        client.send(new PutObjectCommand({ ...at(id), ...typeOf(format), Body: Buffer.from(body) })),
      );
    },

    async remove(id) {
      await callAws('Deleting a file', () => client.send(new DeleteObjectCommand(at(id))));
    },

    removeAll: () => bucket.removePrefix(PREFIX),

    sign: (id, fileName, seconds) =>
      getSignedUrl(
        client,
        new GetObjectCommand({ ...at(id), ResponseContentDisposition: `attachment; filename="${fileName}"` }),
        { expiresIn: seconds },
      ),
  };
}

async function unlessGone<T>(what: string, call: () => Promise<T>): Promise<T | null> {
  try {
    return await callAws(what, call);
  } catch (error) {
    const cause = error instanceof DependencyError ? error.cause : error;
    if (awsErrorName(cause) === 'NoSuchUpload') return null;
    throw error;
  }
}
