// npm run bench:queries: what each query of the API costs at 1,000 to 1,000,000 statements: capacity units, which do not
// depend on the machine, and milliseconds, which do. Every size is measured on a table in memory that counts by
// DynamoDB's rules; sizes up to --emulated on dynalite as well, whose counts must be the same.
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { createCounterStore } from '../lambdas/adapters/dynamodb/counter-store.ts';
import { createSpeakerStore } from '../lambdas/adapters/dynamodb/speaker-store.ts';
import { createStatementReader } from '../lambdas/adapters/dynamodb/statement-reader.ts';
import { makeStatement } from '../test/support/seed-statements.ts';
import { startTestApi, type TestApi } from '../test/support/test-api.ts';
import { fillArchive } from './make-archive.ts';
import { createModelledTable, type ModelledTable } from './modelled-table.ts';

const RUNS = 5;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    emulated: { type: 'string', default: '10000' },
  },
});

/** A page of 50 where nothing else is said. */
const QUERIES: readonly (readonly [string, string])[] = [
  ['one statement', `/statements/${makeStatement(0).id}`],
  ['all, newest', '/statements'],
  ['all as CSV, 500', '/statements?format=csv&limit=500'],
  ['all as JSON Lines, 1,000', '/statements?format=jsonl&limit=1000'],
  ['all, one month', '/statements?from=2029-03&to=2029-03'],
  ['all, by publication, oldest', '/statements?dateField=publishedAt&sort=oldest'],
  ['recorded since', '/statements?recordedSince=2020-01-01T00:00:00Z'],
  ['a frequent speaker', '/speakers/speaker-0/statements'],
  ['a rare speaker', '/speakers/speaker-490/statements'],
  ['speaker and year', '/speakers/speaker-0/statements?from=2029&to=2029'],
  ['speaker and type', '/speakers/speaker-0/statements?type=direct'],
  ['topic', '/statements?topic=ceasefire'],
  ['topic and stance', '/statements?topic=ceasefire&stance=denied'],
  ['about', '/statements?about=velmora-7'],
  ['outlet', '/statements?outlet=outlet-30.example.org'],
  ['a rare word', '/statements?q=rare77'],
  ['a very rare word, by publication', '/statements?q=only77&dateField=publishedAt'],
  ['a rare word, by publication', '/statements?q=rare77&dateField=publishedAt'],
  ['a common word', '/statements?q=border'],
  ['a phrase', '/statements?q=%22gas+treaty%22'],
  ['speaker, topic, word, -word', '/speakers/speaker-0/statements?topic=ceasefire&q=frost+-gas'],
  ['nothing fits', '/statements?minConfidence=1'],
  ['search of speakers, 20', '/speakers?q=speaker+1'],
  ['one speaker', '/speakers/speaker-0'],
  ['timeline, 60 months', '/speakers/speaker-0/timeline?bucket=month'],
  ['timeline, 100 days', '/speakers/speaker-0/timeline?bucket=day'],
  ['comparison of two', '/speakers/compare?ids=speaker-0,speaker-1'],
  ['topics', '/topics'],
  ['outlets, 100', '/outlets'],
];

interface Measured {
  readonly units: number;
  readonly items: number;
  readonly milliseconds: number;
}

/** The fastest of some runs, which other work on the machine disturbs least; the units are the same in all of them. */
async function measure(api: TestApi, address: string, consumed: () => number): Promise<Measured> {
  const [path = '', query = ''] = address.split('?');
  const times: number[] = [];
  let units = 0;
  let items = 1;
  for (let run = 0; run < RUNS; run += 1) {
    const before = consumed();
    const started = performance.now();
    const answer = await api.call({ path, query, principal: null, sourceIp: '127.0.0.1' });
    times.push(performance.now() - started);
    if (answer.status !== 200) throw new Error(`${address}: ${answer.text}`);
    units = consumed() - before;
    if (answer.json?.items !== undefined) items = answer.json.items.length;
    else if (query.includes('format=')) items = answer.text.trimEnd().split('\n').length;
    if (query.includes('format=csv')) items -= 1;
  }
  return { units, items, milliseconds: Math.min(...times) };
}

/** The API on this machine, whose callers nobody counts: what is consumed are the reads of its answers. */
async function startApi(model: ModelledTable | null): Promise<TestApi> {
  const options = { allowLoopbackWithoutKey: true };
  if (model === null) return startTestApi(options);
  const { storage, clock, stop } = await startTestApi();
  await stop();
  const stores = {
    table: model,
    reader: createStatementReader(model, clock),
    speakers: createSpeakerStore(model, clock),
    counters: createCounterStore(model, clock),
  };
  return startTestApi({ ...options, storage: { ...storage, ...stores } });
}

/** Adds up what every answer of the emulator says that it consumed. */
function watchCapacity(api: TestApi): () => number {
  let total = 0;
  api.aws.dynamo.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      const { ConsumedCapacity } = answer.output as {
        ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
      };
      for (const { CapacityUnits } of [ConsumedCapacity ?? []].flat()) total += CapacityUnits ?? 0;
      return answer;
    },
    { step: 'initialize', name: 'watchCapacity' },
  );
  return () => total;
}

function note(text: string, started: number): void {
  process.stderr.write(`${text} in ${Math.round((performance.now() - started) / 1000)} s\n`);
}

const rows = new Map<string, string[]>(QUERIES.map(([name]) => [name, [name]]));
const head = ['query'];

async function measureAll(
  api: TestApi,
  consumed: () => number,
  show: (measured: Measured) => string,
): Promise<void> {
  for (const [name, address] of QUERIES) rows.get(name)?.push(show(await measure(api, address, consumed)));
  await api.stop();
}

for (const size of values.sizes.split(',').map(Number)) {
  const started = performance.now();
  const model = createModelledTable();
  await fillArchive(model, size);
  note(`${size} statements modelled`, started);
  head.push(`${size.toLocaleString('en')}: units`);
  await measureAll(await startApi(model), model.consumed, ({ units, items }) => `${units} for ${items}`);
  if (size > Number(values.emulated)) continue;
  const copied = performance.now();
  const api = await startApi(null);
  await model.copyTo(api.storage.table);
  note(`${size} statements copied to the emulator`, copied);
  head.push('emulated: units, ms');
  await measureAll(
    api,
    watchCapacity(api),
    ({ units, milliseconds }) => `${units}, ${milliseconds.toFixed(0)} ms`,
  );
}
const table = new Table({ head, style: { head: [], border: [] } });
for (const row of rows.values()) table.push(row);
process.stdout.write(`"26.5 for 50": read capacity units of one call, and what it answered.\n${table}\n`);
