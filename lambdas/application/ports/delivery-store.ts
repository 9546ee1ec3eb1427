// Deliveries: one message for one endpoint, with every attempt made.
import type { NoAnswer } from '../../core/webhooks/attempt-outcome.ts';

/** `exhausted`: every attempt of the schedule failed; `canceled`: its endpoint was disabled or deleted meanwhile. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'exhausted', 'canceled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export interface Delivery {
  /** `msg_` and a hash of event and endpoint: the same however often the event is dispatched. Also the webhook-id. */
  readonly id: string;
  readonly endpointId: string;
  readonly owner: string;
  readonly eventId: string;
  readonly eventType: string;
  /** The statement that it tells of; null for events of other things. */
  readonly statementId: string | null;
  /** The body as it is signed and sent, the same at every attempt. */
  readonly payload: string;
  readonly status: DeliveryStatus;
  /** Attempts made in all; numbers the next one, so that a message that comes twice is recognised. */
  readonly attempts: number;
  /** Attempts of the present run of the schedule: a retry by hand or a replay begins another one. */
  readonly attemptsOfRun: number;
  /** ISO 8601: when the next attempt is due; null where none is. */
  readonly nextAttemptAt: string | null;
  /** ISO 8601: when its event happened, so that it is the same however often the event is dispatched. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Attempt {
  /** From 1; one that was made again after a crash has the number of the one before it. */
  readonly number: number;
  readonly at: string;
  /** HTTP status, or null where there was no answer. */
  readonly status: number | null;
  readonly failure: NoAnswer | null;
  readonly durationMs: number;
  /** The first kilobyte of the answer. */
  readonly answer: string;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly position: string | null;
}

export interface DeliveryStore {
  /** False where it exists already. */
  create(delivery: Delivery): Promise<boolean>;
  /**
   * Ids of the endpoints for which there is, or was to be, a delivery that tells of a statement: whoever got it is to get
   * its corrections. What tells of no statement is found by the id of its event.
   */
  listTold(subject: string): Promise<ReadonlySet<string>>;
  /** Strongly consistent. */
  get(id: string): Promise<Delivery | null>;
  /** In the order in which they were made. */
  attempts(id: string): Promise<readonly Attempt[]>;
  /**
   * Claims attempt number `attempts + 1` until `until`: true for one caller only, unless that one's time has passed.
   * False as well where the delivery is no longer pending or `attempts` is not what was made so far.
   */
  claim(id: string, attempts: number, now: string, until: string): Promise<boolean>;
  /** Records an attempt, and the delivery after it, once: false where that attempt is recorded already. */
  record(delivery: Delivery, attempt: Attempt): Promise<boolean>;
  /** Changes status or run without an attempt, where `attempts` and status are still those of `before`. */
  replace(before: Delivery, after: Delivery): Promise<boolean>;
  /** Newest first; `from` and `to` are inclusive ISO 8601 times of creation. */
  listByEndpoint(
    endpointId: string,
    page: {
      readonly status?: DeliveryStatus;
      readonly from?: string;
      readonly to?: string;
      readonly limit: number;
      readonly position: string | null;
    },
  ): Promise<DeliveryPage>;

  /** Notes that the delivery is due at `dueAt`, for pauses that are longer than a queue can delay. */
  noteDue(due: DueRecord): Promise<void>;
  /** Due records up to `now`, oldest first, at most `limit`. */
  listDue(now: string, limit: number): Promise<readonly DueRecord[]>;
  removeDue(due: DueRecord): Promise<void>;
}

export interface DueRecord {
  readonly deliveryId: string;
  readonly endpointId: string;
  /** Attempts made when it was noted: names the attempt that is due. */
  readonly attempts: number;
  readonly dueAt: string;
}
