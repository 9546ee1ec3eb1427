// Makes a delivery of each event for each endpoint that wants it.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { openDispatcher } from '../../application/webhooks/dispatch-events.ts';
import { loadDirectory } from '../../runtime/load-directory.ts';
import { createQueueHandler } from '../../runtime/middleware.ts';
import { readTrackerEvent } from '../../runtime/read-tracker-event.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireDispatch } from '../../runtime/wire-webhooks.ts';

const telemetry = createTelemetry('dispatch-event');
const dependencies = wireDispatch(loadDirectory());

/** One reading of the endpoints serves a whole batch: all its records come with the same context. */
const opened = new WeakMap<Context, ReturnType<typeof openDispatcher>>();

function open(context: Context): ReturnType<typeof openDispatcher> {
  const known = opened.get(context) ?? openDispatcher(dependencies);
  opened.set(context, known);
  return known;
}

export const handler = createQueueHandler(telemetry, async (record, context) => {
  const event = readTrackerEvent(record.body);
  const dispatch = await open(context);
  const deliveries = await dispatch(event);
  telemetry.logger.info('Event dispatched', { event: event.id, deliveries: deliveries.length });
  telemetry.metrics.addMetric('Deliveries_created', MetricUnit.Count, deliveries.length);
});
