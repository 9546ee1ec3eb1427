// npm run bench:operations: what each operation of the API costs over the emulated table: milliseconds, which depend on the
// machine, and the units of capacity that all its reads consumed, which do not. Larger sizes: bench/queries.ts.
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { countChanges } from '../lambdas/application/count-changes.ts';
import { makeStatement } from '../test/support/seed-statements.ts';
import { startTestApi, type TestApi } from '../test/support/test-api.ts';
import { fillTable, makeBenchStatement } from './make-archive.ts';

const RUNS = 5;

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '1000,10000' } } });

/** A page of 50 where nothing else is said. */
const OPERATIONS: readonly (readonly [string, string])[] = [
  ['all statements, newest', '/statements'],
  ['as CSV, 500 a page', '/statements?format=csv&limit=500'],
  ['one month', '/statements?from=2029-03&to=2029-03'],
  ['by publication, oldest first', '/statements?dateField=publishedAt&sort=oldest'],
  ['recorded since', '/statements?recordedSince=2020-01-01T00:00:00Z'],
  ['a frequent speaker', '/speakers/speaker-0/statements'],
  ['a frequent speaker, one year', '/speakers/speaker-0/statements?from=2029&to=2029'],
  ['a frequent speaker, by type', '/speakers/speaker-0/statements?type=direct'],
  ['a topic', '/statements?topic=ceasefire'],
  ['a topic and a stance', '/statements?topic=ceasefire&stance=denied'],
  ['about a country', '/statements?about=velmora-7'],
  ['an outlet', '/statements?outlet=outlet-30.example.org'],
  ['a rare word', '/statements?q=rare77'],
  ['a common word', '/statements?q=border'],
  ['a phrase', '/statements?q=%22gas+treaty%22'],
  ['speaker, topic, words', '/speakers/speaker-0/statements?topic=ceasefire&q=frost+-gas'],
  ['nothing that fits', '/statements?minConfidence=1'],
  ['search of speakers', '/speakers?q=speaker+1&limit=10'],
  ['one speaker', '/speakers/speaker-0'],
  ['timeline, 60 months', '/speakers/speaker-0/timeline?bucket=month'],
  ['comparison of two speakers', '/speakers/compare?ids=speaker-0,speaker-1'],
  ['topics', '/topics'],
  ['outlets', '/outlets'],
  ['one statement', `/statements/${makeStatement(0).id}`],
];

/** Adds up what every answer of the table says that it consumed. */
function watchCapacity(api: TestApi): { total: number } {
  const watched = { total: 0 };
  api.aws.dynamo.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      const { ConsumedCapacity } = answer.output as {
        ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
      };
      for (const { CapacityUnits } of [ConsumedCapacity ?? []].flat()) watched.total += CapacityUnits ?? 0;
      return answer;
    },
    { step: 'initialize', name: 'watchCapacity' },
  );
  return watched;
}

/** Speakers and counts, as ingest keeps them. */
async function fillLists(api: TestApi, count: number): Promise<void> {
  const { speakers, counters } = api.storage;
  const everybody = Array.from({ length: 500 }, (_, n) => ({
    id: `speaker-${n}`,
    name: `Speaker ${n}`,
    aliases: [],
  }));
  for (let at = 0; at < everybody.length; at += 50) await speakers.note(everybody.slice(at, at + 50));
  await speakers.note(
    Array.from({ length: 60 }, (_, n) => ({ id: `velmora-${n}`, name: `Velmora ${n}`, aliases: [] })),
  );
  const statements = Array.from({ length: count }, (_, n) => makeBenchStatement(n));
  await counters.apply('ar_bench', 1, countChanges(statements.map((after) => ({ before: null, after }))));
}

const sizes = values.sizes.split(',').map(Number);
const rows = new Map<string, string[]>(OPERATIONS.map(([name]) => [name, [name]]));
for (const size of sizes) {
  const api = await startTestApi({ requestsPerMinute: 1_000_000 });
  const started = performance.now();
  await fillTable(api.storage.table, size);
  await fillLists(api, size);
  process.stderr.write(
    `${size} statements filled in ${Math.round((performance.now() - started) / 1000)} s\n`,
  );
  const watched = watchCapacity(api);
  for (const [name, address] of OPERATIONS) {
    const times: number[] = [];
    let answer = await api.get(address);
    for (let run = 0; run < RUNS; run += 1) {
      watched.total = 0;
      const begun = performance.now();
      answer = await api.get(address);
      times.push(performance.now() - begun);
    }
    if (answer.status !== 200) throw new Error(`${address}: ${answer.text}`);
    const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
    const items = answer.json?.items?.length;
    rows.get(name)?.push(items === undefined ? '' : String(items), String(watched.total), median.toFixed(0));
  }
  await api.stop();
}
const head = [
  'operation',
  ...sizes.flatMap((size) => [`${size.toLocaleString('en')}: items`, 'units', 'ms']),
];
const table = new Table({ head, style: { head: [], border: [] } });
for (const row of rows.values()) table.push(row);
process.stdout.write(
  `Units are capacity units of one call, the count of the caller's requests included.\n${table}\n`,
);
