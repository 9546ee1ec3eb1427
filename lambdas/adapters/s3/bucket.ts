// One bucket of our own making: whole objects by key, small enough to be held in memory.
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { awsErrorName, callAws } from '../aws-error.ts';

export type Bucket = ReturnType<typeof createBucket>;

/** Every method throws {@link DependencyError}. */
export function createBucket(client: S3Client, name: string) {
  async function put(key: string, body: string, contentType: string): Promise<void> {
    const input = { Bucket: name, Key: key, Body: Buffer.from(body, 'utf8'), ContentType: contentType };
    await callAws('Writing an object', () => client.send(new PutObjectCommand(input)));
  }

  /** Null where there is none. */
  async function get(key: string): Promise<string | null> {
    try {
      const output = await callAws('Reading an object', async () => {
        const object = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
        return object.Body?.transformToString('utf-8');
      });
      return output ?? '';
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function* keys(prefix: string): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const page = await callAws('Listing a bucket', () =>
        client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken: token })),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async function removePrefix(prefix: string): Promise<void> {
    const doomed = await Array.fromAsync(keys(prefix));
    // DeleteObjects takes at most 1,000 keys.
    for (let at = 0; at < doomed.length; at += 1_000) {
      const Objects = doomed.slice(at, at + 1_000).map((Key) => ({ Key }));
      const output = await callAws('Deleting objects', () =>
        client.send(new DeleteObjectsCommand({ Bucket: name, Delete: { Objects, Quiet: true } })),
      );
      const [failed] = output.Errors ?? [];
      if (failed) throw new DependencyError('unavailable', `Deleting an object: ${failed.Code}`);
    }
  }

  return { name, put, get, keys, removePrefix };
}

/** S3 answers a missing object with either name, and with 404 alone where it may not list the bucket. */
export function isMissing(error: unknown): boolean {
  const cause = error instanceof DependencyError ? error.cause : error;
  return ['NoSuchKey', 'NoSuchVersion', 'NotFound'].includes(awsErrorName(cause));
}
