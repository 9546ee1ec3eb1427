// What the API shows: one schema a resource, from which types, checks and OpenAPI all follow.
import { z } from 'zod';

export const ATTRIBUTION_TYPES = ['direct', 'indirect', 'mixed'] as const;
export const STANCES = [
  'said',
  'denied',
  'confirmed',
  'warned',
  'threatened',
  'demanded',
  'promised',
  'accused',
  'praised',
  'condemned',
  'urged',
  'agreed',
  'asked',
  'other',
  'believed',
] as const;
export const DATE_PRECISIONS = ['year', 'month', 'day', 'minute'] as const;
export const SPEAKER_KINDS = ['person', 'body', 'country'] as const;
export const STATEMENT_STATUSES = ['current', 'withdrawn'] as const;
export const RECEIPT_STATUSES = [
  'received',
  'accepted',
  'duplicate',
  'superseded',
  'partial',
  'rejected',
  'failed',
] as const;
export const TIMELINE_BUCKETS = ['day', 'week', 'month'] as const;

const timestamp = z.iso.datetime({ offset: true, precision: null });
/** ISO 8601 timestamp or date, as the upload gave it. */
const looseDate = z.string().min(4).max(40);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

export const Span = z
  .object({
    start: z.int().min(0),
    end: z.int().min(0),
  })
  .readonly()
  .meta({ id: 'Span', description: 'Half-open UTF-16 offsets into one immutable article text.' });

export const SpeakerRef = z
  .object({ id: z.string(), name: z.string() })
  .readonly()
  .meta({ id: 'SpeakerRef', description: 'A lasting id, and the fullest name known.' });

export const ImpreciseDate = z
  .object({
    date: z.string().meta({ description: 'ISO 8601 prefix of the length that `precision` names.' }),
    precision: z.enum(DATE_PRECISIONS),
  })
  .readonly()
  .meta({ id: 'ImpreciseDate', description: 'A time as exact as it is known.' });

const articleShape = {
  id: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  outlet: z.string().nullable(),
  publishedAt: looseDate.nullable(),
  authors: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .meta({ description: 'Its byline, as the upload has it; absent where that names nobody.' }),
};

export const ArticleRef = z.object(articleShape).readonly().meta({
  id: 'ArticleRef',
  description: 'Where a statement is reported; null where the upload gave nothing.',
});

export const Provenance = z
  .object({
    textHash: sha256.meta({ description: 'SHA-256 of the article text that the spans index.' }),
    content: z.array(Span).readonly(),
    source: Span.nullable(),
    cue: Span.nullable(),
    prefix: z.string(),
    suffix: z.string(),
  })
  .readonly()
  .meta({
    id: 'Provenance',
    description:
      'The proof: `text.slice(start, end)` of GET /articles/{id}/text?version={textHash} gives every quote.',
  });

export const ReportedBy = z
  .object({ mention: z.string().nullable(), speaker: SpeakerRef.nullable() })
  .readonly()
  .meta({ id: 'ReportedBy', description: 'One link of a chain of reporters, as written.' });

const statementShape = {
  id: z
    .string()
    .meta({ description: '`st_` and a hash of the article, the folded content and its occurrence.' }),
  revision: z
    .int()
    .min(1)
    .meta({ description: 'One more at every change; orders the events of a statement.' }),
  status: z.enum(STATEMENT_STATUSES).meta({
    description: '`withdrawn`: a later version of the article no longer carries it.',
  }),
  speaker: SpeakerRef.nullable().meta({ description: 'Null where the source could not be resolved.' }),
  mention: z.string().nullable().meta({ description: 'The speaker as written here.' }),
  office: z.string().nullable().meta({ description: 'The office as written here.' }),
  type: z.enum(ATTRIBUTION_TYPES).meta({
    description: '`direct`: all inside quotation marks; `indirect`: nothing; `mixed`: some.',
  }),
  text: z
    .string()
    .meta({ description: 'The content as written; parts of an interrupted one joined by " … ".' }),
  cue: z.string().nullable(),
  stance: z.enum(STANCES).meta({ description: 'The class of the cue.' }),
  negated: z.boolean(),
  statedAt: ImpreciseDate.nullable().meta({ description: 'When it was said; null where that is not known.' }),
  medium: z.string().nullable().meta({ description: 'Medium or venue as written.' }),
  addressee: z.string().nullable(),
  reportedBy: z.array(ReportedBy).readonly(),
  topics: z.array(z.string()).readonly().meta({ description: 'Codes of GET /topics.' }),
  about: z.array(SpeakerRef).readonly().meta({
    description: 'Persons, bodies and countries that the content names or that it is addressed to.',
  }),
  language: z.string().meta({ description: 'ISO 639-1.' }),
  confidence: z.number().min(0).max(1).meta({
    description: 'Estimated probability that content and speaker are both right.',
  }),
  by: z.array(z.string()).readonly().meta({ description: 'The rules or models that decided.' }),
  article: ArticleRef,
  provenance: Provenance,
  recordedAt: timestamp.meta({ description: 'When this system first recorded it.' }),
  updatedAt: timestamp.meta({ description: 'When this revision was made.' }),
};

/** The stored record, exactly `Statement` of the core. */
export const StatementRecord = z.object(statementShape).readonly();

export const StatementLinks = z.object({ self: z.url(), article: z.url(), text: z.url() }).readonly().meta({
  id: 'StatementLinks',
  description: 'Absolute addresses of the statement, its article and its exact text.',
});

export const Statement = z
  .object({ ...statementShape, links: StatementLinks })
  .readonly()
  .meta({ id: 'Statement', description: 'Who said what, when, to whom, and where it is reported.' });

export const STATEMENT_EVENT_TYPES = [
  'statement.created',
  'statement.updated',
  'statement.withdrawn',
] as const;

export const StatementEvent = z
  .object({
    id: z.string(),
    type: z.enum(STATEMENT_EVENT_TYPES),
    timestamp,
    statement: StatementRecord,
  })
  .readonly();

export const Office = z
  .object({
    title: z.string(),
    of: z.string().nullable().meta({ description: 'Id of the country or body.' }),
    from: z.string().nullable().meta({ description: 'First day, month or year, inclusive.' }),
    to: z.string().nullable().meta({ description: 'Last day, month or year, inclusive; null while held.' }),
  })
  .readonly()
  .meta({ id: 'Office', description: 'An office that a speaker held or holds.' });

export const StatementCounts = z
  .object({
    count: count.meta({ description: 'Current statements.' }),
    first: z.string().nullable().meta({ description: 'Date of the earliest statement.' }),
    last: z.string().nullable().meta({ description: 'Date of the latest statement.' }),
  })
  .readonly()
  .meta({ id: 'StatementCounts' });

export const Speaker = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(SPEAKER_KINDS).nullable().meta({ description: 'Null for names met in articles alone.' }),
    gender: z.enum(['female', 'male']).nullable(),
    country: z.string().nullable(),
    aliases: z.array(z.string()).readonly(),
    offices: z.array(Office).readonly(),
    statements: StatementCounts,
  })
  .readonly()
  .meta({ id: 'Speaker', description: 'Somebody who speaks: a person, a body or a country.' });

export const Article = z
  .object({
    ...articleShape,
    status: z.enum(['current', 'canceled']).meta({ description: '`canceled`: taken back by its publisher.' }),
    language: z.string().nullable(),
    textHash: sha256.meta({ description: 'The current version of its text.' }),
    textLength: count.meta({ description: 'UTF-16 units.' }),
    statements: count.meta({ description: 'Current statements found in it.' }),
    recordedAt: timestamp,
    updatedAt: timestamp,
  })
  .readonly()
  .meta({ id: 'Article', description: 'One news item in its current version.' });

export const VERSION_CHANGES = ['added', 'updated', 'withdrawn'] as const;

export const StatementChange = z
  .object({
    change: z.enum(VERSION_CHANGES),
    statementId: z.string(),
    text: z.string(),
    speaker: SpeakerRef.nullable(),
    replaces: z.string().nullable().meta({
      description: 'Id of the withdrawn statement of which this one looks like an edit.',
    }),
  })
  .readonly()
  .meta({ id: 'StatementChange', description: 'One difference between a version and the one before it.' });

export const ArticleVersion = z
  .object({
    textHash: sha256,
    textLength: count,
    status: z.enum(['usable', 'canceled']),
    outcome: z.enum(['accepted', 'duplicate', 'superseded']),
    title: z.string().nullable(),
    publishedAt: looseDate.nullable(),
    modifiedAt: looseDate.nullable(),
    recordedAt: timestamp,
    current: z.boolean(),
    uploadId: z.string(),
    statements: count,
    changes: z
      .array(StatementChange)
      .readonly()
      .meta({ description: 'Against the version before it in time.' }),
  })
  .readonly()
  .meta({ id: 'ArticleVersion', description: 'One version of an article and what it changed.' });

export const ReceiptFault = z
  .object({
    index: z
      .int()
      .min(0)
      .nullable()
      .meta({ description: 'Number of the record, from 0; null for the whole upload.' }),
    line: z
      .int()
      .min(1)
      .nullable()
      .meta({ description: 'Line of a JSON Lines object, from 1; null elsewhere.' }),
    code: z.string(),
    detail: z.string(),
  })
  .readonly()
  .meta({ id: 'ReceiptFault', description: 'Why one record of an upload was not taken.' });

export const StatementTally = z
  .object({ created: count, updated: count, unchanged: count, withdrawn: count })
  .readonly()
  .meta({ id: 'StatementTally', description: 'What became of statements.' });

export const SIGHTING_OUTCOMES = ['accepted', 'duplicate', 'superseded'] as const;

export const ReceiptArticle = z
  .object({ id: z.string(), textHash: sha256, outcome: z.enum(SIGHTING_OUTCOMES) })
  .readonly()
  .meta({ id: 'ReceiptArticle', description: 'An article that an upload led to.' });

export const Receipt = z
  .object({
    id: z.string(),
    bucket: z.string(),
    key: z.string(),
    versionId: z.string().nullable(),
    eTag: z.string(),
    size: count.nullable().meta({ description: 'Bytes as stored.' }),
    status: z.enum(RECEIPT_STATUSES),
    records: z
      .object({ read: count, accepted: count, duplicate: count, superseded: count, rejected: count })
      .readonly(),
    statements: StatementTally,
    articles: z.array(ReceiptArticle).readonly().meta({ description: 'At most the first 100.' }),
    statementIds: z.array(z.string()).readonly().meta({ description: 'At most the first 100.' }),
    faults: z.array(ReceiptFault).readonly().meta({ description: 'At most the first 100.' }),
    silent: z.record(z.string(), count).meta({
      description: 'Records that changed statements without events, by reason: `backfill`, `age`.',
    }),
    quarantined: z.boolean().meta({ description: 'Whether a copy lies in the quarantine bucket.' }),
    receivedAt: timestamp,
    updatedAt: timestamp,
  })
  .readonly()
  .meta({ id: 'Receipt', description: 'The outcome of one upload.' });

export const TopicCount = z
  .object({
    code: z.string(),
    name: z.string(),
    description: z.string(),
    statements: count,
  })
  .readonly()
  .meta({
    id: 'TopicCount',
    description: 'A topic of the taxonomy and how many current statements touch it.',
  });

export const OutletCount = z
  .object({ outlet: z.string(), statements: count })
  .readonly()
  .meta({ id: 'OutletCount', description: 'An outlet and how many current statements it reports.' });

export const TimelineBucket = z
  .object({
    start: z.iso.date().meta({ description: 'First day of the bucket; weeks start on Monday.' }),
    total: count,
    byType: z.object(Object.fromEntries(ATTRIBUTION_TYPES.map((type) => [type, count]))).readonly(),
    byStance: z.record(z.string(), count).meta({ description: 'Only stances that occur.' }),
  })
  .readonly()
  .meta({
    id: 'TimelineBucket',
    description: 'Counts of one day, week or month; empty buckets are left out.',
  });

export const ComparisonRow = z
  .object({
    date: z.string().meta({ description: 'The day on which, or the month or year in which, it was said.' }),
    statements: z.array(z.array(Statement).readonly()).readonly().meta({
      description: 'One list a speaker, in the order of `speakers`.',
    }),
    truncated: z.boolean().meta({
      description:
        'True where a speaker said more than fits into a row; ask GET /speakers/{id}/statements for it.',
    }),
  })
  .readonly()
  .meta({ id: 'ComparisonRow', description: 'What each of the speakers said on one date.' });

const page = {
  next: z.url().nullable().meta({
    description: 'Address of the next page, also sent as a Link header; null at the end.',
  }),
};

/** A page of a list, with nothing but its items and the way to the next. */
export function pageOf<Item extends z.ZodType>(id: string, item: Item) {
  return z
    .object({ items: z.array(item).readonly(), ...page })
    .readonly()
    .meta({ id });
}

export const SpeakerPage = pageOf('SpeakerPage', Speaker);

export const StatementPage = z
  .object({
    items: z.array(Statement).readonly(),
    ...page,
    cursor: z.string().nullable().meta({
      description:
        'The cursor inside `next`. With `recordedSince` it is there also at the end, so that a copy can be brought up to date later.',
    }),
    searchedTo: z.string().nullable().meta({
      description:
        'The date to which the search has come when its capacity was used up before the page was full. Follow `next`, or ask for an export.',
    }),
    exports: z.url().nullable().meta({
      description:
        'Where `searchedTo` is: the address to which the same query may be posted, to have all of it as a file.',
    }),
  })
  .readonly()
  .meta({ id: 'StatementPage' });

export const ReceiptPage = pageOf('ReceiptPage', Receipt);

export const ArticleVersionPage = pageOf('ArticleVersionPage', ArticleVersion);

export const TopicList = z
  .object({ items: z.array(TopicCount).readonly() })
  .readonly()
  .meta({ id: 'TopicList' });

export const OutletPage = pageOf('OutletPage', OutletCount);

export const Timeline = z
  .object({
    speaker: SpeakerRef,
    bucket: z.enum(TIMELINE_BUCKETS),
    items: z.array(TimelineBucket).readonly(),
    ...page,
  })
  .readonly()
  .meta({ id: 'Timeline' });

export const Comparison = z
  .object({ speakers: z.array(SpeakerRef).readonly(), items: z.array(ComparisonRow).readonly(), ...page })
  .readonly()
  .meta({ id: 'Comparison' });

/** Formats that files of any length can be made in. */
export const EXPORT_FORMATS = ['csv', 'jsonl', 'bibtex', 'citation'] as const;
export const EXPORT_STATUSES = ['queued', 'running', 'done', 'failed', 'removed'] as const;

export const SavedQuery = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.record(z.string(), z.unknown()).meta({ description: 'The conditions, as they were given.' }),
    format: z.string(),
    url: z.url().meta({
      description: 'Whoever has this address can read the query, and nothing else, until it is deleted.',
    }),
    revision: z.int().min(1),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .readonly()
  .meta({ id: 'SavedQuery', description: 'A query with an address of its own.' });

export const SavedQueryPage = pageOf('SavedQueryPage', SavedQuery);

export const Export = z
  .object({
    id: z.string(),
    status: z.enum(EXPORT_STATUSES).meta({
      description:
        '`removed`: its file is gone, since an article was taken down or its time was over; ask for a new one.',
    }),
    format: z.enum(EXPORT_FORMATS),
    query: z.record(z.string(), z.unknown()),
    statements: count.meta({ description: 'Statements written so far.' }),
    bytes: count.meta({ description: 'Bytes written so far.' }),
    searchedTo: z.string().nullable().meta({ description: 'The date that the export has come to.' }),
    url: z
      .url()
      .nullable()
      .meta({ description: 'Where the file is, for an hour; ask again for a fresh address.' }),
    createdAt: timestamp,
    updatedAt: timestamp,
    expiresAt: timestamp.meta({ description: 'When the file is deleted.' }),
  })
  .readonly()
  .meta({ id: 'Export', description: 'A large answer that is made in the background.' });

export const ExportPage = pageOf('ExportPage', Export);

export const AuditRecord = z
  .object({
    at: timestamp,
    keyId: z.string(),
    owner: z.string(),
    operationId: z.string(),
    target: z.record(z.string(), z.string()),
    status: z
      .int()
      .nullable()
      .meta({ description: 'Status of the answer; null where the request never ended.' }),
    sourceIp: z.string(),
    requestId: z.string(),
  })
  .readonly()
  .meta({ id: 'AuditRecord', description: 'One write: who, when, what.' });

export const AuditPage = pageOf('AuditPage', AuditRecord);

export const Takedown = z
  .object({
    articleId: z.string(),
    removedAt: timestamp,
    sharedUploads: z
      .array(z.object({ bucket: z.string(), key: z.string(), versionId: z.string().nullable() }).readonly())
      .readonly()
      .meta({
        description: 'Objects that hold other articles as well: they are left for somebody to decide about.',
      }),
  })
  .readonly()
  .meta({ id: 'Takedown', description: 'What became of a takedown.' });

export const Health = z
  .object({ status: z.literal('ok') })
  .readonly()
  .meta({ id: 'Health' });
