// Marks the uploads of messages that were given up as failed, and keeps the messages for a redrive.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { markFailed } from '../../application/mark-failed.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { MalformedMessage, readIngestMessage } from '../../runtime/read-ingest-message.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireFailures } from '../../runtime/wire-failures.ts';

const telemetry = createTelemetry('mark-failed');
const ports = wireFailures();

export const handler = createQueueHandler(telemetry, async (record) => {
  const letter = { id: record.messageId, body: record.body };
  const receipts = await markFailed(ports, letter, readUploads(record.body));
  telemetry.logger.warn('Message given up', { messageId: letter.id, receipts: receipts.map(({ id }) => id) });
  telemetry.metrics.addMetric('Uploads_failed', MetricUnit.Count, receipts.length);
});

function readUploads(body: string) {
  try {
    return readIngestMessage(body);
  } catch (error) {
    // It is kept all the same: somebody may want to know what it was.
    if (error instanceof MalformedMessage) return [];
    throw error;
  }
}
