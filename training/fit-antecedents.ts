/**
 * Fits what tells whom a pronoun means (lambdas/core/speakers/antecedents.ts) to the pronouns that are sources in the
 * tuning half of the project's own corpus and in its check-list of references, both CC BY 4.0; nothing else goes into it.
 *
 *   npx node training/fit-antecedents.ts [--write]
 *
 * A log-linear model, fitted by gradient ascent with a ridge penalty. Prints how it does on articles that it has not seen
 * (six folds), by the least share at which a name is given; with --write puts the weights of a fit to everything
 * into lambdas/models/en/antecedents.json. Earlier pronouns are mentions for later ones, so that a fit changes what the next
 * one sees: run it until the weights stay nearly as they are (three times).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createExtractor } from '../lambdas/core/extraction/pipeline.ts';
import type { AntecedentModelData, Candidates, Features } from '../lambdas/core/speakers/antecedents.ts';
import { compileAntecedentModel, rankCandidates } from '../lambdas/core/speakers/antecedents.ts';
import { resolveSpeakers } from '../lambdas/core/speakers/resolve.ts';
import { buildDocument } from '../lambdas/core/text/document-builder.ts';
import { loadResources } from '../lambdas/runtime/load-extractor.ts';
import { findCorpora } from '../test/corpus/corpora.ts';
import { isRightName } from '../test/corpus/match-name.ts';
import { readReferences } from '../test/corpus/references.ts';

const modelFile = join(import.meta.dirname, '../lambdas/models/en/antecedents.json');
const FOLDS = 6;
const ROUNDS = 600;
const RATE = 0.15;
/** Strength of the penalty. */
const RIDGE = 0.001;
/** Features rarer than this have no weight. */
const RAREST = 5;
/** Words that are classed as pronouns by their form alone. */
const PRONOUN = /^(?:he|she|it|they|his|her|its|their|him|them)$/i;
const THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75];

interface Source {
  readonly start: number;
  readonly end: number;
  readonly names: readonly string[];
}

interface Text {
  readonly text: string;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly sources: readonly Source[];
}

export interface Example {
  readonly candidates: Candidates;
  /** Of each candidate. */
  readonly right: readonly boolean[];
  readonly article: number;
}

/** Every text with the mentions in it whose names are known. @throws Error where the tuning corpus is missing. */
function readTexts(): Text[] {
  const corpus = findCorpora().find(({ name }) => name === 'own/tuning');
  if (!corpus) throw new Error('the tuning corpus is missing');
  const articles = corpus.read().map(
    ({ text, title, publishedAt, attributions }): Text => ({
      text,
      title,
      publishedAt,
      sources: attributions.flatMap(({ mention, speakers }) =>
        mention && speakers?.length ? [{ ...mention, names: speakers }] : [],
      ),
    }),
  );
  const passages = [...readReferences().values()].flat().map(
    ({ text, title, references }): Text => ({
      text,
      title,
      publishedAt: null,
      sources: references.flatMap(({ of, start, end, names }) =>
        of === 'mention' && names.length > 0 ? [{ start, end, names }] : [],
      ),
    }),
  );
  return [...articles, ...passages];
}

export function readExamples(): Example[] {
  const resources = loadResources();
  const extractor = createExtractor(resources);
  return readTexts().flatMap(({ text, title, publishedAt, sources }, article) => {
    const input = { text, title, publishedAt };
    const spans = extractor.extract(input).flatMap(({ source }) => source ?? []);
    const namesAt = new Map(
      sources
        .filter(
          ({ start, end }) => PRONOUN.test(text.slice(start, end)) && spans.some((s) => s.start === start),
        )
        .map(({ start, names }) => [start, names]),
    );
    const document = buildDocument(input, resources);
    const met: { candidates: Candidates; names: readonly string[] }[] = [];
    resolveSpeakers(document, resources.directory, spans, undefined, (start, candidates) => {
      const names = namesAt.get(start);
      if (names) met.push({ candidates, names });
    });
    return met.map(({ candidates, names }) => ({
      candidates,
      // at the end everybody has the fullest name
      right: candidates.all.map(({ entity }) => isRightName(names, [entity.speaker?.name ?? entity.name])),
      article,
    }));
  });
}

/** A row of features as indices and values; the last of an example is nobody's. */
type Row = readonly (readonly [number, number])[];

export function fitModel(examples: readonly Example[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { candidates } of examples) {
    const names = [...candidates.all.flatMap(({ features }) => features.names), candidates.nobody];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts.keys()].filter((name) => (counts.get(name) ?? 0) >= RAREST).sort();
  const index = new Map(names.map((name, i) => [name, i]));
  const rowOf = ({ names: of, values }: Features): Row =>
    of.flatMap((name, i) => {
      const at = index.get(name);
      return at === undefined ? [] : [[at, values[i] as number] as const];
    });
  const data = examples.map(({ candidates, right }) => ({
    rows: [
      ...candidates.all.map(({ features }) => rowOf(features)),
      rowOf({ names: [candidates.nobody], values: [1] }),
    ],
    right: right.includes(true) ? [...right, false] : [...right.map(() => false), true],
  }));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-8);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = new Float64Array(names.length);
    for (const { rows, right } of data) {
      const odds = rows.map((row) =>
        row.reduce((sum, [at, value]) => sum + (weights[at] as number) * value, 0),
      );
      const most = Math.max(...odds);
      const shares = odds.map((value) => Math.exp(value - most));
      const all = shares.reduce((a, b) => a + b, 0);
      const wanted = shares.reduce((sum, share, i) => sum + (right[i] ? share : 0), 0);
      rows.forEach((row, i) => {
        const share = shares[i] as number;
        const error = (right[i] ? share / wanted : 0) - share / all;
        for (const [at, value] of row) gradient[at] = (gradient[at] as number) + error * value;
      });
    }
    for (let at = 0; at < names.length; at += 1) {
      const slope = (gradient[at] as number) / data.length - RIDGE * (weights[at] as number);
      squares[at] = (squares[at] as number) + slope * slope;
      weights[at] = (weights[at] as number) + (RATE * slope) / Math.sqrt(squares[at] as number);
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, Math.round(1000 * (weights[i] as number)) / 1000]));
}

function main(): void {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const before = JSON.parse(readFileSync(modelFile, 'utf8')) as AntecedentModelData;
  const examples = readExamples();
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitModel(examples.filter(({ article }) => article % FOLDS !== fold));
    const model = compileAntecedentModel({ weights, leastShare: 0 });
    return examples
      .filter(({ article }) => article % FOLDS === fold)
      .map(({ candidates, right }) => {
        const best = rankCandidates(candidates, model);
        const at = candidates.all.findIndex(({ entity }) => entity === best?.entity);
        return { share: best?.share ?? 0, right: right[at] === true };
      });
  }).flat();
  console.log(`${judged.length} pronouns, each by a model fitted without its article:`);
  for (const least of THRESHOLDS) {
    const named = judged.filter(({ share }) => share >= least);
    const right = named.filter((one) => one.right).length;
    const percent = ((100 * right) / named.length).toFixed(1);
    console.log(`named at ${least} and over: ${named.length}, right ${right} (${percent} %)`);
  }
  if (!values.write) return;
  const model = { leastShare: before.leastShare, weights: fitModel(examples) };
  writeFileSync(modelFile, `${JSON.stringify(model, null, 1)}\n`);
}

if (import.meta.main) main();
