// Uploads files as a scraper does, through the S3 API, and follows their receipts to the end.
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { z } from 'zod';
import { type Receipt, ReceiptPage } from '../../lambdas/contract/resources.ts';
import type { ApiClient } from './api-client.ts';
import { describeError, LocalError } from './local-error.ts';

export type UploadReceipt = z.output<typeof Receipt>;

export interface FileToUpload {
  /** Absolute. */
  readonly path: string;
  readonly key: string;
  /** What the scraper knows besides the content: url, title, outlet, published; sent as x-amz-meta-*. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What became of one file; `pending` where its receipt did not come to an end in time. */
export interface UploadOutcome {
  readonly file: FileToUpload;
  readonly status: Exclude<UploadReceipt['status'], 'received'> | 'pending';
  readonly receipt: UploadReceipt | null;
}

export interface UploadOptions {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly api: ApiClient;
  readonly onProgress: (done: number, outcome: UploadOutcome) => void;
}

/** Uploads at a time. */
const CONCURRENCY = 8;
/** Files from this size on (bytes) are not read into memory. */
const STREAMED_BYTES = 64 * 1024 * 1024;
/** Milliseconds between looks at the receipts that are still open: from the first to the last. */
const PAUSES = [50, 2_000] as const;
/** Milliseconds without any receipt coming to an end, after which the rest are pending. */
const PATIENCE = 180_000;

/**
 * The files of `paths`: each file, and every file below each folder, dot files aside. Keys keep the paths below the
 * folder, after `prefix`.
 * @throws {LocalError} `unreadable_path`, before anything is uploaded
 */
export async function findFiles(paths: readonly string[], prefix: string): Promise<FileToUpload[]> {
  const files: FileToUpload[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) {
        files.push({ path, key: prefix + basename(path) });
        continue;
      }
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        const file = join(entry.parentPath, entry.name);
        const below = relative(path, file).split(/[\\/]/);
        if (entry.isFile() && !below.some((part) => part.startsWith('.'))) {
          files.push({ path: file, key: `${prefix}${basename(path)}/${below.join('/')}` });
        }
      }
    } catch (error) {
      throw new LocalError('unreadable_path', `Cannot read ${path}: ${describeError(error)}`, error);
    }
  }
  return files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Uploads all files and waits for their receipts; outcomes are in the order of `files`. */
export async function uploadFiles(
  files: readonly FileToUpload[],
  options: UploadOptions,
): Promise<UploadOutcome[]> {
  const outcomes = new Map<FileToUpload, UploadOutcome>();
  const open = new Map<FileToUpload, string | undefined>();
  const waiting = [...files];
  let uploading = true;

  const upload = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      open.set(file, await putFile(file, options));
  };
  const follow = async () => {
    let pause: number = PAUSES[0];
    let lastProgress = Date.now();
    while ((uploading || open.size > 0) && Date.now() - lastProgress < PATIENCE) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 1.3, PAUSES[1]);
      for (const [file, version] of [...open]) {
        const receipt = await findReceipt(file, version, options);
        if (!receipt || receipt.status === 'received') continue;
        open.delete(file);
        const outcome = { file, status: receipt.status, receipt };
        outcomes.set(file, outcome);
        options.onProgress(outcomes.size, outcome);
        lastProgress = Date.now();
        pause = PAUSES[0];
      }
    }
  };
  const uploads = Promise.all(Array.from({ length: Math.min(CONCURRENCY, files.length) }, upload)).finally(
    () => {
      uploading = false;
    },
  );
  await Promise.all([uploads, follow()]);
  return files.map((file) => outcomes.get(file) ?? { file, status: 'pending', receipt: null });
}

async function putFile(
  { path, key, metadata }: FileToUpload,
  { s3, bucket }: UploadOptions,
): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    const Body = size > STREAMED_BYTES ? createReadStream(path) : await readFile(path);
    const { VersionId } = await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body,
        ContentLength: size,
        Metadata: { ...metadata },
      }),
    );
    return VersionId;
  } catch (error) {
    const code = (error as { code?: string }).code === 'ECONNREFUSED' ? 'not_running' : 'request_failed';
    throw new LocalError(
      code,
      `Cannot upload ${path} to s3://${bucket}/${key}: ${describeError(error)}`,
      error,
    );
  }
}

async function findReceipt(
  { key }: FileToUpload,
  version: string | undefined,
  { api, bucket }: UploadOptions,
): Promise<UploadReceipt | null> {
  const page = await api.get(ReceiptPage, '/uploads', { key, version, bucket, limit: '1' });
  return page.items[0] ?? null;
}
