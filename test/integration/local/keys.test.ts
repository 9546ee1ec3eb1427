// The API with keys, as `npm start -- --auth` serves it and teams reach it: over HTTP, with keys made by the command.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, startTrackerProcess, type TrackerProcess } from '../../support/tracker-process.ts';

const ARTICLE =
  'LENNWICK - Interior Minister Oskar Brandl of Norrland denied on Tuesday that the border had been closed.\n\n' +
  '"Every crossing is open, day and night," Brandl said.\n';

let data: string;
let tracker: TrackerProcess;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tracker-keys-'));
  tracker = await startTrackerProcess(data, ['--auth']);
  await tracker.waitFor('Ctrl-C');
}, 120_000);

afterAll(async () => {
  await tracker.stop();
  await rm(data, { recursive: true, force: true });
});

const keys = (...args: string[]) => runCommand('keys', args, { TRACKER_DATA: data });
const get = (path: string, key?: string) =>
  fetch(tracker.note.api + path, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });

async function readStatements(key: string): Promise<string[]> {
  const { items } = (await (await get('/statements?limit=500', key)).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

async function createKey(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await keys('create', ...args);
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

test('no key, no data', async () => {
  const answer = await get('/statements');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await answer.json()) as { type: string };
  expect((await fetch(problem.type)).status).toBe(200);
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/statements', `dst_ak_${'0'.repeat(24)}_${'A'.repeat(43)}`)).status).toBe(401);
});

test('a key reads, by JSON and by JSON Lines, until it is revoked; its address of a query needs none', async () => {
  const reader = await createKey('--scope', 'read', '--name', 'desk');
  const article = join(data, 'article.txt');
  await writeFile(article, ARTICLE);
  const ingested = await runCommand('ingest', [article, '--meta', 'published=2031-06-03'], {
    TRACKER_DATA: data,
    TRACKER_API: tracker.note.api,
    TRACKER_S3: tracker.note.s3,
    TRACKER_KEY: reader,
  });
  expect(ingested.code, ingested.stderr).toBe(0);
  const expectedIds = await readStatements(reader);
  expect(expectedIds.length).toBeGreaterThan(0);
  const lines = await get('/statements?limit=10000&format=jsonl', reader);
  expect(lines.headers.get('transfer-encoding')).toBe('chunked');
  const ids = (await lines.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);
  expect(ids).toEqual(expectedIds);

  const saved = await fetch(`${tracker.note.api}/saved-queries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${reader}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'All', query: {}, format: 'csv' }),
  });
  const { url } = (await saved.json()) as { url: string };
  const sheet = await fetch(url);
  expect(sheet.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(sheet.headers.get('ratelimit')).toMatch(/^"minute";r=\d+;t=\d+$/);

  const revoked = await createKey('--scope', 'read', '--name', 'desk');
  const id = /ak_[0-9a-f]+/.exec(revoked)?.[0] ?? '';
  expect((await keys('revoke', id)).code).toBe(0);
  expect((await get('/statements', revoked)).status).toBe(401);
  const over = await keys('create', '--scope', 'read', '--name', 'desk', '--expires', '2020-01-01');
  expect(over.code).toBe(1);
  expect(over.stdout).toBe('');
  const until = Date.now() + 4_000;
  const brief = ['--scope', 'read', '--name', 'desk', '--expires', new Date(until).toISOString()];
  const expired = await createKey(...brief);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, until + 100 - Date.now())));
  expect((await get('/statements', expired)).status).toBe(401);
  expect((await keys('list')).stdout).toContain(id);
}, 60_000);

test('scopes hold, and the audit says who made keys and wrote', async () => {
  const reader = await createKey('--scope', 'read', '--name', 'desk');
  const admin = await createKey('--scope', 'admin', '--name', 'legal');
  const day = new Date().toISOString().slice(0, 10);
  expect((await get(`/audit?day=${day}`, reader)).status).toBe(403);
  const audit = (await (await get(`/audit?day=${day}`, admin)).json()) as {
    items: { operationId: string; keyId: string; owner: string }[];
  };
  expect(audit.items[0]).toMatchObject({ operationId: 'createKey', owner: 'legal' });
  expect(audit.items[0]?.keyId).toMatch(/^command of \S/);
  expect(audit.items.map(({ operationId }) => operationId)).toEqual(
    expect.arrayContaining(['createSavedQuery', 'revokeKey', 'createKey']),
  );
}, 60_000);
