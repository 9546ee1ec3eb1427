// Routes of articles and of the receipts of uploads.
import type { TextArchive } from '../../../application/ports/archive.ts';
import type { ArticleStore } from '../../../application/ports/article-store.ts';
import type { ReceiptStore } from '../../../application/ports/receipt-store.ts';
import type { StatementReader } from '../../../application/ports/statement-reader.ts';
import { listArticleVersions, readArticle, readArticleText } from '../../../application/read-article.ts';
import { listReceipts, readReceipt } from '../../../application/read-receipts.ts';
import { json, problem, type Routes } from '../reply.ts';

export interface ArticleRoutePorts {
  readonly articles: ArticleStore;
  readonly texts: TextArchive;
  readonly receipts: ReceiptStore;
  readonly reader: StatementReader;
  /** Bucket that scrapers upload to. */
  readonly articlesBucket: string;
}

/** A text is addressed by its hash, so that it may be kept for a year; a takedown is why it is not `public`. */
const FOR_EVER = 'private, max-age=31536000, immutable';

export function createArticleRoutes(
  ports: ArticleRoutePorts,
): Pick<Routes, 'getArticle' | 'getArticleText' | 'listArticleVersions' | 'listUploads' | 'getUpload'> {
  return {
    getArticle: async ({ input }) => {
      const article = await readArticle(ports, input.path.id);
      return article.ok ? json(article.value) : problem(article.problem);
    },

    getArticleText: async ({ input }) => {
      const { version } = input.query;
      const text = await readArticleText(ports, input.path.id, version);
      if (!text.ok) return problem(text.problem);
      return {
        kind: 'bytes',
        mediaType: 'text/plain',
        body: text.value.text,
        headers: {
          'x-text-hash': text.value.textHash,
          ...(version === undefined ? {} : { 'cache-control': FOR_EVER }),
        },
      };
    },

    listArticleVersions: async ({ input, pages }) => {
      const page = { limit: input.query.limit, position: pages.position as string | null };
      const found = await listArticleVersions(ports, input.path.id, page);
      if (!found.ok) return problem(found.problem);
      const next = pages.next(found.value.position);
      return json({ items: found.value.versions, next: next.url }, { headers: next.headers });
    },

    listUploads: async ({ input, pages }) => {
      const found = await listReceipts(ports, {
        ...input.query,
        bucket: input.query.bucket ?? ports.articlesBucket,
        position: pages.position as string | null,
      });
      if (!found.ok) return problem(found.problem);
      const next = pages.next(found.value.position);
      return json({ items: found.value.receipts, next: next.url }, { headers: next.headers });
    },

    getUpload: async ({ input }) => {
      const receipt = await readReceipt(ports, input.path.id);
      return receipt.ok ? json(receipt.value) : problem(receipt.problem);
    },
  };
}
