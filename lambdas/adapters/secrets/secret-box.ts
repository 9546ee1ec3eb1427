// Seals secrets by envelope encryption: a data key of its own for each, wrapped by KMS or by the key file.
import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import type { SecretBox } from '../../application/ports/secret-box.ts';
import { callAws } from '../aws-error.ts';
import type { RootSecret } from './root-secret.ts';
import { deriveFrom } from './secret-keys.ts';

/** Makes and unwraps data keys of 32 bytes; a key unwraps only in the context that it was made for. */
export interface KeyWrapper {
  generate(context: string): Promise<{ readonly plain: Uint8Array; readonly wrapped: Uint8Array }>;
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

/** The one format: `v1.<wrapped key>.<nonce>.<ciphertext and tag>`, base64url; AES-256-GCM, the context authenticated. */
const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Unwrapped keys that are remembered. */
const MOST_KEPT = 1000;

export function createSecretBox(wrapper: KeyWrapper): SecretBox {
  const kept = new Map<string, Uint8Array>();

  async function unwrap(wrapped: string, context: string): Promise<Uint8Array> {
    const id = `${wrapped}\0${context}`;
    const known = kept.get(id);
    if (known) return known;
    const plain = await wrapper.unwrap(Buffer.from(wrapped, 'base64url'), context);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(id, plain);
    return plain;
  }

  return {
    async seal(plain, context) {
      const key = await wrapper.generate(context);
      const { nonce, sealed } = encrypt(key.plain, Buffer.from(plain, 'utf8'), context);
      return [
        VERSION,
        ...[key.wrapped, nonce, sealed].map((part) => Buffer.from(part).toString('base64url')),
      ].join('.');
    },
    async open(sealed, context) {
      const [version, wrapped, nonce, body, ...rest] = sealed.split('.');
      if (
        version !== VERSION ||
        wrapped === undefined ||
        nonce === undefined ||
        body === undefined ||
        rest.length > 0
      ) {
        throw new DependencyError('corrupt', 'A sealed secret has an unknown format');
      }
      const key = await unwrap(wrapped, context);
      return decrypt(key, Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), context).toString(
        'utf8',
      );
    },
  };
}

/** Data keys of a KMS key; the context is KMS's encryption context, so that it stands in CloudTrail, too. */
export function createKmsWrapper(client: KMSClient, keyId: string): KeyWrapper {
  return {
    async generate(context) {
      const answer = await callAws('Making a data key', () =>
        client.send(
          new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { context } }),
        ),
      );
      if (!answer.Plaintext || !answer.CiphertextBlob) {
        throw new DependencyError('unavailable', 'KMS gave no data key');
      }
      return { plain: answer.Plaintext, wrapped: answer.CiphertextBlob };
    },
    async unwrap(wrapped, context) {
      const answer = await callAws('Unwrapping a data key', () =>
        client.send(
          new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: { context } }),
        ),
      );
      if (!answer.Plaintext) throw new DependencyError('unavailable', 'KMS unwrapped no data key');
      return answer.Plaintext;
    },
  };
}

/** Data keys wrapped under a key derived from the root secret, for one machine. */
export function createLocalWrapper(root: RootSecret): KeyWrapper {
  const wrappingKey = () => deriveFrom(root, 'wrap');
  return {
    async generate(context) {
      const plain = randomBytes(32);
      const { nonce, sealed } = encrypt(await wrappingKey(), plain, context);
      return { plain, wrapped: Buffer.concat([nonce, sealed]) };
    },
    async unwrap(wrapped, context) {
      const bytes = Buffer.from(wrapped);
      return decrypt(
        await wrappingKey(),
        bytes.subarray(0, NONCE_BYTES),
        bytes.subarray(NONCE_BYTES),
        context,
      );
    },
  };
}

function encrypt(key: Uint8Array, plain: Buffer, context: string): { nonce: Buffer; sealed: Buffer } {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return { nonce, sealed: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
}

function decrypt(key: Uint8Array, nonce: Buffer, sealed: Buffer, context: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new DependencyError(
      'corrupt',
      'A sealed secret does not open: it was changed, or belongs elsewhere',
      error,
    );
  }
}
