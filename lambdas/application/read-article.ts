// One article: as it stands, its exact text, and its history with what each version changed.
import type { z } from 'zod';
import { createProblem } from '../contract/problems.ts';
import type { Article, ArticleVersion, StatementChange } from '../contract/resources.ts';
import { pairEdits } from '../core/statements/compare-statements.ts';
import type { Statement } from '../core/statements/statement.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { TextArchive } from './ports/archive.ts';
import type { ArticleHead, ArticleStore, Sighting } from './ports/article-store.ts';
import type { StatementReader } from './ports/statement-reader.ts';

type ArticleResource = z.output<typeof Article>;
type VersionResource = z.output<typeof ArticleVersion>;
type ChangeResource = z.output<typeof StatementChange>;

/** Problems: `unknown_resource`, `taken_down`. */
export async function readArticle(
  ports: { readonly articles: ArticleStore },
  id: string,
): Promise<Outcome<ArticleResource>> {
  const found = await readHead(ports.articles, id);
  if (!found.ok) return found;
  const head = found.value;
  return done({
    ...head.article,
    status: head.status === 'canceled' ? 'canceled' : 'current',
    language: head.language,
    textHash: head.textHash,
    textLength: head.textLength,
    statements: head.statements,
    recordedAt: head.recordedAt,
    updatedAt: head.updatedAt,
  });
}

/** The text that spans index; without `version`, of the current version. Problems: `unknown_resource`, `taken_down`. */
export async function readArticleText(
  ports: { readonly articles: ArticleStore; readonly texts: TextArchive },
  id: string,
  version: string | undefined,
): Promise<Outcome<{ readonly text: string; readonly textHash: string }>> {
  const found = await readHead(ports.articles, id);
  if (!found.ok) return found;
  const textHash = version ?? found.value.textHash;
  const text = await ports.texts.getText(id, textHash);
  if (text === null)
    return refused(createProblem('unknown_resource', { detail: 'The article has no such version.' }));
  return done({ text, textHash });
}

/** Newest first; `position` is the order of the last version shown. Problems: `unknown_resource`, `taken_down`. */
export async function listArticleVersions(
  ports: { readonly articles: ArticleStore; readonly reader: StatementReader },
  id: string,
  page: { readonly limit: number; readonly position: string | null },
): Promise<Outcome<{ readonly versions: readonly VersionResource[]; readonly position: string | null }>> {
  const found = await readHead(ports.articles, id);
  if (!found.ok) return found;
  const head = found.value;
  const all = await ports.articles.sightings(id);
  const start = page.position === null ? 0 : all.findIndex(({ order }) => order < String(page.position));
  if (start === -1) return done({ versions: [], position: null });
  const shown = all.slice(start, start + page.limit);
  const versions = await Promise.all(
    shown.map((sighting, at) => showVersion(ports.reader, head, sighting, all[start + at + 1] ?? null)),
  );
  const last = shown.at(-1);
  const more = start + shown.length < all.length;
  return done({ versions, position: more && last ? last.order : null });
}

async function readHead(articles: ArticleStore, id: string): Promise<Outcome<ArticleHead>> {
  const state = await articles.read(id);
  if (!state?.head) return refused(createProblem('unknown_resource'));
  return state.head.status === 'removed' ? refused(createProblem('taken_down')) : done(state.head);
}

async function showVersion(
  reader: StatementReader,
  head: ArticleHead,
  sighting: Sighting,
  before: Sighting | null,
): Promise<VersionResource> {
  return {
    textHash: sighting.textHash,
    textLength: sighting.textLength,
    status: sighting.status,
    outcome: sighting.outcome,
    title: sighting.article.title,
    publishedAt: sighting.article.publishedAt,
    modifiedAt: sighting.modifiedAt,
    recordedAt: sighting.recordedAt,
    current: sighting.order === head.order,
    uploadId: sighting.uploadId,
    statements: sighting.statements.length,
    changes: await listChanges(reader, sighting, before),
  };
}

async function listChanges(
  reader: StatementReader,
  sighting: Sighting,
  before: Sighting | null,
): Promise<readonly ChangeResource[]> {
  const old = new Map(before?.statements.map(({ id, digest }) => [id, digest]));
  const now = new Map(sighting.statements.map(({ id, digest }) => [id, digest]));
  const added = [...now.keys()].filter((id) => !old.has(id));
  const updated = [...now].filter(([id, digest]) => old.has(id) && old.get(id) !== digest).map(([id]) => id);
  const withdrawn = [...old.keys()].filter((id) => !now.has(id));
  const texts = new Map<string, Statement>();
  for (const statement of await Promise.all(
    [...added, ...updated, ...withdrawn].map((id) => reader.get(id)),
  )) {
    if (statement) texts.set(statement.id, statement);
  }
  const known = (ids: readonly string[]) => ids.flatMap((id) => texts.get(id) ?? []);
  const edits = pairEdits(known(added), known(withdrawn));
  const show = (change: ChangeResource['change'], ids: readonly string[]): ChangeResource[] =>
    known(ids).map(({ id, text, speaker }) => ({
      change,
      statementId: id,
      text,
      speaker,
      replaces: change === 'added' ? (edits.get(id) ?? null) : null,
    }));
  return [...show('added', added), ...show('updated', updated), ...show('withdrawn', withdrawn)];
}
