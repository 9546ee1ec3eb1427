// Speakers: those whom statements name; by the beginning of a name or alias, those whom the directory lists as well.
import type { z } from 'zod';
import type { Speaker } from '../contract/resources.ts';
import { firstFrom } from '../core/first-from.ts';
import type { SpeakerDirectory } from '../core/speakers/directory.ts';
import { type DescribeSpeakersPorts, describeSpeakers } from './describe-speakers.ts';
import { aliasEntries, firstEntry, prefixesOf } from './ports/speaker-search.ts';
import type { KnownSpeaker, SpeakerStore } from './ports/speaker-store.ts';

interface Page {
  readonly limit: number;
  readonly position: string | null;
}

interface Found {
  readonly speakers: readonly KnownSpeaker[];
  readonly position: string | null;
}

/** A speaker with the entry that leads to it: see `aliasEntries`. */
interface Hit {
  readonly entry: string;
  readonly speaker: KnownSpeaker;
}

export type ListSpeakers = (query: Page & { readonly q?: string | undefined }) => Promise<{
  readonly speakers: readonly z.output<typeof Speaker>[];
  readonly position: string | null;
}>;

export function createListSpeakers(
  ports: DescribeSpeakersPorts & { readonly speakers: SpeakerStore },
): ListSpeakers {
  const { directory, speakers } = ports;
  let searchDirectory: SearchDirectory | undefined;

  async function find(q: string | undefined, page: Page): Promise<Found> {
    if (q === undefined) return speakers.list(page);
    // At the first search: most calls need none.
    searchDirectory ??= createDirectorySearch(directory);
    return searchBoth(speakers, searchDirectory(prefixesOf(q)), q, page);
  }

  return async ({ q, ...page }) => {
    const found = await find(q, page);
    return { speakers: await describeSpeakers(ports, found.speakers), position: found.position };
  };
}

/**
 * Merges what the store finds with what the directory has, by their entries. Somebody whom the directory finds comes at
 * its place alone, so it makes no difference to a reader of pages when statements begin to name a listed speaker.
 */
async function searchBoth(
  store: SpeakerStore,
  listed: readonly Hit[],
  text: string,
  { limit, position }: Page,
): Promise<Found> {
  const prefixes = prefixesOf(text);
  const ids = new Set(listed.map(({ speaker }) => speaker.id));
  const rest = listed.filter(({ entry }) => position === null || entry > position);
  const hits: Hit[] = [];
  let after = position;
  do {
    const page = await store.search(text, { limit, position: after });
    after = page.position;
    for (const speaker of page.speakers) {
      const entry = firstEntry(speaker, prefixes);
      if (entry !== undefined && !ids.has(speaker.id)) hits.push({ entry, speaker });
    }
    // Behind where the store has come to, more of its own may stand before the next listed one.
    const passed = rest.findIndex(({ entry }) => after !== null && entry > after);
    hits.push(...rest.splice(0, passed === -1 ? rest.length : passed));
  } while (after !== null && hits.length < limit);
  // The table orders by UTF-8 bytes.
  const shown = hits
    .sort((a, b) => Buffer.compare(Buffer.from(a.entry), Buffer.from(b.entry)))
    .slice(0, limit);
  const ended = after === null && hits.length <= limit;
  return {
    speakers: shown.map(({ speaker }) => speaker),
    position: ended ? null : (shown.at(-1)?.entry ?? null),
  };
}

type SearchDirectory = (prefixes: readonly string[]) => readonly Hit[];

/**
 * Finds listed speakers by their entries, in order, each at its first one. Their order by UTF-16 units is the table's:
 * it would be another only for names with units beyond U+D7FF, and no list has those.
 */
function createDirectorySearch(directory: SpeakerDirectory): SearchDirectory {
  const hits = directory.speakers
    .map(({ id, name, aliases }): KnownSpeaker => ({ id, name, aliases: aliases ?? [] }))
    .flatMap((speaker) => aliasEntries(speaker).map((entry): Hit => ({ entry, speaker })))
    .sort((a, b) => (a.entry < b.entry ? -1 : 1));
  return (prefixes) =>
    prefixes.flatMap((prefix) => {
      const found: Hit[] = [];
      for (
        let at = firstFrom(prefix, hits.length, (index) => hits[index]?.entry ?? '');
        hits[at]?.entry.startsWith(prefix);
        at += 1
      ) {
        const hit = hits[at] as Hit;
        if (firstEntry(hit.speaker, prefixes) === hit.entry) found.push(hit);
      }
      return found;
    });
}
