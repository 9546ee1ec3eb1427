// Somebody of one article: the cluster of mentions that refer to one person, body, country or described source.

import { remember } from '../remember.ts';
import { surnameKey } from './directory.ts';
import { foldName, initialsOf, transliterationKey } from './fold-name.ts';
import type { MentionKind, NameMention, Title } from './mention.ts';
import type { CountryEntry, Gender, Lexicon } from './name-lists.ts';
import type { Speaker } from './speaker.ts';

export interface Entity {
  readonly id: number;
  kind: MentionKind;
  /** The fullest name or, for a source without name, its description. */
  name: string;
  /** Only described: "one person familiar with the drafting". */
  readonly described: boolean;
  readonly plural: boolean;
  gender: Gender | null;
  /** Only the given name tells the gender: a name of one language may be the other's in the next. */
  genderByName: boolean;
  readonly titles: Title[];
  /** "Lord", "Father": the style without which a single name is not his; null for most. */
  style: string | null;
  /** The identity in the directory; null where it has none. */
  speaker: Speaker | null;
  country: CountryEntry | null;
  /** Nouns that the article uses for it, folded: "ministry", "trade body". */
  readonly nouns: Set<string>;
  /** Nobody in particular: "the most that an engineer can win". */
  generic: boolean;
  /** Index of its last mention so far in the pass through the article. */
  lastMention: number;
}

/** People compared with a description, the latest: keeps hostile articles linear. */
const MOST_TITLED = 40;
const MOST_TITLES = 12;
/** Entities looked at per short name or noun: keeps hostile articles linear. */
const MOST_CANDIDATES = 8;

function addTo<V>(map: Map<string, V[]>, key: string, value: V): void {
  if (key === '') return;
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value) && list.length < MOST_CANDIDATES) list.push(value);
}

/** The article's named entities, found by any form of their names. */
export interface EntityIndex {
  readonly all: readonly Entity[];
  /** People with an office that the article or the directory gives; the latest ones, so many as are looked at. */
  titled(): readonly Entity[];
  bySpeaker(id: string): Entity | undefined;
  create(
    init: Omit<Entity, 'id' | 'genderByName' | 'titles' | 'style' | 'nouns' | 'generic' | 'lastMention'>,
  ): Entity;
  addTitle(entity: Entity, title: Title): void;
  /** Makes a name lead to the entity. */
  addName(entity: Entity, name: string): void;
  addAcronym(entity: Entity, acronym: string): void;
  byFullName(name: string): Entity | undefined;
  bySurname(name: string): readonly Entity[];
  byGivenName(name: string): readonly Entity[];
  /** People of whose name this is a word that is neither the first nor the last. */
  byInnerName(name: string): readonly Entity[];
  /** Bodies of whose name this is a capitalised word. */
  byBodyWord(word: string): readonly Entity[];
  byAcronym(acronym: string): Entity | undefined;
}

const NO_ENTITIES: readonly Entity[] = [];
const SMALL_WORDS: ReadonlySet<string> = new Set(['of', 'the', 'for', 'and', 'on', 'in', 'at', 'de', 's']);

/** The initials of a body's name, small words left out: "Organisation for Border Oversight" gives "obo". */
function acronymOf(name: string): string {
  const words = foldName(name).split(' ');
  return initialsOf(words.filter((word) => !SMALL_WORDS.has(word)));
}

/** One spelling for a body's name: British, without articles, so that "Defense" and "Defence" meet. */
function bodyKey(name: string, lexicon: Lexicon): string {
  return foldName(name)
    .split(' ')
    .filter((word) => word !== 'the' && word !== 's')
    .map((word) => lexicon.spellings.get(word) ?? word)
    .join(' ');
}

export function createEntityIndex(lexicon: Lexicon): EntityIndex {
  const all: Entity[] = [];
  const full = new Map<string, Entity>();
  const surnames = new Map<string, Entity[]>();
  const givenNames = new Map<string, Entity[]>();
  const innerNames = new Map<string, Entity[]>();
  const bodyWords = new Map<string, Entity[]>();
  const acronyms = new Map<string, Entity>();
  const speakers = new Map<string, Entity>();
  const titled: Entity[] = [];
  const keyOf = remember((name) => transliterationKey(bodyKey(name, lexicon)));
  return {
    all,
    titled: () => (titled.length > MOST_TITLED ? titled.slice(-MOST_TITLED) : titled),
    bySpeaker: (id) => speakers.get(id),
    addTitle(entity, title) {
      if (entity.titles.length >= MOST_TITLES) return;
      const known = entity.titles.some((t) => t.text === title.text && t.country === title.country);
      if (known && title.of.length === 0) return;
      if (entity.titles.length === 0 && !entity.speaker?.offices) titled.push(entity);
      entity.titles.push(title);
      entity.country ??= title.country;
    },
    create(init) {
      const entity: Entity = {
        ...init,
        id: all.length,
        genderByName: false,
        titles: [],
        style: null,
        nouns: new Set(),
        generic: false,
        lastMention: -1,
      };
      all.push(entity);
      if (init.speaker) speakers.set(init.speaker.id, entity);
      if (init.speaker?.offices) titled.push(entity);
      if (!init.described) this.addName(entity, init.name);
      return entity;
    },
    addName(entity, name) {
      const key = keyOf(name);
      if (key === '') return;
      if (!full.has(key)) full.set(key, entity);
      const words = foldName(name).split(' ');
      if (entity.kind === 'person' || entity.kind === 'unknown') {
        if (words.length > 1) {
          addTo(surnames, surnameKey(name), entity);
          const [given] = words;
          if (given) addTo(givenNames, transliterationKey(given), entity);
          // "Seo-Min" of Seo-Min Pak, "Jean-Marie" of Jean-Marie Tarn
          const [first = ''] = name.split(' ');
          if (/.[-‐‑]./u.test(first)) addTo(givenNames, transliterationKey(first), entity);
          // "Marta-Kruus" by its parts, "Nguyen Van Thu" and "Seo-Min Pak" by either end, "bin Salman" by both words
          const tail = words.slice(1).join(' ');
          if (tail.includes(' ')) addTo(surnames, transliterationKey(tail), entity);
          if (words.length > 3) addTo(surnames, transliterationKey(words.slice(2).join(' ')), entity);
          // "Louzán" of Xosé Manoel Louzán Freire: the first of two last names
          for (const inner of words.slice(1, -1))
            if (!lexicon.particles.has(inner)) addTo(innerNames, transliterationKey(inner), entity);
        } else addTo(surnames, transliterationKey(name), entity);
      }
      if (entity.kind !== 'person') {
        for (const word of words)
          if (!SMALL_WORDS.has(word)) addTo(bodyWords, lexicon.spellings.get(word) ?? word, entity);
        const initials = acronymOf(name);
        if (initials.length >= 2 && !acronyms.has(initials)) acronyms.set(initials, entity);
      }
    },
    addAcronym(entity, acronym) {
      const key = foldName(acronym).replaceAll(' ', '');
      if (key !== '') acronyms.set(key, entity);
    },
    byFullName: (name) => full.get(keyOf(name)),
    bySurname: (name) =>
      surnames.get(transliterationKey(name)) ?? surnames.get(surnameKey(name)) ?? NO_ENTITIES,
    byGivenName: (name) => givenNames.get(transliterationKey(name)) ?? NO_ENTITIES,
    byInnerName: (name) => innerNames.get(transliterationKey(name)) ?? NO_ENTITIES,
    byBodyWord: (word) =>
      bodyWords.get(lexicon.spellings.get(foldName(word)) ?? foldName(word)) ?? NO_ENTITIES,
    byAcronym: (acronym) => acronyms.get(foldName(acronym).replaceAll(' ', '')),
  };
}

/** What a title, an honorific or a pronoun tells outdoes what the given name does. */
export function tellGender(entity: Entity, gender: Gender | null): void {
  if (gender === null || (entity.gender !== null && !entity.genderByName)) return;
  entity.gender = gender;
  entity.genderByName = false;
}

const STYLES =
  /^(?:Comrade|Sheikha?|Lord|Lady|Father|Mother|Sister|Brother|Hajj?i|Prince(?:ss)?|Baron(?:ess)?|Viscount(?:ess)?|Earl|Countess|Duke|Duchess)$/;

/** What a name mention tells of the entity it names. */
export function enrichEntity(entity: Entity, mention: NameMention, entities: EntityIndex): void {
  if (mention.title) entities.addTitle(entity, mention.title);
  if (STYLES.test(mention.honorific ?? '')) entity.style ??= mention.honorific;
  if (mention.nickname) entities.addName(entity, mention.nickname);
  tellGender(entity, mention.gender);
  // "the Dawn Heron": once named like a thing, no person
  if (mention.kind === 'body' && entity.kind === 'person' && entity.titles.length === 0) entity.kind = 'body';
  if (entity.kind === 'unknown' && mention.kind !== 'unknown') entity.kind = mention.kind;
}
