// The whole path as a user sees it: the tracker, a receiver and an upload, each a command of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../lib/local/listen.ts';
import { runCommand, startTrackerProcess, type TrackerProcess } from '../../support/tracker-process.ts';

let folder: string;
let tracker: TrackerProcess;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-webhooks-'));
  tracker = await startTrackerProcess(join(folder, 'data'), ['--no-seeds']);
}, 120_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await tracker.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Printing {
  readonly child: ChildProcess;
  output(): string;
  waitFor(text: string): Promise<void>;
}

function print(args: readonly string[], options: { cwd?: string; env: Record<string, string> }): Printing {
  const child = spawn(process.execPath, args, {
    ...options,
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...options.env },
  });
  children.push(child);
  let text = '';
  const add = (data: Buffer) => {
    text += data;
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return {
    child,
    output: () => text,
    async waitFor(wanted) {
      for (let tries = 0; tries < 600; tries++) {
        if (text.includes(wanted)) return;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`"${wanted}" was not printed: ${text}`);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLoopback(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('what is uploaded arrives, verified, at the receiver that `npm run listen` starts', async () => {
  const environment = { TRACKER_API: tracker.note.api, TRACKER_S3: tracker.note.s3 };
  const port = await freePort();
  const listener = print(
    ['--disable-warning=ExperimentalWarning', 'lib/local/commands/listen.ts', '--port', String(port)],
    { env: environment },
  );
  await listener.waitFor('endpoint.test');
  const article = join(folder, 'truce.txt');
  // The article of the README.
  const [, story] = /^echo '(.*)' > story\.txt$/m.exec(await readFile('README.md', 'utf8')) ?? [];
  await writeFile(
    article,
    `${story}
`,
  );
  const uploaded = await runCommand('ingest', [article], environment);
  expect(uploaded.stdout + uploaded.stderr).toContain('1 accepted');
  await listener.waitFor('statement.created');
  await listener.waitFor('We will sign when the guns are silent');
  await listener.waitFor('Irena Valcourt');

  const registered = await (await fetch(`${tracker.note.api}/webhooks`)).json();
  expect(registered).toMatchObject({ items: [{ url: `http://127.0.0.1:${port}/`, failures: 0 }] });
  // What does not verify is refused, and said so.
  const forged = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: '{"type":"statement.created"}',
  });
  expect(forged.status).toBe(400);
  await listener.waitFor('refused a request');

  const ended = new Promise((resolve) => listener.child.once('close', resolve));
  listener.child.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(await (await fetch(`${tracker.note.api}/webhooks`)).json()).toMatchObject({ items: [] });
}, 120_000);

test('the receiver of the documentation takes what is signed, and nothing else', async () => {
  const guide = await readFile('docs/webhooks.md', 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(guide) ?? [];
  expect(await readFile('README.md', 'utf8')).toContain(code);
  const place = await mkdtemp(join(folder, 'receiver-'));
  await writeFile(join(place, 'receiver.mjs'), code ?? '');
  await symlink(join(process.cwd(), 'node_modules'), join(place, 'node_modules'));
  const secret = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
  const port = await freePort();
  const receiver = print(['receiver.mjs'], {
    cwd: place,
    env: { PORT: String(port), WEBHOOK_SECRET: secret },
  });
  const body = JSON.stringify({ type: 'statement.created', data: { id: 'st_1' } });
  const post = async (key: string) => {
    for (let tries = 0; ; tries++) {
      const now = new Date();
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(key).sign('msg_1', now, body),
      };
      try {
        return await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers });
      } catch (error) {
        if (tries > 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  expect((await post(secret)).status).toBe(204);
  await receiver.waitFor('msg_1 statement.created st_1');
  expect((await post('whsec_c29tZWJvZHkgZWxzZXMgc2VjcmV0ISEh')).status).toBe(400);
}, 60_000);
