// Compares the bucket with the receipts, and puts on the queue what was never ingested or got stuck.
import { identifyUpload } from '../core/articles/article-identity.ts';
import type { Clock } from './ports/clock.ts';
import type { IngestQueue } from './ports/messaging.ts';
import type { ReceiptOutcome, ReceiptStore } from './ports/receipt-store.ts';
import type { ListedUpload, UploadSource } from './ports/upload-source.ts';

export interface ReconcilePorts {
  readonly uploads: UploadSource;
  readonly receipts: ReceiptStore;
  readonly queue: IngestQueue;
  readonly clock: Clock;
}

export interface ReconcileReport {
  readonly uploads: number;
  /** Without a receipt: their notification was lost. */
  readonly missing: number;
  /** `received` for longer than a message can take. */
  readonly stuck: number;
  readonly outcomes: Readonly<Partial<Record<ReceiptOutcome, number>>>;
}

export interface ReconcileOptions {
  readonly bucket: string;
  readonly prefix?: string;
  /** Only report. */
  readonly dryRun?: boolean;
  /** Milliseconds after which `received` counts as stuck. */
  readonly stuckAfter: number;
  readonly onProgress?: (uploads: number) => void;
}

/** Uploads compared at a time: as many as one read of receipts takes. */
const BATCH = 100;

/** Done again, it puts the same on the queue until that is dealt with; ingesting twice changes nothing. */
export async function reconcileUploads(
  ports: ReconcilePorts,
  options: ReconcileOptions,
): Promise<ReconcileReport> {
  const limit = new Date(Date.parse(ports.clock.now()) - options.stuckAfter).toISOString();
  const report = {
    uploads: 0,
    missing: 0,
    stuck: 0,
    outcomes: {} as Partial<Record<ReceiptOutcome, number>>,
  };
  for await (const batch of inBatches(ports.uploads.list(options.bucket, options.prefix ?? ''))) {
    const ids = batch.map(idOf);
    const receipts = new Map((await ports.receipts.getMany(ids)).map((receipt) => [receipt.id, receipt]));
    const again: ListedUpload[] = [];
    for (const upload of batch) {
      const receipt = receipts.get(idOf(upload));
      if (receipt === undefined) report.missing += 1;
      else report.outcomes[receipt.outcome] = (report.outcomes[receipt.outcome] ?? 0) + 1;
      const stuck = receipt?.outcome === 'received' && receipt.updatedAt < limit;
      if (stuck) report.stuck += 1;
      if (receipt === undefined || stuck) again.push(upload);
    }
    if (!options.dryRun && again.length > 0) {
      await ports.queue.send(again.map(({ lastModified: _, ...upload }) => ({ kind: 'ingest', upload })));
    }
    report.uploads += batch.length;
    options.onProgress?.(report.uploads);
  }
  return report;
}

function idOf(upload: ListedUpload): string {
  return identifyUpload({ bucket: upload.bucket, key: upload.key, version: upload.versionId ?? upload.eTag });
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
