// A reader of statements over a list, with the same meaning as the table's and a small budget, for use cases by themselves.
import { dateOf, matchesFilter } from '../../lambdas/application/ports/match-statement.ts';
import type {
  StatementFilter,
  StatementReader,
  StatementRequest,
  StatementStream,
} from '../../lambdas/application/ports/statement-reader.ts';
import type { Statement } from '../../lambdas/core/statements/statement.ts';

/** One unit of capacity reads `perUnit` statements, whether they fit or not. */
export function createListedReader(statements: readonly Statement[], perUnit = 2): StatementReader {
  const reader: StatementReader = {
    get: async (id) => statements.find((statement) => statement.id === id) ?? null,
    page: async (filter, { limit, position, capacity }) => {
      const direction = filter.sort === 'newest' ? -1 : 1;
      const sortOf = (statement: Statement) =>
        `${dateOf(statement, filter.dateField, statement.updatedAt)}#${statement.id}`;
      const rest = statements
        .filter(({ speaker }) => filter.speakerId === undefined || speaker?.id === filter.speakerId)
        .map((statement) => ({ statement, sort: sortOf(statement) }))
        .filter(
          ({ sort }) => position === null || direction * (sort < position ? -1 : sort > position ? 1 : 0) > 0,
        )
        .sort((a, b) => direction * (a.sort < b.sort ? -1 : 1));
      const items: Statement[] = [];
      let read = 0;
      while (read < rest.length && items.length < limit && read < capacity * perUnit) {
        const { statement } = rest[read] ?? {};
        read += 1;
        if (statement && matchesFilter(statement, filter, statement.updatedAt)) items.push(statement);
      }
      const last = rest[read - 1]?.sort ?? position;
      const more = read < rest.length;
      return {
        items,
        position: more ? last : null,
        resume: last,
        searchedTo: more && items.length < limit ? (last?.split('#')[0] ?? null) : null,
        consumedCapacity: read / perUnit,
      };
    },
    stream: (filter, request) => streamPage(reader, filter, request),
  };
  return reader;
}

/** A page as a stream of one batch. */
export async function streamPage(
  reader: Pick<StatementReader, 'page'>,
  filter: StatementFilter,
  request: StatementRequest,
): Promise<StatementStream> {
  const { items, ...rest } = await reader.page(filter, request);
  async function* batches() {
    yield items;
  }
  return { batches: batches(), ...rest };
}
