// The one root secret: from Secrets Manager in AWS, from a key file with mode 0600 on one machine.
import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import { callAws } from '../aws-error.ts';

/** Least length of a root secret (characters): 256 bits in base64. */
const LEAST_LENGTH = 43;

export type RootSecret = () => Promise<string>;

/** Read once and kept while the process lives. */
export function createManagedSecret(client: SecretsManagerClient, secretId: string): RootSecret {
  return keep(async () => {
    const answer = await callAws('Reading the secret', () =>
      client.send(new GetSecretValueCommand({ SecretId: secretId })),
    );
    return checkSecret(answer.SecretString);
  });
}

/** The file is made, with mode 0600, where there is none; one that others may read is refused. */
export function createFileSecret(path: string): RootSecret {
  return keep(async () => {
    createMissing(path);
    const file = openSync(path, 'r');
    try {
      const mode = fstatSync(file).mode & 0o777;
      if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
        throw new DependencyError(
          'refused',
          `The key file ${path} may be read by others; set its mode to 0600`,
        );
      }
      return checkSecret(readFileSync(file, 'utf8').trim());
    } finally {
      closeSync(file);
    }
  });
}

function createMissing(path: string): void {
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new DependencyError('refused', `The key file ${path} cannot be made`, error);
    }
  }
}

function checkSecret(text: string | undefined): string {
  if (text === undefined || text.length < LEAST_LENGTH) {
    throw new DependencyError('corrupt', `The root secret has less than ${LEAST_LENGTH} characters`);
  }
  return text;
}

/** A failure is not kept: the next call tries again. */
function keep(read: RootSecret): RootSecret {
  let kept: Promise<string> | undefined;
  return () => {
    kept ??= read().catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
