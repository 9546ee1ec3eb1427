// Reads statements: follows the indexes of a plan in order, and checks what they lead to.
import type { Clock } from '../../application/ports/clock.ts';
import { dateOf, matchesFilter } from '../../application/ports/match-statement.ts';
import type {
  StatementFilter,
  StatementPage,
  StatementReader,
  StatementRequest,
  StatementStream,
} from '../../application/ports/statement-reader.ts';
import type { Statement } from '../../core/statements/statement.ts';
import { postingSort, statementKey } from './keys.ts';
import { type StatementItem, statementItem } from './statement-index.ts';
import { collectFew, compare, FEW, isFeed, planStatements } from './statement-plan.ts';
import { FEED_DELAY } from './statement-store.ts';
import { CapacityMeter, type Table } from './table.ts';

/**
 * Statements read in one go: first as many as are wanted, then at least so many; at most as DynamoDB allows in a batch,
 * and as the capacity allows, of which most take half a unit.
 */
const LEAST_BATCH = 16;
const MOST_BATCH = 100;
const PER_UNIT = 2;

/** `most`: statements that are all read and put in order where no index has the order of a query. */
export function createStatementReader(table: Table, clock: Clock, most: number = FEW): StatementReader {
  async function get(id: string): Promise<Statement | null> {
    const item = await table.get(statementKey(id), statementItem);
    return item?.statement ?? null;
  }

  async function page(filter: StatementFilter, request: StatementRequest): Promise<StatementPage> {
    const meter = new CapacityMeter();
    const few = await collectFew(table, filter, most, meter);
    if (few !== null) return pageOfFew(few, filter, request, meter);
    const plan = await planStatements(table, planRequest(filter, request), meter);
    const found: StatementItem[] = [];
    let last = request.position;
    for (let least = 1; ; least = LEAST_BATCH) {
      const wanted = Math.max(least, request.limit - found.length);
      const affordable = Math.max(1, Math.floor((request.capacity - meter.read) * PER_UNIT));
      const count = Math.min(MOST_BATCH, wanted, affordable);
      const { candidates, scanned } = await plan.take(count, request.capacity);
      if (scanned === null) return answer(found, null, null, last, meter);
      last = scanned;
      for (const item of await readMatching(candidates, filter, meter)) {
        found.push(item);
        if (found.length < request.limit) continue;
        last = sortOf(item, filter);
        break;
      }
      const full = found.length === request.limit;
      const more = (full && last !== scanned) || (await plan.hasMore());
      if (!more) return answer(found, null, null, last, meter);
      if (full) return answer(found, last, null, last, meter);
      if (meter.read >= request.capacity) return answer(found, last, dateIn(last), last, meter);
    }
  }

  async function stream(filter: StatementFilter, request: StatementRequest): Promise<StatementStream> {
    const meter = new CapacityMeter();
    const few = await collectFew(table, filter, most, meter);
    if (few !== null) {
      const { items, position, resume } = await pageOfFew(few, filter, request, meter);
      return { batches: toBatches(items), position, resume, searchedTo: null };
    }
    const plan = await planStatements(table, planRequest(filter, request), meter);
    const { candidates, scanned } = await plan.take(request.limit, request.capacity);
    const more = scanned !== null && (await plan.hasMore());
    return {
      batches: readBatches(candidates, filter, meter),
      position: more ? scanned : null,
      resume: scanned ?? request.position,
      searchedTo: more && candidates.length < request.limit ? dateIn(scanned) : null,
    };
  }

  /** All are read and put in order. */
  async function pageOfFew(
    entries: readonly string[],
    filter: StatementFilter,
    { limit, position }: StatementRequest,
    meter: CapacityMeter,
  ): Promise<StatementPage> {
    const direction = filter.sort === 'newest' ? -1 : 1;
    const end = isFeed(filter) ? feedEnd() : '~';
    const rest = (await readItems(entries, meter))
      .filter((item) => matchesFilter(item.statement, filter, item.feedAt))
      .map((item) => ({ item, sort: sortOf(item, filter) }))
      .filter(({ sort }) => sort <= end)
      .filter(({ sort }) => position === null || direction * compare(sort, position) > 0)
      .sort((a, b) => direction * compare(a.sort, b.sort));
    const shown = rest.slice(0, limit);
    const last = shown.at(-1)?.sort ?? position;
    return answer(
      shown.map(({ item }) => item),
      rest.length > shown.length ? last : null,
      null,
      last,
      meter,
    );
  }

  async function* readBatches(
    candidates: readonly string[],
    filter: StatementFilter,
    meter: CapacityMeter,
  ): AsyncGenerator<readonly Statement[]> {
    for (let at = 0; at < candidates.length; at += MOST_BATCH) {
      const items = await readMatching(candidates.slice(at, at + MOST_BATCH), filter, meter);
      yield items.map(({ statement }) => statement);
    }
  }

  /** The statements that entries lead to, in their order, but for entries that are out of date. */
  async function readMatching(
    entries: readonly string[],
    filter: StatementFilter,
    meter: CapacityMeter,
  ): Promise<readonly StatementItem[]> {
    const items = await readItems(entries, meter);
    const matching = new Map(
      items
        .filter((item) => matchesFilter(item.statement, filter, item.feedAt))
        .map((item) => [sortOf(item, filter), item]),
    );
    return entries.flatMap((entry) => matching.get(entry) ?? []);
  }

  /** Each once, however many entries lead to it. */
  function readItems(entries: readonly string[], meter: CapacityMeter): Promise<readonly StatementItem[]> {
    const keys = entries.map((entry) => statementKey(entry.slice(entry.indexOf('#') + 1)));
    return table.getMany(keys, statementItem, { meter });
  }

  /** The feed ends a little before the present, so that no statement can come to stand before its reader. */
  function feedEnd(): string {
    return new Date(Date.parse(clock.now()) - FEED_DELAY).toISOString();
  }

  function planRequest(filter: StatementFilter, { position }: StatementRequest) {
    return { filter, position, feedEnd: feedEnd() };
  }

  return { get, page, stream };
}

/** Where the statement stands in the filter's order; an entry that says otherwise is out of date. */
function sortOf(item: StatementItem, filter: StatementFilter): string {
  return postingSort(dateOf(item.statement, filter.dateField, item.feedAt), item.statement.id);
}

function answer(
  items: readonly StatementItem[],
  position: string | null,
  searchedTo: string | null,
  last: string | null,
  meter: CapacityMeter,
): StatementPage {
  return {
    items: items.map(({ statement }) => statement),
    position,
    searchedTo,
    resume: last,
    consumedCapacity: meter.read,
  };
}

async function* toBatches(items: readonly Statement[]): AsyncGenerator<readonly Statement[]> {
  yield items;
}

function dateIn(position: string | null): string | null {
  return position === null ? null : position.slice(0, position.indexOf('#'));
}
