// "A prosecutor told the court … ¶ “No,” Vesna Orlov said": the bare name after a lead is the one whom the lead describes.

import type { DescriptionMention, NameMention } from './mention.ts';
import { isSpeaking, type Reading } from './reading.ts';
import { linkFullName } from './rules/link-full-name.ts';

/** The lead is the first sentences of the article, headlines left out. */
const LEAD_SENTENCES = 2;
/** The name follows within so many sentences of the description. */
const NEAR_SENTENCES = 4;
const MOST_MENTIONS = 80;

/** The first description of a single person in the lead who says something. */
function describedInLead(reading: Reading, sources: ReadonlySet<number>): DescriptionMention | undefined {
  const { mentions, article, appositions, directory } = reading;
  let first = -1;
  for (const mention of mentions.slice(0, MOST_MENTIONS)) {
    if (article.headlines[mention.sentence]) continue;
    if (first < 0) first = mention.sentence;
    if (mention.sentence >= first + LEAD_SENTENCES) return undefined;
    if (mention.form !== 'description' || mention.kind !== 'person' || mention.plural) continue;
    if (mention.modifier || !mention.title || mention.determiner === 'number') continue;
    if (appositions.has(mention.index)) continue;
    const speaks =
      sources.has(mention.index) || isSpeaking(mention, article.words, directory.lexicon.speechVerbs);
    return speaks ? mention : undefined;
  }
  return undefined;
}

/**
 * Pairs the description of the lead with the first name after it that says something and that the article never gives
 * an office, as though they stood in apposition; journalists introduce nobody else by the bare name.
 */
export function joinLead(reading: Reading, sources: ReadonlySet<number>): ReadonlyMap<number, number> {
  const described = describedInLead(reading, sources);
  if (!described) return new Map();
  const { mentions, article, directory } = reading;
  const apposed = new Set(reading.appositions.values());
  const isBare = (mention: NameMention): boolean => {
    const entity = linkFullName(mention, reading);
    const { title, kind } = mention;
    const after = article.words[mention.to];
    const person = kind === 'person' || kind === 'unknown';
    const aside = after?.text === ',' && !/^\d/.test(article.words[mention.to + 1]?.text ?? '');
    return (
      person &&
      !title &&
      entity.titles.length === 0 &&
      !entity.speaker &&
      !apposed.has(mention.index) &&
      !aside
    );
  };
  for (const mention of mentions.slice(described.index + 1, described.index + MOST_MENTIONS)) {
    if (mention.sentence > described.sentence + NEAR_SENTENCES) break;
    if (
      mention.form !== 'name' ||
      mention.short ||
      mention.modifier ||
      mention.sentence === described.sentence
    )
      continue;
    const speaks =
      sources.has(mention.index) || isSpeaking(mention, article.words, directory.lexicon.speechVerbs);
    if (speaks) return isBare(mention) ? new Map([[described.index, mention.index]]) : new Map();
  }
  return new Map();
}
