// How speakers are found by what somebody types: the one meaning for every implementation of the speaker store.
import { foldName, transliterationKey } from '../../core/speakers/fold-name.ts';
import type { KnownSpeaker } from './speaker-store.ts';

/** Bounds of what is kept of one speaker: names come out of articles, and some are no names. */
const MOST_ALIASES = 60;
const LONGEST_ALIAS = 120;

/** Entries begin with a letter that says how they are folded: `n` as written, `t` transliterated. */
const AS_WRITTEN = 'n:';
const TRANSLITERATED = 't:';

/**
 * Every alias, and what is left of it after each of its first words, folded and transliterated: so that "putin" finds
 * Vladimir Putin and "lavrow" Sergey Lavrov. Sorted; each ends in `#` and the speaker's id.
 */
export function aliasEntries(speaker: KnownSpeaker): string[] {
  const entries = new Set<string>();
  for (const alias of [speaker.name, ...speaker.aliases]) {
    for (const [space, folded] of [
      [AS_WRITTEN, foldName(alias)],
      [TRANSLITERATED, transliterationKey(alias)],
    ] as const) {
      const words = folded.split(' ');
      for (let at = 0; at < words.length; at += 1) {
        const rest = words.slice(at).join(' ').slice(0, LONGEST_ALIAS);
        if (rest !== '') entries.add(`${space}${rest}#${speaker.id}`);
      }
    }
  }
  return [...entries].sort();
}

/** The beginnings of entries that `text` asks for, in the order in which they are gone through; none for an empty text. */
export function prefixesOf(text: string): string[] {
  const folded = foldName(text).slice(0, LONGEST_ALIAS);
  const sounds = transliterationKey(text).slice(0, LONGEST_ALIAS);
  return folded === '' ? [] : [`${AS_WRITTEN}${folded}`, `${TRANSLITERATED}${sounds}`];
}

/** Where a search for `prefixes` comes to a speaker: the first entry of the first prefix that one fits. */
export function firstEntry(speaker: KnownSpeaker, prefixes: readonly string[]): string | undefined {
  const entries = aliasEntries(speaker);
  for (const prefix of prefixes) {
    const first = entries.find((entry) => entry.startsWith(prefix));
    if (first !== undefined) return first;
  }
  return undefined;
}

/** What is known once both are: the fuller name, all aliases. The same in whatever order speakers are noted. */
export function mergeSpeaker(before: KnownSpeaker | null, noted: KnownSpeaker): KnownSpeaker {
  const names = [noted.name, ...(before === null ? [] : [before.name])].sort(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  );
  const name = names[0] ?? noted.name;
  const aliases = new Set([...(before?.aliases ?? []), ...noted.aliases, ...names]);
  aliases.delete(name);
  const kept = [...aliases].filter((alias) => alias.length <= LONGEST_ALIAS).sort();
  return { id: noted.id, name, aliases: kept.slice(0, MOST_ALIASES) };
}
