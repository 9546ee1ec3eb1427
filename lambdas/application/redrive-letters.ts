// Puts messages that were given up back on the ingest queue.
import type { LetterArchive } from './ports/archive.ts';
import type { IngestQueue } from './ports/messaging.ts';

/** Sends each letter before it is removed: ended in between, it is sent twice, and ingesting twice changes nothing. */
export async function redriveLetters(
  ports: { readonly letters: LetterArchive; readonly queue: IngestQueue },
  onProgress?: (letters: number) => void,
): Promise<number> {
  let done = 0;
  for await (const letter of ports.letters.letters()) {
    await ports.queue.resend([letter.body]);
    await ports.letters.remove(letter.id);
    done += 1;
    onProgress?.(done);
  }
  return done;
}
