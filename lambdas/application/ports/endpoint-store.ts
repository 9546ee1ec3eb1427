// Webhook endpoints: who registered them, what they want, and how they are doing.
import type { EndpointFilter } from '../../core/webhooks/endpoint-filter.ts';
import type { EndpointHealth } from '../../core/webhooks/endpoint-health.ts';

/** Why an endpoint gets no messages. */
export type DisabledReason = 'by_owner' | 'gone' | 'failing';

export interface EndpointSecret {
  /** An envelope of the secret box, its context the endpoint's id. */
  readonly sealed: string;
  /** ISO 8601: signs no longer after this time; null for the one in force. */
  readonly until: string | null;
}

export interface Endpoint {
  /** `ep_…` */
  readonly id: string;
  /** Id of the key's owner; no other owner sees the endpoint. */
  readonly owner: string;
  readonly url: string;
  readonly description: string;
  /** Event types wanted; empty means all of statements. */
  readonly events: readonly string[];
  readonly filter: EndpointFilter | null;
  /** Newest first. */
  readonly secrets: readonly EndpointSecret[];
  readonly disabled: { readonly reason: DisabledReason; readonly at: string } | null;
  /** A change that the topic has yet to be told of; the id of its event. */
  readonly untold: string | null;
  /** Where its owner reaches the API: links in its messages begin with it, unless the configuration names another. */
  readonly baseUrl: string;
  /** One more at every change, for conditional writes and ETags. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface EndpointStore {
  create(endpoint: Endpoint): Promise<void>;
  /** Strongly consistent. */
  get(id: string): Promise<Endpoint | null>;
  /** Writes `endpoint` where the stored version is `endpoint.version - 1`; false where it is another, or gone. */
  replace(endpoint: Endpoint): Promise<boolean>;
  remove(id: string): Promise<void>;
  listByOwner(
    owner: string,
    page: { readonly limit: number; readonly position: string | null },
  ): Promise<{ readonly endpoints: readonly Endpoint[]; readonly position: string | null }>;
  /** Every endpoint that takes messages. */
  listEnabled(): Promise<readonly Endpoint[]>;

  getHealth(id: string): Promise<EndpointHealth>;
  /**
   * Replaces the health, unless another attempt has changed it since `before`; false then, and the caller reads it again.
   */
  replaceHealth(id: string, before: EndpointHealth, after: EndpointHealth): Promise<boolean>;
  /** Forgets all failures, as for an endpoint whose owner has mended or moved it. */
  clearHealth(id: string): Promise<void>;
  /**
   * Takes one of the endpoint's slots until `until`, since no Lambda sees what another one does; null where all are taken.
   * A slot whose time has passed is free again, so that a crash holds nothing for ever.
   */
  takeSlot(id: string, slots: number, now: string, until: string): Promise<SlotLease | null>;
  releaseSlot(lease: SlotLease): Promise<void>;
}

export interface SlotLease {
  readonly endpointId: string;
  readonly slot: number;
  readonly until: string;
}
