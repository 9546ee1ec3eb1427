// How often a speaker said what, by day, week or month.
import type { z } from 'zod';
import { ATTRIBUTION_TYPES, type TimelineBucket } from '../contract/resources.ts';
import { firstDayOf, lastDayOf } from '../core/statements/days.ts';
import { mondayOf } from './count-changes.ts';
import type { CounterStore, TimelineBucketCounts } from './ports/counter-store.ts';

type Bucket = z.output<typeof TimelineBucket>;

export interface TimelineQuery {
  readonly speakerId: string;
  readonly bucket: 'day' | 'week' | 'month';
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly limit: number;
  readonly position: string | null;
}

/** Buckets in order of time; those that hold no current statement are left out. Reads what it returns, no more. */
export async function readTimeline(
  ports: { readonly counters: CounterStore },
  query: TimelineQuery,
): Promise<{ readonly buckets: readonly Bucket[]; readonly position: string | null }> {
  const page = await ports.counters.timeline(query.speakerId, query.bucket, {
    from: query.from === undefined ? null : bucketStart(query.bucket, firstDayOf(query.from)),
    to: query.to === undefined ? null : bucketStart(query.bucket, lastDayOf(query.to)),
    limit: query.limit,
    position: query.position,
  });
  const buckets = page.buckets.map(showBucket).filter(({ total }) => total > 0);
  return { buckets, position: page.position };
}

function showBucket({ start, counts }: TimelineBucketCounts): Bucket {
  const byType = Object.fromEntries(ATTRIBUTION_TYPES.map((type) => [type, 0]));
  const byStance: Record<string, number> = {};
  let total = 0;
  for (const [key, count] of Object.entries(counts)) {
    if (count <= 0) continue;
    const [type = '', stance = ''] = key.split('/');
    byType[type] = (byType[type] ?? 0) + count;
    byStance[stance] = (byStance[stance] ?? 0) + count;
    total += count;
  }
  return { start, total, byType, byStance };
}

function bucketStart(bucket: TimelineQuery['bucket'], day: string): string {
  if (bucket === 'day') return day;
  return bucket === 'week' ? mondayOf(day) : `${day.slice(0, 7)}-01`;
}
