/**
 * Fits the confidence of attributions (lambdas/core/extraction/details/confidence.ts) to the tuning half of the
 * project's own corpus, which is CC BY 4.0; no other corpus goes into it.
 *
 *   npx node training/fit-confidence.ts [--write] [--optimism X]
 *
 * Fits a logistic model by Newton's method with a ridge penalty, prints its calibration with each article judged by a
 * model that has not seen it (ten folds), and with --write puts the model into lambdas/models/en/confidence.json. Run it
 * again whenever rules have changed; the result depends on nothing but the corpus and the code. `--optimism` is kept
 * from the file unless given: it was chosen so that the estimates were right for articles that had been held out then (t34 to t71, now part of the tuning half).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type ConfidenceModel,
  readConfidenceFeatures,
} from '../lambdas/core/extraction/details/confidence.ts';
import { loadExtractor } from '../lambdas/runtime/load-extractor.ts';
import { findCorpora } from '../test/corpus/corpora.ts';
import { type Predicted, scoreArticle } from '../test/corpus/score.ts';

const modelFile = join(import.meta.dirname, '../lambdas/models/en/confidence.json');
/** Features rarer than this have no weight. */
const RAREST = 8;
/** Strength of the penalty: a prior of log odds around 0 with this inverse variance. */
const RIDGE = 2;
const ROUNDS = 12;
const FOLDS = 10;

export interface Example {
  readonly features: readonly string[];
  readonly right: boolean;
  readonly article: number;
}

/** The judged attributions of the tuning corpus. @throws Error where it is missing. */
export function readExamples(): Example[] {
  const extractor = loadExtractor();
  const corpus = findCorpora().find(({ name }) => name === 'own/tuning');
  if (!corpus) throw new Error('the tuning corpus is missing');
  return corpus.read().flatMap((gold, article) => {
    const { text, title, publishedAt } = gold;
    const attributions = extractor.extract({ text, title, publishedAt });
    const predictions = attributions.map((attribution): Predicted => ({ ...attribution, statedAt: null }));
    const { right } = scoreArticle(gold, predictions);
    return attributions.flatMap((attribution, i) => {
      const judged = right[i] ?? null;
      return judged === null
        ? []
        : [{ features: readConfidenceFeatures(attribution, text), right: judged, article }];
    });
  });
}

/** Solves `matrix x = vector` by elimination; the matrix is positive definite and is overwritten. */
function solve(matrix: number[][], vector: number[]): number[] {
  const n = vector.length;
  for (let i = 0; i < n; i += 1) {
    const pivot = matrix[i] as number[];
    for (let j = i + 1; j < n; j += 1) {
      const row = matrix[j] as number[];
      const factor = (row[i] as number) / (pivot[i] as number);
      if (factor === 0) continue;
      for (let k = i; k < n; k += 1) row[k] = (row[k] as number) - factor * (pivot[k] as number);
      vector[j] = (vector[j] as number) - factor * (vector[i] as number);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    const row = matrix[i] as number[];
    let sum = vector[i] as number;
    for (let k = i + 1; k < n; k += 1) sum -= (row[k] as number) * (x[k] as number);
    x[i] = sum / (row[i] as number);
  }
  return x;
}

export const predict = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Bias and weights for the examples; the same for the same examples. */
export function fitModel(examples: readonly Example[]): { bias: number; weights: Record<string, number> } {
  const counts = new Map<string, number>();
  for (const { features } of examples) for (const f of features) counts.set(f, (counts.get(f) ?? 0) + 1);
  const names = [...counts]
    .filter(([, count]) => count >= RAREST)
    .map(([name]) => name)
    .sort();
  const index = new Map(names.map((name, i) => [name, i + 1]));
  const rows = examples.map(({ features }) => [0, ...features.flatMap((f) => index.get(f) ?? [])]);
  const size = names.length + 1;
  let beta = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = beta.map((b, i) => (i === 0 ? 0 : -RIDGE * b));
    const hessian = beta.map((_, i) => beta.map((__, j) => (i === j && i > 0 ? RIDGE : i === j ? 1e-6 : 0)));
    rows.forEach((row, e) => {
      const p = predict(row.reduce((sum, i) => sum + (beta[i] as number), 0));
      const error = (examples[e]?.right ? 1 : 0) - p;
      for (const i of row) {
        gradient[i] = (gradient[i] as number) + error;
        const line = hessian[i] as number[];
        for (const j of row) line[j] = (line[j] as number) + p * (1 - p);
      }
    });
    const step = solve(hessian, gradient);
    beta = beta.map((b, i) => b + (step[i] as number));
  }
  const rounded = (x: number): number => Math.round(1000 * x) / 1000;
  const weights = Object.fromEntries(
    names
      .map((name, i): [string, number] => [name, rounded(beta[i + 1] as number)])
      .filter(([, weight]) => weight !== 0),
  );
  return { bias: rounded(beta[0] as number), weights };
}

export const oddsOf = (
  { features }: Example,
  { bias, weights }: { bias: number; weights: Record<string, number> },
): number => features.reduce((sum, feature) => sum + (weights[feature] ?? 0), bias);

function main(): void {
  const { values } = parseArgs({
    options: { write: { type: 'boolean', default: false }, optimism: { type: 'string' } },
  });
  const before = JSON.parse(readFileSync(modelFile, 'utf8')) as ConfidenceModel;
  const optimism = values.optimism === undefined ? before.optimism : Number(values.optimism);
  const examples = readExamples();
  const bins = Array.from({ length: 10 }, () => ({ hit: 0, of: 0, sum: 0 }));
  let loss = 0;
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = fitModel(examples.filter(({ article }) => article % FOLDS !== fold));
    for (const example of examples.filter(({ article }) => article % FOLDS === fold)) {
      const p = predict(oddsOf(example, model));
      loss -= Math.log(example.right ? p : 1 - p);
      const bin = bins[Math.min(9, Math.floor(10 * p))];
      if (!bin) continue;
      bin.of += 1;
      bin.sum += p;
      if (example.right) bin.hit += 1;
    }
  }
  const right = examples.filter((example) => example.right).length;
  console.log(`${examples.length} attributions, ${((100 * right) / examples.length).toFixed(1)} % right`);
  console.log(`log loss over unseen articles ${(loss / examples.length).toFixed(3)}`);
  bins.forEach(({ hit, of, sum }, i) => {
    if (of > 0)
      console.log(
        `${i / 10}: ${((100 * hit) / of).toFixed(0)} % of ${of}, estimated ${((100 * sum) / of).toFixed(0)} %`,
      );
  });
  const { bias, weights } = fitModel(examples);
  const model: ConfidenceModel = { bias, optimism, weights };
  console.log(`${Object.keys(model.weights).length} weights`);
  if (values.write) writeFileSync(modelFile, `${JSON.stringify(model, null, 2)}\n`);
}

if (import.meta.main) main();
