/**
 * Speed and size of the extractor: articles a second, load time, memory, and how cost grows with the text.
 *
 *   npm run bench:extraction
 *
 * What is measured is what is deployed: the extractor alone, bundled as CDK bundles functions, in a process with the
 * flags with which Lambda's runtime starts Node, once for a function of 256 MB and once for the memory that the ingest
 * function has (it has more for the sake of its share of a processor; V8 then takes more, since it may). Resident is the
 * whole process, Node included, after the last round. One thread extracts; V8 compiles and collects beside it.
 *
 * Texts are the project's own corpus, cut or joined to 600 words; hostile ones are made. Run it on a quiet machine, and
 * compare ratios, not seconds, between machines: seconds of CPU time suffer less from other programs, but they do.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE_BANNER, BUNDLING, heapFlags, MINIFYING, NODE_OPTIONS } from '../lib/bundling.ts';
import { FUNCTIONS } from '../lib/functions.ts';
import { findCorpora } from '../test/corpus/corpora.ts';

const WORDS_PER_ARTICLE = 600;
/** The memory that the extractor is to run in (MB). */
const SMALL = 256;
const DEPLOYED = FUNCTIONS[0].memoryMb;

const root = join(import.meta.dirname, '..');

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

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

const folder = mkdtempSync(join(tmpdir(), 'bench-extraction-'));
try {
  const bundle = join(folder, 'index.mjs');
  const articles = join(folder, 'articles.json');
  writeFileSync(articles, JSON.stringify(cutArticles()));
  await build({
    ...BUNDLING,
    ...MINIFYING,
    entryPoints: [join(import.meta.dirname, 'extraction-process.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    sourcemap: true,
    banner: { js: BUNDLE_BANNER },
  });
  const run = (memoryMb: number, task: 'speed' | 'growth'): void => {
    execFileSync(process.execPath, [...heapFlags(memoryMb), bundle, task, articles], {
      stdio: 'inherit',
      env: { ...process.env, NODE_OPTIONS, ASSETS_ROOT: root },
    });
  };
  for (const memoryMb of [SMALL, DEPLOYED]) {
    console.log(`articles of ${WORDS_PER_ARTICLE} words, in a function of ${memoryMb} MB`);
    run(memoryMb, 'speed');
  }
  const assets = ['lambdas/models', 'seeds/speakers.json'].map((path) => sizeOf(join(root, path)));
  const bytes = assets.reduce((sum, size) => sum + size, sizeOf(bundle));
  console.log(`code and weights     ${(bytes / 2 ** 20).toFixed(1)} MB`);
  console.log('\nCPU seconds at 1/16, 1/4 and 1 MB, and the ratio of the last two (4 is linear)');
  run(DEPLOYED, 'growth');
} finally {
  rmSync(folder, { recursive: true });
}
