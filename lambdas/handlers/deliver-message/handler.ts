// Makes one attempt of each message of a batch, all at once: an endpoint that hangs holds up no other.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { createDeliverMessage } from '../../application/webhooks/deliver-message.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { readDeliveryMessage } from '../../runtime/read-delivery-message.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireDelivery } from '../../runtime/wire-webhooks.ts';

const telemetry = createTelemetry('deliver-message');
const deliver = createDeliverMessage(wireDelivery());

export const handler = createQueueHandler(telemetry, async (record) => {
  const message = readDeliveryMessage(record.body);
  const outcome = await deliver(message);
  telemetry.logger.info('Message dealt with', { ...message, outcome });
  telemetry.metrics.addMetric(`Messages_${outcome}`, MetricUnit.Count, 1);
});
