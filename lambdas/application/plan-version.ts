// Decides what one version of an article changes. Pure: the same whatever order versions arrive in, but for times.
import type { StatementDraft } from '../core/statements/build-statement.ts';
import { digestStatement } from '../core/statements/compare-statements.ts';
import type { ArticleRef, Statement } from '../core/statements/statement.ts';
import { countChanges } from './count-changes.ts';
import { type PlannedEvent, planEvent, type VersionJournal } from './journal.ts';
import type { ArticleHead, Sighting, SightingOutcome, StatementMark } from './ports/article-store.ts';
import type { SilenceReason } from './ports/receipt-store.ts';
import type { KnownSpeaker } from './ports/speaker-store.ts';
import type { StatementWrite, StoredStatement } from './ports/statement-store.ts';

/** A version that was uploaded, with the statements found in it; a canceled one has none. */
export interface UploadedVersion
  extends Pick<
    Sighting,
    | 'order'
    | 'fingerprint'
    | 'status'
    | 'textHash'
    | 'textLength'
    | 'modifiedAt'
    | 'uploadId'
    | 'recordIndex'
    | 'bucket'
    | 'key'
    | 'versionId'
  > {
  readonly article: ArticleRef;
  readonly language: string | null;
  readonly drafts: readonly StatementDraft[];
}

export interface KnownState {
  readonly head: ArticleHead | null;
  /** Statements of the newest version so far. */
  readonly newest: readonly StatementMark[];
  /** The stored ones among those and the drafts. */
  readonly stored: ReadonlyMap<string, StoredStatement>;
}

export interface PlanOptions {
  readonly now: string;
  /** Why no events are to be fired; null where they are. */
  readonly silent: SilenceReason | 'rebuild' | null;
  /** When a statement was first recorded, where an earlier life of the table is known. */
  readonly recordedAt?: (statementId: string) => string | undefined;
  /** Those who speak and those who are spoken about, to be made findable, with their aliases. */
  readonly describeSpeaker: (ref: { readonly id: string; readonly name: string }) => KnownSpeaker;
}

interface Step {
  readonly write: StatementWrite;
  readonly event: PlannedEvent | null;
  readonly kind: 'created' | 'updated' | 'unchanged' | 'withdrawn' | 'history';
}

/**
 * The journal of a version, given what is known of its article.
 *
 * The newest version in the total order decides which statements are current and what they say. Statements that no
 * newer version has are kept as withdrawn, as the newest version that had them put them. So a late, older version only
 * adds withdrawn history, without events; and every order of arrival ends in the same state.
 */
export function planVersion(
  version: UploadedVersion,
  known: KnownState,
  options: PlanOptions,
): VersionJournal {
  const { head } = known;
  const newest = head === null || version.order > head.order;
  const steps = newest ? planNewest(version, known, options) : planLate(version, known, options);
  const outcome = decideOutcome(version, head, newest, steps);
  const tally = {
    created: count(steps, 'created'),
    updated: count(steps, 'updated'),
    unchanged: newest ? count(steps, 'unchanged') : 0,
    withdrawn: count(steps, 'withdrawn'),
  };
  const writes = steps.filter(({ write }) => changesAnything(write, known)).map(({ write }) => write);
  const fired = tally.created + tally.updated + tally.withdrawn > 0;
  return {
    kind: 'version',
    articleId: version.article.id,
    seq: (head?.seq ?? 0) + 1,
    at: options.now,
    head: nextHead(version, head, newest, options.now),
    sighting: {
      articleId: version.article.id,
      order: version.order,
      fingerprint: version.fingerprint,
      status: version.status,
      textHash: version.textHash,
      textLength: version.textLength,
      article: version.article,
      modifiedAt: version.modifiedAt,
      uploadId: version.uploadId,
      recordIndex: version.recordIndex,
      bucket: version.bucket,
      key: version.key,
      versionId: version.versionId,
      outcome,
      tally,
      silent: fired && options.silent !== 'rebuild' ? options.silent : null,
      statements: version.drafts.map((draft) => ({ id: draft.id, digest: digestStatement(draft) })),
      recordedAt: options.now,
    },
    writes,
    events: options.silent !== null ? [] : steps.flatMap(({ event }) => (event === null ? [] : [event])),
    counters: countChanges(writes.map(({ before, statement }) => ({ before, after: statement }))),
    speakers: speakersOf(version.drafts, options.describeSpeaker),
  };
}

function planNewest(version: UploadedVersion, known: KnownState, options: PlanOptions): Step[] {
  const seq = (known.head?.seq ?? 0) + 1;
  const present = version.drafts.map((draft): Step => {
    const stored = known.stored.get(draft.id);
    const write = (statement: Statement): StatementWrite => ({
      statement,
      before: stored?.statement ?? null,
      seq,
      contentOrder: version.order,
    });
    if (stored === undefined) {
      const statement = firstRevision(draft, 'current', options);
      return {
        kind: 'created',
        write: write(statement),
        event: planEvent(statement, version.order, 'statement.created'),
      };
    }
    const { statement: before } = stored;
    const changed = before.status !== 'current' || digestStatement(before) !== digestStatement(draft);
    const statement: Statement = {
      ...draft,
      status: 'current',
      revision: before.revision + (changed ? 1 : 0),
      recordedAt: before.recordedAt,
      updatedAt: changed ? options.now : before.updatedAt,
    };
    return changed
      ? {
          kind: 'updated',
          write: write(statement),
          event: planEvent(statement, version.order, 'statement.updated'),
        }
      : { kind: 'unchanged', write: write(statement), event: null };
  });
  const ids = new Set(version.drafts.map(({ id }) => id));
  const gone = known.newest.flatMap(({ id }): Step[] => {
    const stored = known.stored.get(id);
    if (ids.has(id) || stored?.statement.status !== 'current') return [];
    const before = stored.statement;
    const statement: Statement = {
      ...before,
      status: 'withdrawn',
      revision: before.revision + 1,
      updatedAt: options.now,
    };
    // The newest version so far had it last, whenever its content was written.
    const contentOrder = known.head?.order ?? stored.contentOrder;
    return [
      {
        kind: 'withdrawn',
        write: { statement, before, seq, contentOrder },
        event: planEvent(statement, version.order, 'statement.withdrawn'),
      },
    ];
  });
  return [...present, ...gone];
}

function planLate(version: UploadedVersion, known: KnownState, options: PlanOptions): Step[] {
  const seq = (known.head?.seq ?? 0) + 1;
  return version.drafts.flatMap((draft): Step[] => {
    const stored = known.stored.get(draft.id);
    const write = { before: stored?.statement ?? null, seq, contentOrder: version.order };
    if (stored === undefined) {
      const statement = firstRevision(draft, 'withdrawn', options);
      return [{ kind: 'history', write: { ...write, statement }, event: null }];
    }
    const { statement: before, contentOrder } = stored;
    if (before.status === 'current' || version.order <= contentOrder) return [];
    const changed = digestStatement(before) !== digestStatement(draft);
    const statement: Statement = {
      ...draft,
      status: 'withdrawn',
      revision: before.revision + (changed ? 1 : 0),
      recordedAt: before.recordedAt,
      updatedAt: changed ? options.now : before.updatedAt,
    };
    return [{ kind: 'history', write: { ...write, statement }, event: null }];
  });
}

function firstRevision(draft: StatementDraft, status: Statement['status'], options: PlanOptions): Statement {
  const recordedAt = options.recordedAt?.(draft.id) ?? options.now;
  return { ...draft, status, revision: 1, recordedAt, updatedAt: recordedAt };
}

/** The same text again, with nothing to change, is a duplicate; an older one that comes late is superseded. */
function decideOutcome(
  version: UploadedVersion,
  head: ArticleHead | null,
  newest: boolean,
  steps: readonly Step[],
): SightingOutcome {
  if (head === null) return 'accepted';
  const sameAsNewest =
    version.textHash === head.textHash && (version.status === 'canceled') === (head.status === 'canceled');
  if (!newest) return sameAsNewest ? 'duplicate' : 'superseded';
  return sameAsNewest && steps.every(({ kind }) => kind === 'unchanged') ? 'duplicate' : 'accepted';
}

/** An unchanged statement is written again only where its context moved: another text, or another title or address. */
function changesAnything(write: StatementWrite, known: KnownState): boolean {
  const { before, statement } = write;
  if (before === null) return true;
  const stored = known.stored.get(statement.id);
  const moved = JSON.stringify(before) !== JSON.stringify(statement);
  return moved || (statement.status === 'withdrawn' && stored?.contentOrder !== write.contentOrder);
}

function nextHead(
  version: UploadedVersion,
  head: ArticleHead | null,
  newest: boolean,
  now: string,
): ArticleHead {
  const usable = version.status === 'usable';
  // A canceled article keeps the title and address of its last usable version.
  const describes =
    head === null || (usable && (head.articleOrder === '' || version.order > head.articleOrder));
  const described = describes
    ? { article: version.article, articleOrder: usable ? version.order : '' }
    : { article: head.article, articleOrder: head.articleOrder };
  if (head !== null && !newest) return { ...head, ...described, seq: head.seq + 1 };
  return {
    id: version.article.id,
    seq: (head?.seq ?? 0) + 1,
    status: usable ? 'current' : 'canceled',
    ...described,
    order: version.order,
    fingerprint: version.fingerprint,
    textHash: version.textHash,
    textLength: version.textLength,
    language: version.language,
    statements: version.drafts.length,
    recordedAt: head?.recordedAt ?? now,
    updatedAt: now,
  };
}

/** Of all that the version says, written or not: so whom one can find does not depend on what arrived first. */
function speakersOf(
  drafts: readonly StatementDraft[],
  describe: PlanOptions['describeSpeaker'],
): KnownSpeaker[] {
  // Also whom they are about: the same names are asked for by `about`.
  const refs = drafts.flatMap(({ speaker, about }) => (speaker === null ? about : [speaker, ...about]));
  const known = new Map<string, KnownSpeaker>();
  for (const ref of refs) {
    const described = describe(ref);
    const before = known.get(ref.id);
    known.set(
      ref.id,
      before
        ? { ...before, aliases: [...new Set([...before.aliases, ...described.aliases, ref.name])] }
        : described,
    );
  }
  return [...known.values()];
}

function count(steps: readonly Step[], kind: Step['kind']): number {
  return steps.filter((step) => step.kind === kind).length;
}
