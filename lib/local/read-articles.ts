// Reads articles from files for the extract command: text as it is, or the JSON form of an upload.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { describeError, LocalError } from './local-error.ts';

export interface LocalArticle {
  /** The file's base name without its ending. */
  readonly id: string;
  readonly text: string;
  readonly title: string | null;
  readonly publishedAt: string | null;
}

const JsonArticle = z.object({
  text: z.string(),
  title: z.string().nullish(),
  publishedAt: z.string().nullish(),
});
const ENDINGS: ReadonlySet<string> = new Set(['.txt', '.json']);

async function listFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path, { recursive: true });
    return names
      .filter((name) => ENDINGS.has(extname(name)))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    throw new LocalError('unreadable_path', `Cannot read ${path}: ${describeError(error)}`, error);
  }
}

async function readArticle(path: string): Promise<LocalArticle> {
  const id = basename(path, extname(path));
  try {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readFile(path));
    if (extname(path) !== '.json') return { id, text, title: null, publishedAt: null };
    const article = JsonArticle.parse(JSON.parse(text));
    return { id, text: article.text, title: article.title ?? null, publishedAt: article.publishedAt ?? null };
  } catch (error) {
    throw new LocalError('unreadable_path', `Cannot read ${path}: ${describeError(error)}`, error);
  }
}

/**
 * The articles of files, and of the .txt and .json files below folders, one after the other.
 * @throws {LocalError} `unreadable_path` at the first file that is missing, unreadable or no article
 */
export async function* readArticles(paths: readonly string[]): AsyncGenerator<LocalArticle> {
  for (const path of paths) for (const file of await listFiles(path)) yield await readArticle(file);
}
