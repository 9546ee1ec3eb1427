// The commands as a user runs them: what they print, and one clear line and a code of 1 for what went wrong.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../lib/local/listen.ts';
import { runCommand, startTrackerProcess, type TrackerProcess } from '../../support/tracker-process.ts';

let folder: string;
let tracker: TrackerProcess;
let environment: Record<string, string>;

const ARTICLE =
  'LENNWICK - Interior Minister Oskar Brandl of Norrland denied on Tuesday that the border had been closed.\n\n' +
  '"Every crossing is open, day and night," Brandl said.\n';

const META = ['--meta', 'published=2031-06-03', '--meta', 'outlet=Lennwick Daily'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-commands-'));
  tracker = await startTrackerProcess(join(folder, 'data'));
  environment = {
    TRACKER_API: tracker.note.api,
    TRACKER_S3: tracker.note.s3,
    TRACKER_DATA: join(folder, 'data'),
  };
  await tracker.waitFor('Ctrl-C');
}, 120_000);

afterAll(async () => {
  await tracker.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  test('shows progress, speakers with their counts, an example of each type, and how to go on', () => {
    const output = tracker.output();
    expect(output).toMatch(/│ Speaker +│ Statements │/);
    expect(output).toMatch(/│ \S.* │ +\d+ │/);
    for (const type of ['direct', 'indirect', 'mixed']) expect(output).toContain(`[${type}, `);
    expect(output).toContain(`npm run query -- "`);
    expect(output).toContain(`npm run ingest -- PATH`);
    expect(output).toContain(tracker.note.s3);
  });

  test('uploads the sample articles only once', async () => {
    const { stop } = tracker;
    const receipts = async () => {
      const answer = await fetch(`${tracker.note.api}/uploads?status=accepted&limit=200`);
      return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id).sort();
    };
    const before = await receipts();
    expect(before.length).toBeGreaterThanOrEqual(8);
    expect(await stop()).toMatchObject({ code: 0, stdout: expect.stringContaining('Everything is kept in') });
    tracker = await startTrackerProcess(join(folder, 'data'));
    environment = { ...environment, TRACKER_API: tracker.note.api, TRACKER_S3: tracker.note.s3 };
    await tracker.waitFor('Ctrl-C');
    expect(tracker.output()).not.toContain('Ingesting');
    expect(await receipts()).toEqual(before);
  }, 60_000);

  test.each([
    ['a port in use', async () => ['--port', String(await occupyPort())], /Port \d+ is in use; .*--port/],
    [
      'an S3 port in use',
      async () => ['--s3-port', String(await occupyPort())],
      /Port \d+ is in use; .*--s3-port/,
    ],
    [
      'a data folder in use',
      async () => ['--data', join(folder, 'data')],
      /A tracker runs on this data folder already/,
    ],
    [
      'a data folder that is a file',
      async () => ['--data', await writeNew('file', '')],
      /Cannot use the data folder/,
    ],
    ['a corrupt data folder', async () => ['--data', await corruptFolder()], /Cannot use the data folder/],
    [
      'a port that is none',
      async () => ['--port', 'http'],
      /--port takes a port from 0 to 65535, not "http"/,
    ],
    ['an unknown flag', async () => ['--colour'], /Unknown option '--colour'/],
  ])('tells of %s in one line', async (_, prepare, message) => {
    const args = await prepare();
    const defaults = ['--port', '0', '--s3-port', '0', '--data', join(folder, 'other'), '--no-seeds'];
    const { code, stderr } = await runCommand('start', [...defaults, ...args]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

describe('npm run ingest', () => {
  test('brings in files and folders, plain lines off a terminal, and sums up by outcome', async () => {
    await mkdir(join(folder, 'in/deep'), { recursive: true });
    await writeFile(join(folder, 'in/deep/border.txt'), ARTICLE);
    await writeFile(join(folder, 'in/broken.json'), '{"text": ');
    await writeFile(join(folder, 'in/.hidden'), 'not an article');
    const { code, stdout, stderr } = await runCommand('ingest', [join(folder, 'in'), ...META], environment);
    expect(stderr).toContain('Ingesting 2/2');
    expect(stdout).toMatch(/^rejected {2}\S+broken\.json {2}up_\S+\n {4}malformed_record/m);
    expect(stdout).toMatch(
      /2 uploaded: 1 rejected, 1 accepted; [1-9]\d* new statements\.|2 uploaded: 1 accepted, 1 rejected; [1-9]\d* new/,
    );
    expect(code).toBe(1);
  });

  test('of the same file again changes nothing', async () => {
    const file = join(folder, 'in/deep/border.txt');
    const { code, stdout } = await runCommand(
      'ingest',
      [file, '--prefix', 'uploads/in/deep/', ...META],
      environment,
    );
    expect(stdout).toContain('1 uploaded: 1 duplicate; 0 new statements.');
    expect(code).toBe(0);
  });

  test.each([
    ['an unreadable path', ['/nowhere/at/all'], {}, /Cannot read \/nowhere\/at\/all/],
    ['no path', [], {}, /Name at least one file or folder/],
    [
      'no tracker',
      ['package.json'],
      { TRACKER_API: 'http://127.0.0.1:9' },
      /No tracker answers at http:\/\/127\.0\.0\.1:9/,
    ],
    ['an address that is none', ['package.json'], { TRACKER_API: 'nowhere' }, /TRACKER_API is not a URL/],
  ])('tells of %s in one line', async (_, args, extra, message) => {
    const { code, stderr, stdout } = await runCommand('ingest', args, { ...environment, ...extra });
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

describe('npm run query', () => {
  test('shows who said what, when and where', async () => {
    const { code, stdout } = await runCommand('query', ['Oskar Brandl', '--type', 'direct'], environment);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Oskar Brandl {2}2031-06-0[23] {2}\[direct, said\]$/m);
    expect(stdout).toContain('Every crossing is open, day and night,');
    expect(stdout).toContain('Lennwick Daily');
  });

  test('keeps denials apart', async () => {
    const { stdout } = await runCommand('query', ['Brandl', '--stance', 'denied', '--json'], environment);
    const { items } = JSON.parse(stdout) as { items: { text: string; stance: string }[] };
    expect(items.map(({ stance }) => stance)).toEqual(['denied']);
    expect(items[0]?.text).toContain('the border had been closed');
  });

  test('says when nothing matches', async () => {
    const { code, stdout } = await runCommand('query', ['Oskar Brandl', '--to', '1999'], environment);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing matches.\n' });
  });

  test.each([
    ['a speaker whom nobody knows', ['Nobody Atall'], /No speaker has this id, name or alias/],
    ['a bad date', ['Oskar Brandl', '--from', 'yesterday'], /from: /],
    [
      'two speakers',
      ['Oskar', 'Brandl'],
      /One speaker at a time: quote a name of several words, "Oskar Brandl"/,
    ],
  ])('tells of %s in one line', async (_, args, message) => {
    const { code, stderr } = await runCommand('query', args, environment);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(message);
    expect(code).toBe(1);
  });
});

test('npm run reconcile finds nothing to do after all that', async () => {
  const { code, stdout } = await runCommand('reconcile', [], environment);
  expect(stdout).toContain('0 sent again: 0 never ingested, 0 stuck');
  expect(code).toBe(0);
});

test('npm run rebuild makes the same table again, of a tracker that is stopped', async () => {
  const read = async () => {
    const answer = await fetch(`${tracker.note.api}/statements?limit=500`);
    const { items } = (await answer.json()) as { items: { id: string; text: string; recordedAt: string }[] };
    return items.map(({ id, text, recordedAt }) => ({ id, text, recordedAt }));
  };
  const before = await read();
  const running = await runCommand('rebuild', [], environment);
  expect(running).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('A tracker runs on this data folder already'),
  });
  await tracker.stop();
  const { code, stdout } = await runCommand('rebuild', [], environment);
  expect(stdout).toMatch(/Rebuilt from the bucket: .*\d+ accepted/);
  expect(code).toBe(0);
  tracker = await startTrackerProcess(join(folder, 'data'));
  expect(await read()).toEqual(before);
}, 120_000);

async function occupyPort(): Promise<number> {
  const server = createServer();
  server.unref();
  return listenOnLoopback(server, 0);
}

async function writeNew(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function corruptFolder(): Promise<string> {
  const path = join(folder, 'corrupt');
  await mkdir(join(path, 'queues'), { recursive: true });
  await writeFile(join(path, 'queues/fauxqs.db'), 'This is not a database at all. '.repeat(200));
  return path;
}
