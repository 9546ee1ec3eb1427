// Webhook endpoints in the table: the endpoint, its health, its slots, and who has which.
import { z } from 'zod';
import type { Endpoint, EndpointStore, SlotLease } from '../../application/ports/endpoint-store.ts';
import type { EndpointFilter } from '../../core/webhooks/endpoint-filter.ts';
import { HEALTHY } from '../../core/webhooks/endpoint-health.ts';
import { type Condition, type Key, NOT_THERE, type Table } from './table.ts';

const endpointKey = (id: string): Key => ({ pk: `ENDPOINT#${id}`, sk: 'ENDPOINT' });
const healthKey = (id: string): Key => ({ pk: `ENDPOINT#${id}`, sk: 'HEALTH' });
const SLOT_PREFIX = 'SLOT#';
const slotKey = (id: string, slot: number): Key => ({ pk: `ENDPOINT#${id}`, sk: `${SLOT_PREFIX}${slot}` });
const ownerKey = (endpoint: Pick<Endpoint, 'owner' | 'createdAt' | 'id'>): Key => ({
  pk: `ENDPOINTS_OF#${endpoint.owner}`,
  sk: `${endpoint.createdAt}#${endpoint.id}`,
});
/** Endpoints that take messages, all in one partition: read once for every batch of events. */
const ENABLED = 'ENDPOINTS_ENABLED#';

const EndpointItem = z.object({
  id: z.string(),
  owner: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  filter: z.custom<EndpointFilter>((value) => typeof value === 'object' && value !== null).nullable(),
  secrets: z.array(z.object({ sealed: z.string(), until: z.string().nullable() })),
  disabled: z.object({ reason: z.enum(['by_owner', 'gone', 'failing']), at: z.string() }).nullable(),
  untold: z.string().nullable(),
  baseUrl: z.string(),
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const HealthItem = z.object({
  failures: z.number(),
  failingSince: z.string().nullable(),
  failedAt: z.string().nullable(),
  openUntil: z.string().nullable(),
});

const SlotItem = z.object({ sk: z.string(), until: z.string() });
const Pointer = z.object({ sk: z.string(), endpointId: z.string() });

/** Seconds by which slots outlive their lease, and failures the last of them, until the table deletes them. */
const SLOT_LIFE = 86_400;
const HEALTH_LIFE = 30 * 86_400;
const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

export function createEndpointStore(table: Table): EndpointStore {
  const readAll = async (ids: readonly string[]): Promise<readonly Endpoint[]> =>
    table.getMany(ids.map(endpointKey), EndpointItem, { consistent: true });

  /**
   * Before the endpoint itself when it begins to take messages, after it when it ends, and never undoing what a later
   * version did: an endpoint may be listed that is disabled, but none is enabled and unlisted.
   */
  const list = ({ id, version }: Endpoint) =>
    table.put(
      { pk: ENABLED, sk: id, endpointId: id, version },
      {
        expression: 'attribute_not_exists(pk) OR #version < :version',
        names: { '#version': 'version' },
        values: { ':version': version },
      },
    );
  const unlist = ({ id, version }: Endpoint) =>
    table.remove(
      { pk: ENABLED, sk: id },
      {
        expression: 'attribute_not_exists(pk) OR #version <= :version',
        names: { '#version': 'version' },
        values: { ':version': version },
      },
    );

  /** Goes round, so that messages that come together do not all try the same slot first. */
  let turn = 0;

  return {
    async create(endpoint) {
      await table.put({ ...ownerKey(endpoint), endpointId: endpoint.id });
      await list(endpoint);
      await table.put({ ...endpointKey(endpoint.id), ...endpoint }, NOT_THERE);
    },
    get: (id) => table.get(endpointKey(id), EndpointItem, { consistent: true }),
    async replace(endpoint) {
      if (!endpoint.disabled) await list(endpoint);
      const replaced = await table.put(
        { ...endpointKey(endpoint.id), ...endpoint },
        {
          expression: '#version = :before',
          names: { '#version': 'version' },
          values: { ':before': endpoint.version - 1 },
        },
      );
      if (replaced && endpoint.disabled) await unlist(endpoint);
      return replaced;
    },
    async remove(id) {
      const endpoint = await table.get(endpointKey(id), EndpointItem, { consistent: true });
      await table.remove(endpointKey(id));
      await table.remove({ pk: ENABLED, sk: id });
      await table.remove(healthKey(id));
      if (endpoint) await table.remove(ownerKey(endpoint));
    },
    async listByOwner(owner, { limit, position }) {
      const page = await table.query(
        {
          pk: `ENDPOINTS_OF#${owner}`,
          limit,
          ...(position === null ? {} : { after: position }),
          consistent: true,
        },
        Pointer,
      );
      return {
        endpoints: await readAll(page.items.map(({ endpointId }) => endpointId)),
        position: page.last,
      };
    },
    async listEnabled() {
      const ids: string[] = [];
      for await (const { endpointId } of table.queryAll({ pk: ENABLED, consistent: true }, Pointer))
        ids.push(endpointId);
      return (await readAll(ids)).filter(({ disabled }) => disabled === null);
    },

    async getHealth(id) {
      return (await table.get(healthKey(id), HealthItem, { consistent: true })) ?? HEALTHY;
    },
    async replaceHealth(id, before, after) {
      const unchanged: Condition =
        before.failedAt === null
          ? NOT_THERE
          : {
              expression: 'failures = :failures AND failedAt = :at',
              values: { ':failures': before.failures, ':at': before.failedAt },
            };
      if (after.failedAt === null) return table.remove(healthKey(id), unchanged);
      const expiresAt = seconds(after.failedAt) + HEALTH_LIFE;
      return table.put({ ...healthKey(id), ...after, expiresAt }, unchanged);
    },
    async clearHealth(id) {
      await table.remove(healthKey(id));
    },
    async takeSlot(endpointId, slots, now, until) {
      const { items } = await table.query(
        { pk: endpointKey(endpointId).pk, prefix: SLOT_PREFIX, consistent: true },
        SlotItem,
      );
      const taken = new Set(items.filter((item) => item.until >= now).map(({ sk }) => sk));
      turn += 1;
      for (let step = 0; step < slots; step++) {
        const slot = (turn + step) % slots;
        const key = slotKey(endpointId, slot);
        if (taken.has(key.sk)) continue;
        const done = await table.put(
          { ...key, until, expiresAt: seconds(until) + SLOT_LIFE },
          {
            expression: 'attribute_not_exists(pk) OR #until < :now',
            names: { '#until': 'until' },
            values: { ':now': now },
          },
        );
        if (done) return { endpointId, slot, until };
      }
      return null;
    },
    async releaseSlot({ endpointId, slot, until }: SlotLease) {
      await table.remove(slotKey(endpointId, slot), {
        expression: '#until = :until',
        names: { '#until': 'until' },
        values: { ':until': until },
      });
    },
  };
}
