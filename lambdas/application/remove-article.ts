// A legal takedown: every word of an article is removed, and a tombstone keeps it from coming back.
import { identifyArticle } from '../core/articles/article-identity.ts';
import type { Statement } from '../core/statements/statement.ts';
import { applyJournal, finishJournal, type JournalPorts } from './apply-journal.ts';
import { countChanges } from './count-changes.ts';
import { planEvent, type RemovalJournal } from './journal.ts';
import type { ArticleHead, Sighting } from './ports/article-store.ts';
import type { Clock } from './ports/clock.ts';
import { DependencyError } from './ports/dependency-error.ts';
import type { Maintenance } from './ports/maintenance.ts';
import type { ReceiptStore } from './ports/receipt-store.ts';

export interface RemovalPorts extends JournalPorts {
  readonly clock: Clock;
  readonly receipts: ReceiptStore;
  /** Removes every export that is kept: which of them hold the article is written nowhere. */
  readonly exports: { removeAll(): Promise<void> };
  readonly maintenance: Pick<Maintenance, 'begunAt'>;
}

export type RemovalResult =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'removed';
      readonly removedAt: string;
      /** Objects that hold other articles as well: they are left, and somebody has to decide about them. */
      readonly sharedUploads: readonly {
        readonly bucket: string;
        readonly key: string;
        readonly versionId: string | null;
      }[];
    };

const ATTEMPTS = 20;

/**
 * Takes an article down; done again, it changes nothing more. Text, versions, statements, index entries, journals,
 * exports, copies in quarantine and uploads of this article alone are removed. Statements that were current leave a last
 * `statement.withdrawn` event each, without a word of the article. Rejects while the table is made again.
 */
export async function removeArticle(ports: RemovalPorts, articleId: string): Promise<RemovalResult> {
  if ((await ports.maintenance.begunAt()) !== null) {
    // Half a table does not know all that there is of the article.
    throw new DependencyError('unavailable', 'The table is being made again; ask again when that has ended');
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const state = await ports.articles.read(articleId);
    if (state?.open) {
      await finishJournal(ports, state.open);
      continue;
    }
    const refused = await ports.articles.refusedUploads(articleId);
    // Known by what was refused of it alone: that is removed, and the article is kept out, all the same.
    const head = state?.head ?? (refused.length > 0 ? unseenHead(articleId, ports.clock.now()) : null);
    if (head === null) return { kind: 'unknown' };
    await ports.exports.removeAll();
    if (head.status === 'removed') return { kind: 'removed', removedAt: head.updatedAt, sharedUploads: [] };
    const sightings = await ports.articles.sightings(articleId);
    const { own, shared, quarantined } = await divideUploads(ports, sightings, refused);
    const journal = await planRemoval(ports, head, sightings, { uploads: own, refused, quarantined });
    const ref = { seq: journal.seq, key: await ports.journals.putJournal(journal) };
    if (!(await ports.articles.open(articleId, ref))) continue;
    await applyJournal(ports, ref, journal);
    return { kind: 'removed', removedAt: journal.at, sharedUploads: shared };
  }
  throw new Error(`Article ${articleId} is being changed too often; ask again`);
}

async function planRemoval(
  ports: RemovalPorts,
  head: ArticleHead,
  sightings: readonly Sighting[],
  removed: Pick<RemovalJournal, 'uploads' | 'refused' | 'quarantined'>,
): Promise<RemovalJournal> {
  const now = ports.clock.now();
  const ids = [...new Set(sightings.flatMap(({ statements }) => statements.map(({ id }) => id)))];
  const stored = [...(await ports.statements.getMany(ids)).values()].map(({ statement }) => statement);
  const current = stored.filter(({ status }) => status === 'current');
  const seq = head.seq + 1;
  return {
    kind: 'removal',
    articleId: head.id,
    seq,
    at: now,
    head: tombstone(head, seq, now),
    events: current.map((statement) =>
      planEvent(redact(statement, now), `removal-${seq}`, 'statement.withdrawn'),
    ),
    counters: countChanges(current.map((before) => ({ before, after: null }))),
    statementIds: ids,
    sightings: sightings.map(({ order }) => order),
    ...removed,
  };
}

/** Uploads with this article alone, and those with others; and the receipts of which copies lie in quarantine. */
async function divideUploads(
  ports: RemovalPorts,
  sightings: readonly Sighting[],
  refused: readonly string[],
) {
  const ids = new Set([...sightings.map(({ uploadId }) => uploadId), ...refused]);
  // A broken upload tells no address: under the key of this article, it is taken for the same article.
  for (const key of new Set(sightings.map((sighting) => sighting.key))) {
    const ofKey = identifyArticle({ url: null, key, index: 0 });
    for (const id of await ports.articles.refusedUploads(ofKey)) ids.add(id);
  }
  const receipts = await ports.receipts.getMany([...ids]);
  const refs = receipts.map(({ records, bucket, key, versionId, eTag, sequencer, size }) => ({
    alone: records.read === 1,
    upload: { bucket, key, versionId, eTag, sequencer, size },
  }));
  return {
    quarantined: receipts.flatMap(({ id, quarantineKey }) => (quarantineKey === null ? [] : [id])),
    own: refs.filter(({ alone }) => alone).map(({ upload }) => upload),
    shared: refs
      .filter(({ alone }) => !alone)
      .map(({ upload: { bucket, key, versionId } }) => ({ bucket, key, versionId })),
  };
}

/** What stands for an article of which no version was ever taken. */
function unseenHead(id: string, now: string): ArticleHead {
  return {
    id,
    seq: 0,
    status: 'canceled',
    article: { id, url: null, title: null, outlet: null, publishedAt: null },
    articleOrder: '',
    order: '',
    fingerprint: '',
    textHash: '',
    textLength: 0,
    language: null,
    statements: 0,
    recordedAt: now,
    updatedAt: now,
  };
}

function tombstone(head: ArticleHead, seq: number, now: string): ArticleHead {
  return {
    ...head,
    seq,
    status: 'removed',
    article: { id: head.id, url: null, title: null, outlet: null, publishedAt: null },
    fingerprint: '',
    textHash: '',
    textLength: 0,
    statements: 0,
    updatedAt: now,
  };
}

/** What subscribers need to forget a statement, and nothing that was said. */
function redact(statement: Statement, now: string): Statement {
  return {
    ...statement,
    status: 'withdrawn',
    revision: statement.revision + 1,
    mention: null,
    office: null,
    text: '',
    cue: null,
    medium: null,
    addressee: null,
    reportedBy: [],
    about: [],
    article: { id: statement.article.id, url: null, title: null, outlet: null, publishedAt: null },
    provenance: {
      textHash: statement.provenance.textHash,
      content: [],
      source: null,
      cue: null,
      prefix: '',
      suffix: '',
    },
    updatedAt: now,
  };
}
