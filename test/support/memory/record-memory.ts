// Articles, counters, speakers and receipts in memory.
import type {
  ArticleHead,
  ArticleStore,
  JournalRef,
  Sighting,
} from '../../../lambdas/application/ports/article-store.ts';
import type {
  CounterBucket,
  CounterStore,
  CountKey,
} from '../../../lambdas/application/ports/counter-store.ts';
import type { Receipt, ReceiptPage, ReceiptStore } from '../../../lambdas/application/ports/receipt-store.ts';
import { aliasEntries, mergeSpeaker, prefixesOf } from '../../../lambdas/application/ports/speaker-search.ts';
import type { KnownSpeaker, SpeakerStore } from '../../../lambdas/application/ports/speaker-store.ts';
import { foldName } from '../../../lambdas/core/speakers/fold-name.ts';

interface PageRequest {
  readonly limit: number;
  readonly position: string | null;
}

/** Items in order of their keys, from behind `position`; the last key shown where there is more. */
function cut<T>(
  items: readonly (readonly [string, T])[],
  { limit, position }: PageRequest,
  descending = false,
) {
  const sorted = [...items].sort(([a], [b]) => (descending ? -1 : 1) * (a < b ? -1 : 1));
  const rest = sorted.filter(([key]) => position === null || (descending ? key < position : key > position));
  const shown = rest.slice(0, limit);
  return {
    items: shown.map(([, item]) => item),
    position: rest.length > limit ? (shown.at(-1)?.[0] ?? null) : null,
  };
}

export function createArticleMemory(): ArticleStore {
  const heads = new Map<string, { lastSeq: number; head: ArticleHead | null; open: JournalRef | null }>();
  const seen = new Map<string, Sighting>();
  const refused = new Map<string, Set<string>>();
  const opened = new Map<string, { readonly uploadId: string; readonly articleId: string }>();
  const keyOf = (articleId: string, order: string) => `${articleId} ${order}`;
  return {
    async read(articleId) {
      const state = heads.get(articleId);
      return state ? { head: state.head, open: state.open } : null;
    },
    async open(articleId, journal) {
      const state = heads.get(articleId) ?? { lastSeq: 0, head: null, open: null };
      if (state.open !== null || state.lastSeq !== journal.seq - 1) return false;
      heads.set(articleId, { ...state, open: journal });
      if (journal.uploadId !== undefined) opened.set(journal.key, { uploadId: journal.uploadId, articleId });
      return true;
    },
    async close(head, journal) {
      opened.delete(journal.key);
      if (heads.get(head.id)?.open?.key !== journal.key) return;
      heads.set(head.id, { lastSeq: journal.seq, head, open: null });
    },
    async noteRefused(articleId, uploadId) {
      refused.set(articleId, (refused.get(articleId) ?? new Set()).add(uploadId));
    },
    refusedUploads: async (articleId) => [...(refused.get(articleId) ?? [])].sort(),
    async removeRefused(articleId, uploadId) {
      refused.get(articleId)?.delete(uploadId);
    },
    openedBy: async (uploadId) =>
      [...opened.values()].filter((entry) => entry.uploadId === uploadId).map(({ articleId }) => articleId),
    sighting: async (articleId, order) => seen.get(keyOf(articleId, order)) ?? null,
    async putSighting(sighting) {
      seen.set(keyOf(sighting.articleId, sighting.order), sighting);
    },
    async sightings(articleId) {
      return [...seen.values()]
        .filter((sighting) => sighting.articleId === articleId)
        .sort((a, b) => (a.order < b.order ? 1 : -1));
    },
    async removeSighting(articleId, order) {
      seen.delete(keyOf(articleId, order));
    },
    async restore(head) {
      heads.set(head.id, { lastSeq: head.seq, head, open: null });
    },
  };
}

export function createCounterMemory(): CounterStore {
  const seen = new Set<string>();
  const counts = new Map<string, { bucket: CounterBucket; counts: Map<string, number> }>();
  const listed = new Map<string, Set<string>>();
  const bucketId = ({ family, term, size, start }: CounterBucket) =>
    JSON.stringify([family, term, size, start]);
  const sumOf = (found: ReadonlyMap<string, number> | undefined) =>
    [...(found?.values() ?? [])].reduce((a, b) => a + b, 0);
  return {
    async apply(articleId, seq, changes) {
      for (const { bucket, add } of changes) {
        const id = bucketId(bucket);
        const change = `${articleId}#${seq} ${id}`;
        if (seen.has(change)) continue;
        seen.add(change);
        if (bucket.size === 'all') {
          listed.set(bucket.family, (listed.get(bucket.family) ?? new Set()).add(bucket.term));
        }
        const held = counts.get(id) ?? { bucket, counts: new Map<string, number>() };
        for (const [key, by] of Object.entries(add)) held.counts.set(key, (held.counts.get(key) ?? 0) + by);
        counts.set(id, held);
      }
    },
    async totals(family, terms) {
      return terms.map((term) =>
        sumOf(counts.get(bucketId({ family, term, size: 'all', start: '' }))?.counts),
      );
    },
    async timeline(speakerId, size, { from, to, limit, position }) {
      const found = [...counts.values()].flatMap(({ bucket, counts: sums }) => {
        const moved = [...sums].filter(([, sum]) => sum !== 0);
        const wanted = bucket.family === 'speaker' && bucket.term === speakerId && bucket.size === size;
        if (!wanted || moved.length === 0) return [];
        if (bucket.start < (from ?? '') || bucket.start > `${to ?? ''}~`) return [];
        return [
          [
            bucket.start,
            { start: bucket.start, counts: Object.fromEntries(moved) as Record<CountKey, number> },
          ] as const,
        ];
      });
      const page = cut(found, { limit, position });
      return { buckets: page.items, position: page.position };
    },
    async terms(family, request) {
      const page = cut(
        [...(listed.get(family) ?? [])].map((term) => [term, term] as const),
        request,
      );
      return { terms: page.items, position: page.position };
    },
  };
}

export function createSpeakerMemory(): SpeakerStore {
  const known = new Map<string, KnownSpeaker>();
  return {
    async note(speakers) {
      for (const speaker of speakers)
        known.set(speaker.id, mergeSpeaker(known.get(speaker.id) ?? null, speaker));
    },
    get: async (id) => known.get(id) ?? null,
    async search(text, request) {
      const prefixes = prefixesOf(text);
      const found = [...known.values()].flatMap((speaker) => {
        const entries = aliasEntries(speaker);
        const first = prefixes
          .map((prefix) => entries.find((entry) => entry.startsWith(prefix)))
          .find(Boolean);
        return first === undefined ? [] : [[first, speaker] as const];
      });
      const page = cut(found, request);
      return { speakers: page.items, position: page.position };
    },
    async list(request) {
      const page = cut(
        [...known.values()].map((speaker) => [`${foldName(speaker.name)}#${speaker.id}`, speaker] as const),
        request,
      );
      return { speakers: page.items, position: page.position };
    },
  };
}

export function createReceiptMemory(): ReceiptStore {
  const held = new Map<string, Receipt>();
  const page = (wanted: (receipt: Receipt) => boolean, request: PageRequest): ReceiptPage => {
    const found = [...held.values()].filter(wanted);
    const { items, position } = cut(
      found.map((receipt) => [`${receipt.receivedAt}#${receipt.id}`, receipt] as const),
      request,
      true,
    );
    return { receipts: items, position };
  };
  return {
    async receive(fresh) {
      const stored = held.get(fresh.id);
      if (stored === undefined) held.set(fresh.id, fresh);
      return stored ?? fresh;
    },
    async save(receipt, options = {}) {
      const outcome = held.get(receipt.id)?.outcome;
      if (options.unlessFinal && outcome !== undefined && outcome !== 'received' && outcome !== 'failed')
        return false;
      held.set(receipt.id, receipt);
      return true;
    },
    get: async (id) => held.get(id) ?? null,
    getMany: async (ids) => ids.flatMap((id) => held.get(id) ?? []),
    ofKey: async (bucket, key, request) =>
      page((receipt) => receipt.bucket === bucket && receipt.key === key, request),
    byOutcome: async (outcome, request) => page((receipt) => receipt.outcome === outcome, request),
  };
}
