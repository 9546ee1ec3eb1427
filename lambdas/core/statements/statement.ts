// The stored record: who said what, when, to whom, and where it is reported.
import type { AttributionType, ImpreciseDate, SpeakerRef, Stance } from '../extraction/attribution.ts';
import type { Span } from '../text/span.ts';

/** `withdrawn`: a later version of its article no longer carries it; it stays queryable, marked. */
export type StatementStatus = 'current' | 'withdrawn';

/** Where a statement is reported. `url`, `title`, `outlet` and `publishedAt` are null where the upload gave none. */
export interface ArticleRef {
  readonly id: string;
  readonly url: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  /** ISO 8601 timestamp or date. */
  readonly publishedAt: string | null;
  /** Its byline; absent where the upload names nobody. */
  readonly authors?: readonly string[];
}

/** The proof of a statement: `text.slice(start, end)` of the immutable text with this hash gives every quote. */
export interface Provenance {
  /** SHA-256 (hex) of the article text that the spans index. */
  readonly textHash: string;
  readonly content: readonly Span[];
  readonly source: Span | null;
  readonly cue: Span | null;
  /** Up to 80 UTF-16 units before the first and after the last content span. */
  readonly prefix: string;
  readonly suffix: string;
}

/** One link of a chain of reporters, as written. */
export interface ReportedBy {
  readonly mention: string | null;
  readonly speaker: SpeakerRef | null;
}

export interface Statement {
  /** `st_` and 26 characters: a hash of the article id, the folded content and its occurrence; see identity.ts. */
  readonly id: string;
  /** 1 at creation, one more at every change; orders a statement's events. */
  readonly revision: number;
  readonly status: StatementStatus;
  /** Null where the source could not be resolved to anybody. */
  readonly speaker: SpeakerRef | null;
  readonly mention: string | null;
  readonly office: string | null;
  readonly type: AttributionType;
  /** The content as written; the parts of an interrupted one joined by " … ". */
  readonly text: string;
  readonly cue: string | null;
  readonly stance: Stance;
  readonly negated: boolean;
  /**
   * When it was said, as the extractor dates it: from the text, else the article's day; null where neither is known, or
   * where the text only says that it was not on that day ("last winter").
   */
  readonly statedAt: ImpreciseDate | null;
  readonly medium: string | null;
  readonly addressee: string | null;
  readonly reportedBy: readonly ReportedBy[];
  /** Codes of the taxonomy in topics.ts. */
  readonly topics: readonly string[];
  /** Persons, bodies and countries that the content names or that it is addressed to. */
  readonly about: readonly SpeakerRef[];
  /** ISO 639-1. */
  readonly language: string;
  readonly confidence: number;
  readonly by: readonly string[];
  readonly article: ArticleRef;
  readonly provenance: Provenance;
  /** When this system first recorded it, and when this revision was made: ISO 8601 timestamps. */
  readonly recordedAt: string;
  readonly updatedAt: string;
}

/** One change of one statement. The id is a hash of statement, revision-making version and kind: stable over redelivery. */
export interface StatementEvent {
  readonly id: string;
  readonly type: 'statement.created' | 'statement.updated' | 'statement.withdrawn';
  /** ISO 8601: when the change was journalled. */
  readonly timestamp: string;
  readonly statement: Statement;
}
