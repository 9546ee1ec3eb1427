// Feeds a queue to its function as Lambda's event source mapping does: batches, partial failures, retries; a message
// received too often is moved to the dead-letter queue by the emulator itself.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { invoke, type LoadedFunction } from './invoke.ts';

export interface QueuePollerOptions {
  readonly client: SQSClient;
  readonly url: string;
  readonly arn: string;
  readonly batchSize: number;
  /** Batches under way at a time. */
  readonly concurrency: number;
  readonly target: LoadedFunction;
  /** Seconds until a message that failed for the n-th time is tried again; in AWS, the queue's visibility time-out. */
  readonly retryDelay: (receives: number) => number;
  readonly onError: (error: unknown) => void;
}

export interface QueuePoller {
  /** Lets the batch under way end, then stops. */
  stop(): Promise<void>;
}

/** Seconds of one long poll: SQS's longest. */
export const WAIT_SECONDS = 20;
/**
 * Seconds. fauxqs 2.4 loses a message whose visibility time-out is set to 0 while it keeps messages on disk
 * (`updateMessageReady` writes null into a column that must not be null), until it is started again.
 */
export const SHORTEST_HIDING = 1;
/** Milliseconds of pause after the queue itself failed. */
const ERROR_PAUSE = 1_000;

export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  const stopping = new AbortController();
  const ended = poll(options, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Receives one batch after the other, and goes on while earlier ones are handled, up to `concurrency` of them. */
async function poll(options: QueuePollerOptions, stopping: AbortSignal): Promise<void> {
  const underWay = new Set<Promise<void>>();
  while (!stopping.aborted) {
    try {
      const messages = await receive(options, stopping);
      if (messages.length === 0) continue;
      const batch = handleBatch(options, messages)
        .catch(options.onError)
        .finally(() => underWay.delete(batch));
      underWay.add(batch);
      if (underWay.size >= options.concurrency) await Promise.race(underWay);
    } catch (error) {
      if (stopping.aborted) break;
      options.onError(error);
      await new Promise((resolve) => setTimeout(resolve, ERROR_PAUSE));
    }
  }
  await Promise.all(underWay);
}

async function receive(
  { client, url, batchSize }: QueuePollerOptions,
  stopping: AbortSignal,
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: Math.min(batchSize, 10),
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const { Messages } = await client.send(command, { abortSignal: stopping });
  return Messages ?? [];
}

async function handleBatch(options: QueuePollerOptions, messages: Message[]): Promise<void> {
  const event: SQSEvent = { Records: messages.map((message) => toRecord(message, options.arn)) };
  const failed = await invoke(options.target, event).then(
    (response) => new Set(failures(response as SQSBatchResponse | undefined)),
    (error: unknown) => {
      // A function that throws, or whose time ends, fails its whole batch.
      options.onError(error);
      return new Set(messages.map((message) => message.MessageId ?? ''));
    },
  );
  const done = messages.filter((message) => !failed.has(message.MessageId ?? ''));
  if (done.length > 0) {
    const Entries = done.map((message, at) => ({ Id: String(at), ReceiptHandle: message.ReceiptHandle }));
    await options.client.send(new DeleteMessageBatchCommand({ QueueUrl: options.url, Entries }));
  }
  for (const message of messages) {
    if (!failed.has(message.MessageId ?? '')) continue;
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    await options.client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: options.url,
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: Math.max(SHORTEST_HIDING, options.retryDelay(receives)),
      }),
    );
  }
}

function failures(response: SQSBatchResponse | undefined): string[] {
  return (response?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
}

function toRecord(message: Message, arn: string): SQSRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
    name,
    {
      dataType: value.DataType ?? 'String',
      ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
      ...(value.BinaryValue && { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
    },
  ]);
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
      ...message.Attributes,
    },
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: arn.split(':')[3] ?? '',
  };
}
