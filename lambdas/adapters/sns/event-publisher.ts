// Publishes events to the topic, with attributes that subscribers filter by.
import { type MessageAttributeValue, PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type { EventPublisher } from '../../application/ports/messaging.ts';
import type { TrackerEvent } from '../../core/webhooks/endpoint-event.ts';
import { callAws } from '../aws-error.ts';

/** SNS's limits of one batch: messages, and bytes of bodies and attributes together; some are left for attributes. */
const BATCH_MESSAGES = 10;
const BATCH_BYTES = 256 * 1024 - 16 * 1024;
/** Longest attribute value: filters are made of short codes and names. */
const LONGEST_VALUE = 256;

export function createSnsClient(): SNSClient {
  return new SNSClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
  });
}

/** `countryOf` names the country of a speaker, where the directory knows it. */
export function createEventPublisher(
  client: SNSClient,
  topicArn: string,
  countryOf: (speakerId: string) => string | undefined,
): EventPublisher {
  return {
    async publish(events) {
      for (const batch of batchBySize(events)) {
        const output = await callAws('Publishing events', () =>
          client.send(
            new PublishBatchCommand({
              TopicArn: topicArn,
              PublishBatchRequestEntries: batch.map(({ event, body }) => ({
                Id: event.id,
                Message: body,
                MessageAttributes: attributesOf(event, countryOf),
              })),
            }),
          ),
        );
        const [failed] = output.Failed ?? [];
        if (failed) {
          const code = failed.SenderFault ? 'refused' : 'unavailable';
          throw new DependencyError(code, `Publishing an event: ${failed.Code ?? 'failed'}`);
        }
      }
    },
  };
}

function* batchBySize(events: readonly TrackerEvent[]): Generator<{ event: TrackerEvent; body: string }[]> {
  let batch: { event: TrackerEvent; body: string }[] = [];
  let bytes = 0;
  for (const event of events) {
    const body = JSON.stringify(event);
    const size = Buffer.byteLength(body);
    if (batch.length === BATCH_MESSAGES || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ event, body });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** `type`, `speakerId`, `statementType`, `stance`, `outlet`, `country`, and lists of `topic` and `about`; absent where unknown. */
function attributesOf(
  event: TrackerEvent,
  countryOf: (speakerId: string) => string | undefined,
): Record<string, MessageAttributeValue> {
  if (event.type === 'endpoint.disabled') return { type: { DataType: 'String', StringValue: event.type } };
  const { statement } = event;
  const speakerId = statement.speaker?.id;
  const values: Record<string, string | undefined | null> = {
    type: event.type,
    statementType: statement.type,
    stance: statement.stance,
    speakerId,
    outlet: statement.article.outlet,
    country: speakerId === undefined ? undefined : countryOf(speakerId),
  };
  const lists: Record<string, readonly string[]> = {
    topic: statement.topics,
    about: statement.about.map(({ id }) => id),
  };
  return Object.fromEntries([
    ...Object.entries(values).flatMap(([name, value]) =>
      value ? [[name, { DataType: 'String', StringValue: value.slice(0, LONGEST_VALUE) }] as const] : [],
    ),
    ...Object.entries(lists).flatMap(([name, list]) =>
      list.length > 0
        ? [[name, { DataType: 'String.Array', StringValue: JSON.stringify(list) }] as const]
        : [],
    ),
  ]);
}
