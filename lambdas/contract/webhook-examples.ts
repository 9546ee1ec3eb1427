// Examples of webhooks for the documentation: invented like the rest.
import type { z } from 'zod';
import { STATEMENT_EXAMPLE } from './examples.ts';
import type { Delivery, Endpoint, Filter, Preview } from './webhook-resources.ts';

export const FILTER_EXAMPLE: Filter = {
  countries: ['velmora'],
  any: [{ topics: ['energy'] }, { words: '"transit agreement" -coal' }],
  not: { stances: ['denied'] },
};

export const ENDPOINT_EXAMPLE: z.output<typeof Endpoint> = {
  id: 'ep_2l7hq0Yx3nVbT9cWdZk1mR5sUaE',
  url: 'https://alerts.example.org/statements',
  description: 'Energy desk',
  events: [],
  filter: FILTER_EXAMPLE,
  status: 'enabled',
  disabled: null,
  failures: 0,
  failingSince: null,
  pausedUntil: null,
  rotatedSecretUntil: null,
  createdAt: '2031-03-01T09:00:00.000Z',
  updatedAt: '2031-03-01T09:00:00.000Z',
};

/** The bytes of a sentence, so that nobody takes it for a secret. */
export const SECRET_EXAMPLE = 'whsec_dGhpcyBpcyBubyBzZWNyZXQgYXQgYWxs';

export const DELIVERY_EXAMPLE: z.output<typeof Delivery> = {
  id: 'msg_q7w2e5r3t6y4u3i2o7p5a6s4d2',
  endpointId: ENDPOINT_EXAMPLE.id,
  eventId: 'ev_m4n3b2v5c6x7z2l3k4j5h6g7f2',
  eventType: 'statement.created',
  status: 'delivered',
  attempts: 1,
  nextAttemptAt: null,
  createdAt: '2031-03-14T16:25:03.120Z',
  updatedAt: '2031-03-14T16:25:03.640Z',
};

export const PREVIEW_EXAMPLE: z.output<typeof Preview> = {
  looked: 500,
  since: '2031-03-13T21:04:11.000Z',
  items: [STATEMENT_EXAMPLE],
};
