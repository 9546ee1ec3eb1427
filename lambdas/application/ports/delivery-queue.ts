// The queue of attempts to be made.

export interface DeliveryMessage {
  readonly deliveryId: string;
  /** Groups the messages of an endpoint, so that a flood for one does not hold up the others (SQS fair queues). */
  readonly endpointId: string;
  /** Attempts made so far: a message for an attempt that was made meanwhile is passed over. */
  readonly attempts: number;
  /** How often in a row it came when all slots of its endpoint were taken; 0 where absent. */
  readonly turnedAway?: number;
}

/** The longest that the queue can hold a message back, in seconds: SQS's limit. */
export const LONGEST_QUEUE_DELAY = 900;

export interface DeliveryQueue {
  /** Rejects a delay over {@link LONGEST_QUEUE_DELAY}: an emulator might accept what AWS refuses. */
  send(message: DeliveryMessage, delaySeconds: number): Promise<void>;
}
