// Opens the secrets where the configuration says they are: in AWS, or in a key file on one machine.
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createFileSecret, createManagedSecret } from '../adapters/secrets/root-secret.ts';
import { createKmsWrapper, createLocalWrapper, createSecretBox } from '../adapters/secrets/secret-box.ts';
import { createSecretKeys } from '../adapters/secrets/secret-keys.ts';
import type { SecretBox } from '../application/ports/secret-box.ts';
import type { SecretKeys } from '../application/ports/secret-keys.ts';
import { ConfigError, readConfig } from './config.ts';

export interface Secrets {
  readonly keys: SecretKeys;
  readonly box: SecretBox;
}

/** @throws {ConfigError} where neither SECRETS_FILE nor both of SECRETS_ID and SECRETS_KEY_ID are set */
export function openSecrets(environment?: Readonly<Record<string, string | undefined>>): Secrets {
  const config = readConfig(['SECRETS_FILE', 'SECRETS_ID', 'SECRETS_KEY_ID'], environment);
  if (config.SECRETS_FILE !== undefined) {
    const root = createFileSecret(config.SECRETS_FILE);
    return { keys: createSecretKeys(root), box: createSecretBox(createLocalWrapper(root)) };
  }
  if (config.SECRETS_ID === undefined || config.SECRETS_KEY_ID === undefined) {
    throw new ConfigError(['SECRETS_FILE', 'SECRETS_ID', 'SECRETS_KEY_ID'], undefined);
  }
  const root = createManagedSecret(new SecretsManagerClient({}), config.SECRETS_ID);
  return {
    keys: createSecretKeys(root),
    box: createSecretBox(createKmsWrapper(new KMSClient({}), config.SECRETS_KEY_ID)),
  };
}
