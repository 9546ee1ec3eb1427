// How commands find the emulators of a running tracker: a note in its data folder, there as long as it runs.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TABLE } from '../functions.ts';
import { LocalError } from './local-error.ts';
import { readDataFolder } from './settings.ts';

const Note = z.object({
  pid: z.int(),
  api: z.url(),
  s3: z.url(),
  /** Resource names and endpoints, as the functions have them. */
  environment: z.record(z.string(), z.string()),
});
export type RunningNote = z.output<typeof Note>;

const notePath = (folder: string) => join(folder, 'running.json');

export async function writeRunningNote(folder: string, note: RunningNote): Promise<void> {
  await writeFile(notePath(folder), JSON.stringify(note, null, 2), { mode: 0o600 });
}

export async function removeRunningNote(folder: string): Promise<void> {
  await rm(notePath(folder), { force: true });
}

/** The note of the tracker that runs on `folder`; null where none does. */
export async function findRunning(folder: string): Promise<RunningNote | null> {
  const text = await readFile(notePath(folder), 'utf8').catch(() => null);
  const note = text === null ? null : Note.safeParse(parseJson(text)).data;
  return note && isAlive(note.pid) ? note : null;
}

/**
 * Points this process at the tracker: at AWS (or any emulator) where TABLE_NAME and its like are in the environment
 * already, else at the tracker that runs on this machine.
 * @throws {LocalError} `not_running`
 */
export async function connect(folder: string = readDataFolder()): Promise<void> {
  if (process.env[TABLE.environment]) return;
  const note = await findRunning(folder);
  if (note === null) {
    throw new LocalError(
      'not_running',
      `No tracker runs on the data folder ${folder}: start one with "npm start", or set TRACKER_DATA to where it is.`,
    );
  }
  Object.assign(process.env, note.environment);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
