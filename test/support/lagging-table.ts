// A table whose ordinary reads are behind, as DynamoDB's may be: strongly consistent ones are not.
import type { Item, Key, Table } from '../../lambdas/adapters/dynamodb/table.ts';

/**
 * Hides every item from ordinary reads until `settle` is called, where `hidden` says so. What was overwritten or
 * deleted meanwhile is not shown as it was: only the absence of new items is simulated.
 */
export function lagBehind(table: Table, hidden: () => boolean): Table & { settle(): void } {
  const late = new Set<string>();
  const keyOf = ({ pk, sk }: Key) => `${pk} ${sk}`;
  const note = (item: Key) => {
    if (hidden()) late.add(keyOf(item));
  };
  return {
    ...table,
    settle: () => late.clear(),
    put: (item, ...rest) => {
      note(item);
      return table.put(item, ...rest);
    },
    replace: (item, ...rest) => {
      note(item);
      return table.replace(item, ...rest);
    },
    writeMany: (changes, ...rest) => {
      for (const item of (changes.put ?? []) as Item[]) note(item);
      return table.writeMany(changes, ...rest);
    },
    async getMany(keys, schema, options = {}) {
      const shown = options.consistent ? keys : keys.filter((key) => !late.has(keyOf(key)));
      return table.getMany(shown, schema, options);
    },
    async query(request, schema, options = {}) {
      const page = await table.query(request, schema, options);
      if (request.consistent || options.consistent) return page;
      // Schemas of index entries give the sort key; those of items are read by consistent queries alone.
      const items = page.items.filter((item) => !late.has(`${request.pk} ${String(item)}`));
      return { items, last: page.last };
    },
  };
}
