// Where the local tracker listens and keeps its data: flags first, then the environment, then defaults.
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOOPBACK } from './listen.ts';
import { LocalError } from './local-error.ts';

export const DEFAULT_PORT = 8787;
export const DEFAULT_S3_PORT = 8788;

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

type Environment = Readonly<Record<string, string | undefined>>;

export interface TrackerSettings {
  readonly port: number;
  readonly s3Port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
}

/** @throws {LocalError} `bad_argument` for what is no port */
export function readTrackerSettings(
  flags: { readonly port?: string; readonly 's3-port'?: string; readonly data?: string },
  environment: Environment = process.env,
): TrackerSettings {
  return {
    port: readPort('--port', flags.port ?? environment.TRACKER_PORT, DEFAULT_PORT),
    s3Port: readPort('--s3-port', flags['s3-port'] ?? environment.TRACKER_S3_PORT, DEFAULT_S3_PORT),
    data: flags.data ? fromCaller(flags.data, environment) : readDataFolder(environment),
  };
}

/** The data folder of the environment, else `.tracker` in the repository. */
export function readDataFolder(environment: Environment = process.env): string {
  return environment.TRACKER_DATA
    ? fromCaller(environment.TRACKER_DATA, environment)
    : join(ROOT, '.tracker');
}

/** Where the commands find the API, and the key that they show it, if any. */
export function readApiSettings(environment: Environment = process.env): {
  base: string;
  key: string | undefined;
} {
  const port = environment.TRACKER_PORT ?? DEFAULT_PORT;
  const base = (environment.TRACKER_API ?? `http://${LOOPBACK}:${port}`).replace(/\/+$/, '');
  if (!URL.canParse(base)) throw new LocalError('bad_argument', `TRACKER_API is not a URL: ${base}`);
  return { base, key: environment.TRACKER_KEY };
}

/** A path as the caller meant it: npm changes to the root of the package, and tells where it was called from. */
export function fromCaller(path: string, environment: Environment = process.env): string {
  return isAbsolute(path) ? path : resolve(environment.INIT_CWD ?? process.cwd(), path);
}

function readPort(flag: string, value: string | undefined, fallback: number): number {
  if (value === undefined || value === '') return fallback;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new LocalError('bad_argument', `${flag} takes a port from 0 to 65535, not "${value}".`);
  }
  return port;
}

/** A whole number of seconds, at most SQS's longest time of hiding. */
export function readSeconds(flag: string, value: string): number {
  const seconds = Number(value);
  if (!/^\d+$/.test(value) || seconds < 1 || seconds > 43_200) {
    throw new LocalError('bad_argument', `${flag} takes seconds from 1 to 43200, not "${value}".`);
  }
  return seconds;
}
