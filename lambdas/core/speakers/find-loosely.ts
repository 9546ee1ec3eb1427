// Sources that no list of nouns knows: "the 68-year-old", "the grandmother of four", "the ex-archivist", "the pair".

import { firstFrom } from '../first-from.ts';
import type { Entity } from './entity.ts';
import { findPair } from './find-pair.ts';
import { findPlace } from './find-place.ts';
import { isCalledBy } from './match-title.ts';
import { type Focus, opensSentence, type Reading } from './reading.ts';
import {
  isBroughtIn,
  isNamedAfter,
  isNewlyDescribed,
  justIntroduced,
  spokenOf,
} from './rules/link-recent-person.ts';
import { clauseAfter } from './rules/link-role.ts';
import { isTrade } from './trades.ts';
import { isPossessiveMark } from './words.ts';

/** Whom a phrase means, and the rule that found it. */
export interface Loose {
  readonly entity: Entity;
  readonly by: 'role' | 'recent-person' | 'pair' | 'body-noun';
}

/** Somebody called so was mentioned at most this many sentences before. */
const NEAR_SENTENCES = 3;
/** Somebody of an office was mentioned at most this many sentences before. */
const FAR_SENTENCES = 12;
/** Mentions looked at: keeps hostile articles linear. */
const MOST_MENTIONS = 300;
/** No such phrase is longer than this many words. */
const LONGEST_PHRASE = 7;
const AGED = /^(\d{1,3})[-‐ ]+years?[-‐ ]+old\b/;
const PARENT =
  /^(?:\p{L}+ )?(?:(mum|mother|gran|granny|grandmother)|(dad|father|grandad|grandfather))[-‐ ]of[-‐ ]\p{L}+$/u;
const PLACE =
  /^(?:[\p{L}-]+ ){0,2}(?:city|town|village|region|province|principality|capital|territory|enclave|emirate|sultanate)$/u;
const DIPLOMACY = /^(?:head|chief) of (?:\S+ )?diplomacy$|^(?:\S+ )?(?:diplomacy|diplomatic) chief$/;
const PAIR = /^(?:pair|two|duo|couple)$/;
const PAST = /^(?:ex[-‐]|former |one-time |onetime |retired )/;

/** Index of the last mention that starts before word `from`; -1 where none does. They are in text order. */
function focusBefore(from: number, focus: readonly Focus[]): number {
  return firstFrom(from, focus.length, (index) => focus[index]?.mention.headFrom ?? 0) - 1;
}

/**
 * The last person of the focus up to `last`, near before word `from`, whom `fits` lets pass, those who speak or are named;
 * with `surname` a name of one word that no list knows is a person's too.
 */
function lastPerson(
  from: number,
  last: number,
  sentences: number,
  fits: (entity: Entity) => boolean,
  reading: Reading,
  surname = false,
): Entity | undefined {
  const { words } = reading.article;
  const sentence = words[from]?.sentence ?? 0;
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention, speaks } = reading.focus[i] as Focus;
    if (sentence - mention.sentence > sentences) return undefined;
    const subject = speaks || opensSentence(mention, words);
    const person =
      entity.kind === 'person' ||
      (entity.kind === 'unknown' && (surname || entity.name.includes(' ')) && subject);
    if (mention.from >= from || !person || entity.described || entity.plural) continue;
    // those whom the quotation before is about
    if (words[mention.headFrom]?.quoted) continue;
    if (fits(entity) && (speaks || (mention.form === 'name' && !mention.modifier))) return entity;
  }
  return undefined;
}

/** "Ada Lind's lawyers have a week. The 66-year-old": the only person whom the paragraph has named so far. */
function onlyOfParagraph(
  from: number,
  last: number,
  fits: (entity: Entity) => boolean,
  { article: { words }, focus }: Reading,
): Entity | undefined {
  let only: Entity | undefined;
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention } = focus[i] as Focus;
    const word = words[mention.headFrom];
    if (!word || word.paragraph !== words[from]?.paragraph) break;
    if (mention.from >= from || entity.kind !== 'person' || entity.plural || word.quoted) continue;
    if (entity.described || (only && only !== entity)) return undefined;
    only = entity;
  }
  return only && fits(only) ? only : undefined;
}

/** "the financial regulator", "the newspaper": a body or a document whose noun ends as a trade does. */
function isThing(noun: string, { directory: { lexicon } }: Reading): boolean {
  const head = noun.slice(noun.lastIndexOf(' ') + 1);
  return lexicon.bodies.has(head) || lexicon.documents.has(head);
}

/** "The rebel leader" of somebody who was introduced as one: no trade of whoever was named last. */
function isKnownByOffice(from: number, to: number, { mentions, ruleOf }: Reading): boolean {
  const first = firstFrom(from, mentions.length, (index) => mentions[index]?.headFrom ?? 0);
  for (let i = first; (mentions[i]?.headFrom ?? to) < to; i += 1)
    if (mentions[i]?.headTo === to && /^(?:role|office|apposition)$/.test(ruleOf[i] ?? '')) return true;
  return false;
}

/** "the latter", "the former": of the last two named in the sentence or the one before it; undefined without them. */
function oneOfTwo(phrase: string, from: number, last: number, reading: Reading): Entity | undefined {
  const sentence = reading.article.words[from]?.sentence ?? 0;
  const found: Entity[] = [];
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS && found.length < 2; i -= 1, n += 1) {
    const { entity, mention } = reading.focus[i] as Focus;
    if (sentence - mention.sentence > 1) break;
    if (mention.from >= from || mention.modifier || mention.form === 'pronoun' || found.includes(entity))
      continue;
    // the "Lutz" of "President Tarn of Lutz"
    if (reading.article.words[mention.from - 1]?.folded === 'of') continue;
    if (entity.kind === 'person' && !entity.plural) found.push(entity);
  }
  return phrase === 'latter' ? found[0] : found[1];
}

/** "Ada Lind, a former lawyer … One of them, a Lutanian lawyer … the lawyer": somebody else brought in by the noun since. */
function broughtInAfter(called: Entity, noun: string, from: number, reading: Reading): Entity | undefined {
  for (let i = focusBefore(from, reading.focus), n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { mention, entity } = reading.focus[i] as Focus;
    if (entity === called) return undefined;
    const brought = mention.form === 'description' && mention.determiner === 'indefinite';
    if (brought && mention.noun === noun && entity.described) return entity;
  }
  return undefined;
}

/** Whoever the words `from` to `to` mean: whom the article gives that age or calls so, else who spoke last. Null for none. */
export function findLoosely(from: number, to: number, reading: Reading): Loose | null {
  const { words } = reading.article;
  if (to - from > LONGEST_PHRASE || to - from < 2 || words[from]?.folded !== 'the') return null;
  const phrase = words
    .slice(from + 1, to)
    .map(({ text }) => text.toLowerCase())
    .join(' ');
  const last = focusBefore(from, reading.focus);
  const sentence = words[from]?.sentence ?? 0;
  if (PAIR.test(phrase)) {
    const entity = findPair(last, sentence, null, reading);
    return entity && { entity, by: 'pair' };
  }
  if (phrase === 'latter' || phrase === 'former') {
    const entity = oneOfTwo(phrase, from, last, reading);
    return entity ? { entity, by: 'pair' } : null;
  }
  // "the head of Lutanian diplomacy"
  if (DIPLOMACY.test(phrase)) {
    const leads = ({ titles }: Entity): boolean =>
      titles.some(({ text }) => /^foreign (?:minister|secretary)$/.test(text));
    const entity = lastPerson(from, last, Number.POSITIVE_INFINITY, leads, reading);
    return entity ? { entity, by: 'role' } : null;
  }
  if (PLACE.test(phrase)) {
    const entity = findPlace(last, sentence, reading);
    return entity ? { entity, by: 'body-noun' } : null;
  }
  const age = AGED.exec(phrase)?.[1];
  const aged = age === undefined ? undefined : reading.ages.get(age);
  if (aged) return { entity: aged, by: 'role' };
  // "the 63-year-old minister": whoever is one
  const office = reading.directory.lexicon.roles.get(phrase.replace(AGED, '').trim())?.role ?? '';
  const holds = ({ titles }: Entity): boolean =>
    titles.some(({ role }) => role.role === office || role.groups.includes(office));
  const holder = age === undefined ? undefined : lastPerson(from, last, FAR_SENTENCES, holds, reading);
  if (holder) return { entity: holder, by: 'role' };
  // "the same ambassador": whoever was spoken of last
  const again = /^same (.+)$/.exec(phrase)?.[1];
  const groups = reading.directory.lexicon.roles.get(again ?? '')?.groups ?? [];
  if (groups.length > 0 && !groups.includes('source')) {
    const entity = lastPerson(from, last, NEAR_SENTENCES, () => true, reading);
    if (entity && !isNamedAfter(entity, to, reading)) return { entity, by: 'recent-person' };
  }
  const noun = phrase.replace(PAST, '');
  if (!noun.includes(' ')) {
    // "a judge" and "Judge Bo Tarn" are both called so, but not "the judge, who asked not to be named"
    const bare = noun === phrase && clauseAfter(to, words) < 0;
    const isCalled = ({ nouns, titles }: Entity): boolean =>
      nouns.has(noun) || (bare && titles.some((title) => isCalledBy(title, noun)));
    const called = lastPerson(from, last, Number.POSITIVE_INFINITY, isCalled, reading);
    const unnamed = called ? broughtInAfter(called, noun, from, reading) : undefined;
    if (called) return { entity: unnamed ?? called, by: 'role' };
  }
  // "The bank's cashier": somebody of whom nothing was told
  const owned = words.slice(from, to).some(isPossessiveMark);
  const trade =
    isTrade(noun) &&
    !owned &&
    !isThing(noun, reading) &&
    !isNewlyDescribed(to, words) &&
    !isBroughtIn(noun, from, reading) &&
    !reading.directory.lexicon.roles.has(noun) &&
    !isKnownByOffice(from, to, reading)
      ? (justIntroduced(from, last, reading) ?? spokenOf(from, last, reading))
      : undefined;
  if (trade && !isNamedAfter(trade, to, reading)) return { entity: trade, by: 'recent-person' };
  const parent = PARENT.exec(phrase);
  if (age === undefined && !parent) return null;
  const gender = parent?.[1] ? 'female' : parent?.[2] ? 'male' : null;
  // "Tavast, 49, …" is not "the 33-year-old"
  const told = new Map([...reading.ages].map(([years, entity]) => [entity, years]));
  const fits = (entity: Entity): boolean =>
    (gender === null || entity.gender === null || gender === entity.gender) &&
    (age === undefined || (told.get(entity) ?? age) === age);
  const recent =
    onlyOfParagraph(from, last, fits, reading) ??
    lastPerson(from, last, NEAR_SENTENCES, fits, reading) ??
    lastPerson(from, last, NEAR_SENTENCES, fits, reading, true);
  return recent && !isNamedAfter(recent, to, reading) ? { entity: recent, by: 'recent-person' } : null;
}
