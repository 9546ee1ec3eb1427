// Keeps the speakers that statements name, findable by the beginning of every word of every alias.
import pMap from 'p-map';
import { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { DependencyError } from '../../application/ports/dependency-error.ts';
import {
  aliasEntries,
  firstEntry,
  mergeSpeaker,
  prefixesOf,
} from '../../application/ports/speaker-search.ts';
import type { KnownSpeaker, SpeakerStore } from '../../application/ports/speaker-store.ts';
import { foldName } from '../../core/speakers/fold-name.ts';
import { SPEAKER_NAMES, speakerAliasPartition, speakerKey } from './keys.ts';
import { RecentSet } from './recent-set.ts';
import { hasRevision, type Key, type Table } from './table.ts';

const speakerItem = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  revision: z.int(),
});
const sortKey = z.object({ sk: z.string() }).transform(({ sk }) => sk);

const ATTEMPTS = 10;
/** Speakers of one article that are noted at a time. */
const AT_ONCE = 8;
const MOST_REMEMBERED = 20_000;

export function createSpeakerStore(table: Table, clock: Clock): SpeakerStore {
  /** What this process has made findable: most statements are by speakers who spoke before. */
  const noted = new RecentSet(clock, MOST_REMEMBERED);

  async function noteOne(speaker: KnownSpeaker): Promise<void> {
    const mark = JSON.stringify([speaker.id, speaker.name, speaker.aliases]);
    if (noted.has(mark)) return;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await table.get(speakerKey(speaker.id), speakerItem, { consistent: true });
      const after = mergeSpeaker(before, speaker);
      if (before === null || JSON.stringify(toSpeaker(before)) !== JSON.stringify(after)) {
        // Entries first: a speaker who is there can be found.
        await table.writeMany({ put: keysOf(after) });
        const item = { ...speakerKey(speaker.id), ...after, revision: (before?.revision ?? 0) + 1 };
        if (!(await table.put(item, hasRevision(before?.revision ?? null)))) continue;
        if (before !== null && before.name !== after.name) await table.remove(nameKey(before));
      }
      noted.add(mark);
      return;
    }
    throw new DependencyError('throttled', 'A speaker is changed by too many at once');
  }

  async function getMany(ids: readonly string[]): Promise<ReadonlyMap<string, KnownSpeaker>> {
    const items = await table.getMany(ids.map(speakerKey), speakerItem);
    return new Map(items.map((item) => [item.id, toSpeaker(item)]));
  }

  return {
    async note(speakers) {
      await pMap(speakers, noteOne, { concurrency: AT_ONCE });
    },

    async get(id) {
      const item = await table.get(speakerKey(id), speakerItem);
      return item === null ? null : toSpeaker(item);
    },

    async search(text, { limit, position }) {
      const prefixes = prefixesOf(text);
      const speakers: KnownSpeaker[] = [];
      for (const prefix of prefixes) {
        // A position is an entry of a later prefix: this one is dealt with.
        if (position !== null && position.slice(0, 2) > prefix.slice(0, 2)) continue;
        const pk = speakerAliasPartition(prefix);
        let after = position?.startsWith(prefix) ? position : undefined;
        do {
          const page = await table.query(
            { pk, prefix, limit, ...(after === undefined ? {} : { after }) },
            sortKey,
          );
          const known = await getMany(page.items.map(speakerIn));
          for (const entry of page.items) {
            const speaker = known.get(speakerIn(entry));
            // Of all the entries of a speaker that fit, only the first counts: so each comes once over all pages.
            if (speaker && firstEntry(speaker, prefixes) === entry) speakers.push(speaker);
            if (speakers.length === limit) return { speakers, position: entry };
          }
          after = page.last ?? undefined;
        } while (after !== undefined);
      }
      return { speakers, position: null };
    },

    async list({ limit, position }) {
      const page = await table.query(
        { pk: SPEAKER_NAMES, limit, ...(position === null ? {} : { after: position }) },
        sortKey,
      );
      const known = await getMany(page.items.map(speakerIn));
      const speakers = page.items.flatMap((entry) => {
        const speaker = known.get(speakerIn(entry));
        return speaker && nameKey(speaker).sk === entry ? [speaker] : [];
      });
      return { speakers, position: page.last };
    },
  };
}

function toSpeaker({ id, name, aliases }: KnownSpeaker): KnownSpeaker {
  return { id, name, aliases };
}

function nameKey(speaker: KnownSpeaker): Key {
  return { pk: SPEAKER_NAMES, sk: `${foldName(speaker.name)}#${speaker.id}` };
}

function keysOf(speaker: KnownSpeaker): Key[] {
  return [
    nameKey(speaker),
    ...aliasEntries(speaker).map((entry) => ({ pk: speakerAliasPartition(entry), sk: entry })),
  ];
}

function speakerIn(entry: string): string {
  return entry.slice(entry.lastIndexOf('#') + 1);
}
