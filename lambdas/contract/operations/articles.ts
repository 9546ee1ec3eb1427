// Operations on articles: one, its exact text, its history, its takedown.
import { z } from 'zod';
import { ARTICLE_EXAMPLE, ARTICLE_VERSION_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import { cursor, limit, resourceId } from '../parameters.ts';
import { Article, ArticleVersionPage, Takedown } from '../resources.ts';

const articlePath = z.strictObject({ id: resourceId.meta({ example: ARTICLE_EXAMPLE.id }) });

export const ARTICLE_OPERATIONS = {
  getArticle: defineOperation({
    tag: 'Articles',
    summary: 'One article in its current version',
    method: 'GET',
    path: '/articles/{id}',
    scope: 'read',
    pathParameters: articlePath,
    success: {
      status: 200,
      description: 'The article.',
      content: { 'application/json': { schema: Article, example: ARTICLE_EXAMPLE } },
    },
    errors: ['unknown_resource', 'taken_down'],
  }),
  getArticleText: defineOperation({
    tag: 'Articles',
    summary: 'The exact text of an article, which every span indexes',
    method: 'GET',
    path: '/articles/{id}/text',
    scope: 'read',
    pathParameters: articlePath,
    query: z.strictObject({
      version: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'Expected the SHA-256 of a version, 64 hexadecimal digits')
        .optional()
        .meta({ description: 'Hash of a version; without it, the current one.' }),
    }),
    success: {
      status: 200,
      description: 'The text, unchanged for ever.',
      content: { 'text/plain': { schema: z.string(), example: 'Port Orlin, 14 March. The talks went on …' } },
    },
    errors: ['unknown_resource', 'taken_down', 'answer_too_large'],
  }),
  listArticleVersions: defineOperation({
    tag: 'Articles',
    summary: 'The history of an article, newest version first, with what each changed',
    method: 'GET',
    path: '/articles/{id}/versions',
    scope: 'read',
    pathParameters: articlePath,
    query: z.strictObject({ limit: limit(20, 100), cursor }),
    success: {
      status: 200,
      description: 'A page of versions.',
      content: {
        'application/json': {
          schema: ArticleVersionPage,
          example: { items: [ARTICLE_VERSION_EXAMPLE], next: null },
        },
      },
    },
    errors: ['unknown_resource', 'taken_down', 'invalid_cursor'],
  }),
  removeArticle: defineOperation({
    tag: 'Articles',
    summary: 'Take an article down',
    description:
      'A legal takedown: text, versions, statements, index entries and exports are purged, a tombstone without content ' +
      'stays, and later uploads of it are refused. May be repeated.',
    method: 'DELETE',
    path: '/articles/{id}',
    scope: 'admin',
    pathParameters: articlePath,
    success: {
      status: 200,
      description: 'It is removed.',
      content: {
        'application/json': {
          schema: Takedown,
          example: {
            articleId: ARTICLE_EXAMPLE.id,
            removedAt: '2031-03-15T09:00:00.000Z',
            sharedUploads: [],
          },
        },
      },
    },
    errors: ['unknown_resource'],
  }),
};
