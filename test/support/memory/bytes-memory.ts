// The archive, the buckets, the topic and the queue in memory.
import { createHash } from 'node:crypto';
import type { Journal } from '../../../lambdas/application/journal.ts';
import type {
  DeadLetter,
  JournalArchive,
  LetterArchive,
  TextArchive,
} from '../../../lambdas/application/ports/archive.ts';
import type { EventPublisher, IngestQueue } from '../../../lambdas/application/ports/messaging.ts';
import type { Receipt } from '../../../lambdas/application/ports/receipt-store.ts';
import type {
  ListedUpload,
  Quarantine,
  UploadSource,
} from '../../../lambdas/application/ports/upload-source.ts';
import type { TrackerEvent } from '../../../lambdas/core/webhooks/endpoint-event.ts';

export function createArchiveMemory() {
  const texts = new Map<string, string>();
  const journals = new Map<string, Journal>();
  const letters = new Map<string, DeadLetter>();
  const textArchive: TextArchive = {
    async putText(articleId, textHash, text) {
      texts.set(`${articleId}/${textHash}`, text);
    },
    getText: async (articleId, textHash) => texts.get(`${articleId}/${textHash}`) ?? null,
    async removeTexts(articleId) {
      for (const key of texts.keys()) if (key.startsWith(`${articleId}/`)) texts.delete(key);
    },
  };
  const versionJournals = () => [...journals.values()].filter((journal) => journal.kind === 'version');
  const journalArchive: JournalArchive = {
    async putJournal(journal) {
      const body = JSON.stringify(journal);
      const key = createHash('sha256').update(body).digest('hex');
      journals.set(key, JSON.parse(body));
      return key;
    },
    getJournal: async (key) => journals.get(key) ?? null,
    journalsOf: async (articleId) => versionJournals().filter((journal) => journal.articleId === articleId),
    async removeJournals(articleId) {
      for (const [key, journal] of journals) {
        if (journal.kind === 'version' && journal.articleId === articleId) journals.delete(key);
      }
    },
    async *removals() {
      for (const [key, journal] of journals) if (journal.kind === 'removal') yield { key, journal };
    },
  };
  const letterArchive: LetterArchive = {
    async keep(letter) {
      letters.set(letter.id, letter);
    },
    async *letters() {
      yield* [...letters.values()];
    },
    async remove(id) {
      letters.delete(id);
    },
  };
  return {
    texts: textArchive,
    journals: journalArchive,
    letters: letterArchive,
    held: { texts, journals, letters },
  };
}

export interface StoredUpload extends ListedUpload {
  readonly body: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A versioned bucket; `uploads` may be filled by hand. */
export function createUploadMemory(): UploadSource & { readonly uploads: StoredUpload[] } {
  const uploads: StoredUpload[] = [];
  const find = (wanted: { key: string; versionId: string | null }) =>
    uploads.findIndex(({ key, versionId }) => key === wanted.key && versionId === wanted.versionId);
  return {
    uploads,
    async open(ref) {
      const found = uploads[find(ref)];
      if (found === undefined) return { kind: 'gone' };
      async function* read() {
        if (found !== undefined) yield Buffer.from(found.body);
      }
      return {
        kind: 'object',
        object: {
          size: found.size,
          lastModified: found.lastModified,
          contentType: null,
          contentEncoding: null,
          metadata: found.metadata,
          body: read(),
        },
      };
    },
    async *list(bucket, prefix) {
      for (const { body: _, metadata: __, ...listed } of [...uploads]) {
        if (listed.bucket === bucket && listed.key.startsWith(prefix)) yield { ...listed, sequencer: null };
      }
    },
    async remove(ref) {
      const at = find(ref);
      if (at >= 0) uploads.splice(at, 1);
    },
  };
}

export function createQuarantineMemory(): Quarantine & { readonly kept: Map<string, Receipt> } {
  const kept = new Map<string, Receipt>();
  return {
    kept,
    async keep(upload, receipt) {
      const key = `${receipt.id}/${upload.key}`;
      kept.set(key, receipt);
      return key;
    },
    async remove(receiptId) {
      for (const key of kept.keys()) if (key.startsWith(`${receiptId}/`)) kept.delete(key);
    },
  };
}

export function createTopicMemory(): EventPublisher & { readonly published: TrackerEvent[] } {
  const published: TrackerEvent[] = [];
  return {
    published,
    async publish(events) {
      published.push(...events);
    },
  };
}

export function createQueueMemory(): IngestQueue & { readonly bodies: string[] } {
  const bodies: string[] = [];
  return {
    bodies,
    async send(messages) {
      bodies.push(...messages.map((message) => JSON.stringify(message)));
    },
    async resend(again: readonly string[]) {
      bodies.push(...again);
    },
  };
}
