/**
 * Measures speaker resolution alone: every gold source mention is resolved as it stands, without the extractor.
 *
 *   npx node bench/speakers.ts [--errors] [--forget] [--shared DIR] [CORPUS…]
 *
 * CORPUS is `seeds` (real articles with canonical names), `tuning` (the project's own corpus), `gum` (gold coreference
 * of UD GUM: who speaks) or `gum-people` (all its personal pronouns and definite people, whether they speak or not);
 * all that are present by default, but for the last. DIR holds the corpora that do not ship (../shared/corpus).
 * `--forget` leaves out either half of the given names of the lists, for many a name of tomorrow's articles is in none.
 * precision: of the names given, the share that is right; recall: of the mentions that have a name, the share
 * that got it. A name is right as test/corpus/score.ts has it: all words of an accepted name among its own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDirectory, type SpeakerDirectory } from '../lambdas/core/speakers/directory.ts';
import type { NameLists } from '../lambdas/core/speakers/name-lists.ts';
import { resolveSpeakers } from '../lambdas/core/speakers/resolve.ts';
import type { Speaker } from '../lambdas/core/speakers/speaker.ts';
import { buildDocument } from '../lambdas/core/text/document-builder.ts';
import { loadResources } from '../lambdas/runtime/load-extractor.ts';
import { buildFolder } from '../test/corpus/build-gold.ts';
import { isRightName } from '../test/corpus/match-name.ts';
import { isDefinitePerson, isPersonalPronoun, isSpeakerOf, readGum } from '../training/read-gum.ts';

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

/** A cheap hash that spreads names over two halves. */
function halfOf(name: string): number {
  let hash = 7;
  for (let i = 0; i < name.length; i += 1) hash = (hash * 31 + name.charCodeAt(i)) % 65521;
  return hash % 2;
}

/** The shipped directory; the given names of the half `forgotten` (0 or 1) are left out, none with -1. */
function loadDirectory(forgotten: number): SpeakerDirectory {
  const list = (name: string): string => join(root, 'lambdas/models/en', `${name}.json`);
  const { female, male, either, ambiguous } = readJson<NameLists['givenNames']>(list('given-names'));
  const further = readJson<NameLists['furtherNames']>(list('further-names'));
  const genders = readJson<NameLists['nameGenders']>(list('name-genders'));
  const keep = (names: readonly string[]): readonly string[] =>
    names.filter((name) => halfOf(name.toLowerCase()) !== forgotten);
  const keepOf = (names: string): string => keep(names.split(' ')).join(' ');
  return createDirectory(readJson<Speaker[]>(join(root, 'seeds/speakers.json')), {
    countries: readJson<NameLists['countries']>(list('countries')),
    givenNames: { female: keep(female), male: keep(male), either: keep(either), ambiguous: keep(ambiguous) },
    furtherNames: {
      female: keepOf(further.female),
      male: keepOf(further.male),
      either: keepOf(further.either),
    },
    nameGenders: { female: keepOf(genders.female), male: keepOf(genders.male) },
    titles: readJson<NameLists['titles']>(list('titles')),
    nouns: readJson<NameLists['nouns']>(list('mention-nouns')),
    commonWords: readJson<NameLists['commonWords']>(list('common-words')),
    antecedents: readJson<NameLists['antecedents']>(list('antecedents')),
  });
}

const resources = loadResources();

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

/** What is asked of GUM: subjects of verbs of saying; with `every`, all personal pronouns and definite people as well. */
function loadGum(shared: string, every: boolean): Article[] {
  const genres = every
    ? ['news', 'interview', 'bio', 'voyage', 'speech']
    : ['news', 'interview', 'bio', 'voyage'];
  return readGum(shared)
    .filter(({ genre }) => genres.includes(genre))
    .map((article) => ({
      id: article.id,
      text: article.text,
      publishedAt: article.publishedAt,
      rows: article.spans.flatMap((span) => {
        const speakers = article.namesOf.get(span.cluster);
        const asked = every
          ? isPersonalPronoun(span) || isDefinitePerson(span)
          : isSpeakerOf(span) &&
            (span.kind === 'person' || span.kind === 'organization') &&
            !/^(?:i|we|you)$/i.test(article.text.slice(span.headStart, span.headEnd));
        return asked && speakers ? [{ mention: { start: span.start, end: span.end }, speakers }] : [];
      }),
    }));
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
      buildDocument(article, resources),
      directory,
      article.rows.map(({ mention }) => mention),
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
      if (isRightName(row.speakers, [speaker.id, speaker.name])) {
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
  gum: () => loadGum(shared, false),
  'gum-people': () => loadGum(shared, true),
};
const forgetting = args.includes('--forget');
for (const [name, load] of Object.entries(corpora)) {
  if (asked.length > 0 ? !asked.includes(name) : name === 'gum-people') continue;
  const articles = load();
  if (articles.length === 0) continue;
  for (const forgotten of forgetting ? [0, 1] : [-1]) {
    const label = forgetting ? `${name}, half ${forgotten} of the given names forgotten` : name;
    measure(label, articles, loadDirectory(forgotten), args.includes('--errors'));
  }
}
