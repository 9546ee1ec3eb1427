// Filters out of arbitrary records.
import type { StatementFilter } from '../../lambdas/application/ports/statement-reader.ts';

/** The record as a filter, without the fields that it leaves undefined. */
export function definedFilter(fields: Readonly<Record<string, unknown>>): StatementFilter {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as StatementFilter;
}
