// Requests of a caller in a window: one item, counted up by each; the table deletes it when the window is over.
import { z } from 'zod';
import type { RequestCounter } from '../../application/ports/request-limits.ts';
import type { Table } from './table.ts';

const counterItem = z.object({ uses: z.int() });

export function createRequestCounter(table: Table): RequestCounter {
  return {
    async count(caller, window, until, requests) {
      const item = await table.update(
        { pk: `REQUESTS#${caller}`, sk: window },
        {
          // A retry of the SDK may count one request twice, which is strict and harmless.
          expression: 'ADD #uses :requests SET #expiresAt = :expiresAt',
          names: { '#uses': 'uses', '#expiresAt': 'expiresAt' },
          values: { ':requests': requests, ':expiresAt': Math.ceil(Date.parse(until) / 1000) },
        },
        counterItem,
      );
      return item?.uses ?? 0;
    },
  };
}
