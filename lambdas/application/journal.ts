// The journal: everything that one version of an article changes, written down before any of it is done.
import { identifyEvent } from '../core/statements/identity.ts';
import type { Statement, StatementEvent } from '../core/statements/statement.ts';
import type { ArticleHead, Sighting } from './ports/article-store.ts';
import type { CounterChange } from './ports/counter-store.ts';
import type { KnownSpeaker } from './ports/speaker-store.ts';
import type { StatementWrite } from './ports/statement-store.ts';
import type { UploadRef } from './ports/upload-source.ts';

/** An event to come: its statement is that of the change with the same id. */
export interface PlannedEvent {
  readonly id: string;
  readonly type: StatementEvent['type'];
  readonly statement: Statement;
}

interface JournalBase {
  readonly articleId: string;
  readonly seq: number;
  /** ISO 8601: when it was written; the time of its events. */
  readonly at: string;
  /** The article once all is done. */
  readonly head: ArticleHead;
  readonly events: readonly PlannedEvent[];
  readonly counters: readonly CounterChange[];
}

/** A version that an upload brought. */
export interface VersionJournal extends JournalBase {
  readonly kind: 'version';
  /** Without the journal's own place, which is known only once it is written. */
  readonly sighting: Omit<Sighting, 'journal'>;
  readonly writes: readonly StatementWrite[];
  readonly speakers: readonly KnownSpeaker[];
}

/** A takedown: what it removes, by identifiers alone. */
export interface RemovalJournal extends JournalBase {
  readonly kind: 'removal';
  readonly statementIds: readonly string[];
  /** Orders of the versions that were seen. */
  readonly sightings: readonly string[];
  /** Uploaded objects that held nothing but this article. */
  readonly uploads: readonly UploadRef[];
  /** Uploads with a record of it that was refused, and those of which the copies in quarantine go. */
  readonly refused: readonly string[];
  readonly quarantined: readonly string[];
}

export type Journal = VersionJournal | RemovalJournal;

export function planEvent(statement: Statement, order: string, type: StatementEvent['type']): PlannedEvent {
  return { id: identifyEvent(statement.id, order, type), type, statement };
}

export function eventsOf(journal: Journal): StatementEvent[] {
  return journal.events.map(({ id, type, statement }) => ({ id, type, timestamp: journal.at, statement }));
}
