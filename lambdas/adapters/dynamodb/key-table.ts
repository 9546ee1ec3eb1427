// API keys in the table: `APIKEY#<id>` each, and one small list of all.
import { z } from 'zod';
import type { ApiKey, KeyStore } from '../../application/ports/key-store.ts';
import { SCOPES } from '../../contract/operation.ts';
import { type Key, NOT_THERE, type Table } from './table.ts';

const keyItem = z.object({
  id: z.string(),
  owner: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  hash: z.string(),
  createdAt: z.string(),
  // Not `expiresAt`: the table would delete the item, and an expired key is worth seeing.
  expiry: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

/** Keys are made by hand: one partition lists them all. */
const LIST = 'APIKEYS#';

function keyOf(id: string): Key {
  return { pk: `APIKEY#${id}`, sk: 'KEY' };
}

function fromItem({ expiry, ...item }: z.output<typeof keyItem>): ApiKey {
  return { ...item, expiresAt: expiry };
}

export function createKeyStore(table: Table): KeyStore {
  return {
    async create({ expiresAt, ...key }) {
      await table.put({ ...keyOf(key.id), ...key, expiry: expiresAt }, NOT_THERE);
      await table.put({ pk: LIST, sk: `${key.createdAt}#${key.id}`, id: key.id });
    },

    async get(id) {
      const item = await table.get(keyOf(id), keyItem, { consistent: true });
      return item && fromItem(item);
    },

    async revoke(id, at) {
      const changed = await table.update(
        keyOf(id),
        {
          expression: 'SET #revokedAt = :at',
          condition: 'attribute_exists(pk) AND #revokedAt = :none',
          names: { '#revokedAt': 'revokedAt' },
          values: { ':at': at, ':none': null },
        },
        keyItem,
      );
      return changed !== null || (await table.get(keyOf(id), keyItem, { consistent: true })) !== null;
    },

    async list() {
      const keys: Key[] = [];
      for await (const { id } of table.queryAll({ pk: LIST }, z.object({ id: z.string() })))
        keys.push(keyOf(id));
      return (await table.getMany(keys, keyItem)).map(fromItem);
    },
  };
}
