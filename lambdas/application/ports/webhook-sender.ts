// Posting a signed message to an address that somebody registered, and that may be hostile.
import type { Answer } from '../../core/webhooks/attempt-outcome.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebhookAnswer {
  readonly answer: Answer;
  readonly durationMs: number;
  /** The first kilobyte of the body; empty where there was none. */
  readonly body: string;
}

/** Why an address cannot be an endpoint. */
export type AddressFault = 'not_https' | 'not_public' | 'unresolvable' | 'has_credentials';

export interface WebhookSender {
  /** Never rejects for what the receiver does: that is an answer. */
  post(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Checks an address as `post` does before it connects; null where it may be used. */
  checkAddress(url: string): Promise<AddressFault | null>;
}

export interface WebhookSigner {
  /** `whsec_` and base64 of at least 24 random bytes. */
  createSecret(): string;
  /** The value of `webhook-signature`: one `v1,…` for each secret, parted by spaces. `at`: ISO 8601. */
  sign(secrets: readonly string[], messageId: string, at: string, body: string): string;
}
