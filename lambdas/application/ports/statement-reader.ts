// Reading statements: one by its id, and pages of any combination of filters.
import type { AttributionType, Stance } from '../../core/extraction/attribution.ts';
import type { Statement } from '../../core/statements/statement.ts';

/** All conditions hold together; an absent one does not restrict. Date bounds are inclusive ISO 8601 prefixes. */
export interface StatementFilter {
  readonly speakerId?: string;
  readonly articleId?: string;
  readonly from?: string;
  readonly to?: string;
  /** What `from`, `to` and the order refer to. An imprecise statedAt counts as its first day. */
  readonly dateField: 'statedAt' | 'publishedAt' | 'recordedAt';
  readonly types?: readonly AttributionType[];
  readonly stances?: readonly Stance[];
  readonly outlet?: string;
  readonly topic?: string;
  /** Id of a speaker that the content names or that it is addressed to. */
  readonly about?: string;
  /** Folded words of the text: all of `all`, every phrase in order, and none of `none`. */
  readonly words?: {
    readonly all: readonly string[];
    readonly phrases: readonly (readonly string[])[];
    readonly none: readonly string[];
  };
  readonly minConfidence?: number;
  readonly includeWithdrawn: boolean;
  readonly sort: 'newest' | 'oldest';
}

export interface StatementPage {
  readonly items: readonly Statement[];
  /** Where the next page begins; null at the end. Opaque and unsigned: whoever shows it to the world signs it. */
  readonly position: string | null;
  /**
   * Where to go on later, also at the end: after the last item that was looked at; the request's own position where
   * there was none. With `recordedAt` and `oldest` nothing recorded later ever comes to stand before it.
   */
  readonly resume: string | null;
  /** The date down (or up) to which the search has come when the capacity ran out before the page was full; else null. */
  readonly searchedTo: string | null;
  /** Read capacity units that the call consumed. */
  readonly consumedCapacity: number;
}

/** What is known of a stream before its first statement is read. */
export interface StatementStream {
  /** In the filter's order; each batch is read when it is asked for. */
  readonly batches: AsyncIterable<readonly Statement[]>;
  /** Where the next stream begins, as {@link StatementPage.position}. */
  readonly position: string | null;
  /** As {@link StatementPage.resume}. */
  readonly resume: string | null;
  /** As {@link StatementPage.searchedTo}. */
  readonly searchedTo: string | null;
}

export interface StatementRequest {
  readonly limit: number;
  readonly position: string | null;
  readonly capacity: number;
}

export interface StatementReader {
  get(id: string): Promise<Statement | null>;
  /** At most `limit` items, in the filter's order, each exactly once over a paged walk, reading at most about `capacity` units. */
  page(filter: StatementFilter, page: StatementRequest): Promise<StatementPage>;
  /**
   * As `page`, but its end is settled by the indexes before any statement is read, so that statements can be handed on
   * as they are read: at most `limit`, fewer where some that the indexes lead to do not fit. `capacity` bounds the
   * search in the indexes; half a unit and more comes to it for each statement that is read.
   */
  stream(filter: StatementFilter, page: StatementRequest): Promise<StatementStream>;
}
