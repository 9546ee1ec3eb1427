// The archive bucket: texts/<article>/<hash>.txt, journals/<article>/…, removals/…, letters/….
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Journal } from '../../application/journal.ts';
import type { JournalArchive, LetterArchive, TextArchive } from '../../application/ports/archive.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { storedJournal, storedRemovalJournal, storedVersionJournal } from '../stored-records.ts';
import type { Bucket } from './bucket.ts';

const storedLetter = z.object({ id: z.string(), body: z.string(), diedAt: z.string() });

export function createTextArchive(bucket: Bucket): TextArchive {
  const keyOf = (articleId: string, textHash: string) => `texts/${articleId}/${textHash}.txt`;
  return {
    putText: (articleId, textHash, text) =>
      bucket.put(keyOf(articleId, textHash), text, 'text/plain; charset=utf-8'),
    getText: (articleId, textHash) => bucket.get(keyOf(articleId, textHash)),
    removeTexts: (articleId) => bucket.removePrefix(`texts/${articleId}/`),
  };
}

export function createJournalArchive(bucket: Bucket): JournalArchive {
  return {
    async putJournal(journal) {
      const body = JSON.stringify(journal);
      const key = journalKey(journal, body);
      await bucket.put(key, body, 'application/json');
      return key;
    },

    getJournal: (key) => read(bucket, key, storedJournal),

    async journalsOf(articleId) {
      const journals = [];
      for await (const key of bucket.keys(`journals/${articleId}/`)) {
        const journal = await read(bucket, key, storedVersionJournal);
        if (journal !== null) journals.push(journal);
      }
      return journals;
    },

    removeJournals: (articleId) => bucket.removePrefix(`journals/${articleId}/`),

    async *removals() {
      for await (const key of bucket.keys('removals/')) {
        const journal = await read(bucket, key, storedRemovalJournal);
        if (journal !== null) yield { key, journal };
      }
    },
  };
}

export function createLetterArchive(bucket: Bucket): LetterArchive {
  return {
    keep: (letter) => bucket.put(`letters/${letter.id}.json`, JSON.stringify(letter), 'application/json'),
    async *letters() {
      for await (const key of bucket.keys('letters/')) {
        const letter = await read(bucket, key, storedLetter);
        if (letter !== null) yield letter;
      }
    },
    remove: (id) => bucket.removePrefix(`letters/${id}.json`),
  };
}

/** Named by its content: two attempts that differ do not overwrite each other, and the table says which one counts. */
function journalKey(journal: Journal, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  if (journal.kind === 'removal') return `removals/${journal.articleId}-${journal.seq}.json`;
  const { uploadId, recordIndex } = journal.sighting;
  return `journals/${journal.articleId}/${uploadId}-${recordIndex}-${digest}.json`;
}

async function read<T>(bucket: Bucket, key: string, schema: z.ZodType<T>): Promise<T | null> {
  const body = await bucket.get(key);
  if (body === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new DependencyError('corrupt', `The object ${key} is no JSON`, error);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DependencyError('corrupt', `The object ${key} does not fit its schema`, result.error);
}
