// One upload, from its notification to its receipt: every record dealt with, good ones whatever the bad ones are.
import { identifyArticle, identifyUpload } from '../core/articles/article-identity.ts';
import { finishJournal } from './apply-journal.ts';
import {
  ARTICLE_REMOVED,
  done,
  ingestRecord,
  type RecordOrigin,
  type RecordPorts,
  type RecordResult,
  type RecordRules,
  type RefusedRecord,
} from './ingest-record.ts';
import type { ArticleDecoder, DecodeLimits, RecordFault } from './ports/article-decoder.ts';
import type { IngestQueue } from './ports/messaging.ts';
import {
  MOST_LISTED,
  type Receipt,
  type ReceiptFault,
  type ReceiptOutcome,
  type ReceiptStore,
} from './ports/receipt-store.ts';
import type { Quarantine, UploadedObject, UploadRef, UploadSource } from './ports/upload-source.ts';

export interface IngestPorts extends RecordPorts {
  readonly receipts: ReceiptStore;
  readonly uploads: UploadSource;
  readonly quarantine: Quarantine;
  readonly decoder: ArticleDecoder;
  readonly queue: IngestQueue;
}

export interface IngestRules extends RecordRules {
  readonly limits: DecodeLimits & {
    /** Bytes of an object as it is stored. */
    readonly objectBytes: number;
  };
  /** Keys that begin so hold history: they fire no events. */
  readonly backfillPrefixes: readonly string[];
}

/** How long the caller may still work. */
export interface Deadline {
  /** Milliseconds left. */
  remaining(): number;
}

/** Milliseconds kept back for the checkpoint, its message and the record that is under way. */
const MARGIN = 15_000;
/** Records after which a checkpoint is due also when there is time: what a crash makes be done again. */
const CHECKPOINT_RECORDS = 500;

/**
 * Deals with one upload and answers its receipt; `received` where the rest of it was put on the queue again.
 * Rejects on a fault of a port, and then everything may be done again. `receivedAt` is the present but in a rebuild.
 */
export async function ingestUpload(
  ports: IngestPorts,
  upload: UploadRef,
  rules: IngestRules,
  deadline: Deadline,
  receivedAt: string = ports.clock.now(),
): Promise<Receipt> {
  const fresh = startReceipt(upload, receivedAt);
  const receipt = await ports.receipts.receive(fresh);
  // The first notification tells the sequencer; a later message may come without it.
  const ref: UploadRef = { ...upload, eTag: receipt.eTag, sequencer: receipt.sequencer };
  // Its outcome is written last of all: nothing is left to do.
  if (isFinal(receipt)) return receipt;
  if (isFolderMarker(ref)) return finish(ports, ref, receipt);
  // What an earlier delivery began is finished from its journals, whatever has become of the object since.
  const finished = receipt === fresh ? [] : await finishJournals(ports, receipt.id);
  const opened = await ports.uploads.open(ref);
  if (opened.kind === 'replaced' && finished.length === 0)
    return settle(ports, { ...receipt, outcome: 'superseded' });
  if (opened.kind !== 'object') {
    const fault = wholeFault('object_gone', 'The object was deleted before all of it was read.');
    const lost = finished.reduce((all, [at, result]) => addResult(all, at, result), addFault(receipt, fault));
    return settle(ports, { ...lost, outcome: decideOutcome(lost) });
  }
  const { object } = opened;
  return ingestObject(ports, ref, { ...receipt, size: object.size }, object, rules, deadline);
}

/** The results of the records of which journals had been left open. */
async function finishJournals(ports: IngestPorts, uploadId: string) {
  const results: (readonly [recordIndex: number, RecordResult])[] = [];
  for (const articleId of await ports.articles.openedBy(uploadId)) {
    const open = (await ports.articles.read(articleId))?.open;
    if (!open) continue;
    const journal = await finishJournal(ports, open);
    if (journal.kind === 'version' && journal.sighting.uploadId === uploadId)
      results.push([journal.sighting.recordIndex, done(journal.sighting)]);
  }
  return results;
}

async function ingestObject(
  ports: IngestPorts,
  upload: UploadRef,
  receipt: Receipt,
  object: UploadedObject,
  rules: IngestRules,
  deadline: Deadline,
): Promise<Receipt> {
  if (object.size === 0) return finish(ports, upload, receipt);
  if (object.size > rules.limits.objectBytes) {
    const detail = `The object has ${object.size} bytes; at most ${rules.limits.objectBytes} are read.`;
    return finish(ports, upload, addFault(receipt, wholeFault('too_large', detail)));
  }
  let progress = receipt;
  const origin: RecordOrigin = {
    uploadId: receipt.id,
    bucket: upload.bucket,
    key: upload.key,
    versionId: upload.versionId,
    sequencer: upload.sequencer,
    lastModified: object.lastModified,
    backfill: isBackfill(upload.key, object.metadata, rules),
  };
  const hints = {
    key: upload.key,
    contentType: object.contentType,
    contentEncoding: object.contentEncoding,
    metadata: object.metadata,
    startIndex: progress.nextIndex,
  };
  let sinceCheckpoint = 0;
  for await (const record of ports.decoder.decode(object.body, hints, rules.limits)) {
    if (record.kind === 'fault') {
      progress = addFault(
        progress,
        await noteRefusal(ports, receipt.id, describeRefusal(record, upload.key)),
      );
    } else {
      const result = await ingestRecord(ports, record, origin, rules);
      progress =
        result.kind === 'fault'
          ? addFault(progress, await noteRefusal(ports, receipt.id, result))
          : addResult(progress, record.index, result);
    }
    sinceCheckpoint += 1;
    const late = deadline.remaining() < MARGIN;
    if (late || sinceCheckpoint === CHECKPOINT_RECORDS) {
      await ports.receipts.save(stamp(ports, progress), { unlessFinal: true });
      sinceCheckpoint = 0;
    }
    if (late) {
      await ports.queue.send([{ kind: 'continue', upload }]);
      return progress;
    }
  }
  return finish(ports, upload, progress);
}

function describeRefusal({ index, line, code, detail, url }: RecordFault, key: string): RefusedRecord {
  const articleId = identifyArticle({ url: url ?? null, key, index: index ?? 0 });
  return { kind: 'fault', fault: { index, line: line ?? null, code, detail }, articleId };
}

/** Leads from an article to a record of it that was refused; one that was taken down is not even kept as a copy. */
async function noteRefusal(
  ports: IngestPorts,
  uploadId: string,
  { fault, articleId }: RefusedRecord,
): Promise<ReceiptFault> {
  const state = await ports.articles.read(articleId);
  if (state?.head?.status === 'removed') return { ...fault, ...ARTICLE_REMOVED };
  await ports.articles.noteRefused(articleId, uploadId);
  return fault;
}

/** Writes the outcome, after the quarantine of what was rejected. */
async function finish(ports: IngestPorts, upload: UploadRef, receipt: Receipt): Promise<Receipt> {
  const outcome = decideOutcome(receipt);
  const takenDown = receipt.faults.some(({ code }) => code === 'article_removed');
  if (takenDown) {
    // Its words must not be kept: not as a copy, and not as the object where that holds nothing else.
    if (receipt.records.read === 1) await ports.uploads.remove(upload);
    return settle(ports, { ...receipt, outcome });
  }
  if (outcome !== 'rejected') return settle(ports, { ...receipt, outcome, quarantineKey: null });
  const quarantineKey = await ports.quarantine.keep(upload, { ...receipt, outcome });
  return settle(ports, { ...receipt, outcome, quarantineKey });
}

async function settle(ports: IngestPorts, receipt: Receipt): Promise<Receipt> {
  const stamped = stamp(ports, receipt);
  await ports.receipts.save(stamped);
  return stamped;
}

function stamp(ports: IngestPorts, receipt: Receipt): Receipt {
  return { ...receipt, updatedAt: ports.clock.now() };
}

/** Good and bad records make it `partial`; an object without any record is no article and no error. */
function decideOutcome(receipt: Receipt): ReceiptOutcome {
  const { accepted, duplicate, superseded } = receipt.records;
  const good = accepted + duplicate + superseded;
  if (receipt.records.rejected > 0) return good > 0 ? 'partial' : 'rejected';
  if (accepted > 0 || good === 0) return 'accepted';
  return superseded > 0 ? 'superseded' : 'duplicate';
}

/** The receipt of an upload of which nothing is known yet but its notification. */
export function startReceipt(upload: UploadRef, now: string): Receipt {
  return {
    id: identifyUpload({ bucket: upload.bucket, key: upload.key, version: upload.versionId ?? upload.eTag }),
    bucket: upload.bucket,
    key: upload.key,
    versionId: upload.versionId,
    eTag: upload.eTag,
    sequencer: upload.sequencer,
    size: upload.size,
    outcome: 'received',
    ...NOTHING_YET,
    receivedAt: now,
    updatedAt: now,
  };
}

const NOTHING_YET = {
  records: { read: 0, accepted: 0, duplicate: 0, superseded: 0, rejected: 0 },
  statements: { created: 0, updated: 0, unchanged: 0, withdrawn: 0 },
  articles: [],
  statementIds: [],
  faults: [],
  silent: {},
  quarantineKey: null,
  nextIndex: 0,
} as const satisfies Partial<Receipt>;

function addResult(receipt: Receipt, index: number, result: RecordResult): Receipt {
  if (result.kind === 'fault') return addFault(receipt, result.fault);
  const { records, statements, silent } = receipt;
  const { outcome, tally } = result;
  return {
    ...receipt,
    records: { ...records, read: records.read + 1, [outcome]: records[outcome] + 1 },
    statements: {
      created: statements.created + tally.created,
      updated: statements.updated + tally.updated,
      unchanged: statements.unchanged + tally.unchanged,
      withdrawn: statements.withdrawn + tally.withdrawn,
    },
    articles: [...receipt.articles, { id: result.articleId, textHash: result.textHash, outcome }].slice(
      0,
      MOST_LISTED,
    ),
    statementIds: [...receipt.statementIds, ...result.statementIds].slice(0, MOST_LISTED),
    silent:
      result.silent === null ? silent : { ...silent, [result.silent]: (silent[result.silent] ?? 0) + 1 },
    nextIndex: index + 1,
  };
}

/** A fault of the whole object counts as one record that was read and rejected. */
function addFault(receipt: Receipt, fault: ReceiptFault): Receipt {
  const { records } = receipt;
  const { index, line, code, detail } = fault;
  return {
    ...receipt,
    records: { ...records, read: records.read + 1, rejected: records.rejected + 1 },
    faults: [...receipt.faults, { index, line, code, detail }].slice(0, MOST_LISTED),
    nextIndex: index === null ? receipt.nextIndex : index + 1,
  };
}

function wholeFault(code: ReceiptFault['code'], detail: string): ReceiptFault {
  return { index: null, line: null, code, detail };
}

/** A failed upload is one that was given up: it may come back. */
export function isFinal(receipt: Receipt): boolean {
  return receipt.outcome !== 'received' && receipt.outcome !== 'failed';
}

function isFolderMarker(upload: UploadRef): boolean {
  return upload.key.endsWith('/');
}

/** Object metadata `backfill: true` (any value but "false", "0" and "no"), or a key under a prefix for history. */
function isBackfill(key: string, metadata: Readonly<Record<string, string>>, rules: IngestRules): boolean {
  const mark = metadata.backfill?.trim().toLowerCase();
  const marked = mark !== undefined && !['', 'false', '0', 'no'].includes(mark);
  return marked || rules.backfillPrefixes.some((prefix) => key.startsWith(prefix));
}
