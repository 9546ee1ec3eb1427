// Statements in the shape of a large archive, made from a number, and a quick way to put them into a table.
import { statementKey } from '../lambdas/adapters/dynamodb/keys.ts';
import { postingsOf } from '../lambdas/adapters/dynamodb/statement-index.ts';
import type { Item, Table } from '../lambdas/adapters/dynamodb/table.ts';
import type { Statement } from '../lambdas/core/statements/statement.ts';
import { classifyTopics } from '../lambdas/core/statements/topics.ts';
import { makeStatement } from '../test/support/seed-statements.ts';

/** When all of them entered the feed. */
const FEED_AT = '2026-01-01T00:00:00.000Z';
const DAYS = 5 * 365;

/** A number from 0 to 1 that depends on `n` and `salt` alone. */
function noise(n: number, salt: number): number {
  let x = (n + 1) * 2_654_435_761 + salt * 40_503;
  x = Math.imul(x ^ (x >>> 15), 2_246_822_519);
  x = Math.imul(x ^ (x >>> 13), 3_266_489_917);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

const WORDS =
  'border gas treaty envoy summit harbour corridor ministry council grain rail delta accord levy frost'.split(
    ' ',
  );

/** Five years, 500 speakers of whom a few say most, 40 outlets, words from common to rare. */
export function makeBenchStatement(n: number): Statement {
  const base = makeStatement(n);
  const who = Math.floor(500 * noise(n, 1) ** 3);
  const day = new Date(Date.UTC(2027, 0, 1) + Math.floor(DAYS * noise(n, 2)) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const words = Array.from(
    { length: 12 },
    (_, at) => WORDS[Math.floor(WORDS.length * noise(n, 10 + at) ** 2)],
  );
  const rare = `rare${Math.floor(n / 7) % 1000}`;
  const text = `${words.join(' ')} ${n % 3 === 0 ? 'ceasefire' : 'sanctions'} ${rare}`;
  return {
    ...base,
    speaker: { id: `speaker-${who}`, name: `Speaker ${who}` },
    statedAt: { date: day, precision: 'day' },
    text,
    topics: classifyTopics(text),
    about: [{ id: `velmora-${Math.floor(60 * noise(n, 3))}`, name: 'Velmora' }],
    article: {
      ...base.article,
      outlet: `outlet-${Math.floor(40 * noise(n, 4) ** 2)}.example.org`,
      publishedAt: `${day}T12:00:00Z`,
    },
  };
}

/** Statements 0 to `count` − 1 with everything that leads to them. */
export async function fillTable(table: Table, count: number): Promise<void> {
  const listed = new Set<string>();
  let items: Item[] = [];
  for (let n = 0; n < count; n += 1) {
    const statement = makeBenchStatement(n);
    for (const { key, directory } of postingsOf(statement, FEED_AT)) {
      for (const place of [key, ...(directory ? [directory] : [])]) {
        const id = `${place.pk} ${place.sk}`;
        if (directory === place && listed.has(id)) continue;
        if (directory === place) listed.add(id);
        items.push({ ...place });
      }
    }
    items.push({ ...statementKey(statement.id), seq: 1, contentOrder: '0', feedAt: FEED_AT, statement });
    if (items.length > 2000 || n === count - 1) {
      await table.writeMany({
        put: [...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values()],
      });
      items = [];
    }
  }
}
