// Checks API keys. A key is `dst_<id>_<secret>`; only an HMAC of the secret is kept.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from './ports/clock.ts';
import type { ApiKey, KeyStore } from './ports/key-store.ts';
import type { SecretKeys } from './ports/secret-keys.ts';

const FORMAT = /^dst_(ak_[A-Za-z0-9-]{16,64})_([A-Za-z0-9_-]{43})$/;
/** What an unknown id is compared with, so that it takes as long as a wrong secret. */
const NOBODY = Buffer.alloc(32);

export interface CheckKeyPorts {
  readonly keys: KeyStore;
  readonly secretKeys: SecretKeys;
  readonly clock: Clock;
}

/** The key that `token` is, where it exists, is not revoked and has not expired; else null. */
export async function checkKey(ports: CheckKeyPorts, token: string): Promise<ApiKey | null> {
  const [, id, secret] = FORMAT.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const key = await ports.keys.get(id);
  const given = hashSecret(await ports.secretKeys.derive('api-key-pepper'), secret);
  const stored = key === null ? NOBODY : Buffer.from(key.hash, 'base64url');
  const equal = stored.length === given.length && timingSafeEqual(stored, given);
  if (!equal || key === null || key.revokedAt !== null) return null;
  return key.expiresAt !== null && key.expiresAt <= ports.clock.now() ? null : key;
}

export function hashSecret(pepper: Uint8Array, secret: string): Buffer {
  return createHmac('sha256', pepper).update(secret).digest();
}
