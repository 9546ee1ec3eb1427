// Every minute: sends on the messages whose pause has ended.
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledEvent } from 'aws-lambda';
import { sweepDue } from '../../application/webhooks/sweep-due.ts';
import { withTelemetry } from '../../runtime/middleware.ts';
import { createTelemetry } from '../../runtime/telemetry.ts';
import { wireSweep } from '../../runtime/wire-webhooks.ts';

const telemetry = createTelemetry('sweep-due');
const dependencies = wireSweep();

export const handler = withTelemetry(telemetry, async (_event: ScheduledEvent) => {
  const sent = await sweepDue(dependencies);
  telemetry.metrics.addMetric('Messages_due', MetricUnit.Count, sent);
});
