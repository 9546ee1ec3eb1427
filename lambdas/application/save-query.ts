// Saved queries: made, changed and deleted by their owner; read by whoever has the address.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createProblem } from '../contract/problems.ts';
import { buildSentFilter, type StatementConditions } from './build-statement-filter.ts';
import type { FindSpeakerPorts } from './find-speaker.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { SavedQuery, SavedQueryStore } from './ports/saved-query-store.ts';
import type { SecretKeys } from './ports/secret-keys.ts';

export interface SaveQueryPorts extends FindSpeakerPorts {
  readonly savedQueries: SavedQueryStore;
  readonly secretKeys: SecretKeys;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Saved queries of one owner. */
export const MOST_SAVED_QUERIES = 100;

export interface QueryDraft {
  readonly name: string;
  readonly query: StatementConditions;
  readonly format: SavedQuery['format'];
}

/** Whether a client's `If-Match` allows to change what has this revision. */
export type MayChange = (saved: SavedQuery) => boolean;

/** Problems: those of the query, `limit_reached`. */
export async function saveQuery(
  ports: SaveQueryPorts,
  owner: string,
  draft: QueryDraft,
): Promise<Outcome<SavedQuery>> {
  const filter = await buildSentFilter(ports, draft.query);
  if (!filter.ok) return filter;
  const { saved } = await ports.savedQueries.listByOwner(owner, {
    limit: MOST_SAVED_QUERIES,
    position: null,
  });
  if (saved.length >= MOST_SAVED_QUERIES) {
    return refused(createProblem('limit_reached', { detail: `A team has at most ${MOST_SAVED_QUERIES}.` }));
  }
  const now = ports.clock.now();
  const made: SavedQuery = {
    ...draft,
    id: ports.ids.create('sq_'),
    owner,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  };
  await ports.savedQueries.create(made);
  return done(made);
}

/** Problem: `unknown_resource`, also where it is another owner's. */
export async function findSavedQuery(
  ports: Pick<SaveQueryPorts, 'savedQueries'>,
  owner: string,
  id: string,
): Promise<Outcome<SavedQuery>> {
  const saved = await ports.savedQueries.get(id);
  return saved?.owner === owner ? done(saved) : refused(createProblem('unknown_resource'));
}

/** Problems: `unknown_resource`, those of the query, `precondition_failed`. */
export async function changeSavedQuery(
  ports: SaveQueryPorts,
  owner: string,
  id: string,
  changes: { readonly [Field in keyof QueryDraft]?: QueryDraft[Field] | undefined },
  mayChange: MayChange,
): Promise<Outcome<SavedQuery>> {
  const found = await findSavedQuery(ports, owner, id);
  if (!found.ok) return found;
  const saved = found.value;
  if (!mayChange(saved)) return refused(createProblem('precondition_failed'));
  const changed: SavedQuery = {
    ...saved,
    name: changes.name ?? saved.name,
    query: changes.query ?? saved.query,
    format: changes.format ?? saved.format,
    revision: saved.revision + 1,
    updatedAt: ports.clock.now(),
  };
  const filter = await buildSentFilter(ports, changed.query);
  if (!filter.ok) return filter;
  return (await ports.savedQueries.replace(changed))
    ? done(changed)
    : refused(createProblem('precondition_failed'));
}

/** Problems: `unknown_resource`, `precondition_failed`. */
export async function removeSavedQuery(
  ports: Pick<SaveQueryPorts, 'savedQueries'>,
  owner: string,
  id: string,
  mayChange: MayChange,
): Promise<Outcome<null>> {
  const found = await findSavedQuery(ports, owner, id);
  if (!found.ok) return found;
  const removed = mayChange(found.value) && (await ports.savedQueries.remove(found.value));
  return removed ? done(null) : refused(createProblem('precondition_failed'));
}

/** The last part of a saved query's address: its id and a signature that nobody else can make. Nothing of it is stored. */
export async function createQueryToken(
  ports: Pick<SaveQueryPorts, 'secretKeys'>,
  id: string,
): Promise<string> {
  return `${id}.${(await signId(ports, id)).toString('base64url')}`;
}

/** The saved query whose address ends in `token`. Problem: `unknown_resource`. */
export async function openSavedQuery(
  ports: Pick<SaveQueryPorts, 'secretKeys' | 'savedQueries'>,
  token: string,
): Promise<Outcome<SavedQuery>> {
  const [, id, signature] = /^(sq_[\w-]{16,64})\.([\w-]{43})$/.exec(token) ?? [];
  if (id === undefined || signature === undefined) return refused(createProblem('unknown_resource'));
  const given = Buffer.from(signature, 'base64url');
  const expected = await signId(ports, id);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return refused(createProblem('unknown_resource'));
  }
  const saved = await ports.savedQueries.get(id);
  return saved ? done(saved) : refused(createProblem('unknown_resource'));
}

async function signId(ports: Pick<SaveQueryPorts, 'secretKeys'>, id: string): Promise<Buffer> {
  return createHmac('sha256', await ports.secretKeys.derive('saved-query-token'))
    .update(id)
    .digest();
}
