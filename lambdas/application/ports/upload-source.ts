// The bucket that scrapers upload to, and the one for what could not be taken.
import type { Receipt } from './receipt-store.ts';

/** One version of one object. */
export interface UploadRef {
  readonly bucket: string;
  /** Decoded: as the scraper wrote it. */
  readonly key: string;
  readonly versionId: string | null;
  readonly eTag: string;
  readonly sequencer: string | null;
  /** Bytes; null where it is not told. */
  readonly size: number | null;
}

export interface UploadedObject {
  readonly size: number;
  /** ISO 8601. */
  readonly lastModified: string;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** Lower-case names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Holds a few megabytes, and no connection while nothing is read. */
  readonly body: AsyncIterable<Uint8Array>;
}

export type OpenResult =
  | { readonly kind: 'object'; readonly object: UploadedObject }
  /** That version does not exist any more. */
  | { readonly kind: 'gone' }
  /** Other bytes stand under its key, in a store that keeps one version alone; they have a notification of their own. */
  | { readonly kind: 'replaced' };

export interface ListedUpload extends UploadRef {
  readonly size: number;
  readonly lastModified: string;
}

export interface UploadSource {
  open(upload: UploadRef): Promise<OpenResult>;
  /** Every version of every object under `prefix`, oldest of a key first; delete markers are left out. */
  list(bucket: string, prefix: string): AsyncIterable<ListedUpload>;
  /** Deletes that version for good. */
  remove(upload: UploadRef): Promise<void>;
}

export interface Quarantine {
  /** Copies the object, with a JSON sidecar that says why; answers the copy's key. The same however often it is done. */
  keep(upload: UploadRef, receipt: Receipt): Promise<string>;
  /** Removes what was kept for a receipt. */
  remove(receiptId: string): Promise<void>;
}
