// Pages and streams of statements: any filter within a fixed read capacity, and the feed of what was recorded.
import type {
  StatementFilter,
  StatementPage,
  StatementReader,
  StatementStream,
} from './ports/statement-reader.ts';

/** Read capacity units after which a call ends with what it has: as many as a full page of 500 takes, and no more. */
export const CALL_CAPACITY = 275;

/** Statements that one page may have. */
export const MOST_LISTED = 500;

interface PageRequest {
  readonly limit: number;
  /** Where the last page ended; null on the first. */
  readonly position: string | null;
}

export function listStatements(
  ports: { readonly reader: StatementReader },
  filter: StatementFilter,
  page: PageRequest,
): Promise<StatementPage> {
  return ports.reader.page(filter, { ...page, capacity: CALL_CAPACITY });
}

/** The search in the indexes ends like that of a page; half a unit comes to it for each statement that it leads to. */
export function streamStatements(
  ports: { readonly reader: StatementReader },
  filter: StatementFilter,
  page: PageRequest,
): Promise<StatementStream> {
  return ports.reader.stream(filter, { ...page, capacity: CALL_CAPACITY });
}

/**
 * Statements by the time at which their present revision was recorded, oldest first, withdrawn ones included. What
 * changes comes again, as its new revision; `resume` of a page leads to all that is recorded later.
 */
export function filterRecordedSince(filter: StatementFilter, since: string): StatementFilter {
  const { to: _to, ...conditions } = filter;
  return {
    ...conditions,
    from: new Date(since).toISOString(),
    dateField: 'recordedAt',
    includeWithdrawn: true,
    sort: 'oldest',
  };
}
