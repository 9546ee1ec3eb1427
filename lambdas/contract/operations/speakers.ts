// Operations on speakers: search, one, side by side, over time.
import { z } from 'zod';
import { COMPARISON_EXAMPLE, SPEAKER_EXAMPLE, TIMELINE_EXAMPLE } from '../examples.ts';
import { defineOperation } from '../operation.ts';
import { cursor, datePrefix, limit, speakerKey, speakerPath, text } from '../parameters.ts';
import { Comparison, Speaker, SpeakerPage, TIMELINE_BUCKETS, Timeline } from '../resources.ts';

export const SPEAKER_OPERATIONS = {
  listSpeakers: defineOperation({
    tag: 'Speakers',
    summary: 'Search speakers by the beginning of a name or alias',
    description:
      'Diacritics and transliterations are folded: every spelling of a name finds it, also of those in the directory ' +
      'of whom there is no statement yet. Without `q`, all whom statements name, as speaker or in what they say, by name.',
    method: 'GET',
    path: '/speakers',
    scope: 'read',
    query: z.strictObject({
      q: text(100).optional().meta({ description: 'Beginning of a name or alias.', example: 'Valc' }),
      limit: limit(20, 100),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of speakers.',
      content: {
        'application/json': { schema: SpeakerPage, example: { items: [SPEAKER_EXAMPLE], next: null } },
      },
    },
    errors: ['invalid_cursor'],
  }),
  compareSpeakers: defineOperation({
    tag: 'Speakers',
    summary: 'What several speakers said, side by side by date, newest first',
    description: 'Every row is complete: a date is never divided between two pages.',
    method: 'GET',
    path: '/speakers/compare',
    scope: 'read',
    query: z.strictObject({
      ids: z
        .array(speakerKey)
        .min(2)
        .max(5)
        .meta({
          description: 'Two to five ids, names or aliases, parted by commas.',
          example: ['irena-valcourt', 'tomas-hale'],
        }),
      topic: text(60).optional().meta({ description: 'A code of GET /topics.' }),
      from: datePrefix.optional().meta({ description: 'Earliest date, inclusive.' }),
      to: datePrefix.optional().meta({ description: 'Latest date, inclusive.' }),
      limit: limit(20, 50),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of rows.',
      content: { 'application/json': { schema: Comparison, example: COMPARISON_EXAMPLE } },
    },
    errors: ['unknown_speaker', 'ambiguous_speaker', 'invalid_cursor', 'answer_too_large'],
  }),
  getSpeaker: defineOperation({
    tag: 'Speakers',
    summary: 'One speaker',
    method: 'GET',
    path: '/speakers/{id}',
    scope: 'read',
    pathParameters: speakerPath,
    success: {
      status: 200,
      description: 'The speaker.',
      content: { 'application/json': { schema: Speaker, example: SPEAKER_EXAMPLE } },
    },
    errors: ['unknown_speaker', 'ambiguous_speaker'],
  }),
  getSpeakerTimeline: defineOperation({
    tag: 'Speakers',
    summary: 'How often a speaker said what, over time',
    description:
      'Counts of current statements by the day on which they were said; undated ones are not counted.',
    method: 'GET',
    path: '/speakers/{id}/timeline',
    scope: 'read',
    pathParameters: speakerPath,
    query: z.strictObject({
      bucket: z.enum(TIMELINE_BUCKETS).default('month').meta({ description: 'Length of a bucket.' }),
      from: datePrefix.optional().meta({ description: 'First bucket that holds this date.' }),
      to: datePrefix.optional().meta({ description: 'Last bucket that holds this date.' }),
      limit: limit(100, 400),
      cursor,
    }),
    success: {
      status: 200,
      description: 'A page of buckets, oldest first.',
      content: { 'application/json': { schema: Timeline, example: TIMELINE_EXAMPLE } },
    },
    errors: ['unknown_speaker', 'ambiguous_speaker', 'invalid_cursor'],
  }),
};
