// What became of each upload.
import type { RECEIPT_STATUSES } from '../../contract/resources.ts';
import type { SightingOutcome, StatementTally, UploadFaultCode } from './article-store.ts';

export type ReceiptOutcome = (typeof RECEIPT_STATUSES)[number];

export interface ReceiptFault {
  /** 0-based record; null where the fault is the whole object's. */
  readonly index: number | null;
  /** 1-based line of a JSON Lines object; null elsewhere. */
  readonly line: number | null;
  readonly code: UploadFaultCode;
  readonly detail: string;
}

export interface ReceiptArticle {
  readonly id: string;
  readonly textHash: string;
  readonly outcome: SightingOutcome;
}

/** Why an upload fired no events though it changed statements. */
export type SilenceReason = 'backfill' | 'age';

export interface Receipt {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  /** S3's version id; null where the bucket gives none. */
  readonly versionId: string | null;
  readonly eTag: string;
  readonly sequencer: string | null;
  /** Bytes as stored; null until the object was opened and the notification did not tell. */
  readonly size: number | null;
  readonly outcome: ReceiptOutcome;
  readonly records: {
    readonly read: number;
    readonly accepted: number;
    readonly duplicate: number;
    readonly superseded: number;
    readonly rejected: number;
  };
  readonly statements: StatementTally;
  /** At most the first MOST_LISTED of each; the counts above are complete. */
  readonly articles: readonly ReceiptArticle[];
  readonly statementIds: readonly string[];
  readonly faults: readonly ReceiptFault[];
  /** Records that changed statements silently, by reason. */
  readonly silent: Readonly<Partial<Record<SilenceReason, number>>>;
  /** Key of the copy in the quarantine bucket; null where there is none. */
  readonly quarantineKey: string | null;
  /** First record that is not dealt with yet, while the upload is worked on in parts. */
  readonly nextIndex: number;
  readonly receivedAt: string;
  readonly updatedAt: string;
}

export const MOST_LISTED = 100;

export interface ReceiptPage {
  readonly receipts: readonly Receipt[];
  readonly position: string | null;
}

export interface ReceiptStore {
  /** The receipt as stored: `fresh` where there was none, else what an earlier delivery left. Strongly consistent. */
  receive(fresh: Receipt): Promise<Receipt>;
  /** Overwrites; with `unlessFinal` only a receipt that is `received` or `failed`. False where it is left as it was. */
  save(receipt: Receipt, options?: { readonly unlessFinal?: boolean }): Promise<boolean>;
  get(id: string): Promise<Receipt | null>;
  getMany(ids: readonly string[]): Promise<readonly Receipt[]>;
  /** Of one object key in all its versions, newest first. */
  ofKey(
    bucket: string,
    key: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<ReceiptPage>;
  /** Newest first. */
  byOutcome(
    outcome: ReceiptOutcome,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<ReceiptPage>;
}
