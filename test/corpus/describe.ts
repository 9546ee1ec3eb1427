/**
 * Says what the corpus holds.
 *
 *   npx node test/corpus/describe.ts [--json] [FOLDER…]      counts, by half and over all
 *   npx node test/corpus/describe.ts --list [FOLDER…] [ID…]  every attribution as type, source, cue, content, speakers
 *
 * Folders are `tuning` and `heldout` beside this file unless given. `--list` is for proof-reading the gold.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildFolder, type GoldArticle, type GoldRow } from './build-gold.ts';

const PRONOUNS = new Set(
  'he she it they i we you who which him her them himself herself both this these those'.split(' '),
);

/** Counts over some articles; shares are per cent of the attributions, to one place. */
export interface CorpusCounts {
  articles: number;
  words: number;
  attributions: number;
  optional: number;
  traps: number;
  byType: Record<string, number>;
  byStance: Record<string, number>;
  byForm: Record<string, number>;
  speakers: number;
  pronounShare: number;
  interruptedShare: number;
  withoutCueShare: number;
  dated: number;
}

/** The rows of each attribution, in the order of the text. */
export const groupRows = (article: GoldArticle): GoldRow[][] => {
  const groups = new Map<string, GoldRow[]>();
  article.attributions.forEach((row, i) => {
    const key = row.group ?? `#${i}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  });
  return [...groups.values()];
};

export const countCorpus = (articles: GoldArticle[]): CorpusCounts => {
  const all = articles.flatMap((article) => groupRows(article).map((rows) => ({ article, rows })));
  const tally = (keys: string[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
    return Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  };
  const share = (n: number): number => Math.round((1000 * n) / Math.max(1, all.length)) / 10;
  const firstRows = all.flatMap(({ rows }) => rows.slice(0, 1));
  const isPronoun = (article: GoldArticle, row: GoldRow | undefined): boolean =>
    row?.mention != null &&
    PRONOUNS.has(article.text.slice(row.mention.start, row.mention.end).toLowerCase());
  return {
    articles: articles.length,
    words: articles.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0),
    attributions: all.length,
    optional: firstRows.filter((row) => row.optional).length,
    traps: articles.reduce((sum, { traps }) => sum + traps.length, 0),
    byType: tally(firstRows.map((row) => row.type)),
    byStance: tally(firstRows.map((row) => row.stance)),
    byForm: tally(articles.map((article) => article.form ?? 'none')),
    speakers: new Set(articles.flatMap((a) => a.attributions.map((row) => `${a.id} ${row.speakers?.[0]}`)))
      .size,
    pronounShare: share(all.filter(({ article, rows }) => isPronoun(article, rows[0])).length),
    interruptedShare: share(all.filter(({ rows }) => rows.length > 1).length),
    withoutCueShare: share(firstRows.filter((row) => row.cue === null).length),
    dated: firstRows.filter((row) => row.statedAt !== undefined).length,
  };
};

/** One line an attribution: type, stance, source, cue, content with ` … ` between its parts, names, date. */
export const listAttributions = (article: GoldArticle): string[] => {
  const cut = (span: { start: number; end: number } | null): string =>
    span ? article.text.slice(span.start, span.end).replace(/\s+/g, ' ') : '-';
  return groupRows(article).map((rows) => {
    const [row] = rows;
    if (!row) return '';
    const content = rows.map(cut).join(' … ');
    const names = row.speakers?.join('; ') ?? '-';
    const tail = [names, row.statedAt ?? '-', ...(row.optional ? ['optional'] : [])];
    return [`${row.type} ${row.stance}`, cut(row.mention), cut(row.cue), content, ...tail].join(' | ');
  });
};

const main = (args: string[]): number => {
  const named = args.filter((arg) => !arg.startsWith('--'));
  const given = named.filter((arg) => existsSync(arg) && statSync(arg).isDirectory());
  const ids = named.filter((arg) => !given.includes(arg));
  const folders =
    given.length > 0 ? given : ['tuning', 'heldout'].map((half) => join(import.meta.dirname, half));
  const built = folders
    .filter((folder) => existsSync(folder))
    .map((folder) => ({ folder, ...buildFolder(folder) }));
  for (const { file, line, message } of built.flatMap((half) => half.problems)) {
    process.stderr.write(`${file}:${line}: ${message}\n`);
  }
  if (args.includes('--list')) {
    for (const article of built.flatMap((half) => half.articles)) {
      if (ids.length > 0 && !ids.includes(article.id)) continue;
      process.stdout.write(
        `\n== ${article.id} (${article.form ?? 'no form'}, ${article.publishedAt ?? 'no date'})\n`,
      );
      for (const line of listAttributions(article)) process.stdout.write(`${line}\n`);
      for (const trap of article.traps) {
        process.stdout.write(`TRAP | ${article.text.slice(trap.start, trap.end).replace(/\s+/g, ' ')}\n`);
      }
    }
  } else {
    const counts = Object.fromEntries([
      ...built.map(({ folder, articles }) => [basename(folder), countCorpus(articles)] as const),
      ['all', countCorpus(built.flatMap((half) => half.articles))] as const,
    ]);
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(counts, null, 1)}\n`);
    else {
      for (const [name, { byType, byStance, byForm, ...rest }] of Object.entries(counts)) {
        process.stdout.write(`${name}\n`);
        for (const [key, value] of Object.entries(rest))
          process.stdout.write(`  ${key.padEnd(18)} ${value}\n`);
        for (const [key, values] of Object.entries({ byType, byStance, byForm })) {
          const line = Object.entries(values).map(([word, n]) => `${word} ${n}`);
          process.stdout.write(`  ${key.padEnd(18)} ${line.join(', ')}\n`);
        }
      }
    }
  }
  return built.some((half) => half.problems.length > 0) ? 1 : 0;
};

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
