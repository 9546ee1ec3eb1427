// Pages of statements: any filter within a fixed read capacity, and the feed of what was recorded.
import type { Statement } from '../core/statements/statement.ts';
import type { StatementFilter, StatementReader } from './ports/statement-reader.ts';

/** Read capacity units after which a call ends with what it has; one more batch makes it 250, a page of 500 makes 270. */
export const CALL_CAPACITY = 200;

export interface StatementList {
  readonly items: readonly Statement[];
  /** Where the next page begins; null at the end. */
  readonly position: string | null;
  /** Where to go on later, also at the end; null where nothing was looked at yet. */
  readonly resume: string | null;
  readonly searchedTo: string | null;
  readonly consumedCapacity: number;
}

export function listStatements(
  ports: { readonly reader: StatementReader },
  filter: StatementFilter,
  page: { readonly limit: number; readonly position: string | null },
): Promise<StatementList> {
  return ports.reader.page(filter, { ...page, capacity: CALL_CAPACITY });
}

/**
 * Statements by the time at which their present revision was recorded, oldest first, withdrawn ones included. What
 * changes comes again, as its new revision; `resume` leads to all that is recorded later.
 */
export function listRecordedSince(
  ports: { readonly reader: StatementReader },
  filter: StatementFilter,
  since: string,
  page: { readonly limit: number; readonly position: string | null },
): Promise<StatementList> {
  const { from: _from, to: _to, ...conditions } = filter;
  return listStatements(
    ports,
    {
      ...conditions,
      from: new Date(since).toISOString(),
      dateField: 'recordedAt',
      includeWithdrawn: true,
      sort: 'oldest',
    },
    page,
  );
}
