// The shape of the one table: read by the stack, by the local runner and by the adapters.

export interface IndexSchema {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** All key attributes are strings; indexes project every attribute and are sparse. */
export const TABLE_SCHEMA: {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly IndexSchema[];
  /** Attribute with the second (epoch) after which DynamoDB may delete the item. */
  readonly timeToLive: string;
} = {
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: [],
  timeToLive: 'expiresAt',
};
