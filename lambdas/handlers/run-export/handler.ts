// Runs exports: writes the file of one, part by part.
import { failExport, runExport } from '../../application/run-export.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { readExportMessage } from '../../runtime/read-export-message.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireExportRun } from '../../runtime/wire-exports.ts';

/** As the manifest has it: after so many receives a message is given up. */
const MOST_RECEIVES = 5;

const telemetry = createTelemetry('run-export');
let ports: ReturnType<typeof wireExportRun> | undefined;

export const handler = createQueueHandler(telemetry, async (record, context) => {
  ports ??= wireExportRun();
  const id = readExportMessage(record.body);
  const remaining = () => context.getRemainingTimeInMillis();
  try {
    const result = await runExport(ports, id, { remaining, leaseMilliseconds: remaining() + 5_000 });
    if (result === 'busy') throw new Error(`Another run has the export ${id}`);
  } catch (error) {
    if (Number(record.attributes.ApproximateReceiveCount) >= MOST_RECEIVES) await failExport(ports, id);
    throw error;
  }
});
