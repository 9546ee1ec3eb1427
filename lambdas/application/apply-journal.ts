// Carries a journal out: changes, then events, then closed. Every step may be done twice, so a redelivery starts over.
import pMap from 'p-map';
import { eventsOf, type Journal, type RemovalJournal, type VersionJournal } from './journal.ts';
import type { JournalArchive, TextArchive } from './ports/archive.ts';
import type { ArticleStore, JournalRef } from './ports/article-store.ts';
import type { CounterStore } from './ports/counter-store.ts';
import type { EventPublisher } from './ports/messaging.ts';
import type { ReceiptStore } from './ports/receipt-store.ts';
import type { SpeakerStore } from './ports/speaker-store.ts';
import type { StatementStore } from './ports/statement-store.ts';
import type { Quarantine, UploadSource } from './ports/upload-source.ts';

/** Statements of one article that are written at a time. */
const AT_ONCE = 8;

export interface JournalPorts {
  readonly articles: ArticleStore;
  readonly statements: StatementStore;
  readonly speakers: SpeakerStore;
  readonly counters: CounterStore;
  readonly texts: TextArchive;
  readonly journals: JournalArchive;
  readonly publisher: EventPublisher;
  readonly uploads: UploadSource;
  readonly quarantine: Pick<Quarantine, 'remove'>;
  readonly receipts: Pick<ReceiptStore, 'get' | 'save'>;
}

/** Does all that `journal` says, and only then closes it. Rejects where a port does, with the journal still open. */
export async function applyJournal(ports: JournalPorts, ref: JournalRef, journal: Journal): Promise<void> {
  if (journal.kind === 'version') await applyVersion(ports, ref, journal);
  else await applyRemoval(ports, journal);
  await ports.counters.apply(journal.articleId, journal.seq, journal.counters);
  const events = eventsOf(journal);
  if (events.length > 0) await ports.publisher.publish(events);
  await ports.articles.close(journal.head, ref);
}

async function applyVersion(ports: JournalPorts, ref: JournalRef, journal: VersionJournal): Promise<void> {
  await ports.speakers.note(journal.speakers);
  await pMap(journal.writes, (write) => ports.statements.put(write), { concurrency: AT_ONCE });
  await ports.articles.putSighting({ ...journal.sighting, journal: ref.key });
}

async function applyRemoval(ports: JournalPorts, journal: RemovalJournal): Promise<void> {
  await pMap(journal.statementIds, (id) => ports.statements.remove(id), { concurrency: AT_ONCE });
  await ports.texts.removeTexts(journal.articleId);
  await ports.journals.removeJournals(journal.articleId);
  for (const upload of journal.uploads) await ports.uploads.remove(upload);
  for (const receiptId of journal.quarantined) await releaseCopy(ports, receiptId);
  for (const uploadId of journal.refused) await ports.articles.removeRefused(journal.articleId, uploadId);
  for (const order of journal.sightings) await ports.articles.removeSighting(journal.articleId, order);
}

async function releaseCopy(ports: JournalPorts, receiptId: string): Promise<void> {
  await ports.quarantine.remove(receiptId);
  const receipt = await ports.receipts.get(receiptId);
  if (receipt?.quarantineKey) await ports.receipts.save({ ...receipt, quarantineKey: null });
}

/** Finishes the journal that somebody left open on an article, and answers it. */
export async function finishJournal(ports: JournalPorts, ref: JournalRef): Promise<Journal> {
  const journal = await ports.journals.getJournal(ref.key);
  if (journal === null) throw new Error(`The journal ${ref.key} is open, but not in the archive`);
  await applyJournal(ports, ref, journal);
  return journal;
}
