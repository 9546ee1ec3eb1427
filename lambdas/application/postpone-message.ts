// A message that comes while the table is made again waits in the queue: it would be ingested into half a table.
import type { Maintenance } from './ports/maintenance.ts';
import type { IngestQueue } from './ports/messaging.ts';

/** Seconds until it is looked at again. */
const PAUSE = 300;

/** True where the message was put back, so that it burns no retries, however long the rebuild takes. */
export async function postponeMessage(
  ports: { readonly maintenance: Pick<Maintenance, 'begunAt'>; readonly queue: IngestQueue },
  body: string,
): Promise<boolean> {
  if ((await ports.maintenance.begunAt()) === null) return false;
  await ports.queue.resend([body], PAUSE);
  return true;
}
