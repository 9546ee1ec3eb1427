// The commands as a user runs them: processes of their own, with a data folder of the test.
import { type ChildProcess, spawn } from 'node:child_process';
import { findRunning, type RunningNote } from '../../lib/local/running.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function spawnCommand(name: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `lib/local/commands/${name}.ts`, ...args],
    {
      env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += data;
  });
  child.stderr.on('data', (data) => {
    output.stderr += data;
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...output })));
  return { child, output, ended };
}

/** Runs a command to its end. */
export function runCommand(
  name: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return spawnCommand(name, args, environment).ended;
}

export interface TrackerProcess {
  readonly note: RunningNote;
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Waits until it has printed `text`. */
  waitFor(text: string): Promise<void>;
  /** Ctrl-C, or another signal; answers how it ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** npm start on any free ports. */
export async function startTrackerProcess(
  data: string,
  args: readonly string[] = [],
): Promise<TrackerProcess> {
  const { child, output, ended } = spawnCommand(
    'start',
    ['--data', data, '--port', '0', '--s3-port', '0', ...args],
    {},
  );
  const poll = async <Value>(find: () => Promise<Value | null>): Promise<Value> => {
    for (let tries = 0; tries < 1_200; tries++) {
      const found = await find();
      if (found !== null) return found;
      if (child.exitCode !== null)
        throw new Error(`The tracker ended with ${child.exitCode}: ${output.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The tracker did not get there: ${output.stdout}${output.stderr}`);
  };
  const note = await poll(async () => {
    const running = await findRunning(data);
    return running?.pid === child.pid ? running : null;
  });
  return {
    note,
    child,
    output: () => output.stdout,
    waitFor: async (text) => {
      await poll(async () => (output.stdout.includes(text) ? true : null));
    },
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}
