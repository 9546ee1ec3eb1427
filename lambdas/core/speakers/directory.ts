// The directory of lasting identities: real people and bodies with aliases and dated offices, looked up in many ways.
import type { SpeakerRef } from '../extraction/attribution.ts';
import { remember } from '../remember.ts';
import { foldName, transliterationKey } from './fold-name.ts';
import { type CountryEntry, compileLists, type Lexicon, type NameLists } from './name-lists.ts';
import type { Office, Speaker } from './speaker.ts';

export interface OfficeHolder {
  readonly speaker: Speaker;
  readonly office: Office;
}

export interface SpeakerDirectory {
  readonly speakers: readonly Speaker[];
  readonly lexicon: Lexicon;
  byId(id: string): Speaker | undefined;
  /** Those whose name or alias is this one but for case, accents and punctuation; else but for transliteration. */
  byName(name: string): readonly Speaker[];
  /** People whose last name is this one, in whatever transliteration. */
  bySurname(surname: string): readonly Speaker[];
  /**
   * Who held the office `title` of `of` (ids of the seed, "russia") on `date`; on any date where it is null.
   * A holder without known dates counts as holding it always.
   */
  byOffice(title: string, of: string, date: string | null): readonly OfficeHolder[];
}

const NONE: readonly Speaker[] = [];
/** Letters that are no other letters in another spelling: "APP" is not "AP". */
const ACRONYM = /^\p{Lu}{2,5}$/u;

/** Countries whose press names write the family name first. */
const FAMILY_NAME_FIRST: ReadonlySet<string> = new Set([
  'china',
  'taiwan',
  'hong-kong',
  'south-korea',
  'north-korea',
  'cambodia',
]);

/** Words of a name that are not its last name though they stand last. */
const NAME_SUFFIXES: ReadonlySet<string> = new Set([
  'jr',
  'sr',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'x',
  'xiv',
  'xvi',
]);

/** The last name's key: of "Robert Fico" `fico`; of "Mohammed bin Salman" `salman`. */
export function surnameKey(name: string): string {
  return keyOf(name);
}

const keyOf = remember((name) => {
  const words = foldName(name).split(' ');
  while (words.length > 1 && NAME_SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  return transliterationKey(words.at(-1) ?? '');
});

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** Whether an office was held on an ISO date (or prefix); prefixes compare by the length that both have. */
function heldOn(office: Office, date: string): boolean {
  const day = date.slice(0, 10);
  const { from, to } = office;
  if (from !== undefined && day.slice(0, from.length) < from.slice(0, day.length)) return false;
  return to === undefined || day.slice(0, to.length) <= to.slice(0, day.length);
}

/** One speaker for each country that the seed does not list as a speaker itself. */
function countrySpeaker(entry: CountryEntry): Speaker {
  return { id: entry.id, name: entry.name, kind: 'country', country: entry.id, aliases: entry.aliases };
}

/**
 * Indexes the speakers; the countries of `lists` become speakers as well. Linear in the size of both. Throws
 * `RangeError` where two speakers have one id.
 */
export function createDirectory(speakers: readonly Speaker[], lists: NameLists): SpeakerDirectory {
  const lexicon = compileLists(lists);
  const ids = new Map<string, Speaker>();
  for (const speaker of speakers) {
    if (ids.has(speaker.id)) throw new RangeError(`two speakers have the id ${speaker.id}`);
    ids.set(speaker.id, speaker);
  }
  for (const entry of lists.countries) if (!ids.has(entry.id)) ids.set(entry.id, countrySpeaker(entry));

  const names = new Map<string, Speaker[]>();
  const keys = new Map<string, Speaker[]>();
  const surnames = new Map<string, Speaker[]>();
  const offices = new Map<string, OfficeHolder[]>();
  for (const speaker of ids.values()) {
    for (const name of [speaker.name, ...(speaker.aliases ?? [])]) {
      const folded = foldName(name);
      if (folded === '') continue;
      addTo(names, folded, speaker);
      // "Yoon" is no spelling of UN
      if (!ACRONYM.test(name.replaceAll('.', ''))) addTo(keys, transliterationKey(folded), speaker);
      if (speaker.kind !== 'person') continue;
      addTo(surnames, surnameKey(folded), speaker);
      const [first] = folded.split(' ');
      if (first && FAMILY_NAME_FIRST.has(speaker.country ?? ''))
        addTo(surnames, transliterationKey(first), speaker);
    }
    for (const office of speaker.offices ?? []) {
      addTo(offices, `${office.of ?? ''}/${foldName(office.title)}`, { speaker, office });
    }
  }
  return {
    speakers: [...ids.values()],
    lexicon,
    byId: (id) => ids.get(id),
    byName: (name) =>
      names.get(foldName(name)) ??
      (ACRONYM.test(name) ? undefined : keys.get(transliterationKey(name))) ??
      NONE,
    bySurname: (surname) => surnames.get(surnameKey(surname)) ?? NONE,
    byOffice: (title, of, date) =>
      (offices.get(`${of}/${foldName(title)}`) ?? []).filter(
        ({ office }) => date === null || heldOn(office, date),
      ),
  };
}

/**
 * Speakers that a person may mean by `query`: an id, a name or an alias, else the transliteration of one, else a
 * last name. All that fit equally well, in the directory's order; empty where none does.
 */
export function findSpeakers(directory: SpeakerDirectory, query: string): readonly Speaker[] {
  const exact = directory.byId(query.trim()) ?? directory.byId(foldName(query).replaceAll(' ', '-'));
  if (exact) return [exact];
  const named = directory.byName(query);
  if (named.length > 0 || foldName(query).includes(' ')) return named;
  return directory.bySurname(query);
}

/** The reference that a statement keeps of a speaker. */
export function referTo(speaker: Speaker): SpeakerRef {
  return { id: speaker.id, name: speaker.name };
}
