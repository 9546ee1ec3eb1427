// Articles as they stand, the versions that were seen of them, and the journal that is open on one.
import type { SIGHTING_OUTCOMES } from '../../contract/resources.ts';
import type { ArticleRef } from '../../core/statements/statement.ts';
import type { RecordFaultCode } from './article-decoder.ts';
import type { SilenceReason } from './receipt-store.ts';

/** How many statements a version made, changed, left alone and took back. */
export interface StatementTally {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly withdrawn: number;
}

/** Where the journal of a change lies in the archive, and its number. */
export interface JournalRef {
  readonly seq: number;
  readonly key: string;
  /** The upload whose delivery has to close it, should nobody else come by; absent in a takedown, which is asked for again. */
  readonly uploadId?: string | undefined;
}

export type ArticleStatus =
  /** Its newest version is usable; its publisher took it back; it was taken down and only this tombstone is left. */
  'current' | 'canceled' | 'removed';

/** The newest version of an article. Changed only by a journal, one after the other. */
export interface ArticleHead {
  readonly id: string;
  /** Number of the last finished journal; 0 before the first. */
  readonly seq: number;
  readonly status: ArticleStatus;
  /** As the newest usable version has it; of a canceled article, as its last usable version had it. */
  readonly article: ArticleRef;
  /** Order of the version that `article` is taken from. */
  readonly articleOrder: string;
  /** The newest version: its place in the order, what it is told apart by, and the hash and length of its text. */
  readonly order: string;
  readonly fingerprint: string;
  readonly textHash: string;
  readonly textLength: number;
  readonly language: string | null;
  /** Current statements. */
  readonly statements: number;
  readonly recordedAt: string;
  readonly updatedAt: string;
}

/** A statement of a version: its digest tells whether another version changed it. */
export interface StatementMark {
  readonly id: string;
  readonly digest: string;
}

export type SightingOutcome = (typeof SIGHTING_OUTCOMES)[number];

/** One version as one upload brought it, by its place in the total order. */
export interface Sighting {
  readonly articleId: string;
  readonly order: string;
  readonly fingerprint: string;
  readonly status: 'usable' | 'canceled';
  readonly textHash: string;
  readonly textLength: number;
  readonly article: ArticleRef;
  readonly modifiedAt: string | null;
  readonly uploadId: string;
  readonly recordIndex: number;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
  readonly outcome: SightingOutcome;
  readonly tally: StatementTally;
  /** Why its changes fired no events; null where they did, or where there were none. */
  readonly silent: SilenceReason | null;
  readonly statements: readonly StatementMark[];
  readonly journal: string;
  readonly recordedAt: string;
}

export interface ArticleState {
  /** Null while the first journal is open. */
  readonly head: ArticleHead | null;
  readonly open: JournalRef | null;
}

export interface ArticleStore {
  /** Strongly consistent; null where the article was never seen. */
  read(articleId: string): Promise<ArticleState | null>;
  /**
   * Opens a journal where none is open and the last one has the number `journal.seq - 1`.
   * False where somebody else was faster: read again.
   */
  open(articleId: string, journal: JournalRef): Promise<boolean>;
  /** Makes `head` what the article is and closes the journal; no effect where that journal is not open any more. */
  close(head: ArticleHead, journal: JournalRef): Promise<void>;
  /** Articles on which this upload may have left a journal open: some may be closed since. */
  openedBy(uploadId: string): Promise<readonly string[]>;
  sighting(articleId: string, order: string): Promise<Sighting | null>;
  putSighting(sighting: Sighting): Promise<void>;
  /** Notes that an upload has a record of this article that was refused: its words lie there, and in quarantine. */
  noteRefused(articleId: string, uploadId: string): Promise<void>;
  /** The uploads noted. */
  refusedUploads(articleId: string): Promise<readonly string[]>;
  removeRefused(articleId: string, uploadId: string): Promise<void>;
  /** Newest first. */
  sightings(articleId: string): Promise<readonly Sighting[]>;
  removeSighting(articleId: string, order: string): Promise<void>;
  /** Puts back a tombstone that an earlier life of the table had; for a rebuild. */
  restore(head: ArticleHead): Promise<void>;
}

/** Codes of what can keep a whole upload out, besides the faults of records. */
export type UploadFaultCode = RecordFaultCode | 'object_gone' | 'article_removed';
