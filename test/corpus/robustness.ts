/**
 * Measures the extractor on the tuning half rewritten mechanically (`rewritings.ts`), beside the same articles as they stand.
 *
 *   npx node test/corpus/robustness.ts [REWRITING…]
 *
 * Articles that a rewriting leaves as they are count in neither row, nor do those whose markup it breaks (marks that face
 * the wrong way and become apostrophes, so that what was direct is not).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Extractor } from '../../lambdas/core/extraction/pipeline.ts';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { buildGold } from './build-gold.ts';
import { readArticle } from './corpora.ts';
import { measureArticle } from './evaluate.ts';
import { REWRITINGS, type Rewriting } from './rewritings.ts';
import { addTally, emptyTally, type Figures, figuresOf } from './score.ts';

const TUNING = join(import.meta.dirname, 'tuning');

export interface Robustness {
  readonly articles: number;
  readonly asTheyStand: Figures;
  readonly rewritten: Figures;
}

/** @param every measures one article of so many; 1 for all */
export function measureRewriting(rewriting: Rewriting, extractor: Extractor, every = 1): Robustness {
  const [asTheyStand, rewritten] = [emptyTally(), emptyTally()];
  let articles = 0;
  for (const file of readdirSync(TUNING)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .filter((_, i) => i % every === 0)) {
    const source = readFileSync(join(TUNING, file), 'utf8');
    const other = rewriting(source);
    const id = basename(file, '.txt');
    if (other === null || !buildGold(id, other).ok) continue;
    articles++;
    addTally(asTheyStand, measureArticle(readArticle(id, source), extractor).tally);
    addTally(rewritten, measureArticle(readArticle(id, other), extractor).tally);
  }
  return { articles, asTheyStand: figuresOf(asTheyStand), rewritten: figuresOf(rewritten) };
}

const COLUMNS = ['whosaidF1', 'wordsBySourceF1', 'speakerF1', 'namePrecision', 'directRecall'] as const;

function main(): void {
  const extractor = loadExtractor();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !REWRITINGS.has(name));
  if (unknown !== undefined) {
    console.error(`no rewriting '${unknown}': ${[...REWRITINGS.keys()].join(', ')}`);
    process.exitCode = 1;
    return;
  }
  console.log(
    ['rewritten'.padEnd(24), 'articles', ...COLUMNS.map((column) => column.padStart(16))].join(' '),
  );
  for (const [name, rewriting] of REWRITINGS) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { articles, asTheyStand, rewritten } = measureRewriting(rewriting, extractor);
    const cells = COLUMNS.map((column) => `${rewritten[column]} (${asTheyStand[column]})`.padStart(16));
    console.log([name.padEnd(24), String(articles).padStart(8), ...cells].join(' '));
  }
  console.log('\nIn brackets: the same articles as they stand. Percentages.');
}

if (import.meta.main) main();
