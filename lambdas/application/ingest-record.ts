// One article of an upload: normalised, extracted, journalled, applied, published. Done twice, it changes nothing more.
import { identifyArticle } from '../core/articles/article-identity.ts';
import { normaliseLine, normaliseText } from '../core/articles/normalise-text.ts';
import { normaliseTime, orderVersion } from '../core/articles/version-order.ts';
import { sha256 } from '../core/hash-id.ts';
import { buildStatements } from '../core/statements/build-statement.ts';
import type { ArticleRef } from '../core/statements/statement.ts';
import { applyJournal, finishJournal, type JournalPorts } from './apply-journal.ts';
import { type PlanOptions, planVersion, type UploadedVersion } from './plan-version.ts';
import type { ArticleRecord } from './ports/article-decoder.ts';
import type { ArticleHead, Sighting, SightingOutcome, StatementTally } from './ports/article-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Extractor, FindMentioned } from './ports/extractor.ts';
import type { ReceiptFault, SilenceReason } from './ports/receipt-store.ts';

export interface RecordPorts extends JournalPorts {
  readonly clock: Clock;
  readonly extractor: Extractor;
  readonly findMentioned: FindMentioned;
  readonly describeSpeaker: PlanOptions['describeSpeaker'];
}

/** The upload that a record stands in. */
export interface RecordOrigin {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | null;
  readonly sequencer: string | null;
  /** ISO 8601. */
  readonly lastModified: string;
  /** The scraper marked the upload as history. */
  readonly backfill: boolean;
}

export interface RecordRules {
  /** ISO 639-1 codes of what can be extracted. */
  readonly languages: readonly string[];
  /** Days since its publication after which an article fires no events; null for no limit. */
  readonly eventAgeDays: number | null;
  /** A rebuild: nothing is published, and times are those of the article's earlier life. */
  readonly history?: (articleId: string) => Promise<ArticleHistory>;
}

/** What an earlier life of the table left in the archive about one article. */
export interface ArticleHistory {
  /** When a statement was first recorded. */
  recordedAt(statementId: string): string | undefined;
  /** When the record of an upload was first dealt with, and its place in the order. */
  version(uploadId: string, recordIndex: number): { readonly at: string; readonly order: string } | undefined;
}

export type RecordResult =
  | {
      readonly kind: 'done';
      readonly outcome: SightingOutcome;
      readonly articleId: string;
      readonly textHash: string;
      readonly tally: StatementTally;
      readonly statementIds: readonly string[];
      /** Why the changes fired no events; null where they did, or where there were none. */
      readonly silent: SilenceReason | null;
    }
  | RefusedRecord;

export interface RefusedRecord {
  readonly kind: 'fault';
  readonly fault: ReceiptFault;
  /** As far as the record tells; else that of the object's key. */
  readonly articleId: string;
}

export const ARTICLE_REMOVED = {
  code: 'article_removed',
  detail: 'The article was taken down; it is not taken again.',
} as const;

const DAY = 86_400_000;
/** Somebody else changing the same article again and again: give up and let the message come back. */
const ATTEMPTS = 20;

export async function ingestRecord(
  ports: RecordPorts,
  record: ArticleRecord,
  origin: RecordOrigin,
  rules: RecordRules,
): Promise<RecordResult> {
  const text = normaliseText(record.text);
  const articleId = identifyArticle({ url: record.url, key: origin.key, index: record.index });
  const refuse = (code: ReceiptFault['code'], detail: string): RecordResult => ({
    kind: 'fault',
    fault: { index: record.index, line: null, code, detail },
    articleId,
  });
  const usable = record.status === 'usable';
  if (usable && text === '') return refuse('missing_text', 'The article has no text.');
  if (usable && record.language !== null && !rules.languages.includes(record.language)) {
    const known = rules.languages.join(', ');
    const found = record.language === 'und' ? 'a language that cannot be told' : `"${record.language}"`;
    return refuse('unsupported_language', `The text is in ${found}; extracted is only: ${known}.`);
  }

  const history = await rules.history?.(articleId);
  const earlier = history?.version(origin.uploadId, record.index);
  const fresh = describeVersion(record, origin, articleId, text);
  const described = earlier === undefined ? fresh : { ...fresh, order: earlier.order };
  let version: UploadedVersion | null = null;
  const silent = silenceOf(record, origin, rules, ports.clock.now());

  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const state = await ports.articles.read(articleId);
    if (state?.open) {
      await finishJournal(ports, state.open);
      continue;
    }
    const head = state?.head ?? null;
    if (head?.status === 'removed') {
      return refuse(ARTICLE_REMOVED.code, ARTICLE_REMOVED.detail);
    }
    const seen = await ports.articles.sighting(articleId, described.order);
    if (seen !== null) return recall(seen, origin, record);

    if (version === null) {
      version = { ...described, drafts: usable ? extract(ports, described.article, text, record) : [] };
      await ports.texts.putText(articleId, described.textHash, text);
    }
    const journal = await plan(ports, version, head, {
      now: earlier?.at ?? ports.clock.now(),
      silent: silent ?? (history ? 'rebuild' : null),
      describeSpeaker: ports.describeSpeaker,
      ...(history && { recordedAt: (id) => history.recordedAt(id) }),
    });
    const key = await ports.journals.putJournal(journal);
    const ref = { seq: journal.seq, key, uploadId: origin.uploadId };
    if (!(await ports.articles.open(articleId, ref))) continue;
    await applyJournal(ports, ref, journal);
    return done(journal.sighting);
  }
  throw new Error(`Article ${articleId} is being changed too often; its upload comes back later`);
}

function describeVersion(
  record: ArticleRecord,
  origin: RecordOrigin,
  articleId: string,
  text: string,
): Omit<UploadedVersion, 'drafts'> {
  const authors = record.authors.flatMap((author) => normaliseLine(author) ?? []);
  const article: ArticleRef = {
    id: articleId,
    url: record.url,
    title: normaliseLine(record.title),
    outlet: normaliseLine(record.outlet),
    publishedAt: record.publishedAt,
    ...(authors.length > 0 && { authors }),
  };
  const textHash = sha256(text);
  const fingerprint = sha256(JSON.stringify([textHash, article, record.language, record.status]));
  const { lastModified, key, sequencer } = origin;
  return {
    article,
    order: orderVersion({ modifiedAt: record.modifiedAt, lastModified, key, sequencer, fingerprint }),
    fingerprint,
    status: record.status,
    textHash,
    textLength: text.length,
    modifiedAt: record.modifiedAt,
    language: record.language,
    uploadId: origin.uploadId,
    recordIndex: record.index,
    bucket: origin.bucket,
    key,
    versionId: origin.versionId,
  };
}

function extract(ports: RecordPorts, article: ArticleRef, text: string, record: ArticleRecord) {
  const { title, publishedAt } = article;
  const attributions = ports.extractor.extract({ text, title, publishedAt });
  const language = record.language ?? 'en';
  return buildStatements(
    { article, text, textHash: sha256(text), language },
    attributions,
    ports.findMentioned,
  );
}

async function plan(
  ports: RecordPorts,
  version: UploadedVersion,
  head: ArticleHead | null,
  options: PlanOptions,
) {
  const newest = head === null ? null : await ports.articles.sighting(version.article.id, head.order);
  const marks = newest?.statements ?? [];
  const ids = new Set([...marks, ...version.drafts].map(({ id }) => id));
  const stored = await ports.statements.getMany([...ids]);
  return planVersion(version, { head, newest: marks, stored }, options);
}

/** The same delivery again ends as it did the first time; another upload of the same version is a duplicate. */
function recall(seen: Sighting, origin: RecordOrigin, record: ArticleRecord): RecordResult {
  if (seen.uploadId === origin.uploadId && seen.recordIndex === record.index) return done(seen);
  return {
    kind: 'done',
    outcome: 'duplicate',
    articleId: seen.articleId,
    textHash: seen.textHash,
    tally: { created: 0, updated: 0, unchanged: seen.statements.length, withdrawn: 0 },
    statementIds: [],
    silent: null,
  };
}

/** What a version that was dealt with means for its record. */
export function done(
  sighting: Pick<Sighting, 'outcome' | 'articleId' | 'textHash' | 'tally' | 'statements' | 'silent'>,
): RecordResult {
  const { outcome, articleId, textHash, tally, silent } = sighting;
  const statementIds = outcome === 'accepted' ? sighting.statements.map(({ id }) => id) : [];
  return { kind: 'done', outcome, articleId, textHash, tally, statementIds, silent };
}

/** History fires no events: marked by its scraper, or published longer ago than the limit. */
function silenceOf(
  record: ArticleRecord,
  origin: RecordOrigin,
  rules: RecordRules,
  now: string,
): SilenceReason | null {
  if (origin.backfill) return 'backfill';
  const published = record.publishedAt === null ? null : normaliseTime(record.publishedAt);
  if (published === null || rules.eventAgeDays === null) return null;
  return Date.parse(now) - Date.parse(published) > rules.eventAgeDays * DAY ? 'age' : null;
}
