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
  /** Sends messages again as they were; they are delivered after `delaySeconds` (at most 900; 0 where absent). */
  resend(bodies: readonly string[], delaySeconds?: number): Promise<void>;
}
