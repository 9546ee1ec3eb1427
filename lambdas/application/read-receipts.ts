// What became of an upload: by its id, by what a scraper knows of it, or by outcome.
import type { z } from 'zod';
import { createProblem, type Fault } from '../contract/problems.ts';
import type { Receipt as ReceiptResource } from '../contract/resources.ts';
import { identifyUpload } from '../core/articles/article-identity.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Receipt, ReceiptOutcome, ReceiptStore } from './ports/receipt-store.ts';

type Shown = z.output<typeof ReceiptResource>;

export interface ReceiptQuery {
  readonly bucket: string;
  readonly key?: string | undefined;
  readonly version?: string | undefined;
  readonly status?: ReceiptOutcome | undefined;
  readonly limit: number;
  readonly position: string | null;
}

/** Problem: `unknown_resource`. */
export async function readReceipt(
  ports: { readonly receipts: ReceiptStore },
  id: string,
): Promise<Outcome<Shown>> {
  const receipt = await ports.receipts.get(id);
  return receipt ? done(showReceipt(receipt)) : refused(createProblem('unknown_resource'));
}

/**
 * By key and version (at most one), by key (all its versions), or by status; newest first. A status beside a key
 * picks among that key's receipts. Problem: `invalid_request` where neither key nor status is given.
 */
export async function listReceipts(
  ports: { readonly receipts: ReceiptStore },
  query: ReceiptQuery,
): Promise<Outcome<{ readonly receipts: readonly Shown[]; readonly position: string | null }>> {
  const { receipts } = ports;
  const { key, version, status, bucket, ...page } = query;
  if (key === undefined) {
    if (status === undefined) return refuse('key', 'missing', 'Give a key or a status.');
    if (version !== undefined) return refuse('version', 'needs_key', 'A version belongs to a key.');
    const found = await receipts.byOutcome(status, page);
    return done({ receipts: found.receipts.map(showReceipt), position: found.position });
  }
  const found =
    version === undefined
      ? await receipts.ofKey(bucket, key, page)
      : { receipts: await receipts.getMany([identifyUpload({ bucket, key, version })]), position: null };
  const wanted = found.receipts.filter(({ outcome }) => status === undefined || outcome === status);
  return done({ receipts: wanted.map(showReceipt), position: found.position });
}

function refuse(parameter: string, code: string, detail: string) {
  const errors: Fault[] = [{ parameter, code, detail }];
  return refused(createProblem('invalid_request', { errors }));
}

function showReceipt(receipt: Receipt): Shown {
  const { outcome, quarantineKey, sequencer: _sequencer, nextIndex: _nextIndex, silent, ...shown } = receipt;
  return { ...shown, silent: { ...silent }, status: outcome, quarantined: quarantineKey !== null };
}
