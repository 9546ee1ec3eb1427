// Makes and revokes API keys, and keeps a record of who did.
import type { Scope } from '../contract/operation.ts';
import { type CheckKeyPorts, hashSecret } from './check-key.ts';
import type { AuditEntry, AuditLog } from './ports/audit-log.ts';
import type { ApiKey } from './ports/key-store.ts';

export interface KeepKeysPorts extends CheckKeyPorts {
  readonly audit: AuditLog;
  readonly createRandom: (bytes: number) => Buffer;
}

/** Who does it: the person at the command line. */
export interface KeyKeeper {
  readonly name: string;
}

export interface NewKey {
  readonly owner: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: string | null;
}

/** Makes a key. The token is given back once and cannot be had again. */
export async function createKey(
  ports: KeepKeysPorts,
  keeper: KeyKeeper,
  wanted: NewKey,
): Promise<{ readonly key: ApiKey; readonly token: string }> {
  const id = `ak_${ports.createRandom(12).toString('hex')}`;
  const secret = ports.createRandom(32).toString('base64url');
  const key: ApiKey = {
    ...wanted,
    id,
    hash: hashSecret(await ports.secretKeys.derive('api-key-pepper'), secret).toString('base64url'),
    createdAt: ports.clock.now(),
    revokedAt: null,
  };
  const entry = describeWrite(ports, keeper, {
    operationId: 'createKey',
    owner: wanted.owner,
    target: { id },
  });
  await ports.audit.begin(entry);
  await ports.keys.create(key);
  await ports.audit.finish(entry, { status: 201, target: entry.target });
  return { key, token: `dst_${id}_${secret}` };
}

/** False where there is no such key. */
export async function revokeKey(ports: KeepKeysPorts, keeper: KeyKeeper, id: string): Promise<boolean> {
  const key = await ports.keys.get(id);
  if (key === null) return false;
  const entry = describeWrite(ports, keeper, { operationId: 'revokeKey', owner: key.owner, target: { id } });
  await ports.audit.begin(entry);
  await ports.keys.revoke(id, ports.clock.now());
  await ports.audit.finish(entry, { status: 204, target: entry.target });
  return true;
}

function describeWrite(
  ports: KeepKeysPorts,
  keeper: KeyKeeper,
  what: Pick<AuditEntry, 'operationId' | 'owner' | 'target'>,
): AuditEntry {
  return {
    ...what,
    requestId: ports.createRandom(12).toString('hex'),
    at: ports.clock.now(),
    keyId: `command of ${keeper.name}`,
    sourceIp: 'command line',
    status: null,
  };
}
