// Reads an event of the topic out of a message of the dispatch queue.
import { z } from 'zod';
import { StatementEvent } from '../contract/resources.ts';
import { EndpointEvent } from '../contract/webhook-resources.ts';
import type { TrackerEvent } from '../core/webhooks/endpoint-event.ts';

const AnyEvent = z.discriminatedUnion('type', [StatementEvent, EndpointEvent]);

/** Throws where the message is none of ours: it is given up, and kept as a dead letter. */
export function readTrackerEvent(body: string): TrackerEvent {
  return AnyEvent.parse(JSON.parse(body));
}
