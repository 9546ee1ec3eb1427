// "he", "she", "it", "they": whoever of fitting gender and number is most to the fore.

import { firstFrom } from '../../first-from.ts';
import type { Turn } from '../../text/turns.ts';
import type { Entity } from '../entity.ts';
import { guessGender, type NameEndings } from '../guess-gender.ts';
import type { DescriptionMention, Mention, PronounMention } from '../mention.ts';
import { type Focus, isSubject, opensSentence, type Reading, type Rule } from '../reading.ts';
import type { Word } from '../words.ts';

/** Antecedents stand at most this many sentences before, and are among so many mentions. */
const NEAR_SENTENCES = 6;
const MOST_MENTIONS = 60;
/** Share of an earlier sentence's weight that is left for each sentence between. */
const DECAY = 0.55;
/**
 * Nobody is named unless the best antecedent has this share of the weight of the best two and of `NOBODY`. Chosen with
 * `bench/speakers.ts tuning gum-people --forget`, where half of the given names are unknown.
 */
const LEAST_SHARE = 0.58;
/** The weight of somebody whom the article means and this pass has not met. */
const NOBODY = 0.1;

function agrees(entity: Entity, item: Focus, pronoun: string): boolean {
  switch (pronoun) {
    case 'he':
    case 'him':
    case 'himself':
    case 'his':
      return isSinglePerson(entity) && entity.gender !== 'female';
    case 'she':
    case 'her':
    case 'herself':
      return isSinglePerson(entity) && entity.gender !== 'male';
    case 'it':
    case 'itself':
    case 'its':
      return (
        entity.kind !== 'person' && entity.kind !== 'group' && !entity.plural && !item.mention.possessive
      );
    default:
      // a nameless single source may be "they" as well
      return (
        entity.plural ||
        entity.kind === 'group' ||
        (entity.described && entity.kind === 'person' && item.speaks)
      );
  }
}

function isSinglePerson(entity: Entity): boolean {
  return (entity.kind === 'person' || entity.kind === 'unknown') && !entity.plural;
}

const GENDERED: ReadonlySet<string> = new Set(['he', 'him', 'himself', 'his', 'she', 'her', 'herself']);
const NEUTER: ReadonlySet<string> = new Set(['it', 'itself', 'its']);

const HE: ReadonlySet<string> = new Set(['he', 'him', 'himself', 'his']);

const UNKNOWN_GENDER = 0.45;

/** How well the entity's gender, known or guessed from the name, goes with the pronoun. */
function genderShare(entity: Entity, pronoun: string, endings: NameEndings): number {
  if (entity.gender !== null) return 1;
  const guess = entity.described ? null : guessGender(entity.name, endings);
  if (guess === null) return UNKNOWN_GENDER;
  return (guess === 'male') === HE.has(pronoun) ? 0.85 : 0.2;
}

/** "each person", "my mother": seldom somebody whom the article goes on to quote. */
function isNobody(item: Focus): boolean {
  if (item.mention.form !== 'description') return false;
  return item.mention.qualifiers.length === 0 && item.mention.distributive;
}

/** Sentences from one to the other; those wholly inside a quotation take no one's place. */
function sentencesBetween(from: number, to: number, reading: Reading): number {
  const { unquotedBefore } = reading.article;
  const between = (unquotedBefore[to] ?? 0) - (unquotedBefore[from] ?? 0);
  return to === from ? 0 : Math.max(1, between);
}

/** What is left to others where a later sentence opens with somebody who could be meant. */
const SHIFT = 0.5;
/** What the mentions of an entity beside its weightiest count for. */
const FURTHER_MENTIONS = 0.1;

function addMention(scores: Map<Entity, number>, entity: Entity, score: number): void {
  const before = scores.get(entity) ?? 0;
  scores.set(entity, Math.max(before, score) + FURTHER_MENTIONS * Math.min(before, score));
}

/** What whoever the article is about has more than others where nobody else has just spoken. */
const HERO = 1;
/** The person of fitting gender whom the article is about; null where there is none. */
function findHero(mention: PronounMention, { protagonist }: Reading): Entity | null {
  const hero = GENDERED.has(mention.pronoun) ? protagonist.find() : null;
  return hero?.gender && (hero.gender === 'male') !== HE.has(mention.pronoun) ? null : hero;
}

const NOBODY_SPEAKS: ReadonlySet<Entity> = new Set();

/** The entity that the pronoun most likely means; null where two are about as likely. */
export function chooseAntecedent(mention: PronounMention, reading: Reading): Entity | null {
  const { focus } = reading;
  const { endings } = reading.directory.lexicon;
  const scores = new Map<Entity, number>();
  /** The same, as if no gender had been guessed from the ending of a name. */
  const unguessed = new Map<Entity, number>();
  const { words } = reading.article;
  const quoted = words[mention.from]?.quoted === true;
  const paragraph = words[mention.from]?.paragraph;
  let opener: Focus | undefined;
  let justSpoke = false;
  let shift = 1;
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    if (!item) break;
    const distance = sentencesBetween(item.mention.sentence, mention.sentence, reading);
    if (distance > NEAR_SENTENCES) break;
    if (!agrees(item.entity, item, mention.pronoun)) continue;
    if (opener && opener.entity !== item.entity && opener.mention.sentence > item.mention.sentence)
      shift = SHIFT;
    const opens =
      !opener &&
      distance > 0 &&
      !item.entity.described &&
      item.entity.kind === 'person' &&
      !words[item.mention.headFrom]?.quoted &&
      opensSentence(item.mention, words);
    if (opens) opener = item;
    justSpoke ||= distance <= 1 && item.speaks && item.entity.kind === 'person';
    let score = item.weight * DECAY ** distance * (opener && opener.entity === item.entity ? 1 : shift);
    if (distance === 0) score *= sameSentenceShare(mention, item, reading);
    // an unknown name is as likely no person at all
    if (item.entity.kind === 'unknown' && !NEUTER.has(mention.pronoun)) score *= item.speaks ? 0.8 : 0.5;
    if (words[item.mention.headFrom]?.paragraph === paragraph) score *= 1.7;
    if (!GENDERED.has(mention.pronoun) && item.entity.kind === 'person' && !item.entity.plural) score *= 0.4;
    if (item.entity.described) score *= item.speaks || isSubject(item.mention, words) ? 0.75 : 0.4;
    if (isNobody(item)) score *= 0.1;
    if (!quoted && words[item.mention.headFrom]?.quoted) score *= 0.1;
    const share = GENDERED.has(mention.pronoun) ? genderShare(item.entity, mention.pronoun, endings) : 1;
    const plain = item.entity.gender === null && GENDERED.has(mention.pronoun) ? UNKNOWN_GENDER : share;
    addMention(scores, item.entity, score * share);
    addMention(unguessed, item.entity, score * plain);
  }
  const selves = GENDERED.has(mention.pronoun) ? speakersOf(mention, reading) : NOBODY_SPEAKS;
  for (const self of selves) for (const sums of [scores, unguessed]) sums.delete(self);
  for (const entity of talkedOf(mention, reading)) {
    for (const sums of [scores, unguessed]) sums.set(entity, TALKED_OF * (sums.get(entity) ?? 0));
  }
  const hero = justSpoke ? null : findHero(mention, reading);
  if (hero && !selves.has(hero))
    for (const sums of [scores, unguessed]) sums.set(hero, (sums.get(hero) ?? 0) + HERO);
  let best: Entity | null = null;
  let bestScore = 0;
  let second = 0;
  for (const [entity, score] of scores) {
    if (score > bestScore) {
      second = bestScore;
      bestScore = score;
      best = entity;
    } else if (score > second) second = score;
  }
  if (!best || bestScore < LEAST_SHARE * (bestScore + second + NOBODY)) return null;
  // a guess may make the choice doubtful, never turn it
  const plainBest = unguessed.get(best) ?? 0;
  for (const plain of unguessed.values()) if (plain > plainBest) return null;
  // the pronoun tells the gender where it is clear who is meant, and the words are not his own
  if (
    best.gender === null &&
    !quoted &&
    bestScore >= 2 * second &&
    best.kind === 'person' &&
    GENDERED.has(mention.pronoun)
  ) {
    best.gender = HE.has(mention.pronoun) ? 'male' : 'female';
  }
  return best;
}

/** Whose words the pronoun stands in: whoever has the turn, or spoke around the quotation. He says "I" of himself. */
function speakersOf(mention: PronounMention, reading: Reading): ReadonlySet<Entity> {
  const found = new Set<Entity>();
  const { focus, document } = reading;
  const { words } = reading.article;
  const word = words[mention.from];
  if (!word) return found;
  const turn = document.turns.length === 0 ? undefined : turnAt(word.start, document.turns);
  const startOf = (index: number): number => words[focus[index]?.mention.headFrom ?? 0]?.start ?? 0;
  if (turn?.label) {
    let at = firstFrom(turn.label.start, focus.length, startOf);
    for (let item = focus[at]; item && startOf(at) < turn.label.end; item = focus[at]) {
      found.add(item.entity);
      at += 1;
    }
    return found;
  }
  for (let i = focus.length - 1; i >= 0 && i >= focus.length - MOST_MENTIONS && word.quoted; i -= 1) {
    const { entity, mention: other, speaks } = focus[i] as Focus;
    const at = words[other.headFrom];
    if (mention.sentence - other.sentence > 1 || at?.paragraph !== word.paragraph) break;
    if (speaks && !at.quoted) found.add(entity);
  }
  return found;
}

/** The turn in whose content offset `at` lies. */
function turnAt(at: number, turns: readonly Turn[]): Turn | undefined {
  const turn = turns[firstFrom(at + 1, turns.length, (index) => turns[index]?.content.end ?? 0)];
  return turn && turn.content.start <= at ? turn : undefined;
}

/** What is left to somebody whom the reported words name: few people speak of themselves by name. */
const TALKED_OF = 0.25;

/** "“Vand is a poet,” he said": those named in what stands before. */
function talkedOf(mention: PronounMention, reading: Reading): ReadonlySet<Entity> {
  const found = new Set<Entity>();
  const { words } = reading.article;
  const before = words[mention.from - 1];
  if (!before || !(before.text === ',' || /["”“»’']/.test(before.text))) return found;
  if (!reading.directory.lexicon.speechVerbs.has(words[mention.to]?.folded ?? '')) return found;
  for (let i = mention.index - 1; i >= 0; i -= 1) {
    const other = reading.mentions[i];
    if (other?.sentence !== mention.sentence) break;
    const entity = reading.entityOf[i];
    if (other.form === 'name' && entity && words[other.headFrom]?.quoted) found.add(entity);
  }
  return found;
}

/** "When the host asked the governor how, she said": whoever is asked answers. */
const ASKED = 4;
const ASKS = /^(?:ask|press|challenge|question|remind|confront)(?:e?d|s)$/;

function isAsked(mention: Mention, words: readonly Word[]): boolean {
  return ASKS.test(words[mention.from - 1]?.folded ?? '') && words[mention.from - 1]?.sentence === mention.sentence;
}

/** In its own sentence a subject before the pronoun is likely; what the reported words mention is not. */
function sameSentenceShare(mention: PronounMention, item: Focus, reading: Reading): number {
  const { words } = reading.article;
  const before = words[mention.from - 1];
  const verb = words[mention.to];
  const reporting = verb !== undefined && reading.directory.lexicon.speechVerbs.has(verb.folded);
  // "…, he said": what stands before is what he said
  const closes = before !== undefined && (before.text === ',' || /["”“»]/.test(before.text));
  if (reporting && closes && isAsked(item.mention, words)) return ASKED;
  if (reporting && closes) return item.speaks ? 0.9 : 0.35;
  // "Pak drew criticism for an essay in which he likened"
  const first = words[item.mention.from];
  return first?.first && !item.mention.modifier && !first.quoted ? 2.5 : 1;
}

/** The entity whose the described one is: "his spokesman", "Vlasenic's spokesman"; null where there is none. */
export function choosePossessor(mention: DescriptionMention, reading: Reading): Entity | null {
  if (mention.possessor < 0) return null;
  for (let i = mention.index - 1; i >= 0; i -= 1) {
    const other = reading.mentions[i];
    if (!other || other.headTo <= mention.from) break;
    if (other.headTo === mention.possessor + 1) return reading.entityOf[i] ?? null;
  }
  return null;
}

export const linkPersonalPronounRule: Rule = {
  name: 'pronoun',
  apply(mention, reading) {
    if (mention.form !== 'pronoun') return undefined;
    if (mention.pronoun === 'i' || mention.pronoun === 'we') return null;
    if (mention.pronoun === 'one') return undefined;
    return chooseAntecedent(mention, reading);
  },
};
