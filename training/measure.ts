// Measures the shipped weights on the treebanks and writes training/figures.json.
// Usage: node training/measure.ts <folder with ud-ewt and ud-gum>

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSyntaxModel } from '../lambdas/core/syntax/parse.ts';
import { readTreebank, scoreGoldTokens, scoreRawSentences, scoreSentenceSplit } from './score-syntax.ts';

const corpus = process.argv[2];
if (!corpus) throw new Error('usage: node training/measure.ts <folder with ud-ewt and ud-gum>');
const weights = readFileSync(join(import.meta.dirname, '../lambdas/models/en/syntax.bin'));
const model = loadSyntaxModel(weights);
const parts = ['dev', 'test'].map((part) => {
  const ewt = readTreebank(join(corpus, 'ud-ewt', `${part}.conllu`));
  const gum = readTreebank(join(corpus, 'ud-gum', `${part}.conllu`));
  const sets = { ewt, gum, both: [...ewt, ...gum], 'gum-news': gum.filter((s) => s.id.includes('_news_')) };
  return [
    part,
    Object.fromEntries(
      Object.entries(sets).map(([name, sentences]) => [
        name,
        {
          goldTokens: scoreGoldTokens(model, sentences),
          rawText: scoreRawSentences(model, sentences),
          sentenceSplitF1: scoreSentenceSplit(sentences),
        },
      ]),
    ),
  ];
});
const figures = {
  file: 'lambdas/models/en/syntax.bin',
  bytes: weights.length,
  sha256: createHash('sha256').update(weights).digest('hex'),
  figures: Object.fromEntries(parts),
};
writeFileSync(join(import.meta.dirname, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
console.log(JSON.stringify(figures.figures, undefined, 1));
