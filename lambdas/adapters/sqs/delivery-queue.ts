// The deliveries queue: one group an endpoint, so that SQS serves endpoints fairly.
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DeliveryQueue, LONGEST_QUEUE_DELAY } from '../../application/ports/delivery-queue.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { callAws } from '../aws-error.ts';

export function createDeliveryQueue(client: SQSClient, queueUrl: string): DeliveryQueue {
  return {
    async send(message, delaySeconds) {
      if (delaySeconds > LONGEST_QUEUE_DELAY) {
        throw new DependencyError('refused', `SQS delays by ${LONGEST_QUEUE_DELAY} seconds at most`);
      }
      await callAws('Queueing a delivery', () =>
        client.send(
          new SendMessageCommand({
            QueueUrl: queueUrl,
            MessageBody: JSON.stringify(message),
            DelaySeconds: delaySeconds,
            MessageGroupId: message.endpointId,
          }),
        ),
      );
    },
  };
}
