// What every command shares: one line for a known error, wrapped text, progress on a terminal and off it.
import { styleText } from 'node:util';
import { SingleBar } from 'cli-progress';
import { describeError, LocalError } from './local-error.ts';

/** Runs a command and sets the exit code: what `main` answers, or 1 after an error. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  // The reader of a pipe may leave early (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    printError(describeFailure(error));
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof LocalError) return error.message;
  const code = (error as { code?: unknown } | null)?.code;
  // Unknown or incomplete flags, told by node:util's parseArgs.
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return describeError(error);
  return process.env.DEBUG
    ? String((error as Error)?.stack ?? error)
    : `${describeError(error)} (DEBUG=1 shows more)`;
}

export function print(text = ''): void {
  process.stdout.write(`${text}\n`);
}

export function printError(message: string): void {
  process.stderr.write(`${styleText('red', 'error:', { stream: process.stderr })} ${message}\n`);
}

export function bold(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}

export function dim(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}

/** Columns for running text: those of the terminal, at most 100. */
export function textWidth(): number {
  return Math.max(40, Math.min(process.stdout.columns ?? 80, 100));
}

/**
 * `text` broken at spaces into lines of at most `width` characters; a long word stays whole. The first line begins with
 * `indent`, the others with as many spaces.
 */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push((lines.length === 0 ? indent : ' '.repeat(indent.length)) + line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push((lines.length === 0 ? indent : ' '.repeat(indent.length)) + line);
  return lines.join('\n');
}

export interface Progress {
  /** `done` of all things are done; `note` says what happened last. */
  update(done: number, note?: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a plain line whenever another tenth is done. */
export function startProgress(label: string, total: number): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: `${label} [{bar}] {value}/{total} {note}`,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      stream: process.stderr,
    });
    bar.start(total, 0, { note: '' });
    return { update: (done, note = '') => bar.update(done, { note }), stop: () => bar.stop() };
  }
  let shown = -1;
  return {
    update: (done) => {
      const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
      if (tenth === shown) return;
      shown = tenth;
      process.stderr.write(`${label} ${done}/${total}\n`);
    },
    stop: () => undefined,
  };
}

/** Counts up where the end is not known: in one line on a terminal; elsewhere a line at 1, 2, 5, 10, 20, 50, … */
export function startCounter(label: string, things: string): Progress {
  let last = 0;
  let shown = 0;
  const isRound = (count: number) => /^[125]0*$/.test(String(count));
  return {
    update: (done) => {
      last = done;
      if (process.stderr.isTTY) process.stderr.write(`\r${label}: ${done} ${things}`);
      else if (isRound(done) && done !== shown) {
        shown = done;
        process.stderr.write(`${label}: ${done} ${things}\n`);
      }
    },
    stop: () => {
      if (process.stderr.isTTY && last > 0) process.stderr.write('\n');
    },
  };
}
