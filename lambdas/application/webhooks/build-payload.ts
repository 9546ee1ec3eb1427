// The body of a message: type, timestamp and data, as Standard Webhooks recommends, thinned where it would be too large.
import type { Statement } from '../../core/statements/statement.ts';
import type { TrackerEvent } from '../../core/webhooks/endpoint-event.ts';

/** Bytes: Standard Webhooks asks for payloads under 20 kB; a larger one carries ids and a link. */
export const LARGEST_PAYLOAD = 20_000;

/** Shows a statement as the API at `baseUrl` does, with its links. */
export type ShowStatement = (statement: Statement, baseUrl: string) => { readonly links: unknown };

/** Also what is thinned can be long: names come out of articles. */
const LONGEST_NAME = 200;
const LONGEST_URL = 2000;

function thin(statement: Statement, links: unknown): unknown {
  const { id, revision, status, speaker, article } = statement;
  const url = article.url !== null && article.url.length > LONGEST_URL ? null : article.url;
  return {
    id,
    revision,
    status,
    speaker: speaker && { id: speaker.id, name: speaker.name.slice(0, LONGEST_NAME).toWellFormed() },
    article: { id: article.id, url },
    thinned: true,
    links,
  };
}

const write = (type: string, timestamp: string, data: unknown): string =>
  JSON.stringify({ type, timestamp, data });

/** JSON text; the same for the same event and address, since it is signed. */
export function buildPayload(event: TrackerEvent, showStatement: ShowStatement, baseUrl: string): string {
  if (event.type === 'endpoint.disabled') return write(event.type, event.timestamp, event.endpoint);
  const shown = showStatement(event.statement, baseUrl);
  const full = write(event.type, event.timestamp, shown);
  if (Buffer.byteLength(full) <= LARGEST_PAYLOAD) return full;
  return write(event.type, event.timestamp, thin(event.statement, shown.links));
}

/** What POST /webhooks/{id}/test sends. */
export function buildTestPayload(endpointId: string, timestamp: string): string {
  return write('endpoint.test', timestamp, {
    endpoint: endpointId,
    message: 'Your endpoint receives messages of the tracker.',
  });
}
