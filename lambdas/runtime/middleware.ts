// The chains that every handler hangs in: context in the logs, metrics flushed, records failing one by one.

import { Readable } from 'node:stream';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import middy, { type MiddlewareObj } from '@middy/core';
import { executionModeStandard } from '@middy/core/Standard';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import type {
  APIGatewayProxyEvent,
  Context,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
  StreamifyHandler,
} from 'aws-lambda';
import type { HttpAnswer } from './http/encode-answer.ts';
import type { Telemetry } from './telemetry.ts';

/** A middy chain with the function's name and request in every log line, and its metrics flushed at the end. */
export function withTelemetry<Event, Result>(
  telemetry: Telemetry,
  handle: (event: Event, context: Context) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  return chain(telemetry, handle, executionModeStandard) as unknown as (
    event: Event,
    context: Context,
  ) => Promise<Result>;
}

/**
 * The same for a function whose answers are streamed: Lambda hands the handler a stream for its answer. Throws where
 * the runtime has no `awslambda`, which Lambda and the local runner have.
 */
export function streamAnswers(
  telemetry: Telemetry,
  handle: (event: APIGatewayProxyEvent, context: Context) => Promise<HttpAnswer>,
): StreamifyHandler<APIGatewayProxyEvent, void> {
  const answer = async (event: APIGatewayProxyEvent, context: Context) => {
    const { body, ...head } = await handle(event, context);
    return { ...head, body: Buffer.isBuffer(body) ? Readable.from([body]) : body };
  };
  return chain(telemetry, answer, executionModeStreamifyResponse) as unknown as StreamifyHandler<
    APIGatewayProxyEvent,
    void
  >;
}

function chain<Event, Result>(
  telemetry: Telemetry,
  handle: (event: Event, context: Context) => Promise<Result>,
  mode: typeof executionModeStandard,
) {
  return middy<Event, Result>({ executionMode: mode })
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(publishMetrics(telemetry.metrics))
    .handler(handle);
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
