// "the statement added", "the report found": whoever issued it, where the article says.
import type { Entity } from '../entity.ts';
import type { DescriptionMention } from '../mention.ts';
import type { Reading, Rule } from '../reading.ts';
import { entityOfName } from './entity-of-name.ts';

/** An issuer stands at most this many sentences before. */
const NEAR_SENTENCES = 3;

/** "the ministry's statement": the possessor. */
function possessorOf(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { mentions } = reading;
  for (let i = mention.index - 1; i >= 0 && i >= mention.index - 4; i -= 1) {
    const other = mentions[i];
    if (!other || other.to <= mention.from) break;
    if (other.possessive) return reading.entityOf[i] ?? undefined;
  }
  return undefined;
}

/** What somebody says or writes in his own name: "the ministry's statement" is the ministry's word. */
const UTTERANCES: ReadonlySet<string> = new Set([
  'statement', 'post', 'letter', 'tweet', 'message', 'announcement', 'communique', 'declaration', 'release', 'readout',
  'press release', 'note', 'report', 'dispatch', 'speech', 'address', 'interview', 'article', 'column', 'editorial',
  'bulletin', 'notice', 'memo', 'e mail', 'email', 'video', 'thread', 'briefing', 'assessment', 'analysis', 'estimate',
  'data', 'figures', 'findings', 'study', 'survey', 'poll',
]); // biome-ignore format: one list
const ISSUED: ReadonlySet<string> = new Set([
  'released', 'published', 'issued', 'compiled', 'prepared', 'signed', 'written', 'put', 'out', 'posted', 'made',
  'commissioned', 'drafted', 'sent', 'carried', 'collected', 'gathered', 'broadcast',
]); // biome-ignore format: one list
const FAR_ISSUER = 4;

/** "figures released by the Ministry of Justice", "a statement from the party": who stands after "by" or "from". */
function issuerAfter(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  let at = mention.headTo;
  while (ISSUED.has(words[at]?.folded ?? '') && at < mention.headTo + 2) at += 1;
  const by = words[at];
  if (by?.folded !== 'by' && by?.folded !== 'from') return undefined;
  for (let i = mention.index + 1; i < reading.mentions.length; i += 1) {
    const other = reading.mentions[i];
    if (!other || other.sentence !== mention.sentence || other.from > at + FAR_ISSUER) break;
    if (other.form === 'name' && other.from > at && !other.modifier)
      return entityOfName(other, reading) ?? undefined;
  }
  return undefined;
}

/** "The board said in a statement": the statement is the board's. */
function speakerBefore(mention: DescriptionMention, reading: Reading): Entity | undefined {
  if (reading.article.words[mention.from - 1]?.folded !== 'in' || mention.determiner !== 'indefinite')
    return undefined;
  const { focus } = reading;
  for (let i = focus.length - 1; i >= 0; i -= 1) {
    const item = focus[i];
    if (item?.mention.sentence !== mention.sentence) return undefined;
    if (item.speaks && item.entity.kind !== 'document') return item.entity;
  }
  return undefined;
}

export const linkDocumentRule: Rule = {
  name: 'document',
  apply(mention, reading) {
    if (mention.form !== 'description' || mention.kind !== 'document') return undefined;
    const owner = UTTERANCES.has(mention.noun) ? possessorOf(mention, reading) : undefined;
    const issuer = owner ?? issuerAfter(mention, reading);
    if (issuer) return issuer;
    const speaker = UTTERANCES.has(mention.noun) ? speakerBefore(mention, reading) : undefined;
    if (speaker) return speaker;
    if (mention.determiner !== 'definite' && mention.determiner !== 'demonstrative') return undefined;
    const { focus } = reading;
    // the same document spoken of before
    for (let i = focus.length - 1, n = 0; i >= 0 && n < 80; i -= 1, n += 1) {
      const item = focus[i];
      if (!item) break;
      const same = item.mention.form === 'description' && item.mention.noun === mention.noun;
      if (same) return item.entity;
    }
    // "X said in a statement": the speaker of a sentence that has the noun, else of the sentence just before
    const { words, sentenceStarts } = reading.article;
    for (let back = 1; back <= NEAR_SENTENCES; back += 1) {
      const sentence = mention.sentence - back;
      const from = sentenceStarts[sentence];
      const to = sentenceStarts[sentence + 1];
      if (sentence < 0 || from === undefined || to === undefined) break;
      let has = false;
      for (let i = from; i < to && !has; i += 1) has = words[i]?.folded === mention.noun;
      if (!has) continue;
      for (let i = focus.length - 1; i >= 0; i -= 1) {
        const item = focus[i];
        if (!item || item.mention.sentence < sentence) break;
        if (item.mention.sentence === sentence && item.speaks) return item.entity;
      }
    }
    return undefined;
  },
};
