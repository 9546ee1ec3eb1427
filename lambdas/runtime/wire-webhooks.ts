// Builds what webhooks work with: for the API, for dispatch, for deliveries and for the sweep.
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createDeliveryStore } from '../adapters/dynamodb/delivery-table.ts';
import { createEndpointStore } from '../adapters/dynamodb/endpoint-table.ts';
import { createTable, type Table } from '../adapters/dynamodb/table.ts';
import { createWebhookSender } from '../adapters/http/webhook-sender.ts';
import { webhookSigner } from '../adapters/http/webhook-signer.ts';
import { createEventPublisher, createSnsClient } from '../adapters/sns/event-publisher.ts';
import { createDeliveryQueue } from '../adapters/sqs/delivery-queue.ts';
import { createSqsClient } from '../adapters/sqs/ingest-queue.ts';
import { linkStatement } from '../application/link-statement.ts';
import type { DeliverDependencies } from '../application/webhooks/deliver-message.ts';
import { type DispatchDependencies, findFactsIn } from '../application/webhooks/dispatch-events.ts';
import type { SweepDependencies } from '../application/webhooks/sweep-due.ts';
import type { WebhookPorts } from '../application/webhooks/webhook-ports.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import { randomIds, systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openSecrets } from './open-secrets.ts';

function wireStores(table: Table) {
  return { endpoints: createEndpointStore(table), deliveries: createDeliveryStore(table) };
}

function openTable(name: string): Table {
  return createTable(createDynamoClient(), name);
}

/** What the API's routes of webhooks need besides storage, directory and secrets. */
export type WebhookParts = Pick<
  WebhookPorts,
  'endpoints' | 'deliveries' | 'deliveryQueue' | 'sender' | 'signer' | 'ids'
>;

export function assembleWebhooks(parts: {
  readonly table: Table;
  readonly sqs: SQSClient;
  readonly deliveriesQueueUrl: string;
  readonly allowLoopback: boolean;
}): WebhookParts {
  return {
    ...wireStores(parts.table),
    deliveryQueue: createDeliveryQueue(parts.sqs, parts.deliveriesQueueUrl),
    sender: createWebhookSender({ allowLoopback: parts.allowLoopback }),
    signer: webhookSigner,
    ids: randomIds,
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireWebhooks(table: Table): WebhookParts {
  const config = readConfig(['DELIVERIES_QUEUE_URL', 'ALLOW_LOOPBACK_WEBHOOKS']);
  return assembleWebhooks({
    table,
    sqs: createSqsClient(),
    deliveriesQueueUrl: config.DELIVERIES_QUEUE_URL,
    allowLoopback: config.ALLOW_LOOPBACK_WEBHOOKS === 'true',
  });
}

/** @throws {ConfigError} where a variable is missing */
export function wireDispatch(directory: SpeakerDirectory): DispatchDependencies {
  const config = readConfig(['TABLE_NAME', 'DELIVERIES_QUEUE_URL', 'PUBLIC_BASE_URL']);
  return {
    ...wireStores(openTable(config.TABLE_NAME)),
    queue: createDeliveryQueue(createSqsClient(), config.DELIVERIES_QUEUE_URL),
    clock: systemClock,
    showStatement: (statement, baseUrl) =>
      linkStatement(statement, config.PUBLIC_BASE_URL?.replace(/\/+$/, '') ?? baseUrl),
    findFacts: findFactsIn(directory),
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireDelivery(): DeliverDependencies {
  const config = readConfig([
    'TABLE_NAME',
    'DELIVERIES_QUEUE_URL',
    'EVENTS_TOPIC_ARN',
    'ALLOW_LOOPBACK_WEBHOOKS',
  ]);
  return {
    ...wireStores(openTable(config.TABLE_NAME)),
    queue: createDeliveryQueue(createSqsClient(), config.DELIVERIES_QUEUE_URL),
    // What it publishes are events of endpoints, which have no country.
    publisher: createEventPublisher(createSnsClient(), config.EVENTS_TOPIC_ARN, () => undefined),
    secrets: openSecrets().box,
    sender: createWebhookSender({ allowLoopback: config.ALLOW_LOOPBACK_WEBHOOKS === 'true' }),
    signer: webhookSigner,
    clock: systemClock,
    random: Math.random,
  };
}

/** @throws {ConfigError} where a variable is missing */
export function wireSweep(): SweepDependencies {
  const config = readConfig(['TABLE_NAME', 'DELIVERIES_QUEUE_URL']);
  return {
    deliveries: createDeliveryStore(openTable(config.TABLE_NAME)),
    queue: createDeliveryQueue(createSqsClient(), config.DELIVERIES_QUEUE_URL),
    clock: systemClock,
  };
}
