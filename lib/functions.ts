// What runs and what it runs on: buckets, queues, topics and functions, named once. The CDK stack and the local
// runner both build from this file, and a test fails when handler folders, stack or API disagree with it.

/** A fact about every resource: the environment variable under which functions learn its name, URL or ARN. */
interface Resource {
  readonly environment: string;
  readonly purpose: string;
}

/** As S3 names them. */
export type S3EventKind = 's3:ObjectCreated:*' | 's3:ObjectRemoved:*';

export interface BucketDefinition extends Resource {
  readonly versioned: boolean;
  /** The queue that is told of what happens in it, by S3 event notifications of these kinds. */
  readonly notifies?: { readonly queue: QueueName; readonly events: readonly S3EventKind[] };
  /** Objects are deleted after so many days under this prefix. */
  readonly expiry?: readonly { readonly prefix: string; readonly days: number }[];
}

export interface QueueDefinition extends Resource {
  /** Seconds for which a received message is hidden: six times the consumer's timeout, as AWS advises for Lambda. */
  readonly visibilitySeconds: number;
  /** Receives before a message goes to the dead-letter queue. */
  readonly maxReceives: number;
  /** What a dead letter, or an old message, means to the people who depend on the queue; told by its alarms. */
  readonly impact: string;
}

export interface TopicDefinition extends Resource {
  /** Queues that get every message of the topic, raw, without the SNS envelope. */
  readonly feeds: readonly QueueName[];
}

const DAY = 86_400;

/** How long messages wait in a queue, and dead letters for a person: SQS's longest (seconds). */
export const MESSAGE_RETENTION_SECONDS = 14 * DAY;

export const TABLE: Resource = {
  environment: 'TABLE_NAME',
  purpose: 'Statements, articles, speakers, receipts, journals, endpoints and deliveries: one table.',
};

export type BucketName = 'articles' | 'archive' | 'quarantine';
export type QueueName = 'ingest' | 'dispatch' | 'deliveries' | 'exports';
export type TopicName = 'events';

export const BUCKETS: Readonly<Record<BucketName, BucketDefinition>> = {
  articles: {
    environment: 'ARTICLES_BUCKET',
    purpose: 'What scrapers upload; every object is one upload with one receipt.',
    versioned: true,
    // Deleting an object withdraws nothing, so nobody needs to hear of it.
    notifies: { queue: 'ingest', events: ['s3:ObjectCreated:*'] },
  },
  archive: {
    environment: 'ARCHIVE_BUCKET',
    purpose: 'Immutable article texts by their hash, journals too large for an item, exports.',
    versioned: false,
    expiry: [{ prefix: 'exports/', days: 7 }],
  },
  quarantine: {
    environment: 'QUARANTINE_BUCKET',
    purpose: 'Copies of permanently bad uploads, each with a sidecar that says why.',
    versioned: false,
  },
};

export const QUEUES: Readonly<Record<QueueName, QueueDefinition>> = {
  ingest: {
    environment: 'INGEST_QUEUE_URL',
    purpose: 'Uploads to be ingested, as S3 event notifications.',
    visibilitySeconds: 720,
    maxReceives: 5,
    impact: 'Uploaded articles are not answered by the API until somebody redrives them (npm run redrive).',
  },
  dispatch: {
    environment: 'DISPATCH_QUEUE_URL',
    purpose: 'Events of the topic, to be compared with the filters of endpoints.',
    visibilitySeconds: 360,
    maxReceives: 5,
    impact:
      'Endpoints are not told of new statements until somebody redrives their events (npm run redrive).',
  },
  deliveries: {
    environment: 'DELIVERIES_QUEUE_URL',
    purpose:
      'Attempts to be made, one group an endpoint. Receivers that fail are outcomes, not failed messages.',
    // Longer than the claim of an attempt (LEASE in deliver-message.ts).
    visibilitySeconds: 240,
    maxReceives: 5,
    impact: 'Messages to endpoints stay undelivered until somebody redrives them (npm run redrive).',
  },
  exports: {
    environment: 'EXPORTS_QUEUE_URL',
    purpose: 'Exports to be run, by their ids.',
    visibilitySeconds: 5_400,
    maxReceives: 5,
    impact: 'Exports that people have asked for are marked as failed; they have to ask again.',
  },
};

/** Milliseconds after which an upload that is still `received` is stuck: all its tries have passed. */
export const STUCK_AFTER = QUEUES.ingest.visibilitySeconds * QUEUES.ingest.maxReceives * 1_000;

export const TOPICS: Readonly<Record<TopicName, TopicDefinition>> = {
  events: {
    environment: 'EVENTS_TOPIC_ARN',
    purpose: 'Events of statements and endpoints, each with a stable id; see docs/events.md.',
    feeds: ['dispatch'],
  },
};

/** Variables that lead to the root secret and to the key that seals what is stored. */
export const SECRETS = { secret: 'SECRETS_ID', key: 'SECRETS_KEY_ID' } as const;

/** Files beside the code that functions read at start: path in the repository, the same below the bundle's root. */
export const ASSETS = {
  models: 'lambdas/models/en',
  speakers: 'seeds/speakers.json',
} as const;
export type AssetName = keyof typeof ASSETS;

export type Trigger =
  /** Messages of a queue; `source: dead-letters` takes those that were given up. */
  | {
      readonly kind: 'queue';
      readonly queue: QueueName;
      readonly source: 'messages' | 'dead-letters';
      readonly batchSize: number;
      /** Most invocations at a time, so that a flood of uploads leaves the account's concurrency to the API. */
      readonly maxConcurrency: number;
      /** Batches that one machine handles at a time, where they wait for others rather than compute; 1 where absent. */
      readonly localConcurrency?: number;
    }
  /** Every request of the REST API, proxied, payload v1. */
  | { readonly kind: 'api' }
  /** Before the API: decides by the key; API Gateway remembers the answer for `cacheSeconds`. */
  | { readonly kind: 'authorizer'; readonly cacheSeconds: number }
  | { readonly kind: 'schedule'; readonly everyMinutes: number };

/** What a function may touch. It gets the environment variables of just these resources. */
export interface Grants {
  readonly table?: 'read' | 'read-write';
  readonly buckets?: Readonly<Partial<Record<BucketName, 'read' | 'write' | 'read-write'>>>;
  /** Buckets whose names it must know, without any right on them. */
  readonly bucketNames?: readonly BucketName[];
  /** Queues it may send to. */
  readonly queues?: readonly QueueName[];
  /** Topics it may publish to. */
  readonly topics?: readonly TopicName[];
  /** Cursor key, key pepper and the key that seals what is stored. */
  readonly secrets?: boolean;
}

export interface FunctionDefinition {
  /** Also the handler's folder: `lambdas/handlers/<name>/handler.ts`, which exports `handler`. */
  readonly name: string;
  readonly purpose: string;
  readonly trigger: Trigger;
  readonly grants: Grants;
  /** Variables besides those of the granted resources. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly assets?: readonly AssetName[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** What people notice when it fails; told by its alarm. */
  readonly impact: string;
}

export const FUNCTIONS = [
  {
    name: 'ingest-article',
    purpose: 'Turns an uploaded object into articles, statements and events.',
    trigger: { kind: 'queue', queue: 'ingest', source: 'messages', batchSize: 10, maxConcurrency: 50 },
    grants: {
      table: 'read-write',
      // It deletes what is uploaded again of an article that was taken down.
      buckets: { articles: 'read-write', archive: 'read-write', quarantine: 'read-write' },
      queues: ['ingest'],
      topics: ['events'],
    },
    assets: ['models', 'speakers'],
    memoryMb: 1769,
    timeoutSeconds: 120,
    impact: 'New articles are answered late, or not at all until they are redriven.',
  },
  {
    name: 'mark-failed',
    purpose: 'Marks the receipts of dead-lettered uploads as failed, and keeps the letters for a redrive.',
    trigger: { kind: 'queue', queue: 'ingest', source: 'dead-letters', batchSize: 10, maxConcurrency: 2 },
    grants: { table: 'read-write', buckets: { articles: 'read', archive: 'read-write' } },
    memoryMb: 512,
    timeoutSeconds: 60,
    impact: 'Scrapers see "received" for uploads that in truth have failed.',
  },
  {
    name: 'serve-api',
    purpose: 'Answers the query API.',
    trigger: { kind: 'api' },
    grants: {
      table: 'read-write',
      // The buckets of uploads are written to by takedowns alone.
      buckets: { archive: 'read-write', articles: 'read-write', quarantine: 'read-write' },
      queues: ['deliveries', 'exports'],
      topics: ['events'],
      secrets: true,
    },
    assets: ['models', 'speakers'],
    memoryMb: 1024,
    // What takes long are streams to clients that read slowly.
    timeoutSeconds: 120,
    impact: 'Analysts and their tools get errors instead of answers.',
  },
  {
    name: 'run-export',
    purpose: 'Writes the files of exports, part by part.',
    trigger: { kind: 'queue', queue: 'exports', source: 'messages', batchSize: 1, maxConcurrency: 5 },
    grants: { table: 'read-write', buckets: { archive: 'read-write' }, queues: ['exports'] },
    memoryMb: 1024,
    timeoutSeconds: 900,
    impact: 'Exports are late, or fail.',
  },
  {
    name: 'authorize-request',
    purpose: 'Decides by the API key who may do what.',
    trigger: { kind: 'authorizer', cacheSeconds: 60 },
    grants: { table: 'read', secrets: true },
    memoryMb: 512,
    timeoutSeconds: 10,
    impact: 'Nobody gets past the gateway: every request is refused.',
  },
  {
    name: 'dispatch-event',
    purpose: 'Makes a delivery of each event for each endpoint that wants it.',
    trigger: { kind: 'queue', queue: 'dispatch', source: 'messages', batchSize: 10, maxConcurrency: 20 },
    grants: { table: 'read-write', queues: ['deliveries'] },
    assets: ['models', 'speakers'],
    memoryMb: 512,
    timeoutSeconds: 60,
    impact: 'Endpoints are told of new statements late.',
  },
  {
    name: 'deliver-message',
    purpose: 'Posts messages to endpoints, one attempt at a time, and schedules the next.',
    trigger: {
      kind: 'queue',
      queue: 'deliveries',
      source: 'messages',
      batchSize: 10,
      maxConcurrency: 200,
      localConcurrency: 20,
    },
    grants: { table: 'read-write', queues: ['deliveries'], topics: ['events'], secrets: true },
    memoryMb: 512,
    // Shorter than the claim of an attempt (LEASE in deliver-message.ts): nobody is at it any more when it ends.
    timeoutSeconds: 40,
    impact: 'Messages to endpoints are late.',
  },
  {
    name: 'sweep-due',
    purpose: 'Sends on the messages whose pause was longer than a queue can delay.',
    trigger: { kind: 'schedule', everyMinutes: 1 },
    grants: { table: 'read-write', queues: ['deliveries'] },
    memoryMb: 256,
    timeoutSeconds: 60,
    impact: 'Failed messages are not tried again.',
  },
] as const satisfies readonly FunctionDefinition[];

/** The file that holds a function's handler, from the root of the repository. */
export function handlerEntry(name: string): string {
  return `lambdas/handlers/${name}/handler.ts`;
}

/** Names of the variables that `definition` finds in its environment, sorted. */
export function environmentNames(definition: FunctionDefinition): readonly string[] {
  const { grants } = definition;
  return [
    ...(grants.table ? [TABLE.environment] : []),
    ...bucketsNamed(grants).map((name) => BUCKETS[name].environment),
    ...(grants.queues ?? []).map((name) => QUEUES[name].environment),
    ...(grants.topics ?? []).map((name) => TOPICS[name].environment),
    ...(grants.secrets ? Object.values(SECRETS) : []),
    ...Object.keys(definition.environment ?? {}),
  ].sort();
}

/** The buckets that a function knows by name. */
export function bucketsNamed({ buckets = {}, bucketNames = [] }: Grants): readonly BucketName[] {
  return [...new Set([...(Object.keys(buckets) as BucketName[]), ...bucketNames])];
}
