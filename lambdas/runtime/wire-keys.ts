// What the keeping of API keys works with, for the command that makes and revokes them.
import { randomBytes } from 'node:crypto';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createKeyStore } from '../adapters/dynamodb/key-table.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openSecrets } from './open-secrets.ts';

/** @throws {ConfigError} where a variable is missing */
export function wireKeys() {
  const { TABLE_NAME } = readConfig(['TABLE_NAME']);
  return {
    keys: createKeyStore(createTable(createDynamoClient(), TABLE_NAME)),
    secretKeys: openSecrets().keys,
    clock: systemClock,
    createRandom: (bytes: number) => randomBytes(bytes),
  };
}
