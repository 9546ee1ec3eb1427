// "the Velorian president", "the spokesperson", "the top diplomat": somebody whose office the article gave.
import type { Entity } from '../entity.ts';
import { foldName } from '../fold-name.ts';
import { fitEntity } from '../match-title.ts';
import type { DescriptionMention, Title } from '../mention.ts';
import { isLabel, type Reading, type Rule } from '../reading.ts';
import type { Word } from '../words.ts';
import { choosePossessor } from './link-personal-pronoun.ts';

/** Nouns that say whose relation somebody is, not what he is: "her colleague" is none of the known colleagues. */
export const RELATIONS: ReadonlySet<string> = new Set([
  'colleague', 'father', 'mother', 'wife', 'husband', 'brother', 'sister', 'son', 'daughter', 'predecessor', 'successor',
  'counterpart', 'ally', 'rival', 'friend', 'uncle', 'aunt', 'cousin', 'nephew', 'niece', 'widow', 'widower', 'partner',
  'parent', 'child', 'relative', 'host', 'roommate', 'classmate', 'co-worker', 'teammate', 'opponent', 'critic', 'supporter', 'neighbour', 'grandfather', 'grandmother',
]); // biome-ignore format: one list

/** "its foreign minister": the title of whose it is. */
export function withOwner(title: Title, mention: DescriptionMention, reading: Reading): Title {
  if (title.country || title.of.length > 0) return title;
  const owner = choosePossessor(mention, reading);
  if (!owner) return title;
  if (owner.kind === 'country' && owner.country) return { ...title, country: owner.country };
  const words = foldName(owner.speaker?.name ?? owner.name).split(' ');
  return { ...title, of: owner.kind === 'person' ? words.slice(-1) : words };
}

/** What recency adds to a fit of 1 to 3: the last two sentences most, somebody not yet mentioned is unlikely. */
function recency(entity: Entity, mention: DescriptionMention, reading: Reading): number {
  const last = reading.mentions[entity.lastMention];
  if (!last) return -1.5;
  const distance = mention.sentence - last.sentence;
  if (distance <= 2) return 2;
  return distance <= 6 ? 1 : 0;
}

/** Somebody last mentioned longer ago is not meant by a bare "the minister", unless no other has the office. */
const FAR_SENTENCES = 12;
/** The chair of a meeting is one person from its beginning to its end. */
const LASTING: ReadonlySet<string> = new Set(['chair']);
/** The best must lead the next by this, or nobody is named. */
const MARGIN = 0.5;

/** Words of a clause that keeps a source nameless: "who asked not to be identified". */
const NAMELESS: ReadonlySet<string> = new Set([
  'asked', 'anonymity', 'anonymously', 'identified', 'named', 'condition', 'declined', 'requested', 'authorised', 'authorized',
]); // biome-ignore format: one list
const LONGEST_CLAUSE = 8;

/** Where a clause about whoever is mentioned up to word `to` begins: "…, who asked", "speaking"; -1 where none does. */
export function clauseAfter(to: number, words: readonly Word[]): number {
  const at = words[to]?.text === ',' ? to + 1 : to;
  return /^(?:who|speaking|asking)$/.test(words[at]?.folded ?? '') ? at : -1;
}

/** Of these "that official" is one of whom no name was given. */
const UNNAMED: ReadonlySet<string> = new Set(['official', 'diplomat', 'source', 'person', 'envoy', 'aide']);

/** "the former minister, who asked not to be identified", "that official": no one of those the article names. */
export function staysNameless(mention: DescriptionMention, reading: Reading): boolean {
  const { words } = reading.article;
  if (words[mention.from]?.folded === 'that' && UNNAMED.has(mention.noun)) return true;
  const at = clauseAfter(mention.to, words);
  if (at < 0) return false;
  for (let i = at + 1; i < at + LONGEST_CLAUSE; i += 1) {
    const word = words[i];
    if (!word || word.sentence !== mention.sentence || word.text === ',') return false;
    if (NAMELESS.has(word.folded)) return true;
  }
  return false;
}

/** Qualifiers that tell apart two who held one office, where no title has them. */
const TURNS: ReadonlySet<string> = new Set(['outgoing', 'incoming', 'departing', 'late', 'designate']);

/** The description says more than its title: "the Minister of Foreign Affairs of Ostrel", "the outgoing minister". */
function isUnread(mention: DescriptionMention, reading: Reading): boolean {
  const { words } = reading.article;
  for (let i = mention.from; i < mention.headFrom; i += 1) if (TURNS.has(words[i]?.folded ?? '')) return true;
  return words[mention.to]?.folded === 'of' && words[mention.to + 1]?.capital === true;
}

const HEADS: ReadonlySet<string> = new Set(['chief', 'head', 'boss', 'leader']);
/** Words for bodies by which news takes up their names. */
const BODIES: ReadonlySet<string> = new Set([
  'alliance', 'agency', 'fund', 'bloc', 'body', 'organisation', 'organization', 'group', 'union', 'watchdog', 'regulator', 'force',
  'federation', 'association', 'charity', 'commission', 'council', 'institute', 'company', 'firm', 'bank', 'movement', 'party',
]); // biome-ignore format: one list
const NEAR_HEAD = 3;

/** "Ada Lind, NATO secretary general, … The alliance's chief": the only one near who heads something, of whatever it is called. */
function headOfBody(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { title, possessor } = mention;
  if (!title || !HEADS.has(title.text) || mention.determiner !== 'possessive') return undefined;
  if (!BODIES.has(reading.article.words[possessor]?.folded ?? '')) return undefined;
  const found = new Set<Entity>();
  for (let i = reading.focus.length - 1; i >= 0; i -= 1) {
    const item = reading.focus[i];
    if (!item || mention.sentence - item.mention.sentence > NEAR_HEAD) break;
    const { entity } = item;
    const heads = entity.titles.some(
      ({ role, country, of }) => (of.length > 0 || !country) && role.groups.some((group) => HEADS.has(group)),
    );
    if (entity.kind === 'person' && !entity.plural && heads) found.add(entity);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

export const linkRoleRule: Rule = {
  name: 'role',
  apply(mention, reading) {
    if (mention.form !== 'description' || !mention.title || mention.plural) return undefined;
    if (mention.determiner === 'indefinite' || mention.determiner === 'number') return undefined;
    const title = withOwner(mention.title, mention, reading);
    if (RELATIONS.has(title.role.role)) return undefined;
    if (staysNameless(mention, reading)) return undefined;
    if (isUnread(mention, reading)) return null;
    const owned = title.country !== null || title.of.length > 0;
    const label = isLabel(mention, reading.article.words);
    if (mention.determiner === 'none' && !owned && !label && title.text !== 'counsel') return undefined;
    // "his aide", and nobody knows whose
    if (mention.determiner === 'possessive' && !owned) return undefined;
    const { words } = reading.article;
    const quoted = words[mention.headFrom]?.quoted === true;
    let best: Entity | undefined;
    let bestScore = 0;
    let second = 0;
    const distant = new Set<Entity>();
    for (const entity of reading.entities.titled()) {
      if (entity.plural || (entity.kind !== 'person' && entity.kind !== 'unknown')) continue;
      const fit = fitEntity(title, entity, reading.directory, reading.date);
      if (fit === 0) continue;
      const last = reading.mentions[entity.lastMention];
      const far = last !== undefined && mention.sentence - last.sentence > FAR_SENTENCES;
      if (!owned && far && !label && !LASTING.has(title.text)) {
        if (fit >= 2 && !entity.described) distant.add(entity);
        continue;
      }
      if (entity.described && (!last || entity.generic)) continue;
      // "a chair and no microphone", somebody says
      const inQuotes = last?.form !== 'pronoun' && words[last?.headFrom ?? 0]?.quoted;
      if (entity.described && !quoted && inQuotes) continue;
      const score = fit + recency(entity, mention, reading);
      if (score > bestScore) {
        second = bestScore;
        best = entity;
        bestScore = score;
      } else if (score === bestScore && best && entity.lastMention > best.lastMention) {
        // equally well: the one just mentioned
        second = bestScore - MARGIN;
        best = entity;
      } else if (score > second) second = score;
    }
    if (!best) {
      const head = headOfBody(mention, reading);
      if (head) return head;
      const [only] = distant;
      return distant.size === 1 && (label || mention.determiner === 'definite') ? only : undefined;
    }
    return bestScore - second >= MARGIN || best.lastMention >= 0 ? best : null;
  },
};
