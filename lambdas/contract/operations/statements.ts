// Operations on statements: lists with every filter, one by id.
import { z } from 'zod';
import {
  ATOM_EXAMPLE,
  BIBTEX_EXAMPLE,
  CITATION_EXAMPLE,
  CSV_EXAMPLE,
  QUOTATION_EXAMPLE,
  STATEMENT_EXAMPLE,
  STATEMENT_PAGE_EXAMPLE,
} from '../examples.ts';
import { defineOperation } from '../operation.ts';
import {
  bom,
  cursor,
  FORMAT_MEDIA,
  format,
  recordedSince,
  resourceId,
  speakerKey,
  speakerPath,
  statementConditions,
  statementLimit,
} from '../parameters.ts';
import { Statement, StatementPage } from '../resources.ts';

const anyText = z.string();
const quotations = z.object({ '@context': z.literal('https://schema.org') }).catchall(z.unknown());

/** The formats of a list of statements. */
const statementListContent = {
  [FORMAT_MEDIA.json as 'application/json']: { schema: StatementPage, example: STATEMENT_PAGE_EXAMPLE },
  [FORMAT_MEDIA.csv]: { schema: anyText, example: CSV_EXAMPLE },
  [FORMAT_MEDIA.jsonl]: { schema: anyText, example: `${JSON.stringify(STATEMENT_EXAMPLE)}\n` },
  [FORMAT_MEDIA.atom]: { schema: anyText, example: ATOM_EXAMPLE },
  [FORMAT_MEDIA.bibtex]: { schema: anyText, example: BIBTEX_EXAMPLE },
  [FORMAT_MEDIA.citation]: { schema: anyText, example: CITATION_EXAMPLE },
  [FORMAT_MEDIA.jsonld]: {
    schema: quotations,
    example: { '@context': 'https://schema.org', '@graph': [QUOTATION_EXAMPLE] },
  },
} as const;

/** A page of statements, in any format. */
export const statementList = {
  status: 200,
  description: 'A page of statements.',
  content: statementListContent,
  headers: {
    'X-Cursor': 'With `recordedSince`: where to go on later, also at the end; as `cursor` of a JSON page.',
    'X-Searched-To':
      'The date to which the search has come when its capacity was used up; as `searchedTo` of a JSON page.',
  },
} as const;

const oneStatementContent = {
  ...statementListContent,
  'application/json': { schema: Statement, example: STATEMENT_EXAMPLE },
  [FORMAT_MEDIA.jsonld]: { schema: quotations, example: QUOTATION_EXAMPLE },
} as const;

const listQuery = {
  ...statementConditions,
  recordedSince,
  limit: statementLimit(50),
  cursor,
  format,
  bom,
};

const speed =
  'One call reads at most about 300 capacity units: a sparse combination may answer a short or empty page with ' +
  '`next` and `searchedTo`; a search of everything belongs into an export. JSON Lines leave as they are read: such an ' +
  'answer has no `ETag`, may hold fewer than `limit` also where `Link` leads on, and every 500 of `limit` count as a request.';

export const STATEMENT_OPERATIONS = {
  listStatements: defineOperation({
    tag: 'Statements',
    summary: 'Statements of all speakers, newest first',
    description: speed,
    method: 'GET',
    path: '/statements',
    scope: 'read',
    query: z.strictObject({
      ...listQuery,
      speaker: speakerKey.optional().meta({ description: 'Id, name or alias of the speaker.' }),
    }),
    success: statementList,
    errors: ['unknown_speaker', 'ambiguous_speaker', 'invalid_cursor', 'answer_too_large'],
  }),
  listSpeakerStatements: defineOperation({
    tag: 'Statements',
    summary: 'What one speaker said, newest first',
    description: speed,
    method: 'GET',
    path: '/speakers/{id}/statements',
    scope: 'read',
    pathParameters: speakerPath,
    query: z.strictObject(listQuery),
    success: statementList,
    errors: ['unknown_speaker', 'ambiguous_speaker', 'invalid_cursor', 'answer_too_large'],
  }),
  getStatement: defineOperation({
    tag: 'Statements',
    summary: 'One statement',
    method: 'GET',
    path: '/statements/{id}',
    scope: 'read',
    pathParameters: z.strictObject({ id: resourceId.meta({ example: STATEMENT_EXAMPLE.id }) }),
    query: z.strictObject({ format, bom }),
    success: { status: 200, description: 'The statement.', content: oneStatementContent },
    errors: ['unknown_resource', 'taken_down'],
  }),
};
