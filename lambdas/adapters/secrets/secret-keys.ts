// Keys by purpose, derived from the root secret by HKDF (RFC 5869).
import { hkdfSync } from 'node:crypto';
import type { KeyPurpose, SecretKeys } from '../../application/ports/secret-keys.ts';
import type { RootSecret } from './root-secret.ts';

/** 32 bytes of HKDF-SHA256 for one label. */
export async function deriveFrom(root: RootSecret, label: string): Promise<Uint8Array> {
  return new Uint8Array(hkdfSync('sha256', await root(), 'statement-tracker', label, 32));
}

export function createSecretKeys(root: RootSecret): SecretKeys {
  const derived = new Map<KeyPurpose, Promise<Uint8Array>>();
  return {
    derive(purpose) {
      const known = derived.get(purpose);
      if (known) return known;
      const key = deriveFrom(root, `key:${purpose}`).catch((error: unknown) => {
        derived.delete(purpose);
        throw error;
      });
      derived.set(purpose, key);
      return key;
    },
  };
}
