// Routes of statements: lists with every filter and format, JSON Lines as a stream, one by id.
import { buildStatementFilter } from '../../../application/build-statement-filter.ts';
import type { FindSpeakerPorts } from '../../../application/find-speaker.ts';
import { linkStatement } from '../../../application/link-statement.ts';
import {
  filterRecordedSince,
  listStatements,
  MOST_LISTED,
  streamStatements,
} from '../../../application/list-statements.ts';
import type {
  StatementFilter,
  StatementReader,
  StatementStream,
} from '../../../application/ports/statement-reader.ts';
import type { StatementRenderer } from '../../../application/ports/statement-renderer.ts';
import type { AnswerOf } from '../../../contract/operation.ts';
import type { Operations } from '../../../contract/operations.ts';
import { FORMAT_MEDIA, type StatementFormat } from '../../../contract/parameters.ts';
import { createProblem, type Fault } from '../../../contract/problems.ts';
import { json, problem, type Reply, type RouteContext, type Routes } from '../reply.ts';

export interface StatementRoutePorts extends FindSpeakerPorts {
  readonly reader: StatementReader;
  readonly renderer: StatementRenderer;
}

type Listed = RouteContext<Operations['listStatements']>;
type ListQuery = Listed['input']['query'];
type ListContext = Pick<Listed, 'request' | 'mediaType' | 'pages' | 'charge'>;
type Page = AnswerOf<Operations['listStatements']>;

export function createStatementRoutes(
  ports: StatementRoutePorts,
): Pick<Routes, 'listStatements' | 'listSpeakerStatements' | 'getStatement'> {
  return {
    listStatements: (context) => answerList(ports, context, context.input.query),
    listSpeakerStatements: (context) =>
      answerList(ports, context, { ...context.input.query, speaker: context.input.path.id }),
    getStatement: async ({ input, request, mediaType }) => {
      const statement = await ports.reader.get(input.path.id);
      if (!statement) return problem(createProblem('unknown_resource'));
      const linked = linkStatement(statement, request.baseUrl);
      const format = formatOf(mediaType);
      if (format === 'json') return json(linked);
      const feed = { title: 'Statement', self: linked.links.self, next: null };
      return bytes(format, ports.renderer.renderOne(format, linked, { bom: input.query.bom, feed }));
    },
  };
}

/** One page of statements in the format agreed on; `speaker` may be any spelling of a name. */
export async function answerList(
  ports: StatementRoutePorts,
  context: ListContext,
  query: ListQuery,
): Promise<Reply<Page>> {
  const { request, pages, mediaType } = context;
  const format = formatOf(mediaType);
  const faults = [
    ...(query.recordedSince === undefined ? [] : listForbidden(request.query)),
    ...(format === 'jsonl' || query.limit <= MOST_LISTED ? [] : [LIMIT_FAULT]),
  ];
  if (faults.length > 0) return problem(createProblem('invalid_request', { errors: faults }));
  const asked = await buildStatementFilter(ports, query);
  if (!asked.ok) return problem(asked.problem);
  const { recordedSince, limit } = query;
  const filter = recordedSince === undefined ? asked.value : filterRecordedSince(asked.value, recordedSince);
  const page = { limit, position: pages.position as string | null };
  if (format === 'jsonl') return answerStream(ports, context, filter, page);
  const list = await listStatements(ports, filter, page);
  const { next, cursor, headers } = describePlace(pages, filter, list);
  const items = list.items.map((statement) => linkStatement(statement, request.baseUrl));
  if (format !== 'json') {
    const self = selfUrl(request);
    const feed = { title: titleOf(query), self, next };
    return { ...bytes(format, ports.renderer.renderList(format, items, { bom: query.bom, feed })), headers };
  }
  const { searchedTo } = list;
  const exports = searchedTo === null ? null : `${request.baseUrl}/exports`;
  return json({ items, next, cursor, searchedTo, exports }, { headers });
}

/** JSON Lines, each batch of which leaves as soon as it is read. */
async function answerStream(
  ports: StatementRoutePorts,
  { request, pages, charge }: ListContext,
  filter: StatementFilter,
  page: { readonly limit: number; readonly position: string | null },
): Promise<Reply<never>> {
  const more = Math.ceil(page.limit / MOST_LISTED) - 1;
  const decision = more === 0 ? null : await charge(more);
  if (decision?.allowed === false) return problem(createProblem('rate_limited'), decision.headers);
  const stream = await streamStatements(ports, filter, page);
  async function* renderBatches() {
    for await (const batch of stream.batches) {
      const items = batch.map((statement) => linkStatement(statement, request.baseUrl));
      yield ports.renderer.renderPiece('jsonl', items, { first: false, bom: false });
    }
  }
  const headers = { ...decision?.headers, ...describePlace(pages, filter, stream).headers };
  return { kind: 'stream', mediaType: FORMAT_MEDIA.jsonl, chunks: renderBatches(), headers };
}

const LIMIT_FAULT: Fault = {
  parameter: 'limit',
  code: 'invalid_value',
  detail: `At most ${MOST_LISTED}, but for JSON Lines.`,
};

/** Where a page leads, and the headers that say so, also to formats that have no other place for it. */
function describePlace(
  pages: Listed['pages'],
  filter: StatementFilter,
  { position, resume, searchedTo }: Pick<StatementStream, 'position' | 'resume' | 'searchedTo'>,
) {
  const next = pages.next(position);
  // The feed of what was recorded goes on also where it ends now.
  const isFeed = filter.dateField === 'recordedAt';
  const place = isFeed ? (position ?? resume) : position;
  const cursor = place === null ? null : pages.cursor(place);
  const headers: Record<string, string> = {
    ...next.headers,
    ...(searchedTo === null ? {} : { 'x-searched-to': searchedTo }),
    ...(isFeed && cursor !== null ? { 'x-cursor': cursor } : {}),
  };
  return { next: next.url, cursor, headers };
}

const NOT_WITH_RECORDED_SINCE = ['from', 'to', 'dateField', 'sort', 'includeWithdrawn'];

function listForbidden(query: ReadonlyMap<string, unknown>): Fault[] {
  return NOT_WITH_RECORDED_SINCE.filter((name) => query.has(name)).map((parameter) => ({
    parameter,
    code: 'conflicting_parameter',
    detail: 'It cannot be combined with recordedSince.',
  }));
}

export function formatOf(mediaType: string): StatementFormat {
  const [format] = Object.entries(FORMAT_MEDIA).find(([, media]) => media === mediaType) ?? ['json'];
  return format as StatementFormat;
}

function bytes(format: StatementFormat, body: string): Reply<never> & { kind: 'bytes' } {
  return { kind: 'bytes', mediaType: FORMAT_MEDIA[format], body };
}

/** The list's own address; a page within it is no list of its own. */
function selfUrl(request: Listed['request']): string {
  const parameters = new URLSearchParams();
  for (const [name, values] of request.query) {
    if (name !== 'cursor') for (const value of values) parameters.append(name, value);
  }
  const search = parameters.toString();
  return `${request.baseUrl}${request.path}${search === '' ? '' : `?${search}`}`;
}

function titleOf(query: ListQuery): string {
  const parts = [
    query.speaker === undefined ? 'Statements' : `Statements of ${query.speaker}`,
    ...(query.about === undefined ? [] : [`about ${query.about}`]),
    ...(query.topic === undefined ? [] : [`on ${query.topic}`]),
    ...(query.q === undefined ? [] : [`with ${query.q}`]),
  ];
  return parts.join(' ');
}
