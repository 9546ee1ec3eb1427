// What happens to an endpoint and concerns its owner; it leaves by the same topic as the events of statements.
import type { StatementEvent } from '../statements/statement.ts';

export interface EndpointEvent {
  /** `ev_` and a hash of endpoint, change and version. */
  readonly id: string;
  readonly type: 'endpoint.disabled';
  /** ISO 8601. */
  readonly timestamp: string;
  readonly endpoint: {
    readonly id: string;
    readonly owner: string;
    readonly url: string;
    readonly reason: 'gone' | 'failing';
  };
}

/** Everything that the topic carries. */
export type TrackerEvent = StatementEvent | EndpointEvent;
