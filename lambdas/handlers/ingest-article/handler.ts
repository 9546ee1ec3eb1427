// Turns the uploads that a batch of messages announces into articles, statements and events.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ingestUpload } from '../../application/ingest-upload.ts';
import { postponeMessage } from '../../application/postpone-message.ts';
import { readIngestRules } from '../../runtime/ingest-rules.ts';
import { loadDirectory } from '../../runtime/load-directory.ts';
import { loadExtractor } from '../../runtime/load-extractor.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { readIngestMessage } from '../../runtime/read-ingest-message.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireIngest } from '../../runtime/wire-ingest.ts';

const telemetry = createTelemetry('ingest-article');
const rules = readIngestRules();
const ports = wireIngest(loadDirectory(), loadExtractor());

export const handler = createQueueHandler(telemetry, async (record, context) => {
  if (await postponeMessage(ports, record.body)) {
    telemetry.logger.warn('The table is being made again: the message waits', {
      messageId: record.messageId,
    });
    return;
  }
  const deadline = { remaining: () => context.getRemainingTimeInMillis() };
  for (const upload of readIngestMessage(record.body)) {
    const receipt = await ingestUpload(ports, upload, rules, deadline);
    const { id, outcome, records, statements } = receipt;
    telemetry.logger.info('Upload dealt with', { receipt: id, outcome, records, statements });
    telemetry.metrics.addMetric(`Uploads_${outcome}`, MetricUnit.Count, 1);
  }
});
