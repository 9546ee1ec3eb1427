// From events of the topic to messages for endpoints: each (event, endpoint) becomes one delivery with a lasting id.
import pMap from 'p-map';
import { hashId } from '../../core/hash-id.ts';
import type { SpeakerDirectory } from '../../core/speakers/directory.ts';
import type { Statement } from '../../core/statements/statement.ts';
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
  readonly findFacts: FindFacts;
}

/** What is known of a speaker; null where the directory does not know them. */
export type FindFacts = (speakerId: string) => SpeakerFacts | null;

/** Deliveries made at a time. */
const AT_ONCE = 25;

/** The message id of an event for an endpoint. */
export const messageId = (eventId: string, endpointId: string): string => hashId('msg_', eventId, endpointId);

/** Country, and every body or country that a speaker holds or held an office of. */
export function findFactsIn(directory: SpeakerDirectory): FindFacts {
  return (speakerId) => {
    const speaker = directory.byId(speakerId);
    if (!speaker) return null;
    const organisations = (speaker.offices ?? []).flatMap(({ of }) => (of === undefined ? [] : [of]));
    return { country: speaker.country ?? null, organisations };
  };
}

const corrects = (type: TrackerEvent['type']): boolean =>
  type === 'statement.updated' || type === 'statement.withdrawn';

/** `told`: endpoints that were told of the statement before; what corrects it concerns them, match or not. */
function wants(
  endpoint: Endpoint,
  event: TrackerEvent,
  told: ReadonlySet<string>,
  findFacts: FindFacts,
): boolean {
  if (event.type === 'endpoint.disabled') {
    return (
      endpoint.owner === event.endpoint.owner &&
      endpoint.id !== event.endpoint.id &&
      endpoint.events.includes(event.type)
    );
  }
  if (endpoint.events.length > 0 && !endpoint.events.includes(event.type)) return false;
  if (endpoint.filter === null || (corrects(event.type) && told.has(endpoint.id))) return true;
  const { speaker } = event.statement;
  return matchesFilter(endpoint.filter, event.statement, speaker ? findFacts(speaker.id) : null);
}

interface DeliverableEvent {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly statement?: Pick<Statement, 'id'>;
}

/** What an event tells of: its statement, else itself. */
const subjectOf = (event: DeliverableEvent): string => event.statement?.id ?? event.id;

/** A new delivery, due at once. */
export function newDelivery(
  endpoint: Endpoint,
  event: DeliverableEvent,
  payload: string,
  now: string,
): Delivery {
  return {
    id: messageId(event.id, endpoint.id),
    endpointId: endpoint.id,
    owner: endpoint.owner,
    eventId: event.id,
    eventType: event.type,
    statementId: event.statement?.id ?? null,
    payload,
    status: 'pending',
    attempts: 0,
    attemptsOfRun: 0,
    nextAttemptAt: now,
    createdAt: event.timestamp,
    updatedAt: now,
  };
}

/** Reads the endpoints once for a batch of events, and answers a function that dispatches one of them. */
export async function openDispatcher(
  dependencies: DispatchDependencies,
): Promise<(event: TrackerEvent) => Promise<readonly string[]>> {
  const { deliveries, queue, clock, showStatement, findFacts } = dependencies;
  const endpoints = await dependencies.endpoints.listEnabled();

  const sendFirst = (deliveryId: string, endpointId: string): Promise<void> =>
    queue.send({ deliveryId, endpointId, attempts: 0 }, 0);

  async function dispatchTo(endpoint: Endpoint, event: TrackerEvent, payload: string): Promise<string> {
    const delivery = newDelivery(endpoint, event, payload, clock.now());
    await deliveries.create(delivery);
    await sendFirst(delivery.id, endpoint.id);
    return delivery.id;
  }

  /**
   * Sends on what a crash left of this event for an endpoint that takes it no more: disabled, removed or filtered
   * otherwise since its delivery was created. Whoever delivers it then sees what is to become of it.
   */
  async function resume(endpointId: string, event: TrackerEvent): Promise<void> {
    const delivery = await deliveries.get(messageId(event.id, endpointId));
    if (delivery?.status === 'pending') await sendFirst(delivery.id, endpointId);
  }

  /**
   * Creates the deliveries of an event and sends each on its way; answers their ids. Rejects where anything failed:
   * the event is then dispatched again, finds the deliveries that exist, and sends those on again, which is harmless
   * since an attempt is claimed before it is made.
   */
  return async (event) => {
    const told = await deliveries.listTold(subjectOf(event));
    const wanting = endpoints.filter((endpoint) => wants(endpoint, event, told, findFacts));
    const payloads = new Map<string, string>();
    const payloadFor = ({ baseUrl }: Endpoint): string => {
      const built = payloads.get(baseUrl) ?? buildPayload(event, showStatement, baseUrl);
      payloads.set(baseUrl, built);
      return built;
    };
    const send = (endpoint: Endpoint) => dispatchTo(endpoint, event, payloadFor(endpoint));
    const wantingIds = new Set(wanting.map(({ id }) => id));
    const others = [...told].filter((id) => !wantingIds.has(id));
    await pMap(others, (id) => resume(id, event), { concurrency: AT_ONCE });
    return pMap(wanting, send, { concurrency: AT_ONCE });
  };
}
