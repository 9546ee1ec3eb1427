// Whom a stretch of text is about: "Velmoran gas cannot replace the Drosk accord", said Velmora's envoy Ilin.
import type { SpeakerRef } from '../extraction/attribution.ts';
import { referTo, type SpeakerDirectory } from './directory.ts';
import { foldName } from './fold-name.ts';
import type { Speaker } from './speaker.ts';

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.'’-][\p{L}\p{M}\p{N}]+)*/gu;
const POSSESSIVE = /['’]s$/u;

interface NameEntry {
  readonly speaker: Speaker;
  /** "EU", "NATO": only the same letters name it, lest "us" or "who" be taken for a name. */
  readonly exact: string | null;
}

/**
 * Finds names, aliases and the adjectives and demonyms of countries, longest first. A name that fits several is left
 * out, and so is a word without a capital. The returned function is linear in the length of its text.
 */
export function createMentionFinder(directory: SpeakerDirectory): (text: string) => readonly SpeakerRef[] {
  const names = new Map<string, NameEntry | 'ambiguous'>();
  let longest = 1;
  const add = (name: string, speaker: Speaker) => {
    const key = foldName(name);
    if (key === '') return;
    const known = names.get(key);
    if (known !== undefined && (known === 'ambiguous' || known.speaker.id !== speaker.id)) {
      names.set(key, 'ambiguous');
      return;
    }
    longest = Math.max(longest, key.split(' ').length);
    const letters = name.replaceAll('.', '');
    const exact = letters === letters.toUpperCase() && !letters.includes(' ') ? letters : null;
    names.set(key, { speaker, exact: known === undefined ? exact : known.exact && exact });
  };
  for (const speaker of directory.speakers) {
    for (const name of [speaker.name, ...(speaker.aliases ?? [])]) add(name, speaker);
  }
  for (const [word, { country, by }] of directory.lexicon.countries) {
    const speaker = directory.byId(country.id);
    // A capital often stands for a government, and as often for a city: it is left out.
    if (speaker && by !== 'capital' && !names.has(word)) add(word, speaker);
  }

  return (text) => {
    const words = [...text.matchAll(WORD)].map(([word]) => word.replace(POSSESSIVE, ''));
    const found = new Map<string, SpeakerRef>();
    for (let at = 0; at < words.length; ) {
      const match = longestMatch(words, at, names, longest);
      if (match?.speaker) found.set(match.speaker.id, referTo(match.speaker));
      at += match?.length ?? 1;
    }
    return [...found.values()];
  };
}

function longestMatch(
  words: readonly string[],
  at: number,
  names: ReadonlyMap<string, NameEntry | 'ambiguous'>,
  longest: number,
): { readonly speaker: Speaker | null; readonly length: number } | null {
  const first = words[at] ?? '';
  if (!/^[\p{Lu}\p{Lt}\p{N}]/u.test(first)) return null;
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const written = words.slice(at, at + length).join(' ');
    const entry = names.get(foldName(written));
    if (entry === undefined) continue;
    if (entry === 'ambiguous') return { speaker: null, length };
    if (entry.exact !== null && entry.exact !== written.replaceAll('.', '')) continue;
    return { speaker: entry.speaker, length };
  }
  return null;
}
