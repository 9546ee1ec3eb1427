// "one of them", "one of the three": a nameless member of the group before it.
import type { Entity } from '../entity.ts';
import type { PronounMention } from '../mention.ts';
import { type Focus, opensSentence, type Reading, type Rule } from '../reading.ts';
import { isPossessiveMark } from '../words.ts';
import { describe, describeSource, wordsOf } from './describe-source.ts';
import { entityOfName } from './entity-of-name.ts';

const MOST_MENTIONS = 40;
/** Words from "one" to the group: "of his ministers". */
const FAR_GROUP = 2;
/** A group mentioned longer ago is not meant. */
const NEAR_SENTENCES = 3;

/** Words from "one" to the comma: "of the central bank's cashiers". */
const FAR_NAME = 7;

/** "One of them, a tally clerk," and "One, Ola Brekkhus,": who stands beside it. */
function besideIt(mention: PronounMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  const { speechVerbs } = reading.directory.lexicon;
  let at = mention.to;
  while (at < mention.to + FAR_NAME && words[at]?.text !== ',' && !speechVerbs.has(words[at]?.folded ?? ''))
    at += 1;
  if (words[at]?.text !== ',') return undefined;
  for (let i = mention.index + 1; i <= mention.index + FAR_NAME; i += 1) {
    const other = reading.mentions[i];
    if (other?.sentence !== mention.sentence) break;
    // "One of them, toolmaker Ola Brekkhus,"
    const trade =
      other.form === 'name' &&
      other.from === at + 2 &&
      (words[at + 1]?.folded === 'the' || words[other.to]?.text === ',');
    if (other.from > at + 1 && !trade) break;
    if (other.from < at + 1 || other.form === 'pronoun') continue;
    if (other.form === 'name') return entityOfName(other, reading) ?? undefined;
    if (other.plural || !(other.kind === 'person' || other.kind === 'body')) continue;
    const naming = reading.appositions.get(other.index);
    const name = naming === undefined ? undefined : reading.mentions[naming];
    if (name?.form === 'name') return entityOfName(name, reading) ?? undefined;
    const entity = describeSource(other, reading);
    reading.entityOf[other.index] = entity;
    return entity;
  }
  return undefined;
}

/** Groups that act as one: none of them is quoted as one of them. */
const COLLECTIVES: ReadonlySet<string> = new Set([
  'police',
  'authorities',
  'media',
  'forces',
  'troops',
  'staff',
]);

/** What a group may begin with in place of an article: "two diplomats", "Brandt's aides". */
const DETERMINED =
  /^(?:\p{Lu}|\d|(?:his|her|its|their|my|our|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|most|all|both|dozens|hundreds|those|these)\b)/u;

function oneOf(plural: string, reading: Reading): Entity {
  const group = DETERMINED.test(plural) ? plural : `the ${plural}`;
  return reading.entities.create({
    kind: 'person',
    name: `one of ${group}`,
    described: true,
    plural: false,
    gender: null,
    speaker: null,
    country: null,
  });
}

/** Words of what somebody is said to be one of. */
const LONGEST_GROUP = 6;

/** "one of the cables": the words themselves, up to a mark or a verb; null for "one of them" and "one". */
function namedGroup({ to, sentence }: PronounMention, reading: Reading): string | null {
  const { words } = reading.article;
  const { functionWords, speechVerbs } = reading.directory.lexicon;
  if (words[to]?.folded !== 'of' || !DETERMINERS.test(words[to + 1]?.folded ?? '')) return null;
  let end = to + 2;
  while (end < to + LONGEST_GROUP) {
    const word = words[end];
    const goes = isPossessiveMark(word) || (word?.folded !== '' && !functionWords.has(word?.folded ?? ''));
    if (word?.sentence !== sentence || !goes || speechVerbs.has(word.folded)) break;
    end += 1;
  }
  const from = words[to + 1]?.folded === 'the' ? to + 2 : to + 1;
  return end > to + 2 ? wordsOf(from, end, reading) : null;
}
const DETERMINERS = /^(?:the|those|these|his|her|its|their)$/;

/** Groups of people that a "one of them" may be of, the latest first. */
function groupsBefore(mention: PronounMention, { focus }: Reading): readonly Focus[] {
  const found: Focus[] = [];
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    if (!item || mention.sentence - item.mention.sentence > NEAR_SENTENCES) break;
    if (!item.entity.plural || item.mention.modifier || item.entity.kind === 'body') continue;
    if (!COLLECTIVES.has(item.entity.name)) found.push(item);
  }
  return found;
}

export const linkOneOfRule: Rule = {
  name: 'one-of',
  apply(mention, reading) {
    if (mention.form !== 'pronoun' || mention.pronoun !== 'one') return undefined;
    const named = besideIt(mention, reading);
    if (named) return named;
    // "one of his ministers", "one of the union's lawyers": the possessor is a mention of its own
    const inside = reading.mentions
      .slice(mention.index + 1, mention.index + 4)
      .find((other) => other.form === 'description' && other.plural && other.from <= mention.to + FAR_GROUP);
    if (inside?.form === 'description' && inside.sentence === mention.sentence)
      return oneOf(describe(inside, reading), reading);
    const own = namedGroup(mention, reading);
    if (own) return oneOf(own, reading);
    const groups = groupsBefore(mention, reading);
    // those with whom its own sentence begins, then those who spoke rather than those spoken of
    const { words } = reading.article;
    const group =
      groups.find(({ mention: one }) => one.sentence === mention.sentence && opensSentence(one, words)) ??
      groups.find(({ speaks }) => speaks) ??
      groups[0];
    return group?.entity.described ? oneOf(group.entity.name, reading) : null;
  },
};
