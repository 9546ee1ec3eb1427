// Makes one attempt of each message of a batch, all endpoints at once: one that hangs holds up no other.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { openDeliverer } from '../../application/webhooks/deliver-message.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { readDeliveryMessage } from '../../runtime/read-delivery-message.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireDelivery } from '../../runtime/wire-webhooks.ts';

const telemetry = createTelemetry('deliver-message');
const dependencies = wireDelivery();

/** All records of a batch come with the same context. */
const opened = new WeakMap<Context, ReturnType<typeof openDeliverer>>();

function open(context: Context): ReturnType<typeof openDeliverer> {
  const known = opened.get(context) ?? openDeliverer(dependencies);
  opened.set(context, known);
  return known;
}

export const handler = createQueueHandler(telemetry, async (record, context) => {
  const message = readDeliveryMessage(record.body);
  const outcome = await open(context)(message);
  telemetry.logger.info('Message dealt with', { ...message, outcome });
  telemetry.metrics.addMetric(`Messages_${outcome}`, MetricUnit.Count, 1);
});
