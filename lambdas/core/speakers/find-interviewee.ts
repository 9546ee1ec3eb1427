// "The Review spoke to Ilse Vandor. Q: … A: …": who answers where the lines of an interview say only "A".
import type { Entity } from './entity.ts';
import { foldName } from './fold-name.ts';
import type { NameMention } from './mention.ts';
import { opensSentence, type Reading } from './reading.ts';

/** The introduction is sought in so many mentions at most. */
const MOST_MENTIONS = 60;
/** In words: an introduction is no longer. */
const LONGEST_INTRODUCTION = 1500;
/** Words right before the name of whoever is asked. */
const ASKED =
  /(?:^| )(?:(?:interview|conversation|talk|q and a|qanda) with|(?:spoke|speaks|talked|talks|sat down|sits down|met|meets) (?:to|with)|spoke exclusively to|questions (?:for|to)|interviewed|asked) $/;
/** Words right after it. */
const ANSWERS = /^ (?:spoke|speaks|talked|talks|answered|answers|discusses|sat down|explains)(?: |$)/;

const TALKS_TO = / (?:spoke|speaks|talked|talks|sat down|sits down) (?:to|with) $/;

/** The person with whose name the sentence of the mention opens. */
function personBefore(mention: NameMention, reading: Reading): Entity | undefined {
  for (let i = mention.index - 1; i >= 0 && reading.mentions[i]?.sentence === mention.sentence; i -= 1) {
    const other = reading.mentions[i];
    const entity = reading.entityOf[i];
    if (other?.form === 'name' && entity?.kind === 'person' && opensSentence(other, reading.article.words))
      return entity;
  }
  return undefined;
}

/** Words right after the name of whoever asks, and right before it. */
const WENT_TO_ASK =
  /^(?:met|visited|interviewed|reached|asks|asked|(?:(?:sat|sits) down|spoke|speaks|talked|talks|caught up) (?:with|to) (?:her|him|them|the)|put the questions)\b/;
const ASKED_BY =
  /(?:interviewed by|questioned by|interview by|questions by|interviewer (?:is|was)|host (?:is|was)|moderator (?:is|was)|reporter|correspondent|editor|words by)$/;

/** Those of the introduction, which ends at word `end`, who ask. */
function findAskers(reading: Reading, end: number): readonly Entity[] {
  const { words } = reading.article;
  const folded = (from: number, to: number): string =>
    words
      .slice(Math.max(0, from), to)
      .map((word) => word.folded)
      .join(' ');
  return reading.mentions.slice(0, MOST_MENTIONS).flatMap((mention) => {
    const entity = reading.entityOf[mention.index];
    if (mention.form !== 'name' || mention.from >= end || !entity) return [];
    const asks =
      WENT_TO_ASK.test(folded(mention.to, mention.to + 4)) ||
      ASKED_BY.test(folded(mention.from - 2, mention.from));
    return asks ? entity : [];
  });
}

/** Whether word `at` is the label of an answer in a transcript: "A:", "ANSWER:". */
export function isAnswerLabel(at: number, reading: Reading): boolean {
  const { words } = reading.article;
  const word = words[at];
  const before = words[at - 1];
  return (
    word !== undefined &&
    /^(?:A|Answer|ANSWER)$/.test(word.text) &&
    words[at + 1]?.text === ':' &&
    (before === undefined || before.paragraph !== word.paragraph)
  );
}

function isQuestionLabel(at: number, reading: Reading): boolean {
  const word = reading.article.words[at];
  return (
    word !== undefined && /^(?:q|question)$/.test(word.folded) && reading.article.words[at + 1]?.text === ':'
  );
}

/** A person who leads the introduction by this factor, in mentions, is whom it is about. */
const LEAD = 2;

/** The only one of the most mentioned; null where another comes near. */
function mostMentioned(counts: ReadonlyMap<Entity, number>): Entity | null {
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= LEAD * (next?.[1] ?? 0) && best[1] > 1 ? best[0] : null;
}

/**
 * The one person who is introduced as asked, else the one person named before the first question, else whom the title
 * names, else whom the introduction keeps mentioning; null otherwise.
 */
export function findInterviewee(reading: Reading): Entity | null {
  const { mentions, entityOf } = reading;
  const { words } = reading.article;
  let first = 0;
  const end = Math.min(words.length, LONGEST_INTRODUCTION);
  const turn =
    reading.document.turns.find(({ label }) => label === null)?.content.start ?? Number.POSITIVE_INFINITY;
  while (
    first < end &&
    !isQuestionLabel(first, reading) &&
    !isAnswerLabel(first, reading) &&
    (words[first]?.start ?? 0) < turn
  )
    first += 1;
  const people = new Set<Entity>();
  const asked = new Set<Entity>();
  /** Names of several words that may be people's. */
  const named = new Set<Entity>();
  const counts = new Map<Entity, number>();
  for (const mention of mentions.slice(0, MOST_MENTIONS)) {
    if (mention.from >= first) break;
    const entity = entityOf[mention.index];
    if (entity?.kind === 'person' && !entity.described) counts.set(entity, (counts.get(entity) ?? 0) + 1);
    if (mention.form !== 'name' || mention.modifier || !entity) continue;
    if (entity.kind !== 'person' && entity.kind !== 'unknown') continue;
    if (entity.kind === 'person') people.add(entity);
    else if (!mention.short && mention.form === 'name') named.add(entity);
    const before = words.slice(Math.max(0, mention.from - 3), mention.from);
    const after = words.slice(mention.to, mention.to + 2);
    const text = before.map((word) => (word.text === '&' ? 'and' : word.folded)).join(' ');
    if (ASKED.test(` ${text} `.replace(/^ the | the $/, ' '))) {
      // "Vielgorski, 58, talked to Annika Brandl": whoever talks to the reporter is asked
      const talker = TALKS_TO.test(` ${text} `) ? personBefore(mention, reading) : undefined;
      asked.add(talker ?? entity);
    } else if (ANSWERS.test(` ${after.map((w) => w.folded).join(' ')} `)) asked.add(entity);
  }
  for (const asker of findAskers(reading, first))
    for (const set of [people, asked, counts, named]) set.delete(asker);
  const title = foldName(reading.document.title ?? '').split(' ');
  const titled = new Set(
    [...people].filter(({ name }) => title.includes(foldName(name).split(' ').at(-1) ?? '')),
  );
  for (const found of [asked, people, titled, people.size === 0 ? named : titled])
    if (found.size === 1) return [...found][0] ?? null;
  return mostMentioned(counts);
}
