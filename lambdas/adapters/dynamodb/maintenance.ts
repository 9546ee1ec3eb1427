// Empties the table of what a rebuild makes. The only reader of the whole table, and none that answers a query.
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { callAws } from '../aws-error.ts';
import { isRebuilt } from './keys.ts';
import type { Key, Table } from './table.ts';

export function createMaintenance(client: DynamoDBClient, table: Table) {
  async function clear(onProgress: (items: number) => void): Promise<void> {
    let start: Record<string, never> | undefined;
    let removed = 0;
    do {
      const page = await callAws('Reading the whole table', () =>
        client.send(
          new ScanCommand({
            TableName: table.name,
            ProjectionExpression: 'pk, sk',
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      );
      const keys = (page.Items ?? []).map((raw) => unmarshall(raw) as Key).filter(({ pk }) => isRebuilt(pk));
      await table.writeMany({ remove: keys });
      removed += keys.length;
      onProgress(removed);
      start = page.LastEvaluatedKey as typeof start;
    } while (start !== undefined);
  }
  return { clear };
}
