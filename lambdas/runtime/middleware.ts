// The chains that every handler hangs in: context in the logs, metrics flushed, records failing one by one.
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Telemetry } from './telemetry.ts';

/** A middy chain with the function's name and request in every log line, and its metrics flushed at the end. */
export function withTelemetry<Event, Result>(
  telemetry: Telemetry,
  handle: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return middy<Event, Result>()
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(publishMetrics(telemetry.metrics))
    .handler(handle) as unknown as (event: Event, context: Context) => Promise<Result>;
}

/** Powertools' own middleware warns of every request that counts nothing, and most count nothing. */
function publishMetrics(metrics: Metrics): MiddlewareObj {
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return {
    before: ({ context }) => metrics.captureColdStartMetric(context.functionName),
    after: publish,
    onError: publish,
  };
}

/**
 * A handler of SQS batches: `processRecord` is called for each record, and only those for which it throws are
 * reported as failed, so that one bad message never fails its neighbours. The failure is logged by its error alone.
 */
export function createQueueHandler(
  telemetry: Telemetry,
  processRecord: (record: SQSRecord, context: Context) => Promise<void>,
): (event: SQSEvent, context: Context) => Promise<SQSBatchResponse> {
  return withTelemetry(telemetry, (event: SQSEvent, context: Context) =>
    processPartialResponse(
      event,
      async (record: SQSRecord) => {
        try {
          await processRecord(record, context);
        } catch (error) {
          const receives = Number(record.attributes.ApproximateReceiveCount);
          telemetry.logger.error('Record failed', {
            messageId: record.messageId,
            receives,
            error: error as Error,
          });
          throw error;
        }
      },
      new BatchProcessor(EventType.SQS),
      // Every record is reported by itself, also when all of them failed: throwing would hide which.
      { context, throwOnFullBatchFailure: false },
    ),
  );
}
