// Which counters a change of statements moves, and by how much.
import type { Statement } from '../core/statements/statement.ts';
import type { BucketSize, CounterBucket, CounterChange, CountKey } from './ports/counter-store.ts';

/** A statement before and after; null where there is none. */
export interface CountedChange {
  readonly before: Statement | null;
  readonly after: Statement | null;
}

/**
 * One change a bucket, sums of 0 left out. Current statements count, withdrawn ones do not. A date that is less exact
 * than a bucket does not count in it: "in March" counts in the month, in no week and on no day.
 */
export function countChanges(changes: readonly CountedChange[]): CounterChange[] {
  const sums = new Map<string, { bucket: CounterBucket; add: Partial<Record<CountKey, number>> }>();
  const count = (statement: Statement | null, by: 1 | -1) => {
    if (statement?.status !== 'current') return;
    const key: CountKey = `${statement.type}/${statement.stance}`;
    for (const bucket of bucketsOf(statement)) {
      const id = JSON.stringify(bucket);
      const sum = sums.get(id) ?? { bucket, add: {} };
      sum.add[key] = (sum.add[key] ?? 0) + by;
      sums.set(id, sum);
    }
  };
  for (const { before, after } of changes) {
    count(before, -1);
    count(after, 1);
  }
  return [...sums.values()].flatMap(({ bucket, add }) => {
    const moved = Object.entries(add).filter(([, by]) => by !== 0);
    return moved.length === 0 ? [] : [{ bucket, add: Object.fromEntries(moved) as CounterChange['add'] }];
  });
}

function bucketsOf(statement: Statement): CounterBucket[] {
  const { speaker, article } = statement;
  return [
    ...(speaker === null ? [] : speakerBuckets(speaker.id, statement)),
    ...statement.topics.map((topic) => wholeBucket('topic', topic)),
    ...(article.outlet === null ? [] : [wholeBucket('outlet', article.outlet)]),
  ];
}

function wholeBucket(family: CounterBucket['family'], term: string): CounterBucket {
  return { family, term, size: 'all', start: '' };
}

function speakerBuckets(speakerId: string, statement: Statement): CounterBucket[] {
  const buckets = [wholeBucket('speaker', speakerId)];
  const add = (size: BucketSize, start: string) => {
    buckets.push({ family: 'speaker', term: speakerId, size, start });
  };
  const { statedAt } = statement;
  if (statedAt === null || statedAt.precision === 'year') return buckets;
  add('month', `${statedAt.date.slice(0, 7)}-01`);
  if (statedAt.precision === 'month') return buckets;
  const day = dayInUtc(statedAt.date);
  add('day', day);
  add('week', mondayOf(day));
  return buckets;
}

function dayInUtc(date: string): string {
  const time = date.length > 10 ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? date.slice(0, 10) : new Date(time).toISOString().slice(0, 10);
}

/** The Monday of the week of `day`, as ISO 8601 counts weeks. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
