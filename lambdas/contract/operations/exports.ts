// Operations on exports: large answers as files.
import { z } from 'zod';
import { EXPORT_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import { cursor, limit, resourceId } from '../parameters.ts';
import { EXPORT_FORMATS, Export, ExportPage } from '../resources.ts';
import { StatementQuery } from './saved-queries.ts';

const path = z.strictObject({ id: resourceId.meta({ example: EXPORT_EXAMPLE.id }) });
const one = { 'application/json': { schema: Export, example: EXPORT_EXAMPLE } } as const;

export const NewExport = z
  .strictObject({
    query: StatementQuery,
    format: z.enum(EXPORT_FORMATS).default('csv'),
    bom: z.boolean().default(false).meta({ description: 'CSV alone: begin with a UTF-8 byte order mark.' }),
  })
  .meta({ id: 'NewExport' });

export const EXPORT_OPERATIONS = {
  createExport: defineOperation({
    tag: 'Exports',
    summary: 'Have all statements of a query written to a file',
    description:
      'Ask GET /exports/{id} until it is `done`; then `url` leads to the file. It is kept for six days.',
    method: 'POST',
    path: '/exports',
    scope: 'read',
    body: { schema: NewExport, example: { query: { topic: 'ceasefire' }, format: 'csv' } },
    success: {
      status: 202,
      description: 'It is queued.',
      content: one,
      headers: { Location: 'Address of the export.' },
    },
    errors: ['unknown_speaker', 'ambiguous_speaker', 'limit_reached'],
  }),
  listExports: defineOperation({
    tag: 'Exports',
    summary: 'Exports of your team, newest first',
    method: 'GET',
    path: '/exports',
    scope: 'read',
    query: z.strictObject({ limit: limit(50, 100), cursor }),
    success: {
      status: 200,
      description: 'A page of exports.',
      content: {
        'application/json': { schema: ExportPage, example: { items: [EXPORT_EXAMPLE], next: null } },
      },
    },
    errors: ['invalid_cursor'],
  }),
  getExport: defineOperation({
    tag: 'Exports',
    summary: 'One export and its progress',
    method: 'GET',
    path: '/exports/{id}',
    scope: 'read',
    pathParameters: path,
    success: { status: 200, description: 'The export.', content: one },
    errors: ['unknown_resource'],
  }),
  removeExport: defineOperation({
    tag: 'Exports',
    summary: 'Stop an export, or delete its file',
    method: 'DELETE',
    path: '/exports/{id}',
    scope: 'read',
    pathParameters: path,
    success: { status: 204, description: 'It is gone.', content: {} },
    errors: ['unknown_resource'],
  }),
};
