// Learns from clear places of an article whether a name no list knows is a man's or a woman's: the pronoun after it.
import type { Entity } from './entity.ts';
import { tellGender } from './entity.ts';
import { guessGender } from './guess-gender.ts';
import type { Mention } from './mention.ts';
import type { Reading } from './reading.ts';

/** Without "him" and "her", which are somebody else where the only person is the subject. */
const HE: ReadonlySet<string> = new Set(['he', 'himself', 'his']);
const SHE: ReadonlySet<string> = new Set(['she', 'herself']);
/** Pronouns of one gender must outnumber the other's by this factor. */
const CLEAR = 3;

interface People {
  readonly named: Set<Entity>;
  /** Somebody is only described, so that a pronoun may mean him. */
  described: boolean;
  /** Of whom the sentence goes on to speak by pronouns. */
  readonly pronouns: Set<'he' | 'she'>;
}

const nobody = (): People => ({ named: new Set(), described: false, pronouns: new Set() });

/** The named entity of a mention, as far as the full names of the article tell. */
function namedEntity(mention: Mention, { entities }: Reading): Entity | undefined {
  if (mention.form !== 'name' || mention.kind === 'body' || mention.kind === 'country') return undefined;
  const full = entities.byFullName(mention.name);
  if (full) return full;
  const [only, ...others] = entities.bySurname(mention.name);
  return others.length === 0 ? only : undefined;
}

/**
 * Gives people of unknown gender the one of the pronouns that can mean nobody else: those after the only person of the
 * sentence and of the one before. Linear in the mentions.
 */
export function inferGenders(reading: Reading): void {
  // "Ms Lund": of the only one of that name, if no list knows better
  for (const mention of reading.mentions) {
    if (mention.form !== 'name' || !mention.honorific || !mention.gender) continue;
    const entity = namedEntity(mention, reading);
    if (entity) tellGender(entity, mention.gender);
  }
  const votes = new Map<Entity, { he: number; she: number }>();
  let sentence = -1;
  let before = nobody();
  let now = nobody();
  for (const mention of reading.mentions) {
    if (reading.article.words[mention.headFrom]?.quoted) continue;
    if (mention.sentence !== sentence) {
      before = mention.sentence === sentence + 1 ? now : nobody();
      now = nobody();
      sentence = mention.sentence;
    }
    if (mention.form === 'pronoun') {
      const he = HE.has(mention.pronoun);
      if (!he && !SHE.has(mention.pronoun)) continue;
      const gender = he ? 'he' : 'she';
      now.pronouns.add(gender);
      // whoever the sentence before was about may be meant rather than the new name
      if (before.named.size === 0 && before.pronouns.has(gender)) continue;
      const candidates = new Set([...before.named, ...now.named]);
      const [only] = candidates;
      if (!only || candidates.size > 1 || before.described || now.described) continue;
      const vote = votes.get(only) ?? { he: 0, she: 0 };
      if (he) vote.he += 1;
      else vote.she += 1;
      votes.set(only, vote);
      continue;
    }
    const entity = namedEntity(mention, reading);
    if (entity && (entity.kind === 'person' || entity.kind === 'unknown') && !entity.plural)
      now.named.add(entity);
    else if (
      mention.form === 'description' &&
      mention.kind === 'person' &&
      !reading.appositions.has(mention.index)
    )
      now.described ||= mention.determiner !== 'definite';
  }
  for (const [entity, { he, she }] of votes) {
    const guess = entity.gender ?? guessGender(entity.name, reading.directory.lexicon.endings);
    // "Orvela Brunt spoke. Zemo Stralk left. She": a pronoun or two do not outdo what the name says
    const doubt = entity.gender === null ? 1 : 2;
    if (he >= CLEAR * she && he > (guess === 'female' ? doubt : 0)) tellGender(entity, 'male');
    else if (she >= CLEAR * he && she > (guess === 'male' ? doubt : 0)) tellGender(entity, 'female');
  }
}
