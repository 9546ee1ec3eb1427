// What a user of the local tracker can put right: told in one line, without a stack, and with an exit code of 1.

export type LocalErrorCode =
  | 'port_in_use'
  | 'bad_data_folder'
  | 'already_running'
  | 'rebuild_unfinished'
  | 'not_running'
  | 'unreadable_path'
  | 'bad_argument'
  | 'request_failed';

/** `message` is one line that says what is wrong and what to do. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;

  constructor(code: LocalErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LocalError';
    this.code = code;
  }
}

/** The reason of `error` in a few words, for the end of a line. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? message).trim();
}
