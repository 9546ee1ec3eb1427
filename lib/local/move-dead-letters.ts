// Moves the messages of a dead-letter queue back; by hand, since emulators have no StartMessageMoveTask.
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Seconds that a message stays hidden while it is moved. */
const HIDDEN = 60;

/** Each message is sent before it is removed, so that an end in between sends it twice. Answers how many were moved. */
export async function moveDeadLetters(client: SQSClient, queueUrl: string): Promise<number> {
  const source = await findDeadLetterQueue(client, queueUrl);
  if (source === null) return 0;
  let moved = 0;
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: source,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN,
        // A long poll asks all servers of the queue: an empty answer means that it is empty.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['MessageGroupId'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return moved;
    for (const { Body, ReceiptHandle, MessageAttributes, Attributes } of Messages) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: Body,
          MessageAttributes,
          ...(Attributes?.MessageGroupId && { MessageGroupId: Attributes.MessageGroupId }),
        }),
      );
      await client.send(new DeleteMessageCommand({ QueueUrl: source, ReceiptHandle }));
      moved += 1;
    }
  }
}

async function findDeadLetterQueue(client: SQSClient, queueUrl: string): Promise<string | null> {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['RedrivePolicy'] });
  const { Attributes } = await client.send(command);
  if (!Attributes?.RedrivePolicy) return null;
  const policy = JSON.parse(Attributes.RedrivePolicy) as { deadLetterTargetArn: string };
  const name = policy.deadLetterTargetArn.split(':').at(-1) ?? '';
  // A queue and its dead-letter queue are always in one account and region.
  return queueUrl.replace(/[^/]+$/, name);
}
