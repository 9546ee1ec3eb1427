/**
 * Finds the corpora that are present and reads them as gold articles. The project's own is always there; the others
 * lie beside the project (`../shared/corpus`, or `CORPORA`), since none of them may be copied into it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildGold } from './build-gold.ts';
import type { GoldArticle, GoldPart } from './score.ts';

export interface CorpusArticle extends GoldArticle {
  readonly title: string | null;
  readonly publishedAt: string | null;
}

export interface Corpus {
  readonly name: string;
  /** Called only when the corpus is measured. */
  read(): CorpusArticle[];
}

interface GoldJson {
  id: string;
  text?: string;
  title?: string;
  date?: string;
  publishedAt?: string;
  quotes?: GoldPart[];
  attributions?: GoldPart[];
  traps?: CorpusArticle['traps'];
  ignore?: CorpusArticle['ignore'];
}

/** Every corpus that the project is measured on, present or not, in the order in which they are reported. */
export const CORPUS_NAMES = ['own/tuning', 'own/heldout', 'seeds', 'polnear/dev', 'gum-news/dev'] as const;

const own = import.meta.dirname;
const others = process.env.CORPORA ?? join(own, '../../../shared/corpus');

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(folder, file));

/** Reads one article of the own corpus. Throws with every fault of its markup. */
export function readArticle(id: string, source: string): CorpusArticle {
  const built = buildGold(id, source);
  if (!built.ok) throw new Error(`${id}: ${built.problems.map((p) => `${p.line}: ${p.message}`).join('; ')}`);
  const { title = null, publishedAt = null, ...article } = built.article;
  return { ...article, title, publishedAt };
}

const readMarkup = (folder: string): CorpusArticle[] =>
  filesIn(folder, '.txt').map((file) => readArticle(basename(file, '.txt'), readFileSync(file, 'utf8')));

/** JSON gold; a file without `text` indexes `<texts>/<id>.txt`. */
function readJson(folder: string, texts = folder): CorpusArticle[] {
  return filesIn(folder, '.json').map((file) => {
    const gold = JSON.parse(readFileSync(file, 'utf8')) as GoldJson;
    return {
      id: gold.id,
      text: gold.text ?? readFileSync(join(texts, `${gold.id}.txt`), 'utf8'),
      title: null,
      publishedAt: null,
      attributions: gold.attributions ?? gold.quotes ?? [],
      traps: gold.traps ?? [],
      ignore: gold.ignore ?? [],
    };
  });
}

/** In the order in which they are reported. The held-out half is measured, never read by whoever writes rules. */
export function findCorpora(): Corpus[] {
  const candidates: {
    name: (typeof CORPUS_NAMES)[number];
    folder: string;
    read(folder: string): CorpusArticle[];
  }[] = [
    { name: 'own/tuning', folder: join(own, 'tuning'), read: readMarkup },
    { name: 'own/heldout', folder: join(own, 'heldout'), read: readMarkup },
    {
      name: 'seeds',
      folder: join(others, 'seeds-gold'),
      read: (f: string) => readJson(f, join(others, 'seeds')),
    },
    { name: 'polnear/dev', folder: join(others, 'polnear/dev'), read: (f: string) => readJson(f) },
    { name: 'gum-news/dev', folder: join(others, 'gum-news/dev'), read: (f: string) => readJson(f) },
  ];
  return candidates
    .filter(({ folder }) => existsSync(folder))
    .map(({ name, folder, read }) => ({ name, read: () => read(folder) }));
}
