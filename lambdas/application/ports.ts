// What the use cases need from the world. Adapters implement these; nothing here knows AWS.

/** The present, as an ISO 8601 timestamp in UTC with milliseconds. */
export interface Clock {
  now(): string;
}

/** Unguessable identifiers: `prefix` and at least 128 random bits. */
export interface IdSource {
  create(prefix: string): string;
}
