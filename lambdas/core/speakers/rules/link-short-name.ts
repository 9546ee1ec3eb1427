// "Lavrov", "Mr. Putin", "President Mikhailova", "the Compact", "OBO": a short form leads to the full name.

import type { Entity } from '../entity.ts';
import { foldName, initialsOf } from '../fold-name.ts';
import { fitEntity } from '../match-title.ts';
import type { NameMention } from '../mention.ts';
import { isLabel, type Reading, type Rule } from '../reading.ts';
import { linkFullName, titleFits } from './link-full-name.ts';

/** People may share a last name: the one mentioned within this many sentences is meant, if only one was. */
const NEAR_SENTENCES = 2;

/** Whoever is named this many times as often as the next of the name is whom the article is about. */
const LEAD = 3;

function mostMentioned(found: readonly Entity[], { focus }: Reading): Entity | null {
  const counts = new Map(found.map((entity) => [entity, 0]));
  for (const { entity } of focus) {
    const count = counts.get(entity);
    if (count !== undefined) counts.set(entity, count + 1);
  }
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] > 1 && best[1] >= LEAD * (next?.[1] ?? 0) ? best[0] : null;
}

/** The one of several people of a last name who is meant; null where that is not clear. */
function choosePerson(mention: NameMention, found: readonly Entity[], reading: Reading): Entity | null {
  let fits = found.filter((e) => !mention.gender || !e.gender || e.gender === mention.gender);
  if (fits.length === 0) return null;
  const { title } = mention;
  if (title && fits.length > 1) {
    const titled = fits.filter((e) => fitEntity(title, e, reading.directory, reading.date) > 0);
    if (titled.length > 0) fits = titled;
  }
  // whoever comes later in the article is not meant yet
  const met = fits.filter((e) => e.lastMention >= 0);
  if (fits.length > 1 && met.length > 0) fits = met;
  if (fits.length === 1) return fits[0] ?? null;
  // whoever was called so before, when both were known
  const called = reading.focus.findLast(
    ({ entity, mention: other }) =>
      other.form === 'name' && other.name === mention.name && fits.includes(entity),
  );
  if (called) return called.entity;
  const near = fits.filter((e) => {
    const last = reading.mentions[e.lastMention];
    return last !== undefined && mention.sentence - last.sentence <= NEAR_SENTENCES;
  });
  if (near.length === 1) return near[0] ?? null;
  return mostMentioned(fits, reading);
}

/** "the Front" for the Mbandeya Front: one capitalised word of a body's name. */
function bodyOfWord(mention: NameMention, reading: Reading): Entity | undefined {
  const found = reading.entities
    .byBodyWord(mention.name)
    .filter((e) => e.kind !== 'person' && e.name.includes(' '));
  const word = foldName(mention.name);
  const { lexicon } = reading.directory;
  if (lexicon.countries.has(word) || lexicon.given.has(word)) return undefined;
  const heads = found.filter((e) => isHeadOf(word, e));
  if (heads.length === 0) return undefined;
  return heads.reduce((a, b) => (b.lastMention > a.lastMention ? b : a));
}

/** Whether the word is the head of the body's name: the first before "of", else the last. */
function isHeadOf(word: string, entity: Entity): boolean {
  const words = foldName(entity.name).split(' ');
  const of = words.indexOf('of');
  return of > 0 ? words[of - 1] === word : words.at(-1) === word;
}

/** People of the directory with this last name whose office the title names: "Chinese Foreign Minister Wang". */
function officeHolder(mention: NameMention, reading: Reading): Entity | undefined {
  if (!mention.title) return undefined;
  const holders = reading.directory.bySurname(mention.name).filter((s) => titleFits(mention, s, reading));
  const [holder] = holders;
  if (!holder || holders.length > 1) return undefined;
  const same = reading.entities.bySpeaker(holder.id);
  if (same) return same;
  return reading.entities.create({
    kind: 'person',
    name: holder.name,
    described: false,
    plural: false,
    gender: holder.gender ?? null,
    speaker: holder,
    country: reading.directory.lexicon.countryById.get(holder.country ?? '') ?? null,
  });
}

/**
 * The first word of a name may stand alone where it is a given name, or after a style such as "Sheikh"; after an
 * office only where the office is his ("Foreign Minister Wang" of Wang Yi: the family name comes first).
 */
function mayStandAlone(mention: NameMention, entity: Entity, reading: Reading): boolean {
  const { title } = mention;
  // "Ostrel" is no short form of the Ostrel Guest House
  if (entity.kind === 'unknown' && entity.name.split(' ').length > 2) return false;
  if (!title || reading.directory.lexicon.honorifics.has(title.role.role)) return true;
  return fitEntity(title, entity, reading.directory, reading.date) > 0;
}

/** Entities looked at for initials: keeps hostile articles linear. */
const MOST_INITIALLED = 40;

/** "IC:" for Imre Castellanos: the only person of the article with these initials. */
export function personOfInitials(label: string, { entities }: Reading): Entity | undefined {
  const wanted = label.replace(/[^\p{L}]/gu, '').toLowerCase();
  const found = entities.all.slice(0, MOST_INITIALLED).filter((entity) => {
    if (entity.described || entity.kind === 'body' || entity.kind === 'country' || !entity.name.includes(' '))
      return false;
    return initialsOf(foldName(entity.name.replace(/[-‐‑]\p{L}+/gu, '')).split(' ')) === wanted;
  });
  return found.length === 1 ? found[0] : undefined;
}

/** "Decisions, she said, were taken": a word that only the start of its sentence gives a capital, and that says nothing. */
export function isPlain(
  { kind, title, honorific, headFrom }: NameMention,
  { article, directory }: Reading,
): boolean {
  const word = article.words[headFrom];
  const next = article.words[headFrom + 1];
  if (!word?.first || word.allCaps || kind !== 'unknown' || title || honorific) return false;
  return (
    directory.lexicon.plainWords.has(word.folded) && !directory.lexicon.speechVerbs.has(next?.folded ?? '')
  );
}

/** "Chen" is no short form of Wu Shu-chen, whose last syllable it is. */
const endsInSyllable = (name: string, short: string): boolean => {
  const tail = name.slice(-short.length - 1);
  return /^[-‐‑]\p{Ll}/u.test(tail) && tail.slice(1) === short.toLowerCase();
};

const KIN = /^(?:brother|sister|son|daughter|father|mother|uncle|aunt|nephew|niece|cousin)$/;

/** "His brother Yaw disagreed. “No,” said the younger Adjei": of two of one name the relative, who is named by his first. */
function kinOf({ from }: NameMention, { article, entities }: Reading): Entity | undefined {
  if (!/^(?:younger|elder|older)$/.test(article.words[from - 1]?.folded ?? '')) return undefined;
  const named = entities
    .titled()
    .filter(
      ({ name, described, titles, lastMention }) =>
        !described &&
        lastMention >= 0 &&
        !name.includes(' ') &&
        titles.some(({ role }) => KIN.test(role.role)),
    );
  return named.length === 1 ? named[0] : undefined;
}

/** Before a place. */
const WHERE = /^(?:in|to|from|at|near|outside|around|through|via)$/;

const ACRONYM = /^[\p{Lu}.&-]{2,}$/u;
/** A last name in capitals ("CHO:") has at least this many letters, but for "MR. WU:". */
const MIN_SHOUTED = 3;

export const linkShortNameRule: Rule = {
  name: 'short-name',
  apply(mention, reading) {
    if (mention.form !== 'name') return undefined;
    const { entities } = reading;
    const initials = ACRONYM.test(mention.name) && isLabel(mention, reading.article.words);
    const person = initials ? personOfInitials(mention.name, reading) : undefined;
    if (person) return person;
    const acronym = ACRONYM.test(mention.name) ? entities.byAcronym(mention.name) : undefined;
    if (acronym && mention.kind !== 'person') return acronym;
    const letters = ACRONYM.test(mention.name);
    const styled = mention.honorific || mention.title !== null;
    const shouted = letters && (styled || mention.name.length >= MIN_SHOUTED);
    const body = mention.kind === 'body' || mention.kind === 'country';
    // "Cross" after Iain Cross, though it may name a body as well
    // "Park" after Park Jin-ho, "Hill" after Ada Hill: words for places that are names as well
    const word = foldName(mention.name);
    const placeLike =
      reading.directory.lexicon.places.has(word) && !reading.directory.lexicon.countries.has(word);
    // "Amman told" after Sudesh Amman: the capital of no country
    const capital =
      reading.directory.lexicon.countries.get(word)?.by === 'capital' &&
      !WHERE.test(reading.article.words[mention.from - 1]?.folded ?? '');
    const people =
      mention.kind === 'country' && !shouted && !placeLike && !capital
        ? []
        : entities.bySurname(mention.name).filter(({ name }) => !endsInSyllable(name, mention.name));
    const kin = people.length === 1 ? kinOf(mention, reading) : undefined;
    if (kin) return kin;
    if (people.length > 0 && (shouted || !letters)) return choosePerson(mention, people, reading);
    if (shouted || !body || placeLike) {
      const given = entities.byGivenName(mention.name).filter((e) => mayStandAlone(mention, e, reading));
      if (given.length > 0) return choosePerson(mention, given, reading);
      const inner = entities.byInnerName(mention.name);
      if (inner.length > 0) return choosePerson(mention, inner, reading);
    }
    const exact = entities.byFullName(mention.name);
    if (exact) return exact;
    // "the Taliban", though the article names the Pakistani Taliban too
    const listed = reading.directory.byName(mention.name).some(({ kind }) => kind === 'body');
    if (mention.kind !== 'person' && !listed) {
      const body = bodyOfWord(mention, reading);
      if (body) return body;
    }
    return (
      officeHolder(mention, reading) ?? (isPlain(mention, reading) ? null : linkFullName(mention, reading))
    );
  },
};
