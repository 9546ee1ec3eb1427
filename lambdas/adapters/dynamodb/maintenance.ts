// Empties the table of what a rebuild makes, and marks that one is under way. The only reader of the whole table.
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import type { Maintenance } from '../../application/ports/maintenance.ts';
import { callAws } from '../aws-error.ts';
import { isRebuilt } from './keys.ts';
import { type Key, NOT_THERE, type Table } from './table.ts';

const MARK: Key = { pk: 'MAINTENANCE#rebuild', sk: 'MARK' };
const markItem = z.object({ begunAt: z.string() }).transform(({ begunAt }) => begunAt);

export function createMaintenance(client: DynamoDBClient, table: Table): Maintenance {
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
  return {
    clear,
    async begin(at) {
      await table.put({ ...MARK, begunAt: at }, NOT_THERE);
    },
    async end() {
      await table.remove(MARK);
    },
    begunAt: () => table.get(MARK, markItem, { consistent: true }),
  };
}
