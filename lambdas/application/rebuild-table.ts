// Makes articles, statements, speakers, counts and receipts again from the bucket: no events, times as they were.
import type { ArticleHistory } from './ingest-record.ts';
import { type IngestPorts, type IngestRules, ingestUpload } from './ingest-upload.ts';
import type { JournalArchive } from './ports/archive.ts';
import type { Maintenance } from './ports/maintenance.ts';
import type { ReceiptOutcome } from './ports/receipt-store.ts';

export interface RebuildPorts extends IngestPorts {
  readonly maintenance: Maintenance;
}

export interface RebuildOptions {
  readonly bucket: string;
  /** Resolves once everybody has ended who began before the mark was set. */
  readonly settled?: () => Promise<void>;
  readonly onProgress?: (step: 'clear' | 'ingest', done: number) => void;
}

/** Nothing ends it early: a rebuild runs at a command, not in a function. */
const NO_DEADLINE = { remaining: () => Number.POSITIVE_INFINITY };

/**
 * Uploads in order of their keys, each key's oldest version first; the state does not depend on the order. Tombstones
 * come back first. Meanwhile new uploads wait in their queue, takedowns are refused, and queries see gaps. Ended early,
 * it has to be begun again: until one has ended well, they all go on waiting.
 */
export async function rebuildTable(
  ports: RebuildPorts,
  rules: IngestRules,
  options: RebuildOptions,
): Promise<Readonly<Partial<Record<ReceiptOutcome, number>>>> {
  await ports.maintenance.begin(ports.clock.now());
  await options.settled?.();
  await ports.maintenance.clear((items) => options.onProgress?.('clear', items));
  for await (const { journal } of ports.journals.removals()) await ports.articles.restore(journal.head);
  const history = (articleId: string) => readHistory(ports.journals, articleId);
  const outcomes: Partial<Record<ReceiptOutcome, number>> = {};
  let done = 0;
  for await (const { lastModified, ...upload } of ports.uploads.list(options.bucket, '')) {
    const { outcome } = await ingestUpload(ports, upload, { ...rules, history }, NO_DEADLINE, lastModified);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    done += 1;
    options.onProgress?.('ingest', done);
  }
  await ports.maintenance.end();
  return outcomes;
}

/** What the journals of an article tell of its earlier life. */
async function readHistory(archive: JournalArchive, articleId: string): Promise<ArticleHistory> {
  const recorded = new Map<string, string>();
  const versions = new Map<string, { at: string; order: string }>();
  for (const journal of await archive.journalsOf(articleId)) {
    const { uploadId, recordIndex, order } = journal.sighting;
    const version = `${uploadId}#${recordIndex}`;
    const known = versions.get(version);
    if (known === undefined || journal.at < known.at) versions.set(version, { at: journal.at, order });
    for (const { statement } of journal.writes) {
      const before = recorded.get(statement.id);
      if (before === undefined || statement.recordedAt < before)
        recorded.set(statement.id, statement.recordedAt);
    }
  }
  return {
    recordedAt: (statementId) => recorded.get(statementId),
    version: (uploadId, recordIndex) => versions.get(`${uploadId}#${recordIndex}`),
  };
}
