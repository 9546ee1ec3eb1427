// Webhook endpoints in the table: the endpoint, its health, its slots, and who has which.
import { z } from 'zod';
import type { Endpoint, EndpointStore, SlotLease } from '../../application/ports/endpoint-store.ts';
import type { EndpointFilter } from '../../core/webhooks/endpoint-filter.ts';
import { HEALTHY } from '../../core/webhooks/endpoint-health.ts';
import { type Key, NOT_THERE, type Table } from './table.ts';

const endpointKey = (id: string): Key => ({ pk: `ENDPOINT#${id}`, sk: 'ENDPOINT' });
const healthKey = (id: string): Key => ({ pk: `ENDPOINT#${id}`, sk: 'HEALTH' });
const slotKey = (id: string, slot: number): Key => ({ pk: `ENDPOINT#${id}`, sk: `SLOT#${slot}` });
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
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const HealthItem = z.object({
  failures: z.number(),
  failingSince: z.string().nullable(),
  openUntil: z.string().nullable(),
});

const Pointer = z.object({ sk: z.string(), endpointId: z.string() });

/** Slots outlive their lease by a day at most, and are then deleted by the table. */
const SLOT_LIFE = 86_400;

export function createEndpointStore(table: Table): EndpointStore {
  const readAll = async (ids: readonly string[]): Promise<readonly Endpoint[]> =>
    table.getMany(ids.map(endpointKey), EndpointItem, { consistent: true });

  /** Before the endpoint itself when it begins to take messages, after it when it ends: never enabled and unlisted. */
  const list = (endpoint: Endpoint) => table.put({ pk: ENABLED, sk: endpoint.id, endpointId: endpoint.id });
  const unlist = (id: string) => table.remove({ pk: ENABLED, sk: id });

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
      if (replaced && endpoint.disabled) await unlist(endpoint.id);
      return replaced;
    },
    async remove(id) {
      const endpoint = await table.get(endpointKey(id), EndpointItem, { consistent: true });
      await table.remove(endpointKey(id));
      await unlist(id);
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
    replaceHealth(id, before, after) {
      const item = { ...healthKey(id), ...after };
      if (before === HEALTHY) return table.put(item, NOT_THERE);
      return table.put(item, {
        expression: 'failures = :failures AND failingSince = :since AND openUntil = :open',
        values: { ':failures': before.failures, ':since': before.failingSince, ':open': before.openUntil },
      });
    },
    async takeSlot(endpointId, slots, now, until) {
      for (let slot = 0; slot < slots; slot++) {
        const taken = await table.put(
          {
            ...slotKey(endpointId, slot),
            until,
            expiresAt: Math.floor(Date.parse(until) / 1000) + SLOT_LIFE,
          },
          {
            expression: 'attribute_not_exists(pk) OR #until < :now',
            names: { '#until': 'until' },
            values: { ':now': now },
          },
        );
        if (taken) return { endpointId, slot, until };
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
