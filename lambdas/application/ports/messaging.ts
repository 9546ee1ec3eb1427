// What leaves: events to the topic, messages to the ingest queue.
import type { TrackerEvent } from '../../core/webhooks/endpoint-event.ts';
import type { UploadRef } from './upload-source.ts';

export interface EventPublisher {
  /** Returns once every event is accepted by the topic; rejects where any is not, and then some may be. */
  publish(events: readonly TrackerEvent[]): Promise<void>;
}

/** `continue`: go on with a large object; `ingest`: an upload that was found without a notification. */
export interface IngestMessage {
  readonly kind: 'continue' | 'ingest';
  readonly upload: UploadRef;
}

export interface IngestQueue {
  send(messages: readonly IngestMessage[]): Promise<void>;
  /** Sends a message again as it was. */
  resend(bodies: readonly string[]): Promise<void>;
}
