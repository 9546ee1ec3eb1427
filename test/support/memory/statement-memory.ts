// Statements in memory: the plain meaning of the store and its reader, to check the table's against.
import type { Clock } from '../../../lambdas/application/ports/clock.ts';
import { dateOf, matchesFilter } from '../../../lambdas/application/ports/match-statement.ts';
import type { StatementReader } from '../../../lambdas/application/ports/statement-reader.ts';
import type { StatementStore, StoredStatement } from '../../../lambdas/application/ports/statement-store.ts';
import { streamPage } from '../listed-reader.ts';

interface Held extends StoredStatement {
  readonly feedAt: string;
}

export function createStatementMemory(clock: Clock): StatementStore & StatementReader {
  const held = new Map<string, Held>();
  const memory: StatementStore & StatementReader = {
    async getMany(ids) {
      return new Map(
        ids.flatMap((id) => {
          const item = held.get(id);
          return item ? [[id, item] as const] : [];
        }),
      );
    },
    async put({ statement, seq, contentOrder }) {
      const before = held.get(statement.id);
      if (before !== undefined && before.seq >= seq) return;
      held.set(statement.id, { statement, seq, contentOrder, feedAt: clock.now() });
    },
    async remove(id) {
      held.delete(id);
    },
    async get(id) {
      return held.get(id)?.statement ?? null;
    },
    async page(filter, { limit, position }) {
      const direction = filter.sort === 'newest' ? -1 : 1;
      const rest = [...held.values()]
        .filter(({ statement, feedAt }) => matchesFilter(statement, filter, feedAt))
        .map(({ statement, feedAt }) => ({
          statement,
          sort: `${dateOf(statement, filter.dateField, feedAt)}#${statement.id}`,
        }))
        .sort((a, b) => direction * (a.sort < b.sort ? -1 : 1))
        .filter(({ sort }) => position === null || (direction > 0 ? sort > position : sort < position));
      const shown = rest.slice(0, limit);
      const last = shown.at(-1)?.sort ?? position;
      return {
        items: shown.map(({ statement }) => statement),
        position: rest.length > limit ? last : null,
        resume: last,
        searchedTo: null,
        consumedCapacity: 0,
      };
    },
    stream: (filter, request) => streamPage(memory, filter, request),
  };
  return memory;
}
