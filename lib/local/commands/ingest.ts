// npm run ingest -- PATH...: uploads files and folders into the tracker, and tells what became of them.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { Health } from '../../../lambdas/contract/resources.ts';
import { createApiClient } from '../api-client.ts';
import { print, runCommand, startProgress } from '../cli.ts';
import { localBucket } from '../emulators.ts';
import { LOOPBACK } from '../listen.ts';
import { LocalError } from '../local-error.ts';
import { DEFAULT_S3_PORT, fromCaller, readApiSettings } from '../settings.ts';
import { findFiles, type UploadOutcome, uploadFiles } from '../upload-files.ts';

const USAGE = `npm run ingest -- PATH... [options]

  PATH              a file, or a folder with all that is below it
  --prefix PREFIX   beginning of the keys (uploads/)
  --meta NAME=TEXT  what the files do not tell: url, title, outlet or published; may be given several times
  --bucket NAME     a bucket in AWS; without it, the tracker on this machine

  TRACKER_API says where the API is, TRACKER_S3 where the S3 endpoint of the tracker on this machine is
  (http://127.0.0.1:8788), TRACKER_KEY is the key that the API asks for.`;

/** Outcomes after which somebody has to look. */
const BAD: readonly UploadOutcome['status'][] = ['partial', 'rejected', 'failed', 'pending'];

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      prefix: { type: 'string', default: 'uploads/' },
      meta: { type: 'string', multiple: true, default: [] },
      bucket: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  if (positionals.length === 0)
    throw new LocalError('bad_argument', 'Name at least one file or folder (--help).');
  const metadata = Object.fromEntries(values.meta.map(readMetadata));
  const found = await findFiles(
    positionals.map((path) => fromCaller(path)),
    values.prefix,
  );
  const files = found.map((file) => ({ ...file, metadata }));
  if (files.length === 0) throw new LocalError('unreadable_path', 'There are no files in there.');
  const api = createApiClient(readApiSettings());
  await api.get(Health, '/healthz');

  const progress = startProgress('Ingesting', files.length);
  const outcomes = await uploadFiles(files, {
    s3: values.bucket ? new S3Client() : createLocalClient(),
    bucket: values.bucket ?? localBucket('articles'),
    api,
    onProgress: (done, { file }) => progress.update(done, basename(file.path)),
  }).finally(() => progress.stop());
  for (const outcome of outcomes) if (BAD.includes(outcome.status)) print(describeOutcome(outcome));
  print(summarize(outcomes));
  return outcomes.some(({ status }) => status !== 'partial' && BAD.includes(status)) ? 1 : 0;
});

function readMetadata(text: string): [string, string] {
  const [, name = '', value = ''] = /^([a-z][\w-]*)=(.+)$/is.exec(text) ?? [];
  if (!name) throw new LocalError('bad_argument', `--meta takes NAME=TEXT, not "${text}".`);
  return [name, value];
}

function createLocalClient(): S3Client {
  const port = process.env.TRACKER_S3_PORT ?? DEFAULT_S3_PORT;
  return new S3Client({
    endpoint: process.env.TRACKER_S3 ?? `http://${LOOPBACK}:${port}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

function describeOutcome({ file, status, receipt }: UploadOutcome): string {
  const faults = (receipt?.faults ?? []).slice(0, 3).map(({ index, line, code, detail }) => {
    const where = line !== null ? ` line ${line}` : index !== null ? ` record ${index}` : '';
    return `\n    ${code}${where}: ${detail}`;
  });
  return `${status}  ${file.path}${receipt ? `  ${receipt.id}` : ''}${faults.join('')}`;
}

function summarize(outcomes: readonly UploadOutcome[]): string {
  const counts = new Map<string, number>();
  for (const { status } of outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
  const created = outcomes.reduce((sum, { receipt }) => sum + (receipt?.statements.created ?? 0), 0);
  const parts = [...counts].map(([status, count]) => `${count} ${status}`);
  return `${outcomes.length} uploaded: ${parts.join(', ')}; ${created} new statements.`;
}
