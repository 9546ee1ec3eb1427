// The shape of the one table: the stack and the local runner both create it from here.

/**
 * String keys `pk` and `sk`, no secondary index: every index is made of items of its own (postings), written before
 * what they point to and checked when read back, so that it never lags and costs the same in AWS and on one machine.
 * `expiresAt` (epoch seconds) is the time-to-live attribute; deletion is late, so readers check it themselves.
 */
export const TABLE_SCHEMA = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
} as const;
