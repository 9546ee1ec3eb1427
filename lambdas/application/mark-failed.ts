// What became of a message that was given up: its letter is kept for a redrive, its uploads are marked failed.

import { startReceipt } from './ingest-upload.ts';
import type { LetterArchive } from './ports/archive.ts';
import type { Clock } from './ports/clock.ts';
import type { Receipt, ReceiptStore } from './ports/receipt-store.ts';
import type { UploadRef } from './ports/upload-source.ts';

export interface MarkFailedPorts {
  readonly receipts: ReceiptStore;
  readonly letters: LetterArchive;
  readonly clock: Clock;
}

/**
 * Keeps the letter first, then marks. An upload that was dealt with after all keeps its outcome. `uploads` is empty
 * where the message could not be read.
 */
export async function markFailed(
  ports: MarkFailedPorts,
  letter: { readonly id: string; readonly body: string },
  uploads: readonly UploadRef[],
): Promise<readonly Receipt[]> {
  const now = ports.clock.now();
  await ports.letters.keep({ ...letter, diedAt: now });
  const marked: Receipt[] = [];
  for (const upload of uploads) {
    const receipt = await ports.receipts.receive(startReceipt(upload, now));
    const failed: Receipt = { ...receipt, outcome: 'failed', updatedAt: now };
    if (await ports.receipts.save(failed, { unlessFinal: true })) marked.push(failed);
  }
  return marked;
}
