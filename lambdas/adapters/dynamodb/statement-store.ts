// Writes statements with their indexes: entries first, then the statement, then what the old one alone was found by.
import type { Clock } from '../../application/ports/clock.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type {
  StatementStore,
  StatementWrite,
  StoredStatement,
} from '../../application/ports/statement-store.ts';
import { statementKey } from './keys.ts';
import { RecentSet } from './recent-set.ts';
import { type Posting, postingsOf, type StatementItem, statementItem } from './statement-index.ts';
import type { Key, Table } from './table.ts';

/**
 * Milliseconds that the feed of recorded statements stays behind the present. A statement that took longer from its
 * entry in the feed to being readable gets a new entry, so that no reader of the feed can have passed it by.
 */
export const FEED_DELAY = 5_000;
/** Left for clocks that differ. */
const SLOW_WRITE = FEED_DELAY - 1_000;
const STAMPS = 5;

/** Directory entries that this process has written: most statements fall into periods that are listed already. */
const MOST_REMEMBERED = 50_000;

export function createStatementStore(table: Table, clock: Clock): StatementStore {
  const listed = new RecentSet(clock, MOST_REMEMBERED);

  async function writePostings(postings: readonly Posting[]): Promise<void> {
    const periods = new Map(
      postings.flatMap(({ directory }) => {
        const id = directory === null ? '' : `${directory.pk} ${directory.sk}`;
        return directory === null || listed.has(id) ? [] : [[id, directory] as const];
      }),
    );
    // Periods first: an entry that no directory leads to would never be found.
    if (periods.size > 0) await table.writeMany({ put: [...periods.values()] });
    for (const id of periods.keys()) listed.add(id);
    await table.writeMany({ put: distinct(postings.map(({ key }) => key)) });
  }

  async function removePostings(old: readonly Posting[], kept: readonly Posting[]): Promise<void> {
    const keep = new Set(kept.map(({ key }) => keyOf(key)));
    const stale = distinct(old.map(({ key }) => key)).filter((key) => !keep.has(keyOf(key)));
    if (stale.length > 0) await table.writeMany({ remove: stale });
  }

  const inFeed = ({ order }: Posting) => order === 'r';

  async function put(write: StatementWrite): Promise<void> {
    const { statement, before, seq, contentOrder } = write;
    await writePostings(postingsOf(statement, clock.now()).filter((posting) => !inFeed(posting)));
    const feedAt = clock.now();
    const postings = postingsOf(statement, feedAt);
    await writePostings(postings.filter(inFeed));
    const item: StatementItem = { seq, contentOrder, feedAt, statement };
    const { done, old } = await table.replace(
      { ...statementKey(statement.id), ...item },
      { expression: 'attribute_not_exists(pk) OR seq < :seq', values: { ':seq': seq } },
      statementItem,
    );
    if (done) {
      if (old !== null) await removePostings(postingsOf(old.statement, old.feedAt), postings);
      if (elapsed(feedAt) > SLOW_WRITE) await stampAgain(statement.id, seq);
      return;
    }
    // Written by an earlier attempt, which may have ended before it had tidied up or moved the statement in the feed.
    const current = await table.get(statementKey(statement.id), statementItem, { consistent: true });
    const kept = current === null ? [] : postingsOf(current.statement, current.feedAt);
    await removePostings([...postings, ...(before === null ? [] : postingsOf(before, feedAt))], kept);
    if (current?.seq === seq) await stampAgain(statement.id, seq);
  }

  /** Moves a statement to the end of the feed. */
  async function stampAgain(statementId: string, seq: number): Promise<void> {
    for (let attempt = 0; attempt < STAMPS; attempt += 1) {
      const item = await table.get(statementKey(statementId), statementItem, { consistent: true });
      if (item?.seq !== seq) return;
      const feedAt = clock.now();
      const postings = postingsOf(item.statement, feedAt).filter(inFeed);
      await writePostings(postings);
      const { done } = await table.replace(
        { ...statementKey(statementId), ...item, feedAt },
        { expression: 'feedAt = :feedAt AND seq = :seq', values: { ':feedAt': item.feedAt, ':seq': seq } },
        statementItem,
      );
      if (!done) return;
      await removePostings(postingsOf(item.statement, item.feedAt).filter(inFeed), postings);
      if (elapsed(feedAt) <= SLOW_WRITE) return;
    }
    throw new DependencyError('unavailable', 'Writes to the table are too slow for the feed');
  }

  function elapsed(since: string): number {
    return Date.parse(clock.now()) - Date.parse(since);
  }

  async function getMany(ids: readonly string[]): Promise<ReadonlyMap<string, StoredStatement>> {
    const items = await table.getMany(ids.map(statementKey), statementItem, { consistent: true });
    return new Map(items.map((item) => [item.statement.id, item]));
  }

  async function remove(statementId: string): Promise<void> {
    const item = await table.get(statementKey(statementId), statementItem, { consistent: true });
    if (item === null) return;
    await removePostings(postingsOf(item.statement, item.feedAt), []);
    await table.remove(statementKey(statementId));
  }

  return { getMany, put, remove };
}

function keyOf(key: Key): string {
  return `${key.pk} ${key.sk}`;
}

function distinct(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map((key) => [keyOf(key), key])).values()];
}
