// "the ministry", "the party", "the newspaper": the last body of whose name or description this is the noun.
import { isPlace } from '../antecedents.ts';
import type { Entity } from '../entity.ts';
import { findPlace } from '../find-place.ts';
import { foldName } from '../fold-name.ts';
import { sameRoot } from '../match-title.ts';
import type { DescriptionMention } from '../mention.ts';
import type { Lexicon } from '../name-lists.ts';
import { nameText } from '../read-name.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Word } from '../words.ts';
import { nationalName } from './describe-source.ts';
import { choosePossessor } from './link-personal-pronoun.ts';

/** Nouns for any body: they mean one only where it was just mentioned. */
export const ANY_BODY: ReadonlySet<string> = new Set([
  'group', 'organisation', 'organization', 'body', 'agency', 'institution', 'company', 'firm', 'outlet', 'newspaper',
  'paper', 'daily', 'magazine', 'broadcaster', 'channel', 'network', 'station', 'think tank', 'institute', 'operator',
  'regulator', 'watchdog', 'charity', 'bloc', 'alliance', 'union', 'association', 'foundation', 'conglomerate',
  'consultancy',
  'news agency',
  'radio station',
  'television',
  'radio',
  'website',
  'site',
  'portal',
  'tabloid',
  'weekly',
  'polling firm',
  'party',
  'lender',
  'bank',
  'utility',
  'airline',
  'wire', 'movement', 'front', 'militia', 'society', 'league', 'club', 'federation', 'confederation', 'coalition',
  'drugmaker', 'carmaker', 'automaker', 'chipmaker', 'planemaker', 'shipbuilder', 'steelmaker', 'brewer', 'publisher', 'developer',
  'supplier', 'contractor', 'service', 'manufacturer', 'producer', 'retailer', 'insurer', 'authority', 'organiser', 'fund', 'museum', 'university',
]); // biome-ignore format: one list
/** Nouns for whatever other noun named. */
const HYPERNYMS: ReadonlySet<string> = new Set([
  'group',
  'organisation',
  'organization',
  'body',
  'institution',
]);
const NEAR_SENTENCES = 3;
/** Weight (reading.ts) of a mention that could be meant. */
const LEAST_WEIGHT = 0.5;
const MOST_MENTIONS = 120;
/** Share of an earlier sentence's weight that is left for each sentence between. */
const DECAY = 0.6;
/** The best must outweigh the next by this factor, or none is meant. */
const MARGIN = 2;

/** Names of newspapers and stations, which no "regulator" means, and the nouns that do mean them. */
const OUTLET_NAME =
  /\b(?:Radio|Times|News|Post|Herald|TV|Television|Gazette|Tribune|Daily|Courier|Press|Telegraph|Chronicle)\b/;
const OUTLETS: ReadonlySet<string> = new Set([
  'newspaper', 'paper', 'daily', 'magazine', 'broadcaster', 'channel', 'network', 'station', 'news agency', 'radio station', 'television',
  'radio', 'website', 'site', 'portal', 'tabloid', 'weekly', 'wire', 'outlet', 'agency', 'publisher',
]); // biome-ignore format: one list

/** Offices of a state, which no such noun means. */
const OF_STATE =
  /\b(?:Ministry|Government|Parliament|Senate|Army|Navy|Police|Court|Council|Kremlin|White House)\b/;
const PRIVATE: ReadonlySet<string> = new Set([
  'company', 'firm', 'association', 'charity', 'union', 'league', 'club', 'federation', 'airline', 'lender', 'bank', 'manufacturer',
  'producer', 'retailer', 'insurer', 'newspaper', 'party', 'university', 'museum', 'foundation', 'think tank', 'militia', 'front',
]); // biome-ignore format: one list

/** Qualifiers that a body may have beside its name: "the 14-member bloc", "the aid group". */
const GENERAL: ReadonlySet<string> = new Set(
  'aid relief rights human charitable humanitarian advocacy campaign rebel armed militant insurgent islamist separatist global international regional state public private national news trade same law enforcement security intelligence spy'.split(
    ' ',
  ),
);
const isGeneral = (word: string): boolean =>
  GENERAL.has(word) || /^(?:\d|(?:pro|anti|state|left|right|government|privately)[- ])/.test(word);

/** "the Izvestia newspaper", "the TASS news agency": the noun says what the name before it is. */
function namedBefore(mention: DescriptionMention, reading: Reading): Entity | undefined {
  if (!ANY_BODY.has(mention.noun)) return undefined;
  const other = reading.mentions[mention.index - 1];
  // "the main Opposition party": a noun that is written so
  if (other?.form === 'name' && /^(?:Opposition|Government|State)$/.test(other.name)) return undefined;
  if (other?.form === 'name' && other.kind !== 'person' && other.headTo === mention.headFrom)
    return reading.entityOf[other.index] ?? undefined;
  return namedInside(mention, reading);
}

/** "the state-run IRNA news agency": the capitals before the noun are its name. */
function namedInside(
  mention: DescriptionMention,
  { article: { words }, entities, directory }: Reading,
): Entity | undefined {
  const { headFrom, headTo } = mention;
  const last = words[headFrom - 1]?.folded === 'news' ? headFrom - 2 : headFrom - 1;
  let from = last + 1;
  while (from > mention.from && isOwnWord(words[from - 1], directory.lexicon)) from -= 1;
  if (from > last) return undefined;
  const name = nameText(words, from, last + 1);
  const whole = nameText(words, from, headTo);
  const speaker = [name, whole].flatMap((one) => directory.byName(one)).find(({ kind }) => kind === 'body');
  const known =
    (speaker && entities.bySpeaker(speaker.id)) ?? entities.byFullName(name) ?? entities.byFullName(whole);
  if (known?.kind === 'body') return known;
  const { kind, country } = mention;
  const entity = entities.create({
    kind,
    name: name === name.toUpperCase() ? name : whole,
    described: false,
    plural: false,
    gender: null,
    speaker: speaker ?? null,
    country,
  });
  entities.addName(entity, name);
  return entity;
}

/** A capitalised word of the name itself: not the "Russian" of "the Russian TASS agency". */
const isOwnWord = (word: Word | undefined, lexicon: Lexicon): boolean =>
  word?.capital === true &&
  !(word.first && (lexicon.functionWords.has(word.folded) || lexicon.plainWords.has(word.folded))) &&
  !lexicon.countries.has(word.folded);

/** "its military" of the military is itself; "her ministry" the one that the minister's title names. */
function ownBody(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const owner = choosePossessor(mention, reading);
  if (owner?.nouns.has(mention.noun) && owner.kind === 'body') return owner;
  if (mention.noun !== 'ministry' && mention.noun !== 'department') return undefined;
  for (const title of owner?.titles ?? []) {
    const [topic, head] = title.text.split(' ');
    if (!topic || head !== 'minister') continue;
    const found = reading.entities.byBodyWord(topic).find((e) => hasNoun(e, { ...mention, qualifiers: [] }));
    if (found) return found;
  }
  return undefined;
}

/** "the Ukrainian foreign ministry", "Israel's military": under the name that the article or the directory has for it. */
function ofCountry(mention: DescriptionMention, { entities, directory }: Reading): Entity | undefined {
  const name = nationalName(mention);
  if (name === null) return undefined;
  const known = entities.byFullName(name);
  if (known) return known;
  const { kind, country, qualifiers, noun } = mention;
  // "Gaza's health ministry" goes by the name of the place
  const speaker = [name, [country?.name, ...qualifiers, noun].join(' ')]
    .flatMap((one) => directory.byName(one))
    .find((found) => found.kind === 'body');
  if (!speaker) return undefined;
  return (
    entities.bySpeaker(speaker.id) ??
    entities.create({ kind, name, described: false, plural: false, gender: null, speaker, country })
  );
}

/** The body whose name the noun ends, mentioned last. */
function namedSo(mention: DescriptionMention, { focus }: Reading): Entity | undefined {
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const entity = focus[i]?.entity;
    if (entity?.kind === 'body' && !entity.described && entity.name.includes(' ') && hasNoun(entity, mention))
      return entity;
  }
  return undefined;
}

export const linkBodyNounRule: Rule = {
  name: 'body-noun',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.plural) return undefined;
    if (mention.kind !== 'body' && mention.kind !== 'country') return undefined;
    const named = namedBefore(mention, reading) ?? ofCountry(mention, reading);
    if (named) return named;
    if (mention.determiner === 'possessive' && !mention.country) return ownBody(mention, reading);
    if (!/^(?:definite|demonstrative|possessive)$/.test(mention.determiner)) return undefined;
    if (mention.complementTo > mention.complementFrom) return undefined;
    // "the operator of the ski resort", "the association that represents them"
    if (/^(?:of|that)$/.test(reading.article.words[mention.to]?.folded ?? '')) return undefined;
    const { focus } = reading;
    // "the federation" after the Motor Trade Federation is no country
    // and "Norova's federation" neither
    if (mention.kind === 'country' && mention.country) return undefined;
    if (mention.kind === 'country')
      return namedSo(mention, reading) ?? findPlace(focus.length - 1, mention.sentence, reading);
    const seen = new Set<Entity>();
    const general = new Map<Entity, number>();
    for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
      const item = focus[i];
      if (!item) break;
      const { entity } = item;
      const first = !seen.has(entity);
      seen.add(entity);
      if (entity.kind === 'person' || entity.kind === 'document' || entity.plural) continue;
      const near = mention.sentence - item.mention.sentence <= NEAR_SENTENCES;
      if (entity.kind === 'country') continue;
      if (first && hasNoun(entity, mention)) return entity;
      // the general noun means the body to the fore
      if (!ANY_BODY.has(mention.noun) || !near || item.mention.modifier) continue;
      if (isPlace(item, reading.article.words)) continue;
      if (OUTLET_NAME.test(entity.name) && !OUTLETS.has(mention.noun)) continue;
      if (OF_STATE.test(entity.name) && PRIVATE.has(mention.noun)) continue;
      if (item.weight < LEAST_WEIGHT || (entity.described && !item.speaks)) continue;
      // "The charity said the agency had ignored it": two bodies
      const beside = entity.described && item.mention.sentence === mention.sentence;
      if (beside && !HYPERNYMS.has(mention.noun)) continue;
      const score = item.weight * DECAY ** (mention.sentence - item.mention.sentence);
      general.set(entity, Math.max(general.get(entity) ?? 0, score));
    }
    const [best, next] = [...general].sort((a, b) => b[1] - a[1]);
    if (!best) return undefined;
    // "the aid group": told apart from the others, if there are others
    if (mention.qualifiers.length > 0 && (next || !mention.qualifiers.every(isGeneral))) return undefined;
    return best[1] >= MARGIN * (next?.[1] ?? 0) ? best[0] : null;
  },
};

const COMPLEMENT = / (?:to|of|for|in|on|at|from|with|about) .*$/;

/** Whether the noun, with what qualifies it, is a part of the body's name or was said of it. */
function hasNoun(entity: Entity, mention: DescriptionMention): boolean {
  // "the Russian military" after "the Ukrainian military"
  const { country } = mention;
  if (country && entity.country !== country && (entity.described || entity.country)) return false;
  // what owns it is not it: "the Relief Agency's mission"; nor what it is of or for: "the letter to the company"
  const own = entity.name.replace(/^.*['’]s /, '');
  const words = foldName(entity.described ? own.replace(COMPLEMENT, '') : own).split(' ');
  const has = (noun: string): boolean =>
    entity.nouns.has(noun) || noun.split(' ').every((part) => words.some((word) => sameRoot(word, part)));
  return has(mention.noun) && mention.qualifiers.every((word) => /^\d/.test(word) || has(word));
}
