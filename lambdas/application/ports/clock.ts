// Time and identifiers, handed in so that nothing depends on when or where it runs.

/** The present, as an ISO 8601 timestamp in UTC with milliseconds. */
export interface Clock {
  now(): string;
}

/** Unguessable identifiers: `prefix` and at least 128 random bits. */
export interface IdSource {
  create(prefix: string): string;
}
