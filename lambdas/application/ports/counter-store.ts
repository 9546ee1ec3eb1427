// Counts of current statements: of a speaker by day, week and month, of topics and of outlets.
import type { AttributionType, Stance } from '../../core/extraction/attribution.ts';

/** `all` has one bucket, whose start is empty. */
export type BucketSize = 'day' | 'week' | 'month' | 'all';
export type CounterFamily = 'speaker' | 'topic' | 'outlet';

export interface CounterBucket {
  readonly family: CounterFamily;
  readonly term: string;
  readonly size: BucketSize;
  /** First day, `YYYY-MM-DD`; weeks start on Monday. */
  readonly start: string;
}

/** `type/stance`, e.g. `direct/denied`. */
export type CountKey = `${AttributionType}/${Stance}`;

export interface CounterChange {
  readonly bucket: CounterBucket;
  /** Added to each count; may be negative; none is 0. */
  readonly add: Readonly<Partial<Record<CountKey, number>>>;
}

export interface TimelineBucketCounts {
  readonly start: string;
  readonly counts: Readonly<Partial<Record<CountKey, number>>>;
}

export interface CounterStore {
  /**
   * Applies the changes of one journal: each bucket is changed once for it, however often this is called, also when
   * another caller does the same at the same time.
   */
  apply(articleId: string, seq: number, changes: readonly CounterChange[]): Promise<void>;
  /** Current statements of each term, in the order asked. */
  totals(family: CounterFamily, terms: readonly string[]): Promise<readonly number[]>;
  /** Non-empty buckets in order of time, starting with or after `from` and not after `to`; costs what it returns. */
  timeline(
    speakerId: string,
    size: Exclude<BucketSize, 'all'>,
    range: {
      readonly from: string | null;
      readonly to: string | null;
      readonly limit: number;
      readonly position: string | null;
    },
  ): Promise<{ readonly buckets: readonly TimelineBucketCounts[]; readonly position: string | null }>;
  /** Terms of a family that were ever counted, in order of the term. */
  terms(
    family: CounterFamily,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly terms: readonly string[]; readonly position: string | null }>;
}
