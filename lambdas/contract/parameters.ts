// Parameters that several operations share. Schemas are of the typed values; the router turns strings into them.
import { z } from 'zod';
import { ATTRIBUTION_TYPES, STANCES } from './resources.ts';

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Whether a text is an ISO 8601 year, month, day or timestamp with offset that the calendar has. */
export function isDatePrefix(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? Number.NaN));
  if (!year) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day !== undefined && !Number.isNaN(day)) {
    const last = new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate();
    if (day < 1 || day > last) return false;
  }
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return false;
  return !text.includes('T') || !Number.isNaN(Date.parse(text));
}

/** A year, month, day or timestamp. */
export const datePrefix = z
  .string()
  .max(40)
  .regex(DATE, 'Expected a date: YYYY, YYYY-MM, YYYY-MM-DD, or a timestamp with Z or an offset')
  .refine(isDatePrefix, 'The calendar has no such date');

export const limit = (fallback: number, most: number) =>
  z
    .int()
    .min(1)
    .max(most)
    .default(fallback)
    .meta({ description: `Items a page: 1 to ${most}.` });

/** Statements of one answer: more where they are streamed. */
export const statementLimit = (fallback: number) =>
  limit(fallback, 10_000).meta({
    description: 'Statements a page: 1 to 500; of JSON Lines, which are streamed, 1 to 10,000.',
  });

export const cursor = z
  .string()
  .min(1)
  .max(4096)
  .optional()
  .meta({ description: 'Opaque and signed: from `next` of a page of the same query.' });

export const resourceId = z.string().min(1).max(200);

export const speakerKey = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'Id, name or alias of a speaker.', example: 'irena-valcourt' });

/** Speakers may be asked for by any spelling; the path parameter of several operations. */
export const speakerPath = z.strictObject({ id: speakerKey });

export const text = (most: number) => z.string().min(1).max(most);

export const STATEMENT_FORMATS = ['json', 'csv', 'jsonl', 'atom', 'bibtex', 'citation', 'jsonld'] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** Media types by format, the one that `Accept` asks for; the first is what is sent. */
export const FORMAT_MEDIA: Readonly<Record<StatementFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  atom: 'application/atom+xml',
  bibtex: 'application/x-bibtex',
  citation: 'text/plain',
  jsonld: 'application/ld+json',
};

/** What statements are asked for; shared by lists, saved queries and exports. */
export const statementConditions = {
  from: datePrefix.optional().meta({
    description:
      'Earliest date, inclusive; a prefix means the whole of it. Imprecise dates count as their first day.',
    example: '2031-03',
  }),
  to: datePrefix.optional().meta({ description: 'Latest date, inclusive; a prefix means the whole of it.' }),
  dateField: z.enum(['statedAt', 'publishedAt']).default('statedAt').meta({
    description: 'What `from`, `to` and the order refer to.',
  }),
  type: z
    .array(z.enum(ATTRIBUTION_TYPES))
    .min(1)
    .max(3)
    .optional()
    .meta({ description: 'Any of these types.' }),
  stance: z.array(z.enum(STANCES)).min(1).max(15).optional().meta({ description: 'Any of these stances.' }),
  outlet: text(200).optional().meta({ description: 'Reported by this outlet, as GET /outlets writes it.' }),
  topic: text(60).optional().meta({ description: 'A code of GET /topics.', example: 'ceasefire' }),
  about: text(200).optional().meta({
    description: 'Names, or is addressed to, this person, body or country: id, name or alias.',
  }),
  q: text(500).optional().meta({
    description: 'Words that all occur, "phrases", and -words that do not.',
    example: 'gas "transit agreement" -coal',
  }),
  minConfidence: z.number().min(0).max(1).optional().meta({ description: 'At least this confidence.' }),
  includeWithdrawn: z.boolean().default(false).meta({
    description: 'Also statements that a later version of their article no longer carries.',
  }),
  sort: z.enum(['newest', 'oldest']).default('newest'),
};

export const recordedSince = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({
    description:
      'Statements that this system recorded or changed since then, oldest first, withdrawn ones included: for those who ' +
      'keep a copy by id. The `cursor` of its last page leads to all that is recorded later. Not together with ' +
      '`from`, `to`, `dateField` and `sort`.',
  });

export const format = z.enum(STATEMENT_FORMATS).optional().meta({
  description: 'The format of the answer; wins over `Accept`.',
});

export const bom = z.boolean().default(false).meta({
  description: 'CSV alone: begin with a UTF-8 byte order mark, for spreadsheets that ask for it.',
});
