// Keeps the receipts of uploads, found by id, by object key, and by outcome with the newest first.
import { z } from 'zod';
import type { Receipt, ReceiptPage, ReceiptStore } from '../../application/ports/receipt-store.ts';
import { storedReceipt } from '../stored-records.ts';
import {
  receiptDaysPartition,
  receiptKey,
  receiptsByOutcomePartition,
  receiptsOfKeyPartition,
  shardOf,
} from './keys.ts';
import { PostingStream } from './postings.ts';
import { CapacityMeter, type Key, NOT_THERE, type Table } from './table.ts';

const sortKey = z.object({ sk: z.string() }).transform(({ sk }) => sk);

/** Entries of an outcome looked at for one page: many may be out of date where receipts went on to another outcome. */
const MOST_LOOKED_AT = 400;

export function createReceiptStore(table: Table): ReceiptStore {
  /** Entries before the receipt, so that one that is there can be found. */
  async function writeEntries(receipt: Receipt): Promise<void> {
    const { period, ...entry } = outcomeEntry(receipt);
    await table.writeMany({
      put: [{ pk: receiptDaysPartition(receipt.outcome), sk: period }, entry, keyEntry(receipt)],
    });
  }

  async function receive(fresh: Receipt): Promise<Receipt> {
    const stored = await table.get(receiptKey(fresh.id), storedReceipt, { consistent: true });
    if (stored !== null) return stored;
    await writeEntries(fresh);
    if (await table.put({ ...receiptKey(fresh.id), ...fresh }, NOT_THERE)) return fresh;
    return (await table.get(receiptKey(fresh.id), storedReceipt, { consistent: true })) ?? fresh;
  }

  async function save(receipt: Receipt, options: { readonly unlessFinal?: boolean } = {}): Promise<boolean> {
    await writeEntries(receipt);
    const { done, old } = await table.replace(
      { ...receiptKey(receipt.id), ...receipt },
      options.unlessFinal
        ? {
            expression: 'attribute_not_exists(pk) OR outcome IN (:received, :failed)',
            values: { ':received': 'received', ':failed': 'failed' },
          }
        : undefined,
      storedReceipt,
    );
    const stale = done ? old : receipt;
    const kept = done
      ? receipt
      : await table.get(receiptKey(receipt.id), storedReceipt, { consistent: true });
    if (stale !== null && stale.outcome !== kept?.outcome) {
      const { period: _, ...entry } = outcomeEntry(stale);
      await table.remove(entry);
    }
    return done;
  }

  async function getMany(ids: readonly string[]): Promise<readonly Receipt[]> {
    return table.getMany(ids.map(receiptKey), storedReceipt);
  }

  async function readEntries(entries: readonly string[]): Promise<ReadonlyMap<string, Receipt>> {
    const receipts = await getMany(entries.map((entry) => entry.slice(entry.indexOf('#') + 1)));
    return new Map(receipts.map((receipt) => [keyEntry(receipt).sk, receipt]));
  }

  async function byOutcome(
    outcome: Receipt['outcome'],
    { limit, position }: { readonly limit: number; readonly position: string | null },
  ): Promise<ReceiptPage> {
    const stream = new PostingStream(
      table,
      {
        directory: receiptDaysPartition(outcome),
        partition: (period) => receiptsByOutcomePartition(outcome, period),
        periodLength: 10,
        lower: '',
        upper: '~',
        order: 'descending',
        after: position,
      },
      new CapacityMeter(),
    );
    const receipts: Receipt[] = [];
    let last = position;
    for (let looked = 0; looked < MOST_LOOKED_AT; ) {
      const entries = await stream.take(limit - receipts.length);
      if (entries.length === 0) return { receipts, position: null };
      looked += entries.length;
      const found = await readEntries(entries);
      for (const entry of entries) {
        const receipt = found.get(entry);
        if (receipt?.outcome === outcome) receipts.push(receipt);
        last = entry;
      }
      if ((await stream.peek(1)).length === 0) return { receipts, position: null };
      if (receipts.length === limit) break;
    }
    return { receipts, position: last };
  }

  return {
    receive,
    save,
    get: (id) => table.get(receiptKey(id), storedReceipt, { consistent: true }),
    getMany,
    byOutcome,
    async ofKey(bucket, key, { limit, position }) {
      const pk = receiptsOfKeyPartition(bucket, key);
      const page = await table.query(
        { pk, order: 'descending', limit, ...(position === null ? {} : { after: position }) },
        sortKey,
      );
      const found = await readEntries(page.items);
      const receipts = page.items.flatMap((entry) => found.get(entry) ?? []);
      return { receipts, position: page.last };
    },
  };
}

function keyEntry(receipt: Receipt): Key {
  return {
    pk: receiptsOfKeyPartition(receipt.bucket, receipt.key),
    sk: `${receipt.receivedAt}#${receipt.id}`,
  };
}

function outcomeEntry(receipt: Receipt): Key & { readonly period: string } {
  const period = `${receipt.receivedAt.slice(0, 10)}#${shardOf(receipt.id)}`;
  return {
    pk: receiptsByOutcomePartition(receipt.outcome, period),
    sk: `${receipt.receivedAt}#${receipt.id}`,
    period,
  };
}
