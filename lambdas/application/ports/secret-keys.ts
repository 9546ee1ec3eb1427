// Keys for signing and hashing, each for one purpose, all from one secret that never leaves its place unwrapped.

/** What a key is for; keys of two purposes have nothing in common. */
export type KeyPurpose = 'cursor' | 'api-key-pepper' | 'saved-query-token';

export interface SecretKeys {
  /** 32 bytes: always the same for one purpose. Rejects with a DependencyError where the secret cannot be had. */
  derive(purpose: KeyPurpose): Promise<Uint8Array>;
}
