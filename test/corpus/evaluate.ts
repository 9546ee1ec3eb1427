/**
 * Measures the extractor on every corpus that is present and prints one table, with the committed figures beside it.
 *
 *   npm run evaluate -- [--check] [--update] [--errors N] [--corpus NAME] [--calibration]
 *
 * --check   exits with 1 when a figure has fallen by more than half a point
 * --update  writes the figures to figures.json
 * --errors  prints the first N errors of each corpus but the held-out one
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadExtractor } from '../../lambdas/runtime/load-extractor.ts';
import { type Corpus, type CorpusArticle, findCorpora } from './corpora.ts';
import {
  addTally,
  emptyTally,
  type Figures,
  figuresOf,
  type Predicted,
  scoreArticle,
  type Tally,
} from './score.ts';

const figuresFile = join(import.meta.dirname, 'figures.json');
/** How far a figure may fall before it counts as a regression, in points. */
const TOLERANCE = 0.5;
/** Figures of which less is better. */
const LESS_IS_BETTER: ReadonlySet<keyof Figures> = new Set(['trapped', 'deniedAsSaid']);
const NOT_COMPARED: ReadonlySet<keyof Figures> = new Set(['gold', 'predicted']);

export type FiguresByCorpus = Record<string, Figures>;
type Extractor = ReturnType<typeof loadExtractor>;

export function measureArticle(
  article: CorpusArticle,
  extractor: Extractor,
): ReturnType<typeof scoreArticle> {
  const { text, title, publishedAt } = article;
  const predictions = extractor
    .extract({ text, title, publishedAt })
    .map((attribution): Predicted => ({ ...attribution, statedAt: attribution.statedAt?.date ?? null }));
  return scoreArticle(article, predictions);
}

export function measureCorpus(corpus: Corpus, extractor: Extractor): { tally: Tally; errors: string[] } {
  const tally = emptyTally();
  const errors: string[] = [];
  for (const article of corpus.read()) {
    const scored = measureArticle(article, extractor);
    addTally(tally, scored.tally);
    errors.push(...scored.errors);
  }
  return { tally, errors };
}

export function readCommittedFigures(): FiguresByCorpus {
  return existsSync(figuresFile) ? (JSON.parse(readFileSync(figuresFile, 'utf8')) as FiguresByCorpus) : {};
}

/** One line for each figure that is worse than the committed one by more than the tolerance. */
export function findRegressions(now: FiguresByCorpus, committed: FiguresByCorpus): string[] {
  return Object.entries(now).flatMap(([corpus, figures]) => {
    const before = committed[corpus];
    if (!before) return [];
    return (Object.keys(figures) as (keyof Figures)[]).flatMap((key) => {
      const [was, is] = [before[key], figures[key]];
      if (NOT_COMPARED.has(key) || was === null || was === undefined || is === null) return [];
      const fall = LESS_IS_BETTER.has(key) ? is - was : was - is;
      return fall > TOLERANCE ? [`${corpus} ${key}: ${was} before, ${is} now`] : [];
    });
  });
}

function printTable(now: FiguresByCorpus, committed: FiguresByCorpus): void {
  const names = Object.keys(now);
  const keys = Object.keys(Object.values(now)[0] ?? {}) as (keyof Figures)[];
  const cell = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : String(value);
  const row = (cells: readonly string[]): string =>
    cells.map((c, i) => (i === 0 ? c.padEnd(18) : c.padStart(22))).join('');
  console.log(row(['', ...names]));
  for (const key of keys) {
    console.log(
      row([key, ...names.map((name) => `${cell(now[name]?.[key])} (${cell(committed[name]?.[key])})`)]),
    );
  }
  console.log(
    '\nIn brackets: the committed figures. Percentages; gold, predicted and deniedAsSaid are counts.',
  );
}

function printCalibration(name: string, tally: Tally): void {
  const bins = tally.calibration.map(({ hit, of }, i) =>
    of === 0 ? null : `${i / 10}: ${((100 * hit) / of).toFixed(0)}% of ${of}`,
  );
  console.log(`${name} right by confidence: ${bins.filter((bin) => bin !== null).join(', ')}`);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      update: { type: 'boolean', default: false },
      calibration: { type: 'boolean', default: false },
      errors: { type: 'string', default: '0' },
      corpus: { type: 'string' },
    },
  });
  const extractor = loadExtractor();
  const committed = readCommittedFigures();
  const now: FiguresByCorpus = {};
  for (const corpus of findCorpora().filter(
    ({ name }) => values.corpus === undefined || name === values.corpus,
  )) {
    const { tally, errors } = measureCorpus(corpus, extractor);
    now[corpus.name] = figuresOf(tally);
    if (corpus.name !== 'own/heldout')
      for (const error of errors.slice(0, Number(values.errors))) console.log(error);
    if (values.calibration) printCalibration(corpus.name, tally);
  }
  printTable(now, committed);
  if (values.update) writeFileSync(figuresFile, `${JSON.stringify({ ...committed, ...now }, null, 2)}\n`);
  const regressions = findRegressions(now, committed);
  for (const line of regressions) console.error(`fell: ${line}`);
  if (values.check && regressions.length > 0) process.exitCode = 1;
}

if (import.meta.main) main();
