// Pages of statements: any filter within a fixed read capacity, and the feed of what was recorded.
import type { Statement } from '../core/statements/statement.ts';
import type { Clock } from './ports/clock.ts';
import type { StatementFilter, StatementReader } from './ports/statement-reader.ts';

/** Read capacity units that one call may use, about; the contract states it. */
export const CALL_CAPACITY = 200;

export interface StatementList {
  readonly items: readonly Statement[];
  /** Where the next page begins; null at the end. */
  readonly position: unknown;
  /** At the end of what was recorded so far: where to go on later. */
  readonly resume: unknown;
  readonly searchedTo: string | null;
  readonly consumedCapacity: number;
}

export async function listStatements(
  ports: { readonly reader: StatementReader },
  filter: StatementFilter,
  page: { readonly limit: number; readonly position: unknown },
): Promise<StatementList> {
  const position = typeof page.position === 'string' ? page.position : null;
  const found = await ports.reader.page(filter, { limit: page.limit, position, capacity: CALL_CAPACITY });
  return { ...found, resume: null };
}

/** A walk through what was recorded up to `to`, begun at `since`; `position` is null at its start. */
interface RecordedWalk {
  readonly since: string;
  readonly to: string;
  readonly position: string | null;
}

/**
 * How far a new walk goes back before the end of the last one (milliseconds): what was journalled then may have been
 * applied later, after up to five deliveries twelve minutes apart. An item may so come again: copies are kept by id.
 */
export const RESUME_OVERLAP = 60 * 60_000;

/**
 * Statements by the time at which they were recorded, oldest first, each once in a walk. At the end of a walk
 * `resume` begins the next one.
 */
export async function listRecordedSince(
  ports: { readonly reader: StatementReader; readonly clock: Clock },
  filter: Omit<StatementFilter, 'from' | 'to' | 'dateField' | 'sort'>,
  since: string,
  page: { readonly limit: number; readonly position: unknown },
): Promise<StatementList> {
  const now = ports.clock.now();
  const walk = continueWalk(page.position) ?? {
    since: new Date(since).toISOString(),
    to: now,
    position: null,
  };
  const to = walk.position === null ? now : walk.to;
  const found = await ports.reader.page(
    { ...filter, from: walk.since, to, dateField: 'recordedAt', sort: 'oldest' },
    { limit: page.limit, position: walk.position, capacity: CALL_CAPACITY },
  );
  const walked: RecordedWalk = { since: walk.since, to, position: found.position };
  if (found.position !== null) return { ...found, position: walked, resume: null };
  return { ...found, resume: { since: resumeAt(walk.since, to), to, position: null } satisfies RecordedWalk };
}

function continueWalk(position: unknown): RecordedWalk | null {
  return position === null ? null : (position as RecordedWalk);
}

function resumeAt(since: string, to: string): string {
  const overlapped = new Date(Date.parse(to) - RESUME_OVERLAP).toISOString();
  return overlapped > since ? overlapped : since;
}
