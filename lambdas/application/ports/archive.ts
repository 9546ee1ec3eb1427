// Lasting bytes beside the table: immutable texts, journals, tombstones, dead letters.
import type { Journal } from '../journal.ts';

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
  /** Journals of one upload, in order of their records. */
  journalsOf(uploadId: string): Promise<readonly Journal[]>;
  /** Removes those of an article, but for its takedown. */
  removeJournals(keys: readonly string[]): Promise<void>;
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
