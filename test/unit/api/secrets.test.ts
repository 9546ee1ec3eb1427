// Secrets on one machine and in AWS: key file, derived keys, sealed envelopes.
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileSecret, createManagedSecret } from '../../../lambdas/adapters/secrets/root-secret.ts';
import {
  createKmsWrapper,
  createLocalWrapper,
  createSecretBox,
} from '../../../lambdas/adapters/secrets/secret-box.ts';
import { createSecretKeys } from '../../../lambdas/adapters/secrets/secret-keys.ts';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'secrets-')), 'secret.key');

describe('the key file', () => {
  it('is made once, for its owner alone', async () => {
    const path = newPath();
    const secret = await createFileSecret(path)();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await createFileSecret(path)()).toBe(secret);
    expect(readFileSync(path, 'utf8').trim()).toBe(secret);
  });

  it('is refused where others may read it, where it is too short, and where it cannot be made', async () => {
    const open = newPath();
    await createFileSecret(open)();
    chmodSync(open, 0o644);
    await expect(createFileSecret(open)()).rejects.toMatchObject({ code: 'refused' });
    const short = newPath();
    writeFileSync(short, 'short', { mode: 0o600 });
    await expect(createFileSecret(short)()).rejects.toMatchObject({ code: 'corrupt' });
    await expect(createFileSecret('/no/such/folder/key')()).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a managed secret', () => {
  it('is read once, and again after a failure', async () => {
    let calls = 0;
    const client = {
      send: async () => {
        calls += 1;
        if (calls === 1) throw new Error('down');
        return { SecretString: 's'.repeat(64) };
      },
    };
    const read = createManagedSecret(client as never, 'id');
    await expect(read()).rejects.toThrow();
    expect(await read()).toBe('s'.repeat(64));
    expect(await read()).toBe('s'.repeat(64));
    expect(calls).toBe(2);
  });
});

describe('derived keys', () => {
  it('differ by purpose and are the same each time', async () => {
    const path = newPath();
    const keys = createSecretKeys(createFileSecret(path));
    const again = createSecretKeys(createFileSecret(path));
    const cursor = await keys.derive('cursor');
    expect(cursor).toHaveLength(32);
    expect(await again.derive('cursor')).toEqual(cursor);
    expect(await keys.derive('api-key-pepper')).not.toEqual(cursor);
    expect(await createSecretKeys(createFileSecret(newPath())).derive('cursor')).not.toEqual(cursor);
  });
});

/** KMS as its reference describes it: ciphertexts open with the key and context that they were made with. */
function createFakeKms() {
  const made = new Map<string, { key: Uint8Array; context: string }>();
  let calls = 0;
  return {
    calls: () => calls,
    send: async (command: {
      input: { CiphertextBlob?: Uint8Array; EncryptionContext: { context: string } };
    }) => {
      calls += 1;
      const { CiphertextBlob, EncryptionContext } = command.input;
      if (!CiphertextBlob) {
        const key = new Uint8Array(32).fill(made.size + 1);
        const blob = Buffer.from(`wrapped-${made.size}`);
        made.set(blob.toString(), { key, context: EncryptionContext.context });
        return { Plaintext: key, CiphertextBlob: blob };
      }
      const known = made.get(Buffer.from(CiphertextBlob).toString());
      if (known?.context !== EncryptionContext.context) {
        throw Object.assign(new Error('bad context'), { name: 'InvalidCiphertextException' });
      }
      return { Plaintext: known.key };
    },
  };
}

describe.each([
  ['with the key file', () => createLocalWrapper(createFileSecret(newPath()))],
  ['with KMS', () => createKmsWrapper(createFakeKms() as never, 'key')],
])('sealing %s', (_, createWrapper) => {
  it('opens in its own context alone, and not when changed', async () => {
    const box = createSecretBox(createWrapper());
    const sealed = await box.seal('whsec_ünïcode', 'ep_1');
    expect(sealed).toMatch(/^v1(\.[\w-]+){3}$/);
    expect(sealed).not.toContain('whsec');
    expect(await box.open(sealed, 'ep_1')).toBe('whsec_ünïcode');
    expect(await box.seal('whsec_ünïcode', 'ep_1')).not.toBe(sealed);
    await expect(box.open(sealed, 'ep_2')).rejects.toMatchObject({ name: 'DependencyError' });
    const [version, key, nonce, body] = sealed.split('.');
    const flipped = (body ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    await expect(box.open([version, key, nonce, flipped].join('.'), 'ep_1')).rejects.toMatchObject({
      code: 'corrupt',
    });
    await expect(box.open('v2.a.b.c', 'ep_1')).rejects.toMatchObject({ code: 'corrupt' });
  });
});

it('asks KMS once for a key that it has unwrapped', async () => {
  const kms = createFakeKms();
  const box = createSecretBox(createKmsWrapper(kms as never, 'key'));
  const sealed = await box.seal('secret', 'ep_1');
  const before = kms.calls();
  for (let n = 0; n < 5; n += 1) await box.open(sealed, 'ep_1');
  expect(kms.calls()).toBe(before + 1);
});
