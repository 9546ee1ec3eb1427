// "Foreign Minister Sergei Lavrov … Sergey Lavrov": a full name, in any spelling, is one entity.

import { isShoutedName } from '../calm-name.ts';
import { surnameKey } from '../directory.ts';
import type { Entity } from '../entity.ts';
import { foldName, transliterationKey } from '../fold-name.ts';
import { fitEntity } from '../match-title.ts';
import type { Mention, NameMention } from '../mention.ts';
import { countryStartingAt } from '../read-title.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Speaker } from '../speaker.ts';

/** The entity of a full name, made where the article has none yet. */
export function linkFullName(mention: NameMention, reading: Reading): Entity {
  const { entities, directory } = reading;
  const known = nameBySeat(mention, reading) === null ? entities.byFullName(mention.name) : undefined;
  if (known) {
    if (isShoutedName(known.name) && !isShoutedName(mention.name)) known.name = mention.name;
    return known;
  }
  if (mention.kind === 'person' || mention.kind === 'unknown') {
    const variant = sameNameInParts(mention, reading);
    if (variant) {
      if (mention.name.length > variant.name.length && !variant.speaker) variant.name = mention.name;
      entities.addName(variant, mention.name);
      return variant;
    }
  }
  if (mention.kind === 'body') {
    const seated = nameBySeat(mention, reading);
    if (seated) return linkFullName({ ...mention, name: seated }, reading);
    const longer = longerBodyName(mention, reading);
    if (longer) return longer;
  }
  const country = isSeatOfUnion(mention, reading)
    ? undefined
    : directory.lexicon.countries.get(foldName(mention.name));
  const speaker = country ? (directory.byId(country.country.id) ?? null) : chooseSpeaker(mention, reading);
  const same = speaker ? entities.bySpeaker(speaker.id) : undefined;
  if (same) {
    entities.addName(same, mention.name);
    return same;
  }
  const told = speaker?.gender ?? mention.gender;
  const national = mention.kind === 'body' ? adjectival(mention.name, reading) : null;
  const entity = entities.create({
    kind: speaker?.kind ?? mention.kind,
    name: national ?? mention.name,
    described: false,
    plural: false,
    gender: told ?? genderOfGivenName(mention, reading),
    speaker,
    country: country?.country ?? directory.lexicon.countryById.get(speaker?.country ?? '') ?? null,
  });
  entity.genderByName = !told && entity.gender !== null;
  if (national) entities.addName(entity, mention.name);
  return entity;
}

/** "John F. Kennedy" and "John Kennedy": the same first and last name, or the last name and an initial. */
function sameNameInParts(mention: NameMention, reading: Reading): Entity | undefined {
  const words = foldName(mention.name).split(' ');
  const [given] = words;
  if (words.length < 2 || given === undefined) return undefined;
  // "Ferraz do Vale" for Joaquim Ferraz do Vale, whichever comes first
  const tail = ` ${words.join(' ')}`;
  const longer = reading.entities.bySurname(mention.name).filter((e) => foldName(e.name).endsWith(tail));
  if (longer.length === 1) return longer[0];
  if (words.length > 2) {
    const shorter = reading.entities.byFullName(words.slice(1).join(' '));
    if (shorter && !shorter.described && shorter.kind !== 'body' && shorter.kind !== 'country')
      return shorter;
  }
  const last = surnameKey(mention.name);
  const givenKey = transliterationKey(given);
  return reading.entities.bySurname(words.at(-1) ?? '').find((entity) => {
    if (entity.described) return false;
    const [other] = foldName(entity.name).split(' ');
    if (other === undefined || surnameKey(entity.name) !== last || !entity.name.includes(' ')) return false;
    if (transliterationKey(other) === givenKey || isMisspelt(other, given)) return true;
    return other.charAt(0) === given.charAt(0) && (other.length === 1 || given.length === 1);
  });
}

/** "the Foreign Ministry" after "the Velorian Foreign Ministry": the one body whose name has all the words. */
function longerBodyName(mention: NameMention, reading: Reading): Entity | undefined {
  const words = foldName(mention.name)
    .split(' ')
    .filter((word) => word !== 's');
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return undefined;
  const found = reading.entities.byBodyWord(last).filter((entity) => {
    const name = foldName(entity.name).split(' ');
    return entity.kind === 'body' && !entity.described && words.every((word) => name.includes(word));
  });
  return found.length === 1 ? found[0] : undefined;
}

/** "the Defence Ministry in Yerevan": that of the country; null where the name tells it, or no capital stands behind. */
function nameBySeat(
  { kind, name, to, sentence }: NameMention,
  { article: { words }, directory }: Reading,
): string | null {
  if (kind !== 'body' || words[to]?.folded !== 'in' || words[to + 1]?.sentence !== sentence) return null;
  if (!/^(?:\p{L}+ )?(?:Ministry|Government|Parliament)$/u.test(name)) return null;
  const seat = countryStartingAt(words, to + 1, words.length, directory.lexicon);
  const adjective = seat?.by === 'capital' ? seat.country.adjectives[0] : undefined;
  return adjective && !name.startsWith(adjective) ? `${adjective} ${name}` : null;
}

/** "Russia's Defence Ministry" as the directory may have it: "Russian Defence Ministry". */
function adjectival(name: string, reading: Reading): string | null {
  const parts = /^(.+)['’]s (.+)$/.exec(name);
  const country = reading.directory.lexicon.countries.get(foldName(parts?.[1] ?? ''))?.country;
  const adjective = country?.adjectives[0];
  return parts && adjective ? `${adjective} ${parts[2]}` : null;
}

/** "Kristin" and "Kristen": long, and one letter apart. */
function isMisspelt(a: string, b: string): boolean {
  if (a.length < 6 || a.length !== b.length) return false;
  let differences = 0;
  for (let i = 0; i < a.length; i += 1) if (a.charAt(i) !== b.charAt(i)) differences += 1;
  return differences === 1 && a.charAt(0) === b.charAt(0);
}

/** The speaker of the directory whose name this is; null where none or several are and the title does not tell. */
function chooseSpeaker(mention: NameMention, reading: Reading): Speaker | null {
  const { directory } = reading;
  let found = directory
    .byName(isSeatOfUnion(mention, reading) ? 'European Union' : mention.name)
    .filter((s) => kindsAgree(mention, s));
  if (found.length === 0) {
    const words = mention.name.split(' ');
    if (words.length > 2 && mention.kind === 'person') {
      found = directory.byName(`${words[0]} ${words.at(-1)}`).filter((s) => s.kind === 'person');
    }
  }
  const adjective = found.length === 0 ? adjectival(mention.name, reading) : null;
  if (adjective) found = directory.byName(adjective).filter((s) => s.kind === 'body');
  const [only] = found;
  if (found.length <= 1) return only && isFarFrom(only, mention, reading) ? null : (only ?? null);
  // "the Foreign Office" of Pakistan, or of Britain: of the one country of theirs that the article names
  const near = found.filter(({ country }) => reading.countries.has(country ?? ''));
  if (near.length === 1) return near[0] ?? null;
  if (!mention.title) return null;
  const fitting = found.filter((speaker) => titleFits(mention, speaker, reading));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Whose politicians are called by their last names where no country is named. */
const HOME = 'united-states';

/** "Duda said" in an article that names no Poland: somebody else of that last name, unless his title is that office. */
const isFarFrom = (speaker: Speaker, mention: NameMention, reading: Reading): boolean =>
  speaker.kind === 'person' &&
  !mention.name.includes(' ') &&
  speaker.country !== undefined &&
  speaker.country !== null &&
  speaker.country !== HOME &&
  !reading.countries.has(speaker.country) &&
  !reading.capitals.has(speaker.country) &&
  !titleFits(mention, speaker, reading);

/** "Brussels" where the article names the European Union, or one of its bodies, and not Belgium. */
function isSeatOfUnion({ name }: NameMention, { countries, entities, mentions }: Reading): boolean {
  if (name !== 'Brussels' || countries.has('belgium')) return false;
  const isOfUnion = (one: Mention): boolean =>
    one.form === 'name' && /^(?:EU|E\.U\.|European (?:Union|Commission|Council|Parliament))$/.test(one.name);
  return entities.bySpeaker('european-union') !== undefined || mentions.some(isOfUnion);
}

function kindsAgree(mention: NameMention, speaker: Speaker): boolean {
  if (mention.kind === 'person' || mention.honorific) return speaker.kind === 'person';
  return true;
}

/** Whether the mention's title is an office that the speaker holds. */
export function titleFits(mention: NameMention, speaker: Speaker, reading: Reading): boolean {
  if (!mention.title) return false;
  const probe: Entity = {
    id: -1,
    kind: 'person',
    name: speaker.name,
    described: false,
    plural: false,
    gender: speaker.gender ?? null,
    genderByName: false,
    titles: [],
    style: null,
    speaker,
    country: reading.directory.lexicon.countryById.get(speaker.country ?? '') ?? null,
    nouns: new Set(),
    generic: false,
    lastMention: -1,
  };
  return fitEntity(mention.title, probe, reading.directory, reading.date) > 0;
}

/** What the given name tells of the gender. */
export function genderOfGivenName(mention: NameMention, reading: Reading): 'female' | 'male' | null {
  if (mention.kind !== 'person' && mention.kind !== 'unknown') return null;
  const { given, genderOf } = reading.directory.lexicon;
  const words = mention.name.split(' ');
  // the last name may be somebody's given name, and so may half of it: "Blodwen Sharif", "Ottoline Baptiste-Krogh"
  const [first, second] = words.slice(0, Math.min(2, Math.max(1, words.length - 1))).map((word) => {
    const name = foldName(word).split(' ')[0] ?? '';
    return given.get(name) ?? genderOf(name) ?? undefined;
  });
  const gender = first ?? second;
  // "Ida Bagus Hartono"
  const told = second === undefined || second === 'either' || second === gender;
  return told && (gender === 'female' || gender === 'male') ? gender : null;
}

export const linkFullNameRule: Rule = {
  name: 'full-name',
  apply(mention, reading) {
    if (mention.form !== 'name' || mention.short) return undefined;
    return linkFullName(mention, reading);
  },
};
