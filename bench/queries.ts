// npm run bench:queries: what each query costs at 1,000 to 1,000,000 statements: capacity units, which do not depend on
// the machine, and milliseconds, which do. Sizes up to --emulated (10000) are measured on dynalite as well.
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { createStatementReader } from '../lambdas/adapters/dynamodb/statement-reader.ts';
import type { Table as StoreTable } from '../lambdas/adapters/dynamodb/table.ts';
import { CALL_CAPACITY } from '../lambdas/application/list-statements.ts';
import type { StatementFilter } from '../lambdas/application/ports/statement-reader.ts';
import { startDynalite } from '../test/support/dynalite-table.ts';
import { fillTable } from './make-archive.ts';
import { createModelledTable } from './modelled-table.ts';

const LIMIT = 50;
const RUNS = 5;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    emulated: { type: 'string', default: '10000' },
  },
});

const COMMON = { dateField: 'statedAt', includeWithdrawn: false, sort: 'newest' } as const;

const QUERIES: readonly (readonly [string, StatementFilter])[] = [
  ['all, newest', COMMON],
  ['all, one month', { ...COMMON, from: '2029-03', to: '2029-03' }],
  ['all, by publication, oldest', { ...COMMON, dateField: 'publishedAt', sort: 'oldest' }],
  [
    'recorded since',
    { ...COMMON, dateField: 'recordedAt', sort: 'oldest', includeWithdrawn: true, from: '2020' },
  ],
  ['a frequent speaker', { ...COMMON, speakerId: 'speaker-0' }],
  ['a rare speaker', { ...COMMON, speakerId: 'speaker-490' }],
  ['speaker and time', { ...COMMON, speakerId: 'speaker-0', from: '2029', to: '2029' }],
  ['speaker and type', { ...COMMON, speakerId: 'speaker-0', types: ['direct'] }],
  ['topic', { ...COMMON, topic: 'ceasefire' }],
  ['topic and stance', { ...COMMON, topic: 'ceasefire', stances: ['denied'] }],
  ['about', { ...COMMON, about: 'velmora-7' }],
  ['outlet', { ...COMMON, outlet: 'outlet-30.example.org' }],
  ['a rare word', { ...COMMON, words: { all: ['rare77'], phrases: [], none: [] } }],
  ['a common word', { ...COMMON, words: { all: ['border'], phrases: [], none: [] } }],
  ['a phrase', { ...COMMON, words: { all: [], phrases: [['gas', 'treaty']], none: [] } }],
  [
    'speaker, topic, word, not a word',
    {
      ...COMMON,
      speakerId: 'speaker-0',
      topic: 'ceasefire',
      words: { all: ['frost'], phrases: [], none: ['gas'] },
    },
  ],
  ['nothing fits: confidence of 2', { ...COMMON, minConfidence: 1.01 }],
];

interface Measured {
  readonly capacity: number;
  readonly items: number;
  readonly milliseconds: number;
}

const clock = { now: () => '2032-01-01T00:00:00.000Z' };

async function measure(table: StoreTable, filter: StatementFilter): Promise<Measured> {
  const reader = createStatementReader(table, clock);
  const times: number[] = [];
  let capacity = 0;
  let items = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    const page = await reader.page(filter, { limit: LIMIT, position: null, capacity: CALL_CAPACITY });
    times.push(performance.now() - started);
    capacity = page.consumedCapacity;
    items = page.items.length;
  }
  return { capacity, items, milliseconds: times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0 };
}

const sizes = values.sizes.split(',').map(Number);
const rows = new Map<string, string[]>(QUERIES.map(([name]) => [name, [name]]));
const head = ['query'];
for (const size of sizes) {
  const started = performance.now();
  const model = createModelledTable();
  await fillTable(model, size);
  process.stderr.write(`${size} statements modelled in ${Math.round(performance.now() - started)} ms\n`);
  head.push(`${size.toLocaleString('en')}: units`);
  for (const [name, filter] of QUERIES) {
    const { capacity, items } = await measure(model, filter);
    rows.get(name)?.push(`${capacity} for ${items}`);
  }
  if (size > Number(values.emulated)) continue;
  const dynalite = await startDynalite();
  const table = await dynalite.create();
  await fillTable(table, size);
  head.push('emulated: units, ms');
  for (const [name, filter] of QUERIES) {
    const { capacity, items, milliseconds } = await measure(table, filter);
    rows.get(name)?.push(`${capacity} for ${items}, ${milliseconds.toFixed(0)} ms`);
  }
  await dynalite.stop();
}
const table = new Table({ head, style: { head: [], border: [] } });
for (const row of rows.values()) table.push(row);
process.stdout.write(`A page of ${LIMIT}; "units" are read capacity units of one call.\n${table}\n`);
