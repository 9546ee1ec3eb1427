// API keys: who may do what. Their secrets are never stored, only hashes.
import type { Scope } from '../../contract/operation.ts';

export interface ApiKey {
  /** `ak_…`: stands in the key itself, and in audits. */
  readonly id: string;
  /** The team that it was made for; whatever is made with it belongs to this owner. */
  readonly owner: string;
  readonly scopes: readonly Scope[];
  /** HMAC-SHA256 of the secret under the pepper, base64url. */
  readonly hash: string;
  readonly createdAt: string;
  /** ISO 8601; null: never. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface KeyStore {
  create(key: ApiKey): Promise<void>;
  /** Strongly consistent. */
  get(id: string): Promise<ApiKey | null>;
  /** False where there is no such key; revoking twice keeps the first time. */
  revoke(id: string, at: string): Promise<boolean>;
  /** All, oldest first. */
  list(): Promise<readonly ApiKey[]>;
}
