// The deliveries queue: one group an endpoint, so that SQS serves endpoints fairly.
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import {
  type DeliveryMessage,
  type DeliveryQueue,
  LONGEST_QUEUE_DELAY,
} from '../../application/ports/delivery-queue.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { callAws } from '../aws-error.ts';

const Message = z.object({
  deliveryId: z.string(),
  endpointId: z.string(),
  attempts: z.int().min(0),
  turnedAway: z.int().min(0).exactOptional(),
});

/** Reads the body of a record of the queue. Throws where it is none of ours. */
export function parseDeliveryMessage(body: string): DeliveryMessage {
  return Message.parse(JSON.parse(body));
}

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
