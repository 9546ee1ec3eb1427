// Which of the last statements a filter would have let through, by the evaluator that decides about events.
import type { Filter } from '../../contract/webhook-resources.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { matchesFilter } from '../../core/webhooks/endpoint-filter.ts';
import type { FindSpeakerPorts } from '../find-speaker.ts';
import { done, type Outcome } from '../outcome.ts';
import type { StatementReader } from '../ports/statement-reader.ts';
import { findFactsIn } from './dispatch-events.ts';
import { resolveFilter } from './resolve-filter.ts';

/** Statements that are looked at, and read capacity units that this may take, about. */
export const LAST_STATEMENTS = 500;
const CAPACITY = 400;

export interface PreviewResult {
  readonly looked: number;
  readonly since: string | null;
  readonly matching: readonly Statement[];
}

/** Newest first. Problems: those of the filter. */
export async function previewFilter(
  ports: FindSpeakerPorts & { readonly reader: StatementReader },
  given: Filter,
): Promise<Outcome<PreviewResult>> {
  const filter = await resolveFilter(ports, given, '#/filter');
  if (!filter.ok) return filter;
  const { items } = await ports.reader.page(
    { dateField: 'recordedAt', includeWithdrawn: false, sort: 'newest' },
    { limit: LAST_STATEMENTS, position: null, capacity: CAPACITY },
  );
  const findFacts = findFactsIn(ports.directory);
  const matching = items.filter((statement) =>
    matchesFilter(filter.value, statement, statement.speaker && findFacts(statement.speaker.id)),
  );
  return done({ looked: items.length, since: items.at(-1)?.recordedAt ?? null, matching });
}
