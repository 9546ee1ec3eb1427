// Lasting bytes beside the table: immutable texts, journals, tombstones, dead letters.
import type { Journal, RemovalJournal, VersionJournal } from '../journal.ts';

export interface TextArchive {
  putText(articleId: string, textHash: string, text: string): Promise<void>;
  /** Null where there is none (any more). */
  getText(articleId: string, textHash: string): Promise<string | null>;
  removeTexts(articleId: string): Promise<void>;
}

export interface JournalArchive {
  /** Where it lies; the same journal always at the same place. */
  putJournal(journal: Journal): Promise<string>;
  getJournal(key: string): Promise<Journal | null>;
  /** Those of an article's versions, also ones that were never opened; in no order. */
  journalsOf(articleId: string): Promise<readonly VersionJournal[]>;
  /** Removes those of an article's versions: they hold its words. */
  removeJournals(articleId: string): Promise<void>;
  /** Those of takedowns, which hold none and are kept for ever. */
  removals(): AsyncIterable<{ readonly key: string; readonly journal: RemovalJournal }>;
}

/** A message that was given up, kept until it is redriven. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  readonly diedAt: string;
}

export interface LetterArchive {
  keep(letter: DeadLetter): Promise<void>;
  letters(): AsyncIterable<DeadLetter>;
  remove(id: string): Promise<void>;
}
