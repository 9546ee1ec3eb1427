// Opaque cursors: a position, signed together with the query that it belongs to.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface Cursors {
  /** A cursor for the query that `binding` names. `position` is JSON. */
  sign(binding: string, position: unknown): string;
  /** The position, or null where the cursor was changed, made elsewhere, or made for another query. */
  verify(binding: string, cursor: string): { readonly position: unknown } | null;
}

/** HMAC-SHA256 with `key` (32 bytes) over format version, binding and position. */
export function createCursors(key: Uint8Array): Cursors {
  const signature = (binding: string, payload: string) =>
    createHmac('sha256', key).update(`cursor.v1\0${binding}\0${payload}`).digest().subarray(0, 24);
  return {
    sign(binding, position) {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${signature(binding, payload).toString('base64url')}`;
    },
    verify(binding, cursor) {
      const match = /^([\w-]+)\.([\w-]{32})$/.exec(cursor);
      const [, payload, given] = match ?? [];
      if (payload === undefined || given === undefined) return null;
      const bytes = Buffer.from(given, 'base64url');
      const expected = signature(binding, payload);
      if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return null;
      return { position: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) };
    },
  };
}

/** Parameters that may change from page to page. */
const UNBOUND = new Set(['cursor', 'limit', 'format', 'bom']);

/** A text that is the same for two requests just when they ask the same query. */
export function bindQuery(
  operationId: string,
  input: { readonly path: unknown; readonly query: unknown },
): string {
  const entries = [...Object.entries(input.path ?? {}), ...Object.entries(input.query ?? {})]
    .filter(([name, value]) => !UNBOUND.has(name) && value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operationId, entries]))
    .digest('base64url');
}
