/**
 * Speed and size of the extractor: articles a second, load time, memory, and how cost grows with the text.
 *
 *   npm run bench:extraction
 *
 * Texts are the project's own corpus, cut or joined to 600 words; hostile ones are made. One process, one core.
 * Run it on a quiet machine, and compare ratios, not seconds, between machines.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadExtractor } from '../lambdas/runtime/load-extractor.ts';
import { findCorpora } from '../test/corpus/corpora.ts';

const WORDS_PER_ARTICLE = 600;
const ROUNDS = 5;

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

const seconds = (run: () => void): number => {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
};

function cutArticles(): string[] {
  const paragraphs = findCorpora()
    .filter(({ name }) => name === 'own/tuning')
    .flatMap((corpus) => corpus.read())
    .flatMap((article) => article.text.split(/\n\n+/));
  const articles: string[] = [];
  let current: string[] = [];
  let words = 0;
  for (const paragraph of paragraphs) {
    current.push(paragraph);
    words += paragraph.split(/\s+/).length;
    if (words < WORDS_PER_ARTICLE) continue;
    articles.push(current.join('\n\n'));
    current = [];
    words = 0;
  }
  return articles;
}

const before = process.memoryUsage().rss;
let extractor: ReturnType<typeof loadExtractor> | undefined;
const load = seconds(() => {
  extractor = loadExtractor();
});
if (!extractor) throw new Error('the extractor did not load');
const { extract } = extractor;

const articles = cutArticles();
const runAll = (): void => {
  for (const text of articles) extract({ text });
};
const cold = seconds(() => extract({ text: articles[0] ?? '' }));
runAll();
const rounds = Array.from({ length: ROUNDS }, () => seconds(runAll)).sort((a, b) => a - b);
const median = rounds[Math.floor(ROUNDS / 2)] ?? Number.NaN;

console.log(`load                ${(1000 * load).toFixed(0)} ms`);
console.log(`first article       ${(1000 * cold).toFixed(0)} ms`);
console.log(
  `articles a second   ${(articles.length / median).toFixed(0)} (of ${WORDS_PER_ARTICLE} words; best ${(articles.length / (rounds[0] ?? Number.NaN)).toFixed(0)})`,
);
console.log(
  `resident            ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB (${(before / 2 ** 20).toFixed(0)} before loading)`,
);
const root = join(import.meta.dirname, '..');
const assets = ['lambdas/models', 'lambdas/core', 'seeds/speakers.json'].map((path) =>
  sizeOf(join(root, path)),
);
console.log(`code and weights    ${(assets.reduce((a, b) => a + b, 0) / 2 ** 20).toFixed(1)} MB`);

/** Growth of cost when the text doubles: 2 is linear. */
console.log('\nseconds at 1/16, 1/4 and 1 MB, and the ratio of the last two (4 is linear)');
const natural = articles.join('\n\n');
const hostile: Record<string, string> = {
  'natural text': natural,
  'one sentence, no stops': natural.replace(/[.!?\n]+/g, ' '),
  'opening quotation marks': '“a '.repeat(1000),
  'straight quotation marks': '" said '.repeat(1000),
  'capitalised words': 'Anna Maria Bell '.repeat(1000),
  'cues and pronouns': 'he said that she said that ',
  'people of one last name': Array.from(
    { length: 20000 },
    (_, i) => `Ann${i} Velm said no. Velm left. `,
  ).join(''),
  'many ministers': Array.from(
    { length: 20000 },
    (_, i) => `Minister Olaf P${i} said no. The minister left. `,
  ).join(''),
  'brackets and dashes': '((( — — )))',
  'blank lines': '\n\n \n',
  'one long word': 'a',
  'combining marks': 'e\u0301\u0323',
};
for (const [name, unit] of Object.entries(hostile)) {
  const times = [2 ** 16, 2 ** 18, 2 ** 20].map((size) => {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    return seconds(() => extract({ text }));
  });
  const [, quarter = Number.NaN, whole = Number.NaN] = times;
  console.log(
    `${name.padEnd(26)} ${times.map((t) => t.toFixed(2).padStart(7)).join('')}  ×${(whole / quarter).toFixed(1)}`,
  );
}
