// Operations on saved queries: addresses for tools that cannot send a key.
import { z } from 'zod';
import { SAVED_QUERY_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import {
  bom,
  cursor,
  format,
  limit,
  resourceId,
  STATEMENT_FORMATS,
  speakerKey,
  statementConditions,
  statementLimit,
  text,
} from '../parameters.ts';
import { SavedQuery, SavedQueryPage } from '../resources.ts';
import { statementList } from './statements.ts';

const path = z.strictObject({ id: resourceId.meta({ example: SAVED_QUERY_EXAMPLE.id }) });

/** Conditions in a body: the same as in a query, as JSON values. */
export const StatementQuery = z
  .strictObject({ ...statementConditions, speaker: speakerKey.optional() })
  .meta({ id: 'StatementQuery', description: 'Which statements; see the parameters of GET /statements.' });

export const NewSavedQuery = z
  .strictObject({
    name: text(200),
    query: StatementQuery,
    format: z.enum(STATEMENT_FORMATS).default('csv').meta({ description: 'What the address answers.' }),
  })
  .meta({ id: 'NewSavedQuery' });

export const SavedQueryChanges = z
  .strictObject({
    name: text(200).optional(),
    query: StatementQuery.optional(),
    format: z.enum(STATEMENT_FORMATS).optional(),
  })
  .meta({ id: 'SavedQueryChanges', description: 'Only what is to change.' });

const one = { 'application/json': { schema: SavedQuery, example: SAVED_QUERY_EXAMPLE } } as const;
const body = {
  name: 'Valcourt on the ceasefire',
  query: { speaker: 'irena-valcourt', topic: 'ceasefire' },
  format: 'csv',
};

export const SAVED_QUERY_OPERATIONS = {
  createSavedQuery: defineOperation({
    tag: 'Saved queries',
    summary: 'Save a query and get an address for it',
    method: 'POST',
    path: '/saved-queries',
    scope: 'read',
    body: { schema: NewSavedQuery, example: body },
    success: {
      status: 201,
      description: 'It is saved.',
      content: one,
      headers: { Location: 'Address of the saved query.' },
    },
    errors: ['unknown_speaker', 'ambiguous_speaker', 'limit_reached'],
  }),
  listSavedQueries: defineOperation({
    tag: 'Saved queries',
    summary: 'Saved queries of your team, oldest first',
    method: 'GET',
    path: '/saved-queries',
    scope: 'read',
    query: z.strictObject({ limit: limit(50, 100), cursor }),
    success: {
      status: 200,
      description: 'A page of saved queries.',
      content: {
        'application/json': { schema: SavedQueryPage, example: { items: [SAVED_QUERY_EXAMPLE], next: null } },
      },
    },
    errors: ['invalid_cursor'],
  }),
  getSavedQuery: defineOperation({
    tag: 'Saved queries',
    summary: 'One saved query',
    method: 'GET',
    path: '/saved-queries/{id}',
    scope: 'read',
    pathParameters: path,
    success: { status: 200, description: 'The saved query.', content: one },
    errors: ['unknown_resource'],
  }),
  changeSavedQuery: defineOperation({
    tag: 'Saved queries',
    summary: 'Change a saved query; its address stays',
    description:
      'Send the ETag that you have read in `If-Match`, and a change that somebody else made is not lost.',
    method: 'PATCH',
    path: '/saved-queries/{id}',
    scope: 'read',
    pathParameters: path,
    body: { schema: SavedQueryChanges, example: { name: 'Valcourt on the truce' } },
    success: { status: 200, description: 'The changed saved query.', content: one },
    errors: ['unknown_resource', 'unknown_speaker', 'ambiguous_speaker', 'precondition_failed'],
  }),
  removeSavedQuery: defineOperation({
    tag: 'Saved queries',
    summary: 'Delete a saved query; its address answers 404 from now on',
    method: 'DELETE',
    path: '/saved-queries/{id}',
    scope: 'read',
    pathParameters: path,
    success: { status: 204, description: 'It is gone.', content: {} },
    errors: ['unknown_resource', 'precondition_failed'],
  }),
  readSavedQuery: defineOperation({
    tag: 'Saved queries',
    summary: 'What a saved query finds now',
    description: 'Needs no key: the address is the secret. For IMPORTDATA, Power Query and feed readers.',
    method: 'GET',
    path: '/q/{token}',
    scope: 'public',
    ignoresAccept: true,
    pathParameters: z.strictObject({
      token: text(200).meta({ description: 'Last part of the address of a saved query.' }),
    }),
    query: z.strictObject({ limit: statementLimit(200), cursor, format, bom }),
    success: statementList,
    errors: [
      'unknown_resource',
      'unknown_speaker',
      'ambiguous_speaker',
      'invalid_cursor',
      'answer_too_large',
      'rate_limited',
    ],
  }),
};
