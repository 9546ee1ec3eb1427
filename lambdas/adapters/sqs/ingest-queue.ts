// Sends messages to the ingest queue.
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type { IngestQueue } from '../../application/ports/messaging.ts';
import { callAws } from '../aws-error.ts';

/** SQS's limit of one batch. A message of ours has some hundred bytes, so that the limit of bytes is far. */
const BATCH = 10;

export function createSqsClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
  });
}

export function createIngestQueue(client: SQSClient, queueUrl: string): IngestQueue {
  async function resend(bodies: readonly string[], delaySeconds = 0): Promise<void> {
    for (let at = 0; at < bodies.length; at += BATCH) {
      const output = await callAws('Sending messages', () =>
        client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: bodies
              .slice(at, at + BATCH)
              .map((MessageBody, index) => ({ Id: String(index), MessageBody, DelaySeconds: delaySeconds })),
          }),
        ),
      );
      const [failed] = output.Failed ?? [];
      if (failed) throw new DependencyError('unavailable', `Sending a message: ${failed.Code ?? 'failed'}`);
    }
  }
  return { send: (messages) => resend(messages.map((message) => JSON.stringify(message))), resend };
}
