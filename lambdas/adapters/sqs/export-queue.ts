// Sends exports to the queue of those that are to be run.
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { ExportQueue } from '../../application/ports/export-store.ts';
import { callAws } from '../aws-error.ts';

const ExportMessage = z.object({ exportId: z.string() });

export function createExportQueue(client: SQSClient, queueUrl: string): ExportQueue {
  return {
    async send(exportId) {
      const body: z.output<typeof ExportMessage> = { exportId };
      await callAws('Queueing an export', () =>
        client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) })),
      );
    },
  };
}

/** The export that a message names. @throws Error where it names none */
export function readExportMessage(body: string): string {
  return ExportMessage.parse(JSON.parse(body)).exportId;
}
