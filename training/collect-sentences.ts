/**
 * Writes what the parser is asked about the project's own texts, one JSON array of words a line: what `train.py --text`
 * lets the teacher parse and the shipped network learn from.
 *
 *   npx node training/collect-sentences.ts FILE
 *
 * Read are the tuning half and the references of test/corpus, and training/text; never the held-out half, nor any text
 * that is not the project's. Quotations are masked as they are at run time (lambdas/core/text/mask-quotations.ts).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDocument, type DocumentResources } from '../lambdas/core/text/document-builder.ts';
import { loadResources } from '../lambdas/runtime/load-extractor.ts';
import { findCorpora } from '../test/corpus/corpora.ts';
import { readReferences } from '../test/corpus/references.ts';

/** Shorter sentences teach nothing; longer ones are cut-up pages. */
const SHORTEST = 4;
const LONGEST = 120;

/** The texts that may be learnt from. */
function readTexts(): string[] {
  const tuning = findCorpora().find(({ name }) => name === 'own/tuning');
  const articles = tuning?.read().map(({ text }) => text) ?? [];
  const passages = [...readReferences().values()].flat().map(({ text }) => text);
  const folder = join(import.meta.dirname, 'text');
  const prose = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return [...articles, ...passages, ...prose];
}

const resources = loadResources();
const seen = new Set<string>();
/** The parser, with an ear on what it is asked. */
const listening: DocumentResources = {
  ...resources,
  syntax: {
    parse: (words) => {
      if (words.length >= SHORTEST && words.length <= LONGEST) seen.add(JSON.stringify(words));
      return resources.syntax.parse(words);
    },
  },
};
for (const text of readTexts()) {
  const { sentences, parse } = buildDocument({ text }, listening);
  for (const index of sentences.keys()) parse(index);
}
const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: collect-sentences.ts FILE');
writeFileSync(file, `${[...seen].join('\n')}\n`);
process.stdout.write(`${seen.size} sentences\n`);
