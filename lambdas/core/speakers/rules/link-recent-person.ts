// "the official", "the 45-year-old farmer", "the lawmaker": the last speaker, where nothing known of him speaks against it.
import { firstFrom } from '../../first-from.ts';
import type { Entity } from '../entity.ts';
import { fitEntity, sameRoot } from '../match-title.ts';
import type { DescriptionMention, Mention, Title } from '../mention.ts';
import { type Focus, leadsSentence, type Reading, type Rule } from '../reading.ts';
import type { Word } from '../words.ts';
import { entityOfName } from './entity-of-name.ts';
import { RELATIONS, staysNameless } from './link-role.ts';

const NEAR_SENTENCES = 3;
/** Mentions looked at: keeps hostile articles linear. */
const MOST_MENTIONS = 120;
/** Share of an earlier sentence's weight that is left for each sentence between. */
const DECAY = 0.5;
/** The best must outweigh the next by this factor, or nobody is named. */
const MARGIN = 1.8;

/** Words that journalists use for anybody in public life. */
const VAGUE: ReadonlySet<string> = new Set([
  'lawmaker', 'politician', 'official', 'leader', 'diplomat', 'legislator', 'veteran', 'notary', 'man', 'woman', 'lawyer',
  'academic', 'economist', 'envoy', 'minister', 'conservative', 'liberal', 'nationalist', 'populist', 'chief', 'head',
  'mediator', 'negotiator', 'opposition leader',
]); // biome-ignore format: one list

const PAST: ReadonlySet<string> = new Set(['former', 'ex', 'onetime', 'retired']);
const AGE = /\byear(?: |-)old\b/;

/** Whether somebody of the article is known to belong where the description says: "the Santa Ilaria politician". */
function sharesOwner(title: Title, entity: Entity): boolean {
  return (
    entity.titles.length === 0 ||
    entity.titles.every((t) => t.of.length === 0 || t.of.some((a) => title.of.some((b) => sameRoot(a, b))))
  );
}

/** Military ranks and styles: whoever has only such may hold any office as well. */
const RANKS: ReadonlySet<string> = new Set([
  'general', 'major general', 'lieutenant general', 'brigadier general', 'brigadier', 'colonel', 'lieutenant colonel',
  'major', 'captain', 'lieutenant', 'admiral', 'vice admiral', 'rear admiral', 'commodore', 'commander', 'marshal',
]); // biome-ignore format: one list

/** What journalists call those whom they do not name. */
const NAMELESS: ReadonlySet<string> = new Set([
  'source',
  'insider',
  'whistleblower',
  'informant',
  'intermediary',
  'person',
]);

/** Trades and standings by which journalists vary a name. */
const VARYING: ReadonlySet<string> = new Set([
  'lawmaker', 'politician', 'diplomat', 'legislator', 'veteran', 'lawyer', 'academic', 'economist', 'conservative', 'liberal', 'nationalist',
  'populist', 'banker', 'businessman', 'businesswoman', 'tycoon', 'billionaire', 'oligarch', 'entrepreneur', 'executive', 'activist',
  'campaigner', 'dissident', 'writer', 'novelist', 'poet', 'author', 'historian', 'professor', 'scholar', 'scientist', 'physicist',
  'journalist', 'cleric', 'statesman', 'stateswoman', 'strongman', 'newcomer', 'incumbent', 'candidate', 'senator', 'deputy', 'mp',
  'backbencher', 'parliamentarian', 'surgeon', 'engineer', 'musician', 'artist', 'singer', 'actor', 'actress', 'officer', 'soldier', 'leader',
  'farmer', 'pharmacist', 'nurse', 'teacher', 'trader', 'pensioner', 'fisherman', 'shopkeeper', 'builder', 'laureate', 'jurist', 'magnate', 'philanthropist',
  'financier', 'industrialist', 'expert', 'researcher', 'rebel', 'priest', 'pastor', 'hardliner', 'moderate', 'reformer', 'dissenter', 'technocrat',
  'challenger', 'veteran', 'colonel', 'detective', 'widow', 'widower', 'opposition leader',
]); // biome-ignore format: one list

/** In what somebody says himself, "the chancellor" is another. */
function isOwnWords(mention: Mention, { article, document }: Reading): boolean {
  const word = article.words[mention.headFrom];
  if (!word) return false;
  return (
    word.quoted ||
    document.turns.some(({ content }) => content.start <= word.start && word.end <= content.end)
  );
}

/** What may stand for any office in politics, where it has no qualifier. */
const LOOSE: ReadonlySet<string> = new Set([
  'minister',
  'politician',
  'lawmaker',
  'official',
  'mp',
  'legislator',
]);

/** "the conservative lawmaker": where a politician stands, and nothing of his office. */
const CAMP =
  /^(?:conservative|liberal|centrist|leftist|rightist|left-wing|right-wing|far-right|far-left|nationalist|socialist|populist|hardline|moderate|veteran|outspoken|seasoned)$/;

/** Named, and nothing but a rank is known of him: "Commander Idris Vael said … the coast guard spokesman added". */
function hasNoOffice(entity: Entity): boolean {
  return (
    !entity.described &&
    !entity.speaker &&
    entity.titles.every(({ role, text }) => RANKS.has(role.role) || (text === role.role && LOOSE.has(text)))
  );
}

/** Where somebody stands in a race: nothing of what he does. */
const STANDS = /^(?:runner-up|candidate|challenger|contender|winner|front-?runner|finalist)$/;

/** Whoever the paragraph named last, if nothing is known of what he does: what follows tells it. */
export function justIntroduced(from: number, last: number, { focus, article }: Reading): Entity | undefined {
  const paragraph = article.words[from]?.paragraph;
  for (let i = last, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention } = focus[i] as Focus;
    const word = article.words[mention.headFrom];
    if (!word || word.paragraph !== paragraph) return undefined;
    if (mention.headFrom >= from || word.quoted || entity.plural || entity.described) continue;
    const untitled = entity.titles.every(({ role }) => RELATIONS.has(role.role) || STANDS.test(role.role));
    if (entity.kind === 'person') return untitled ? entity : undefined;
  }
  return undefined;
}

/** "the union leader" is no spokesman of a ministry. */
const LEADING = / (?:leader|chief|boss|head)$/;

/** Whether it is an office of a government: its holder does not lead the opposition. */
const governs = ({ role, ranks }: Title): boolean =>
  [role.role, ...role.groups].some((one) => GOVERNING.test(one)) && !ranks.some((rank) => PAST.has(rank));
const GOVERNING = /^(?:minister|premier|head of (?:state|government)|(?:vice )?president|chancellor)$/;

/** Those who stand before a court are none of those who sit or plead in it. */
const ACCUSED = /^(?:defendant|accused|suspect|convict|appellant)$/;
const OF_COURTS =
  /\b(?:prosecutor|judge|justice|attorney|lawyer|counsel|barrister|solicitor|magistrate|advocate|clerk|detective)\b/;

/** Whether somebody's office rules out that the description means him. */
function isOtherSide({ role }: Title, { titles }: Entity): boolean {
  if (role.role === 'opposition leader') return titles.some(governs);
  return ACCUSED.test(role.role) && titles.some(({ text }) => OF_COURTS.test(text));
}

/** Words before the noun of "a retired forester", at most, and words looked back over for it. */
const FAR_NOUN = 4;
const MOST_WORDS = 600;

/** "a retired forester … the forester": somebody without a name was brought in by that noun. */
export function isBroughtIn(noun: string, before: number, { article: { words } }: Reading): boolean {
  const head = noun.slice(noun.lastIndexOf(' ') + 1);
  for (let i = before - 1; i >= 0 && i >= before - MOST_WORDS; i -= 1) {
    if (words[i]?.folded !== head) continue;
    for (let j = i - 1; j >= i - FAR_NOUN && words[j]?.folded !== ''; j -= 1)
      if (/^(?:an?|another)$/.test(words[j]?.folded ?? '')) return true;
  }
  return false;
}

/**
 * The only person of the paragraph so far, if its last sentence began with him or he spoke in it: "Professor Ada Tarn
 * warned of it. “It is late,” the climatologist said." Nobody whose office is known is called by a trade so.
 */
export function spokenOf(from: number, last: number, reading: Reading): Entity | undefined {
  const { focus } = reading;
  const { words } = reading.article;
  const at = words[from];
  let only: Entity | undefined;
  let near = false;
  for (let i = last, n = 0; at && i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention, speaks } = focus[i] as Focus;
    const word = words[mention.headFrom];
    if (!word || word.paragraph !== at.paragraph) break;
    const perhaps = entity.kind === 'unknown' && entity.name.includes(' ');
    if (mention.headFrom >= from || word.quoted || !(entity.kind === 'person' || perhaps)) continue;
    if (entity.described || entity.plural || (only && only !== entity)) return undefined;
    only = entity;
    if (at.sentence - mention.sentence <= 1 && (speaks || leadsSentence(mention, reading))) near = true;
  }
  const holds = ({ role, ranks }: Title): boolean =>
    role.groups.includes('official') && !ranks.some((rank) => PAST.has(rank));
  return near && only && !only.titles.some(holds) ? only : undefined;
}

/** "the economist" of a minister, "the former banker" of whoever won the vote: nobody else is near whom it could mean. */
function isVariation(title: Title, entity: Entity): boolean {
  return VARYING.has(title.role.role) && agreesInGender(title, entity);
}

/** "the marine biologist": a trade with nothing but adjectives before it. */
const isTradeOnly = ({ qualifiers }: DescriptionMention, { role, country, of, ranks }: Title): boolean =>
  !role.groups.includes('official') &&
  !country &&
  of.length === 0 &&
  ranks.length === 0 &&
  qualifiers.length <= 1;

/** "the brother" is somebody's; "the widow" tells what a woman is. */
const isRelation = ({ role: { role } }: Title): boolean => RELATIONS.has(role) && !VARYING.has(role);

const agreesInGender = ({ role }: Title, { gender }: Entity): boolean =>
  !role.gender || !gender || role.gender === gender;

/** What is left to those with another office where "the former minister" is wanted. */
const IN_OFFICE = 0.3;

/** Mentions looked at after one. */
const MOST_AFTER = 8;

/** "The parish priest calls Brisk honest": who is named further on in the sentence that goes on at word `to` is another. */
export function isNamedAfter(entity: Entity, to: number, reading: Reading): boolean {
  const { mentions, article } = reading;
  const first = firstFrom(to, mentions.length, (index) => mentions[index]?.headFrom ?? 0);
  return mentions.slice(first, first + MOST_AFTER).some(
    (mention) =>
      mention.form === 'name' &&
      mention.sentence === article.words[to - 1]?.sentence &&
      // beside it: "the minister, Ada Lind,"
      !(mention.from === to + 1 && article.words[to]?.text === ',') &&
      entityOfName(mention, reading) === entity,
  );
}

/** "the author, a civil servant whose name …", "the buyer, a fund": told of here for the first time. */
export const isNewlyDescribed = (to: number, words: readonly Word[]): boolean =>
  words[to]?.text === ',' && /^an?$/.test(words[to + 1]?.folded ?? '');

export const linkRecentPersonRule: Rule = {
  name: 'recent-person',
  apply(mention, reading) {
    const entity = findRecentPerson(mention, reading);
    return entity && !isNamedAfter(entity, mention.to, reading) ? entity : undefined;
  },
};

function findRecentPerson(mention: Mention, reading: Reading): Entity | undefined {
  if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
  if (mention.determiner !== 'definite' || isRelation(mention.title)) return undefined;
  const { words } = reading.article;
  if (staysNameless(mention, reading) || words[mention.to]?.folded === 'who') return undefined;
  const { title } = mention;
  // "The former foreign minister of Veloria said" after Mr X: a variation on him, unless somebody else held it
  const former = title.ranks.some((rank) => PAST.has(rank));
  const opposes = title.role.role === 'opposition leader';
  if (!former && mention.complementTo > mention.complementFrom && !opposes) return undefined;
  if (isNewlyDescribed(mention.to, words)) return undefined;
  if (!former && words[mention.to]?.folded === 'of') return undefined;
  const bare =
    title.text === title.role.role ||
    former ||
    AGE.test(title.text) ||
    isTradeOnly(mention, title) ||
    (LOOSE.has(title.role.role) && mention.qualifiers.length === 1 && CAMP.test(mention.qualifiers[0] ?? ''));
  const trade = !title.role.groups.includes('official') && !LEADING.test(title.role.role);
  const anybody = bare && (former || VAGUE.has(title.role.role) || trade);
  if (NAMELESS.has(title.role.role)) return undefined;
  const ownWords = isOwnWords(mention, reading);
  const scores = new Map<Entity, number>();
  /** All who are named near, whether they speak or not. */
  const present = new Set<Entity>();
  const { focus } = reading;
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    const distance = mention.sentence - (item?.mention.sentence ?? 0);
    if (!item || distance > NEAR_SENTENCES) break;
    const { entity } = item;
    const perhaps = entity.kind === 'unknown' && entity.name.includes(' ');
    if ((entity.kind !== 'person' && !perhaps) || entity.plural) continue;
    if (isOtherSide(title, entity)) continue;
    if (!entity.described && !words[item.mention.headFrom]?.quoted) present.add(entity);
    if (!item.speaks || perhaps) continue;
    if (title.country && entity.country && title.country !== entity.country) continue;
    // "The American envoy" is no envoy of Ostrel
    if (title.country && entity.titles.some(({ of, country }) => of.length > 0 && !country)) continue;
    if (mention.gender && entity.gender && mention.gender !== entity.gender) continue;
    if (title.of.length > 0 && !former && !sharesOwner(title, entity)) continue;
    const fits = fitEntity(title, entity, reading.directory, reading.date) > 0;
    if (!fits && (entity.described || ownWords)) continue;
    // "the pope" is no prince whose offices are known
    const varies = VAGUE.has(title.role.role) || VARYING.has(title.role.role);
    if (!fits && !varies && !former && entity.speaker?.offices) continue;
    // "The Chinese delegate" of the next paragraph is another
    const apart =
      title.country !== null &&
      words[item.mention.headFrom]?.paragraph !== words[mention.headFrom]?.paragraph;
    const unknown = distance <= 1 && !apart && hasNoOffice(entity);
    if (!fits && !anybody && !unknown) continue;
    const share = former && !fits && entity.titles.length > 0 ? IN_OFFICE : 1;
    scores.set(entity, (scores.get(entity) ?? 0) + share * item.weight * DECAY ** distance);
  }
  const fresh =
    anybody && !ownWords ? justIntroduced(mention.headFrom, focus.length - 1, reading) : undefined;
  if (fresh && (former ? agreesInGender(title, fresh) : isVariation(title, fresh))) return fresh;
  const elaborated =
    anybody && !ownWords && !former && !isBroughtIn(mention.noun, mention.headFrom, reading)
      ? spokenOf(mention.headFrom, focus.length - 1, reading)
      : undefined;
  if (elaborated && agreesInGender(title, elaborated)) return elaborated;
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1]);
  const [only] = present;
  if (!best && only && present.size === 1 && anybody && !ownWords && isVariation(title, only)) return only;
  if (!best || best[1] < MARGIN * (next?.[1] ?? 0)) return undefined;
  // what he is called once he may be called again
  if (hasNoOffice(best[0]) && bare) reading.entities.addTitle(best[0], title);
  return best[0];
}
