// Sealing what must be stored and read back, but never shown: endpoint secrets and the like.

export interface SecretBox {
  /** An envelope that only `open` with the same context reads. `context`: what the secret belongs to, e.g. an endpoint id. */
  seal(plain: string, context: string): Promise<string>;
  /** Rejects with a DependencyError `corrupt` where the envelope or its context is not the one that was sealed. */
  open(sealed: string, context: string): Promise<string>;
}
