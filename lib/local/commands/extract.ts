// npm run --silent extract -- PATH…: the attributions of text files and JSON articles, one JSON line an article.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadExtractor } from '../../../lambdas/runtime/load-extractor.ts';
import { runCommand } from '../cli.ts';
import { explainAttributions } from '../explain-attributions.ts';
import { describeError, LocalError } from '../local-error.ts';
import { readArticles } from '../read-articles.ts';
import { renderAttributions, renderPage } from '../render-attributions.ts';

const USAGE = `npm run --silent extract -- PATH... [options]

  PATH          a text file, a JSON article {title?, text, url?, outlet?, publishedAt?}, or a folder of them
  --explain     lines for people instead of JSON: who said what, by which cue, which rule decided
  --html FILE   also writes one self-contained page with sources, cues and contents marked
  --beliefs     also what somebody is said to believe or to wish, with stance "believed"

  Without --explain: one JSON line an article, {id, text, attributions}; offsets are UTF-16 units into text.`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      explain: { type: 'boolean', default: false },
      html: { type: 'string' },
      beliefs: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (positionals.length === 0) throw new LocalError('bad_argument', `Name a file or a folder.\n\n${USAGE}`);
  const extractor = loadExtractor();
  const pages: string[] = [];
  for await (const article of readArticles(positionals)) {
    const attributions = extractor.extract(article, { beliefs: values.beliefs });
    if (values.explain) process.stdout.write(explainAttributions(article, attributions));
    else {
      const rows = attributions.map(({ statedAt, ...row }) => ({
        ...row,
        statedAt: statedAt?.date ?? null,
        statedAtPrecision: statedAt?.precision ?? null,
      }));
      process.stdout.write(`${JSON.stringify({ id: article.id, text: article.text, attributions: rows })}\n`);
    }
    if (values.html !== undefined) pages.push(renderAttributions(article, attributions));
  }
  if (values.html !== undefined) await writePage(values.html, pages);
  return 0;
});

async function writePage(file: string, articles: readonly string[]): Promise<void> {
  try {
    await writeFile(file, renderPage(articles));
  } catch (error) {
    throw new LocalError('unreadable_path', `Cannot write ${file}: ${describeError(error)}`, error);
  }
}
