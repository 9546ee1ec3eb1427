// What the keeping of API keys works with, for the command that makes and revokes them.
import { randomBytes } from 'node:crypto';
import { createAuditLog } from '../adapters/dynamodb/audit-table.ts';
import { createDynamoClient } from '../adapters/dynamodb/client.ts';
import { createKeyStore } from '../adapters/dynamodb/key-table.ts';
import { createTable } from '../adapters/dynamodb/table.ts';
import type { KeepKeysPorts } from '../application/keep-keys.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openSecrets } from './open-secrets.ts';

/** @throws {ConfigError} where a variable is missing */
export function wireKeys(): KeepKeysPorts {
  const { TABLE_NAME } = readConfig(['TABLE_NAME']);
  const table = createTable(createDynamoClient(), TABLE_NAME);
  return {
    keys: createKeyStore(table),
    audit: createAuditLog(table),
    secretKeys: openSecrets().keys,
    clock: systemClock,
    createRandom: (bytes: number) => randomBytes(bytes),
  };
}
