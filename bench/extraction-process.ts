/**
 * The process that extraction.ts measures, started of a bundle: `speed` times the articles of a file, `growth` texts of
 * 1/16, 1/4 and 1 MB. Prints what it finds.
 */
import { readFileSync } from 'node:fs';
import { loadExtractor } from '../lambdas/runtime/load-extractor.ts';
import { makeHostileTexts } from './hostile-texts.ts';

const ROUNDS = 8;
const MIB = 2 ** 20;

const [, , task, file = ''] = process.argv;
const articles: readonly string[] = JSON.parse(readFileSync(file, 'utf8'));

const seconds = (run: () => void): number => {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
};

/** Of this thread: what other programs take from the core does not count. */
const cpuSeconds = (run: () => void): number => {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1e6;
};

const megabytes = (): string => (process.memoryUsage.rss() / MIB).toFixed(0);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function measureSpeed(): void {
  const before = megabytes();
  const start = performance.now();
  const { extract } = loadExtractor();
  const load = performance.now() - start;
  const loaded = megabytes();
  const runAll = (): void => {
    for (const text of articles) extract({ text });
  };
  const first = seconds(() => extract({ text: articles[0] ?? '' }));
  runAll();
  const cpu: number[] = [];
  const wall = Array.from({ length: ROUNDS }, () => seconds(() => cpu.push(cpuSeconds(runAll))));
  const rate = (time: number): string => (articles.length / time).toFixed(0);
  console.log(`  load               ${load.toFixed(0)} ms`);
  console.log(`  first article      ${(1000 * first).toFixed(0)} ms`);
  console.log(`  articles a second  ${rate(median(wall))}, best round ${rate(Math.min(...wall))}`);
  console.log(`    of CPU time      ${rate(median(cpu))}, best round ${rate(Math.min(...cpu))}`);
  console.log(`  resident           ${megabytes()} MB (${before} before loading, ${loaded} after)`);
}

function measureGrowth(): void {
  const { extract } = loadExtractor();
  const natural = articles.join('\n\n');
  for (const text of articles) extract({ text });
  for (const [name, unit] of Object.entries(makeHostileTexts(natural))) {
    const times = [MIB / 16, MIB / 4, MIB].map((size) => {
      const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      return cpuSeconds(() => extract({ text }));
    });
    const [, quarter = Number.NaN, whole = Number.NaN] = times;
    console.log(
      `  ${name.padEnd(26)}${times.map((time) => time.toFixed(2).padStart(7)).join('')}  ×${(whole / quarter).toFixed(1)}`,
    );
  }
}

if (task === 'speed') measureSpeed();
else measureGrowth();
