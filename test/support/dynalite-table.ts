// A fresh table in an embedded dynalite, in memory, for tests that need nothing else of AWS.
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import createDynalite from 'dynalite';
import { createTable, type Table } from '../../lambdas/adapters/dynamodb/table.ts';
import { TABLE_SCHEMA } from '../../lambdas/contract/table-schema.ts';
import { listenOnLoopback } from '../../lib/local/listen.ts';

export interface DynaliteTables {
  readonly client: DynamoDBClient;
  /** A table of its own, empty. */
  create(): Promise<Table>;
  stop(): Promise<void>;
}

export async function startDynalite(): Promise<DynaliteTables> {
  const server = createDynalite({ createTableMs: 0 });
  // A connection that is closed for idling just as it is used again fails its request, and here nothing is tried again.
  server.keepAliveTimeout = 0;
  const port = await listenOnLoopback(server, 0);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  let tables = 0;
  return {
    client,
    async create() {
      tables += 1;
      const name = `table-${tables}`;
      const { partitionKey, sortKey } = TABLE_SCHEMA;
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [partitionKey, sortKey].map((key) => ({
            AttributeName: key,
            AttributeType: 'S',
          })),
          KeySchema: [
            { AttributeName: partitionKey, KeyType: 'HASH' },
            { AttributeName: sortKey, KeyType: 'RANGE' },
          ],
        }),
      );
      // Created is not yet usable, though it takes no time.
      await waitUntilTableExists(
        { client, maxWaitTime: 10, minDelay: 0.005, maxDelay: 0.05 },
        { TableName: name },
      );
      return createTable(client, name);
    },
    async stop() {
      client.destroy();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
