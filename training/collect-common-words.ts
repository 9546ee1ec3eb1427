/**
 * Collects the words that English writes in lower case, from the training and development parts of UD English EWT and GUM,
 * into lambdas/models/en/common-words.json: what a headline in capitals may be calmed by.
 *
 *   npx node training/collect-common-words.ts <folder with ud-ewt and ud-gum>
 *
 * Counted are words of letters inside sentences; a word is common when it stands in lower case twice as often as with a
 * capital. Those mostly used as `clausal` parts of speech (verbs, pronouns, adverbs, conjunctions) are listed apart: no
 * name is made of them, so that a capital on one tells a headline.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../lambdas/models/en/common-words.json');
const CLAUSAL: ReadonlySet<string> = new Set(['VERB', 'AUX', 'PRON', 'ADV', 'SCONJ', 'CCONJ', 'PART', 'DET']);
/** Sentences with more capitals than this are headlines themselves. */
const MOST_CAPITALS = 0.5;

interface Count {
  lower: number;
  capital: number;
  clausal: number;
}

const counts = new Map<string, Count>();

function countSentence(lines: readonly string[]): void {
  const words = lines
    .map((line) => line.split('\t'))
    .filter(([id, form]) => /^\d+$/.test(id ?? '') && /^\p{L}/u.test(form ?? ''));
  const capitals = words.filter(([, form]) => /^\p{Lu}/u.test(form ?? '')).length;
  if (capitals > MOST_CAPITALS * words.length) return;
  for (const [, form = '', , upos = ''] of words.slice(1)) {
    if (!/^[A-Za-z]{2,}$/.test(form)) continue;
    const key = form.toLowerCase();
    const count = counts.get(key) ?? { lower: 0, capital: 0, clausal: 0 };
    counts.set(key, count);
    if (form === key) {
      count.lower += 1;
      if (CLAUSAL.has(upos)) count.clausal += 1;
    } else if (/^[A-Z]/.test(form)) count.capital += 1;
  }
}

const [corpus] = process.argv.slice(2);
if (corpus === undefined) throw new Error('usage: collect-common-words.ts <folder with ud-ewt and ud-gum>');
for (const treebank of ['ud-ewt', 'ud-gum'])
  for (const part of ['train', 'dev'])
    for (const block of readFileSync(join(corpus, treebank, `${part}.conllu`), 'utf8').split('\n\n'))
      countSentence(block.split('\n'));

const common = [...counts].filter(([, { lower, capital }]) => lower > 0 && lower >= 2 * capital).sort();
const listOf = (clausal: boolean): string =>
  common
    .filter(([, count]) => count.clausal > 0.5 * count.lower === clausal)
    .map(([word]) => word)
    .join(' ');
writeFileSync(file, `${JSON.stringify({ clausal: listOf(true), others: listOf(false) }, null, 1)}\n`);
