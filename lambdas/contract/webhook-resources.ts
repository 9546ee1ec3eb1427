// What the API shows and takes of webhooks: endpoints, their filters, deliveries and attempts.
import { z } from 'zod';
import { text } from './parameters.ts';
import { ATTRIBUTION_TYPES, pageOf, STANCES, STATEMENT_EVENT_TYPES, Statement } from './resources.ts';

/** What an endpoint can ask for. `endpoint.test` comes only when it is asked to. */
export const ENDPOINT_EVENT_TYPES = [...STATEMENT_EVENT_TYPES, 'endpoint.disabled'] as const;
export const DISABLED_REASONS = ['by_owner', 'gone', 'failing'] as const;
export const DELIVERY_STATUSES = ['pending', 'delivered', 'exhausted', 'canceled'] as const;
export const NO_ANSWERS = ['timeout', 'connection', 'forbidden_address'] as const;

/** Filters within filters, and filters in all, that one filter may hold; as in core/webhooks/endpoint-filter.ts. */
export const DEEPEST_FILTER = 5;
export const LARGEST_FILTER = 50;
/** Values that one list of a filter may hold, and that all of them may hold together: each name is looked up. */
const LONGEST_LIST = 100;
const MOST_VALUES = 300;

const timestamp = z.iso.datetime({ offset: true, precision: null });
const list = <Value extends z.ZodType>(value: Value) =>
  z.array(value).min(1).max(LONGEST_LIST).readonly().exactOptional();
const name = text(200);

export interface Filter {
  readonly speakers?: readonly string[];
  readonly organisations?: readonly string[];
  readonly countries?: readonly string[];
  readonly stances?: readonly (typeof STANCES)[number][];
  readonly types?: readonly (typeof ATTRIBUTION_TYPES)[number][];
  readonly outlets?: readonly string[];
  readonly topics?: readonly string[];
  readonly words?: string;
  readonly minConfidence?: number;
  readonly all?: readonly Filter[];
  readonly any?: readonly Filter[];
  readonly not?: Filter;
}

export const Filter: z.ZodType<Filter> = z
  .strictObject({
    speakers: list(name).meta({
      description: 'Any of these speakers: ids, or names and aliases that mean one; shown as ids.',
    }),
    organisations: list(name).meta({
      description:
        'Any of these bodies: one that the speaker holds or held an office of, or that speaks itself.',
    }),
    countries: list(name).meta({
      description: 'Any of these countries: that of the speaker, or one that speaks itself.',
    }),
    stances: list(z.enum(STANCES)),
    types: list(z.enum(ATTRIBUTION_TYPES)),
    outlets: list(name).meta({ description: 'Any of these outlets, in upper or lower case.' }),
    topics: list(text(60)).meta({ description: 'Any of these codes of GET /topics.' }),
    words: text(500)
      .exactOptional()
      .meta({ description: 'Words that all occur in the text, "phrases", and -words that do not.' }),
    minConfidence: z.number().min(0).max(1).exactOptional(),
    get all() {
      return z.array(Filter).min(1).max(LARGEST_FILTER).readonly().exactOptional();
    },
    get any() {
      return z.array(Filter).min(1).max(LARGEST_FILTER).readonly().exactOptional();
    },
    get not() {
      return Filter.exactOptional();
    },
  })
  .refine((filter) => Object.keys(filter).length > 0, 'A filter has at least one member')
  .readonly()
  .meta({
    id: 'Filter',
    description:
      'Which statements are wanted. All members that are present must hold; a list holds when one of its values does; ' +
      `\`all\`, \`any\` and \`not\` combine filters, at most ${DEEPEST_FILTER} deep and ${LARGEST_FILTER} in all.`,
  });

/** A filter from outside: measured before it is gone through, however deep it is. */
export const GivenFilter = z.preprocess((value, context) => {
  const fault = measureFilter(value);
  if (fault === null) return value;
  context.addIssue({ code: 'custom', message: fault, input: value });
  return z.NEVER;
}, Filter);

function measureFilter(value: unknown): string | null {
  let level: unknown[] = [value];
  let size = 0;
  let values = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    size += level.length;
    if (depth > DEEPEST_FILTER) return `Filters may be ${DEEPEST_FILTER} deep`;
    if (size > LARGEST_FILTER) return `A filter may hold ${LARGEST_FILTER} filters in all`;
    values += level.reduce<number>((sum, part) => sum + countValues(part), 0);
    if (values > MOST_VALUES) return `The lists of a filter may hold ${MOST_VALUES} values in all`;
    level = level.flatMap(partsOf);
  }
  return null;
}

function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const { all: _all, any: _any, ...lists } = value as Record<string, unknown>;
  return Object.values(lists).reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
}

function partsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const { all, any, not } = value as Record<string, unknown>;
  return [
    ...(Array.isArray(all) ? all : []),
    ...(Array.isArray(any) ? any : []),
    ...(not === undefined ? [] : [not]),
  ];
}

const events = z
  .array(z.enum(ENDPOINT_EVENT_TYPES))
  .max(ENDPOINT_EVENT_TYPES.length)
  .readonly()
  .meta({ description: 'Event types; none means all of statements.' });
const address = z
  .string()
  .min(1)
  .max(2000)
  .meta({ description: 'https, without a user name; every address of its host must be public.' });
const description = z.string().max(500);
const filter = GivenFilter.nullable().meta({ description: 'Which statements; null for all.' });

export const NewEndpoint = z
  .strictObject({
    url: address,
    description: description.default(''),
    events: events.default([]),
    filter: filter.default(null),
  })
  .meta({ id: 'NewEndpoint' });

export const EndpointChange = z
  .strictObject({
    url: address.exactOptional(),
    description: description.exactOptional(),
    events: events.exactOptional(),
    filter: filter.exactOptional(),
    disabled: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Stops all messages until POST /webhooks/{id}/enable.' }),
  })
  .meta({ id: 'EndpointChange', description: 'Members that are left out stay as they are.' });

const endpointShape = {
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()).readonly(),
  filter: Filter.nullable(),
  status: z.enum(['enabled', 'disabled']),
  disabled: z
    .object({ reason: z.enum(DISABLED_REASONS), at: timestamp })
    .readonly()
    .nullable()
    .meta({
      description:
        'Why and since when it gets no messages. `gone`: it answered 410; `failing`: five days of nothing but failures.',
    }),
  failures: z.int().min(0).meta({ description: 'Failed attempts in a row.' }),
  failingSince: timestamp.nullable(),
  pausedUntil: timestamp.nullable().meta({ description: 'No attempts are made before, since it failed.' }),
  rotatedSecretUntil: timestamp
    .nullable()
    .meta({ description: 'Until then messages are signed with the secret before the last rotation, too.' }),
  createdAt: timestamp,
  updatedAt: timestamp,
};

export const Endpoint = z.object(endpointShape).readonly().meta({
  id: 'Endpoint',
  description: 'Where messages are sent, and which. Its secret is never shown again.',
});

export const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)
  .meta({ description: 'Shown now and never again: `whsec_` and base64, as Standard Webhooks writes it.' });

export const EndpointWithSecret = z
  .object({ ...endpointShape, secret })
  .readonly()
  .meta({ id: 'EndpointWithSecret', description: 'An endpoint with its secret, shown this once.' });

export const Attempt = z
  .object({
    number: z.int().min(1),
    at: timestamp,
    status: z.int().nullable().meta({ description: 'HTTP status; null where there was no answer.' }),
    failure: z.enum(NO_ANSWERS).nullable(),
    durationMs: z.int().min(0),
    answer: z.string().meta({ description: 'The first kilobyte of the answer.' }),
  })
  .readonly()
  .meta({ id: 'Attempt', description: 'One attempt to deliver a message.' });

const deliveryShape = {
  id: z.string().meta({ description: 'Also the `webhook-id`, the same for all attempts.' }),
  endpointId: z.string(),
  eventId: z.string(),
  eventType: z.string(),
  status: z.enum(DELIVERY_STATUSES).meta({
    description:
      '`exhausted`: every attempt failed; `canceled`: the endpoint was disabled or deleted. Both can be retried.',
  }),
  attempts: z.int().min(0),
  nextAttemptAt: timestamp.nullable(),
  createdAt: timestamp.meta({ description: 'When the event happened.' }),
  updatedAt: timestamp,
};

export const Delivery = z
  .object(deliveryShape)
  .readonly()
  .meta({ id: 'Delivery', description: 'One event for one endpoint.' });

export const DeliveryDetail = z
  .object({
    ...deliveryShape,
    payload: z.string().meta({ description: 'The body as it is signed and sent.' }),
    history: z.array(Attempt).readonly().meta({ description: 'All attempts, oldest first.' }),
  })
  .readonly()
  .meta({ id: 'DeliveryDetail', description: 'A delivery with its payload and all its attempts.' });

export const EndpointPage = pageOf('EndpointPage', Endpoint);
export const DeliveryPage = pageOf('DeliveryPage', Delivery);

export const ReplayRequest = z
  .strictObject({
    from: timestamp.meta({ description: 'Events from then on, inclusive.' }),
    to: timestamp.meta({ description: 'Events up to then, inclusive.' }),
    status: z
      .enum(DELIVERY_STATUSES)
      .exactOptional()
      .meta({ description: 'Only deliveries of this status; without it, all.' }),
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
    path: ['from'],
    message: '`from` lies after `to`',
  })
  .meta({ id: 'ReplayRequest' });

export const ReplayResult = z
  .object({
    replayed: z.int().min(0).meta({ description: 'Deliveries that are sent again, under their own ids.' }),
    rest: z
      .object({ from: timestamp, to: timestamp })
      .readonly()
      .nullable()
      .meta({ description: 'What one call had no time for: ask again with it. Null when all is done.' }),
  })
  .readonly()
  .meta({ id: 'ReplayResult' });

export const PreviewRequest = z.strictObject({ filter: GivenFilter }).meta({ id: 'PreviewRequest' });

export const Preview = z
  .object({
    looked: z.int().min(0).meta({ description: 'Statements looked at: the last that were recorded.' }),
    since: timestamp.nullable().meta({ description: 'When the oldest of them was recorded.' }),
    items: z.array(Statement).readonly().meta({ description: 'Those that match, newest first.' }),
  })
  .readonly()
  .meta({ id: 'Preview' });

/** The event of the topic that tells of an endpoint. */
export const EndpointEvent = z
  .object({
    id: z.string(),
    type: z.literal('endpoint.disabled'),
    timestamp,
    endpoint: z
      .object({ id: z.string(), owner: z.string(), url: z.string(), reason: z.enum(['gone', 'failing']) })
      .readonly(),
  })
  .readonly();
