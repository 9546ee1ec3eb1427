/**
 * Measures speaker resolution alone: every gold source mention is resolved as it stands, without the extractor.
 *
 *   npx node bench/speakers.ts [--errors] [--shared DIR] [CORPUS…]
 *
 * CORPUS is `seeds` (real articles with canonical names), `tuning` (the project's own corpus) or `gum` (gold
 * coreference of UD GUM); all that are present by default. DIR holds the corpora that do not ship (../shared/corpus).
 * precision: of the names given, the share that is right; recall: of the mentions that have a name, the share
 * that got it. A name is right as test/corpus/score.ts has it: all words of an accepted name among its own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory, type SpeakerDirectory } from '../lambdas/core/speakers/directory.ts';
import type { NameLists } from '../lambdas/core/speakers/name-lists.ts';
import { resolveSpeakers } from '../lambdas/core/speakers/resolve.ts';
import type { Speaker } from '../lambdas/core/speakers/speaker.ts';
import { loadSyntaxModel } from '../lambdas/core/syntax/parse.ts';
import { buildDocument } from '../lambdas/core/text/document-builder.ts';
import { splitParagraphs } from '../lambdas/core/text/paragraphs.ts';
import { findQuotations } from '../lambdas/core/text/quotations.ts';
import { buildFolder } from '../test/corpus/build-gold.ts';

interface Row {
  readonly mention: { readonly start: number; readonly end: number };
  readonly speakers: readonly string[];
}
interface Article {
  readonly id: string;
  readonly text: string;
  readonly publishedAt: string | null;
  readonly rows: readonly Row[];
}

const root = join(import.meta.dirname, '..');
const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export function loadDirectory(): SpeakerDirectory {
  const list = (name: string): string => join(root, 'lambdas/models/en', `${name}.json`);
  return createDirectory(readJson<Speaker[]>(join(root, 'seeds/speakers.json')), {
    countries: readJson<NameLists['countries']>(list('countries')),
    givenNames: readJson<NameLists['givenNames']>(list('given-names')),
    titles: readJson<NameLists['titles']>(list('titles')),
    nouns: readJson<NameLists['nouns']>(list('mention-nouns')),
  });
}

const syntax = loadSyntaxModel(readFileSync(join(root, 'lambdas/models/en/syntax.bin')));

// As the scorer compares names: folded, one ending for -iy, -yy, -ei … and one Vladimir.
const fold = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const key = (s: string): string =>
  fold(s)
    .replace(/^(the|an|a) /, '')
    .replace(/\b(volodymyr|wladimir)\b/g, 'vladimir')
    .replace(/(iy|yy|ei|ey|ij|ii|y|i)\b/g, 'i');
function isRight(wanted: readonly string[], given: readonly string[]): boolean {
  const got = given.map((name) => key(name).split(' '));
  return wanted
    .map((name) => key(name).split(' '))
    .some((want) =>
      got.some((words) => words.length <= want.length + 3 && want.every((w) => words.includes(w))),
    );
}

interface GoldFile {
  id: string;
  text?: string;
  publishedAt?: string;
  attributions: { mention: Row['mention'] | null; speakers?: string[]; optional?: boolean }[];
}

function articlesOf(files: readonly GoldFile[], textOf: (id: string) => string): Article[] {
  return files.map((file) => ({
    id: file.id,
    text: file.text ?? textOf(file.id),
    publishedAt: file.publishedAt ?? null,
    rows: file.attributions.flatMap((row) =>
      row.mention && row.speakers ? [{ mention: row.mention, speakers: row.speakers }] : [],
    ),
  }));
}

function loadSeeds(shared: string): Article[] {
  const folder = join(shared, 'seeds-gold');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).map((name) => readJson<GoldFile>(join(folder, name)));
  return articlesOf(files, (id) => readFileSync(join(shared, 'seeds', `${id}.txt`), 'utf8'));
}

function loadOwn(name: string): Article[] {
  const folder = join(root, 'test/corpus', name);
  if (!existsSync(folder)) return [];
  return articlesOf(buildFolder(folder).articles as unknown as GoldFile[], () => '');
}

interface Token {
  readonly form: string;
  readonly start: number;
  readonly end: number;
  readonly upos: string;
  readonly deprel: string;
  readonly lemma: string;
  readonly head: number;
}

const SPEECH_LEMMAS = new Set(
  'say tell add write state announce declare warn insist stress note explain argue claim accuse deny confirm report reply respond ask urge demand suggest'.split(
    ' ',
  ),
);

/** GUM's coreference: subjects of verbs of saying whose cluster has a proper name, with all its proper names. */
function loadGum(shared: string): Article[] {
  const articles: Article[] = [];
  for (const part of ['dev', 'train']) {
    const path = join(shared, 'ud-gum', `${part}.conllu`);
    if (!existsSync(path)) continue;
    for (const chunk of readFileSync(path, 'utf8')
      .split(/^# newdoc id = /m)
      .slice(1)) {
      const id = chunk.slice(0, chunk.indexOf('\n'));
      if (/GUM_(?:news|interview|bio|voyage)_/.test(id)) articles.push(readGumArticle(id, chunk));
    }
  }
  return articles;
}

function readGumArticle(id: string, chunk: string): Article {
  let text = '';
  let date: string | null = null;
  const names = new Map<string, Set<string>>();
  const kinds = new Map<string, string>();
  const open: { cluster: string; start: number; proper: boolean; first: number }[] = [];
  const spans: { cluster: string; start: number; end: number; from: number; to: number; sentence: number }[] =
    [];
  const sentences: Token[][] = [];
  let tokens: Token[] = [];
  let fresh = true;
  for (const line of chunk.split('\n')) {
    if (line.startsWith('# newpar')) fresh = true;
    const created = /^# meta::dateCreated = (\d{4}-\d\d-\d\d)/.exec(line);
    if (created?.[1]) date = created[1];
    if (line === '') {
      if (tokens.length > 0) sentences.push(tokens);
      tokens = [];
      continue;
    }
    const cols = line.split('\t');
    if (cols.length < 10 || !/^\d+$/.test(cols[0] ?? '')) continue;
    const [, form = '', lemma = '', upos = '', , , head = '0', deprel = '', , misc = '_'] = cols;
    if (fresh && text !== '') text = `${text.trimEnd()}\n\n`;
    fresh = false;
    const start = text.length;
    text += form;
    const end = text.length;
    tokens.push({ form, start, end, upos, deprel, lemma, head: Number(head) });
    const entity = /(?:^|\|)Entity=([^|]+)/.exec(misc)?.[1] ?? '';
    for (const mark of entity.matchAll(/\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)/g)) {
      const [, openId, kind, closes, closeId] = mark;
      if (openId) {
        kinds.set(openId, kind ?? '');
        if (closes)
          spans.push({
            cluster: openId,
            start,
            end,
            from: tokens.length - 1,
            to: tokens.length,
            sentence: sentences.length,
          });
        else open.push({ cluster: openId, start, proper: false, first: tokens.length - 1 });
      } else if (closeId) {
        for (let i = open.length - 1; i >= 0; i -= 1) {
          const item = open[i];
          if (item?.cluster !== closeId) continue;
          open.splice(i, 1);
          spans.push({
            cluster: closeId,
            start: item.start,
            end,
            from: item.first,
            to: tokens.length,
            sentence: sentences.length,
          });
          break;
        }
      }
    }
    if (!/SpaceAfter=No/.test(misc)) text += ' ';
  }
  if (tokens.length > 0) sentences.push(tokens);
  for (const span of spans) {
    const inside = (sentences[span.sentence] ?? []).slice(span.from, span.to);
    const headIndex = inside.findIndex((t) => t.head - 1 < span.from || t.head - 1 >= span.to);
    const head = inside[headIndex];
    if (head?.upos !== 'PROPN') continue;
    // the name alone: the head, what is flat or compound with it, all proper
    const words: string[] = [];
    for (let i = headIndex; i >= 0 && inside[i]?.upos === 'PROPN'; i -= 1)
      words.unshift(inside[i]?.form ?? '');
    for (
      let i = headIndex + 1;
      i < inside.length && (inside[i]?.deprel === 'flat' || inside[i]?.form === '-');
      i += 1
    ) {
      words.push(inside[i]?.form ?? '');
    }
    const list = names.get(span.cluster) ?? new Set<string>();
    list.add(words.join(' '));
    names.set(span.cluster, list);
  }
  const rows: Row[] = [];
  for (const span of spans) {
    if (kinds.get(span.cluster) !== 'person' && kinds.get(span.cluster) !== 'organization') continue;
    const sentence = sentences[span.sentence] ?? [];
    const inside = sentence.slice(span.from, span.to);
    const head = inside.find((t) => t.head - 1 < span.from || t.head - 1 >= span.to);
    if (!head || head.deprel !== 'nsubj' || !SPEECH_LEMMAS.has(sentence[head.head - 1]?.lemma ?? ''))
      continue;
    if (/^(?:i|we|you)$/i.test(head.form)) continue;
    const accepted = new Set([...(names.get(span.cluster) ?? [])].map(withoutTitle));
    if (accepted.size === 0) continue;
    // the longest first; a short one alone would accept a namesake, so one-word names count only without longer ones
    const long = [...accepted].filter((name) => name.includes(' '));
    rows.push({
      mention: { start: span.start, end: span.end },
      speakers: long.length > 0 ? long : [...accepted],
    });
  }
  return { id, text: text.trimEnd(), publishedAt: date, rows };
}

/** "Professor Cres Eastman" is filed as "Cres Eastman". */
function withoutTitle(name: string): string {
  return name.replace(
    /^(?:(?:Professor|President|Home|Foreign|Secretary|Governor|Senator|Mr\.?|Ms\.?|Dr\.?|Sir|St\.?) )+(?=\p{Lu})/u,
    '',
  );
}

function measure(
  name: string,
  articles: readonly Article[],
  directory: SpeakerDirectory,
  showErrors: boolean,
): void {
  let wanted = 0;
  let given = 0;
  let right = 0;
  const byRule = new Map<string, { given: number; right: number }>();
  const started = performance.now();
  let characters = 0;
  for (const article of articles) {
    characters += article.text.length;
    const speakers = resolveSpeakers(
      buildDocument(article, syntax, findQuotations(article.text, splitParagraphs(article.text))),
      directory,
    );
    for (const row of article.rows) {
      wanted += 1;
      const { speaker, by } = speakers.resolve(row.mention);
      const mention = article.text.slice(row.mention.start, row.mention.end).replace(/\s+/g, ' ');
      const near = article.text
        .slice(Math.max(0, row.mention.start - 30), row.mention.end + 30)
        .replace(/\s+/g, ' ');
      if (!speaker) {
        if (showErrors)
          console.log(`ABSENT ${article.id} [${by}] ${mention} -> ${row.speakers.join('; ')} | ${near}`);
        continue;
      }
      given += 1;
      const rule = byRule.get(by) ?? { given: 0, right: 0 };
      rule.given += 1;
      if (isRight(row.speakers, [speaker.id, speaker.name])) {
        right += 1;
        rule.right += 1;
      } else if (showErrors) {
        console.log(
          `WRONG  ${article.id} [${by}] ${mention} => ${speaker.name} | wanted ${row.speakers.join('; ')} | ${near}`,
        );
      }
      byRule.set(by, rule);
    }
  }
  const ms = performance.now() - started;
  const precision = given ? (100 * right) / given : 0;
  const recall = wanted ? (100 * right) / wanted : 0;
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0;
  console.log(
    `${name}: articles ${articles.length}, mentions ${wanted}, precision ${precision.toFixed(1)}, recall ${recall.toFixed(1)}, F1 ${f1.toFixed(1)}, ${(ms / Math.max(1, articles.length)).toFixed(2)} ms an article, ${(characters / 1000 / ms).toFixed(1)} MB/s`,
  );
  const rules = [...byRule].sort((a, b) => b[1].given - a[1].given);
  console.log(`  ${rules.map(([rule, c]) => `${rule} ${c.right}/${c.given}`).join(', ')}`);
}

const args = process.argv.slice(2);
const sharedAt = args.indexOf('--shared');
const shared = sharedAt >= 0 ? (args[sharedAt + 1] ?? '') : join(root, '../shared/corpus');
const asked = args.filter((arg, i) => !arg.startsWith('--') && (sharedAt < 0 || i !== sharedAt + 1));
const corpora: Record<string, () => Article[]> = {
  seeds: () => loadSeeds(shared),
  tuning: () => loadOwn('tuning'),
  gum: () => loadGum(shared),
};
const directory = loadDirectory();
for (const [name, load] of Object.entries(corpora)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const articles = load();
  if (articles.length > 0) measure(name, articles, directory, args.includes('--errors'));
}
