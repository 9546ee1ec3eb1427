// Sends exports to the queue of those that are to be run.
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ExportQueue } from '../../application/ports/export-store.ts';
import { callAws } from '../aws-error.ts';

export function createExportQueue(client: SQSClient, queueUrl: string): ExportQueue {
  return {
    async send(exportId) {
      await callAws('Queueing an export', () =>
        client.send(
          new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ exportId }) }),
        ),
      );
    },
  };
}
