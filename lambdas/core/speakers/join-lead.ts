// "A prosecutor told the court … ¶ “No,” Vesna Orlov said": the bare name after a lead is the one whom the lead describes.

import { fitEntity } from './match-title.ts';
import type { DescriptionMention, Mention, NameMention, Title } from './mention.ts';
import { isSpeaking, opensSentence, type Reading } from './reading.ts';
import { linkFullName } from './rules/link-full-name.ts';
import { staysNameless } from './rules/link-role.ts';
import type { Word } from './words.ts';

/** The lead is the first sentences of the article, headlines left out. */
const LEAD_SENTENCES = 2;
/** The name follows within so many sentences of the description. */
const NEAR_SENTENCES = 4;
const MOST_MENTIONS = 80;

interface Lead {
  readonly described: DescriptionMention;
  /** Whether he says something in the lead, or opens it. */
  readonly tells: boolean;
}

/** The first description of a single person in the lead who says something; else the first of somebody prominent in it. */
function describedInLead(reading: Reading, sources: ReadonlySet<number>): Lead | undefined {
  const { mentions, article, appositions, directory } = reading;
  let first = -1;
  let present: DescriptionMention | undefined;
  const told = (): Lead | undefined => present && { described: present, tells: false };
  for (const mention of mentions.slice(0, MOST_MENTIONS)) {
    if (article.headlines[mention.sentence]) continue;
    if (first < 0) first = mention.sentence;
    if (mention.sentence >= first + LEAD_SENTENCES) return told();
    if (mention.form !== 'description' || mention.kind !== 'person' || mention.plural) continue;
    // "the League's most senior official" is one
    const superlative = article.words[mention.from]?.folded === 'most';
    if (mention.modifier || !mention.title || (mention.determiner === 'number' && !superlative)) continue;
    if (appositions.has(mention.index)) continue;
    const speaks =
      sources.has(mention.index) || isSpeaking(mention, article.words, directory.lexicon.speechVerbs);
    // "A governor shot at in April has returned to work. Celestino Ruas walked …"
    const opens =
      mention.sentence === first && isOffice(mention.title) && opensSentence(mention, article.words);
    if (isHeldBefore(mention, reading)) return undefined;
    if (speaks || opens) return { described: mention, tells: true };
    // "a letter from the ambassador": not whom the lead is about
    if (!/^(?:from|of)$/.test(article.words[mention.from - 1]?.folded ?? '')) present ??= mention;
  }
  return told();
}

/** Whether somebody named before has the office: then it is he. */
function isHeldBefore({ title, index }: DescriptionMention, reading: Reading): boolean {
  return reading.mentions.slice(0, index).some((other) => {
    if (other.form !== 'name' || other.short || !title) return false;
    const entity = linkFullName(other, reading);
    return fitEntity(title, entity, reading.directory, reading.date) > 0;
  });
}

/** An office rather than a trade: one that makes its holder an official or a politician. */
function isOffice(title: Title | null): boolean {
  return title?.role.groups.some((group) => group === 'official' || group === 'politician') === true;
}

/** No office, no apposition, no known person: a name that the article has not introduced, or not yet. */
function isBare(mention: NameMention, reading: Reading, apposed: ReadonlySet<number>): boolean {
  const entity = linkFullName(mention, reading);
  const { words } = reading.article;
  const after = words[mention.to];
  const next = words[mention.to + 1];
  // "Thandeka Mohlopi, a surgeon who …": what he is besides
  const trade = reading.mentions.find(
    (other) =>
      other.form === 'description' && other.sentence === mention.sentence && other.from === mention.to + 1,
  );
  const besides =
    trade?.form === 'description' && trade.determiner === 'indefinite' && !isOffice(trade.title);
  const aside = after?.text === ',' && !/^(?:\d|who$)/.test(next?.text ?? '') && !besides;
  const person = mention.kind === 'person' || mention.kind === 'unknown';
  const unknown = !entity.titles.some(isOffice) && !entity.speaker && !isOffice(mention.title);
  return person && unknown && (besides || !apposed.has(mention.index)) && !aside;
}

/** Those whom news is about: officials, politicians, business people. */
const isProminent = (title: Title | null): boolean =>
  isOffice(title) ||
  title?.role.groups.some((group) => group === 'businessman' || group === 'executive') === true;

/** "A high-living ambassador has … ¶ Fabrizio Tarn, 58, has": nobody but whom the lead is about comes in by his age alone. */
function isIntroduced(mention: NameMention, described: DescriptionMention, reading: Reading): boolean {
  const [comma, age, close] = reading.article.words.slice(mention.to, mention.to + 3);
  if (comma?.text !== ',' || !/^\d\d$/.test(age?.text ?? '') || close?.text !== ',') return false;
  const entity = linkFullName(mention, reading);
  return (
    described.determiner === 'indefinite' &&
    isProminent(described.title) &&
    mention.title === null &&
    !entity.speaker &&
    !entity.titles.some(isOffice)
  );
}

/** The introduction of an interview or a profile takes so many sentences. */
const INTRODUCTION_SENTENCES = 10;

/** "Zora Kard arrives late. “My driver is slow,” says Lumbria’s foreign minister": the only one who was named before. */
function namedBefore(
  reading: Reading,
  sources: ReadonlySet<number>,
  apposed: ReadonlySet<number>,
): readonly [number, number] | null {
  const { mentions, article, directory } = reading;
  let only: NameMention | undefined;
  for (const mention of mentions.slice(0, MOST_MENTIONS)) {
    if (article.headlines[mention.sentence]) continue;
    if (mention.sentence > INTRODUCTION_SENTENCES) return null;
    if (mention.form === 'name' && !mention.short && !mention.modifier) {
      // a dateline's town is in capitals
      if (mention.kind === 'body' || mention.kind === 'country' || article.words[mention.headFrom]?.allCaps)
        continue;
      if (only && linkFullName(only, reading) !== linkFullName(mention, reading)) return null;
      if (!only && !(isBare(mention, reading, apposed) && opensSentence(mention, article.words))) return null;
      only ??= mention;
    }
    if (mention.form !== 'description' || mention.kind !== 'person' || mention.plural || mention.modifier)
      continue;
    if (!only || !mention.title || reading.appositions.has(mention.index)) continue;
    if (mention.determiner !== 'definite' && mention.determiner !== 'possessive') continue;
    const tells = (one: Mention): boolean =>
      sources.has(one.index) || isSpeaking(one, article.words, directory.lexicon.speechVerbs);
    // "Ada Lind accused the junta. The rebel spokesman said": who answers her
    if (tells(only) && (isOffice(mention.title) || mention.determiner === 'possessive')) return null;
    if (tells(mention)) return [mention.index, only.index];
  }
  return null;
}

/**
 * "the League's most senior official in Norova told the Council … ¶ Bo Tarn, Special Representative for Norova, said": the
 * next who speaks, if he has an office for the country that the lead's official is in.
 */
function isOfficialThere(described: DescriptionMention, mention: NameMention, reading: Reading): boolean {
  const country = described.title?.country;
  if (described.noun !== 'official' || !country || !opensSentence(mention, reading.article.words))
    return false;
  if (reading.article.words[mention.to]?.text !== ',') return false;
  return reading.mentions
    .slice(mention.index + 1, mention.index + 1 + FAR_OFFICE)
    .some(
      (office) =>
        office.form === 'description' &&
        office.sentence === mention.sentence &&
        isOffice(office.title) &&
        office.title?.country === country,
    );
}
const HEADS = /^(?:head|chief|leader|director|chair|chairman|chairwoman|chairperson|president|boss)$/;

/** "the head of the electoral council … Council President Bo Tarn": both lead what goes by the same noun. */
function leadsTheSame(described: Title, named: Title): boolean {
  const leads = ({ role }: Title): boolean => [role.role, ...role.groups].some((one) => HEADS.test(one));
  const of = ({ text, nouns, of: owners, role }: Title): string[] =>
    [...text.split(' '), ...nouns, ...owners].filter((word) => !role.role.split(' ').includes(word));
  const last = of(described).filter((word) => BODIES.test(word));
  return leads(described) && leads(named) && of(named).some((word) => last.includes(word));
}
const BODIES =
  /^(?:council|commission|committee|court|party|union|agency|authority|bank|board|federation|league|mission|parliament|assembly|senate|association|company)$/;

/** "An official said it was over. But Bo Tarn said", "Bo Tarn disagreed": whoever speaks against it is another. */
const isContrasted = ({ from, to }: NameMention, words: readonly Word[]): boolean => {
  const before = words[from - 1]?.text === ',' ? words[from - 2] : words[from - 1];
  const verb = /^(?:also|quickly|later|flatly)$/.test(words[to]?.folded ?? '') ? words[to + 1] : words[to];
  return (
    before?.folded === 'but' ||
    /^(?:disagreed|disagrees|disputed|disputes|countered|contradicted|differed|rebutted)$/.test(
      verb?.folded ?? '',
    )
  );
};

/** Those of whom news has many: the next who is named may be another. */
const ANYBODY =
  /^(?:official|diplomat|source|person|man|woman|spokes(?:man|woman|person)|analyst|expert|aide|advis[eo]r|lawyer|resident|witness)$/;

/** Mentions from a name to the last of its offices: "Special Representative of the Secretary-General and Head of the Mission". */
const FAR_OFFICE = 3;

/**
 * Pairs the description of the lead with the first name after it that says something and that the article never gives
 * an office, as though they stood in apposition: journalists introduce nobody else by the bare name. Likewise the
 * description in an introduction with the only name before it.
 */
export function joinLead(reading: Reading, sources: ReadonlySet<number>): ReadonlyMap<number, number> {
  const apposed = new Set(reading.appositions.values());
  const introduced = namedBefore(reading, sources, apposed);
  if (introduced) return new Map([introduced]);
  const found = describedInLead(reading, sources);
  if (!found) return new Map();
  const { described, tells } = found;
  if (staysNameless(described, reading)) return new Map();
  // "“Not yet,” said an official. Ada Lind said it was early."
  if (described.determiner === 'indefinite' && ANYBODY.test(described.noun)) return new Map();
  const { mentions, article, directory } = reading;
  for (const mention of mentions.slice(described.index + 1, described.index + MOST_MENTIONS)) {
    if (mention.sentence > described.sentence + NEAR_SENTENCES) break;
    if (mention.form !== 'name' || mention.short || mention.modifier) continue;
    if (mention.sentence === described.sentence) continue;
    const speaks =
      sources.has(mention.index) || isSpeaking(mention, article.words, directory.lexicon.speechVerbs);
    if (isIntroduced(mention, described, reading)) return new Map([[described.index, mention.index]]);
    if (!speaks || !tells) continue;
    if (isContrasted(mention, article.words)) return new Map();
    // "the provincial governor said … Governor Bakary Holmqvist told reporters"
    const entity = linkFullName(mention, reading);
    const same =
      described.title !== null &&
      mention.title !== null &&
      (fitEntity(described.title, entity, reading.directory, reading.date) > 0 ||
        leadsTheSame(described.title, mention.title));
    return same || isOfficialThere(described, mention, reading) || isBare(mention, reading, apposed)
      ? new Map([[described.index, mention.index]])
      : new Map();
  }
  return new Map();
}

/** Mentions between "a spokesman for the minister" and "the spokesman, Bo Tarn". */
const FAR_BEFORE = 24;

/** Whether the article has named him before mention `before`. */
const isNamedBefore = ({ name }: NameMention, before: number, { mentions }: Reading): boolean =>
  mentions
    .slice(Math.max(0, before - MOST_MENTIONS), before)
    .some((m) => m.form === 'name' && m.name === name);

/**
 * "A spokesman for the minister denied it … said the spokesman, Bo Tarn": each such description that brings somebody in,
 * with the name that follows within a few sentences beside the same noun.
 */
export function joinNamedLater(reading: Reading): ReadonlyMap<number, number> {
  const { mentions, appositions } = reading;
  const found = new Map<number, number>();
  for (const [index, at] of appositions) {
    const again = mentions[index];
    const name = mentions[at];
    if (again?.form !== 'description' || name?.form !== 'name' || name.short || at < index) continue;
    if (again.determiner !== 'definite' || again.to !== again.headTo || again.kind !== 'person') continue;
    for (let i = index - 1; i >= Math.max(0, index - FAR_BEFORE); i -= 1) {
      const first = mentions[i];
      if (!first || again.sentence - first.sentence > NEAR_SENTENCES) break;
      if (first.form !== 'description' || first.plural || first.determiner !== 'indefinite') continue;
      if (first.noun !== again.noun || first.kind !== 'person') continue;
      if (!appositions.has(i) && !isNamedBefore(name, i, reading)) found.set(i, at);
      break;
    }
  }
  return found;
}
