// npm start: the whole tracker on this machine, with the sample articles; serves until Ctrl-C.

import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import Table from 'cli-table3';
import { SpeakerPage, StatementPage } from '../../../lambdas/contract/resources.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import { bold, dim, print, printError, runCommand, startProgress, textWidth } from '../cli.ts';
import { clientSettings } from '../emulators.ts';
import { describeError, LocalError } from '../local-error.ts';
import { DEFAULT_PORT, DEFAULT_S3_PORT, ROOT, readSeconds, readTrackerSettings } from '../settings.ts';
import { describeStatement, type ShownStatement } from '../show-statements.ts';
import { startTracker, type Tracker } from '../tracker.ts';
import { findFiles, type UploadOutcome, uploadFiles } from '../upload-files.ts';

const USAGE = `npm start -- [options]

  --port PORT       the API (${DEFAULT_PORT}, or TRACKER_PORT)
  --s3-port PORT    the S3 endpoint (${DEFAULT_S3_PORT}, or TRACKER_S3_PORT)
  --data FOLDER     where everything is kept (.tracker, or TRACKER_DATA)
  --auth            demand API keys, as in AWS (npm run keys makes them)
  --no-seeds        without the sample articles
  --retry SECONDS   until a failed message is tried again (2, then 8, 18, 32)`;

const SEEDS = join(ROOT, 'seeds/articles');
/** What their scraper would send along with those that cannot tell it themselves. */
const SEED_METADATA = join(ROOT, 'seeds/articles.json');
const SEED_PREFIX = 'seeds/';
/** Rows of the table of speakers, and pages of the API that are read for it. */
const SHOWN_SPEAKERS = 15;
const SPEAKERS_A_PAGE = 25;
const SPEAKER_PAGES = 12;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      's3-port': { type: 'string' },
      data: { type: 'string' },
      auth: { type: 'boolean', default: false },
      'no-seeds': { type: 'boolean', default: false },
      retry: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const settings = readTrackerSettings(values);
  const retry = values.retry === undefined ? null : readSeconds('--retry', values.retry);
  const stopped = waitForStop();
  const tracker = await startTracker({
    ...settings,
    auth: values.auth,
    ...(retry !== null && { retryDelay: () => retry }),
    onError: (error) => logError(settings.data, error),
  });
  try {
    await Promise.race([present(tracker, settings.data, values.auth, values['no-seeds']), stopped]);
    await stopped;
  } finally {
    print('\nStopping …');
    await tracker.stop();
  }
  print(`Everything is kept in ${relative(process.cwd(), settings.data) || '.'}.`);
  return 0;
});

/** Resolves at the first Ctrl-C or termination; a second one ends the process at once. */
function waitForStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    });
  }
  return promise;
}

async function present(tracker: Tracker, data: string, auth: boolean, withoutSeeds: boolean): Promise<void> {
  if (auth) {
    print('Keys are demanded: make one with "npm run keys -- create --scope read --name me".');
  } else {
    const api = createApiClient({ base: tracker.apiUrl, key: undefined });
    if (!withoutSeeds) await uploadSeeds(tracker, api);
    try {
      await showSpeakers(api);
      await showExamples(api);
    } catch (error) {
      // A table that cannot be shown just now is no reason not to serve.
      printError(describeError(error));
    }
  }
  print(describeUse(tracker, data));
}

/** Uploads the sample articles that were never uploaded: what was deleted since stays deleted. */
async function uploadSeeds(tracker: Tracker, api: ApiClient): Promise<void> {
  const s3 = new S3Client({ ...clientSettings(tracker.environment), endpoint: tracker.s3Url });
  try {
    const list = await s3.send(
      new ListObjectVersionsCommand({ Bucket: tracker.bucket, Prefix: SEED_PREFIX }),
    );
    const known = new Set([...(list.Versions ?? []), ...(list.DeleteMarkers ?? [])].map(({ Key }) => Key));
    const missing = (await findFiles([SEEDS], SEED_PREFIX)).filter(({ key }) => !known.has(key));
    if (missing.length === 0) return;
    const metadata = JSON.parse(await readFile(SEED_METADATA, 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const files = missing.map((file) => ({ ...file, metadata: metadata[basename(file.path)] ?? {} }));
    const progress = startProgress('Ingesting the sample articles', files.length);
    const outcomes = await uploadFiles(files, {
      s3,
      bucket: tracker.bucket,
      api,
      onProgress: (done, { file }) => progress.update(done, file.key),
    }).finally(() => progress.stop());
    for (const outcome of outcomes) {
      if (outcome.status !== 'accepted')
        print(`${outcome.status}  ${outcome.file.key}${describeFaults(outcome)}`);
    }
  } finally {
    s3.destroy();
  }
}

function describeFaults({ receipt }: UploadOutcome): string {
  const faults = (receipt?.faults ?? []).map(({ code, detail }) => `${code}: ${detail}`);
  return faults.length > 0 ? `  ${faults.join('; ')}` : '';
}

async function showSpeakers(api: ApiClient): Promise<void> {
  const speakers = [];
  let address: string | null = `/speakers?limit=${SPEAKERS_A_PAGE}`;
  for (let page = 0; address !== null && page < SPEAKER_PAGES; page++) {
    const answer: Awaited<ReturnType<typeof readSpeakers>> = await readSpeakers(api, address);
    speakers.push(...answer.items);
    address = answer.next;
  }
  speakers.sort((a, b) => b.statements.count - a.statements.count || (a.name < b.name ? -1 : 1));
  const table = new Table({
    head: ['Speaker', 'Statements', 'First', 'Last'],
    colAligns: ['left', 'right', 'left', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { name, statements } of speakers.slice(0, SHOWN_SPEAKERS)) {
    const { count, first, last } = statements;
    table.push([name, String(count), first?.slice(0, 10) ?? '', last?.slice(0, 10) ?? '']);
  }
  print(`\n${table.toString()}`);
  const rest = speakers.length - SHOWN_SPEAKERS;
  if (rest > 0) print(dim(`and ${rest}${address === null ? '' : ' or more'} others: GET /speakers`));
}

function readSpeakers(api: ApiClient, address: string) {
  return api.get(SpeakerPage, address);
}

/** One statement of each type, the most confident of the newest with a known speaker. */
async function showExamples(api: ApiClient): Promise<void> {
  const { items } = await api.get(StatementPage, '/statements', { limit: '100' });
  const examples = (['direct', 'indirect', 'mixed'] as const).flatMap((type) => {
    const candidates = items.filter((statement) => statement.type === type && statement.speaker !== null);
    return candidates.sort((a, b) => b.confidence - a.confidence).slice(0, 1);
  });
  const width = textWidth();
  print();
  for (const statement of examples as ShownStatement[]) print(`${describeStatement(statement, width)}\n`);
}

function describeUse({ apiUrl, s3Url, bucket }: Tracker, data: string): string {
  const api = apiUrl === `http://127.0.0.1:${DEFAULT_PORT}` ? '' : `TRACKER_API=${apiUrl} `;
  const s3 = s3Url === `http://127.0.0.1:${DEFAULT_S3_PORT}` ? api : `${api}TRACKER_S3=${s3Url} `;
  return [
    `${bold('API')}     ${apiUrl}   (documentation: ${apiUrl}/docs)`,
    `${bold('S3')}      ${s3Url}   bucket ${bucket}, any credentials`,
    `${bold('Data')}    ${data}`,
    '',
    `Query:   ${api}npm run query -- "NAME" --from 2031-03-01`,
    `         curl "${apiUrl}/statements?limit=3"`,
    `Upload:  ${s3}npm run ingest -- PATH...`,
    `         curl -T article.txt ${s3Url}/${bucket}/my-scraper/article.txt`,
    'Stop:    Ctrl-C; start again and everything is still there.',
  ].join('\n');
}

function logError(data: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  try {
    appendFileSync(join(data, 'tracker.log'), `${new Date().toISOString()} ${text}\n`);
  } catch {
    // The folder is gone: then the terminal is all there is.
    process.stderr.write(`${text}\n`);
  }
  if (error instanceof LocalError) process.stderr.write(`${error.message}\n`);
}
