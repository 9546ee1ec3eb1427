// From events of the topic to messages for endpoints: each (event, endpoint) becomes one delivery with a lasting id.
import { hashId } from '../../core/hash-id.ts';
import type { TrackerEvent } from '../../core/webhooks/endpoint-event.ts';
import { matchesFilter, type SpeakerFacts } from '../../core/webhooks/endpoint-filter.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';
import type { Endpoint, EndpointStore } from '../ports/endpoint-store.ts';
import { buildPayload, type ShowStatement } from './build-payload.ts';

export interface DispatchDependencies {
  readonly endpoints: EndpointStore;
  readonly deliveries: DeliveryStore;
  readonly queue: DeliveryQueue;
  readonly clock: Clock;
  readonly showStatement: ShowStatement;
  /** What the directory knows of a speaker; null where it does not know them. */
  readonly findFacts: (speakerId: string) => SpeakerFacts | null;
}

/** The message id of an event for an endpoint. */
export const messageId = (eventId: string, endpointId: string): string => hashId('msg_', eventId, endpointId);

function wants(
  endpoint: Endpoint,
  event: TrackerEvent,
  findFacts: DispatchDependencies['findFacts'],
): boolean {
  if (event.type === 'endpoint.disabled') {
    return (
      endpoint.owner === event.endpoint.owner &&
      endpoint.id !== event.endpoint.id &&
      endpoint.events.includes(event.type)
    );
  }
  if (endpoint.events.length > 0 && !endpoint.events.includes(event.type)) return false;
  const { speaker } = event.statement;
  const facts = speaker ? findFacts(speaker.id) : null;
  return endpoint.filter === null || matchesFilter(endpoint.filter, event.statement, facts);
}

/** A new delivery, due at once. */
export function newDelivery(
  id: string,
  endpoint: Endpoint,
  event: { readonly id: string; readonly type: string },
  payload: string,
  now: string,
): Delivery {
  return {
    id,
    endpointId: endpoint.id,
    owner: endpoint.owner,
    eventId: event.id,
    eventType: event.type,
    payload,
    status: 'pending',
    attempts: 0,
    attemptsOfRun: 0,
    nextAttemptAt: now,
    createdAt: now,
    updatedAt: now,
  };
}

/** Reads the endpoints once for a batch of events, and answers a function that dispatches one of them. */
export async function openDispatcher(
  dependencies: DispatchDependencies,
): Promise<(event: TrackerEvent) => Promise<readonly string[]>> {
  const { deliveries, queue, clock, showStatement, findFacts } = dependencies;
  const endpoints = await dependencies.endpoints.listEnabled();

  /**
   * Creates the deliveries of an event and sends each on its way; answers their ids. Rejects where anything failed:
   * the event is then dispatched again, finds the deliveries that exist, and sends those on again, which is harmless
   * since an attempt is claimed before it is made.
   */
  return async (event) => {
    const wanting = endpoints.filter((endpoint) => wants(endpoint, event, findFacts));
    if (wanting.length === 0) return [];
    const payload = buildPayload(event, showStatement);
    return Promise.all(
      wanting.map(async (endpoint) => {
        const delivery = newDelivery(messageId(event.id, endpoint.id), endpoint, event, payload, clock.now());
        await deliveries.create(delivery);
        await queue.send({ deliveryId: delivery.id, endpointId: endpoint.id, attempts: 0 }, 0);
        return delivery.id;
      }),
    );
  };
}
