// "the statement added", "the report found": whoever issued it, where the article says.
import type { Entity } from '../entity.ts';
import type { DescriptionMention, Mention } from '../mention.ts';
import type { Focus, Reading, Rule } from '../reading.ts';
import { describeSource } from './describe-source.ts';
import { entityOfName } from './entity-of-name.ts';
import { linkBodyNounRule } from './link-body-noun.ts';

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
/** … and what is nothing but its word. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'statement', 'communique', 'announcement', 'declaration', 'release', 'press release', 'tweet', 'post', 'message',
]); // biome-ignore format: one list
const ISSUED: ReadonlySet<string> = new Set([
  'released', 'published', 'issued', 'compiled', 'prepared', 'signed', 'written', 'put', 'out', 'posted', 'made',
  'adopted', 'approved', 'commissioned', 'drafted', 'sent', 'carried', 'collected', 'gathered', 'broadcast',
]); // biome-ignore format: one list
const FAR_ISSUER = 4;
const LONGEST_DATE = 5;
const DATE =
  /^(?:online|recently|in|on|over|the|last|this|earlier|late|early|week|month|year|spring|summer|autumn|fall|winter|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|\d{1,4})$/;

/** "figures released by the Ministry of Justice", "a statement from the party": who stands after "by" or "from". */
function issuerAfter(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  let at = mention.headTo;
  while (ISSUED.has(words[at]?.folded ?? '') && at < mention.headTo + 2) at += 1;
  // "released in September by the academy"
  if (at > mention.headTo)
    for (const end = at + LONGEST_DATE; at < end && DATE.test(words[at]?.folded ?? ''); ) at += 1;
  // "a tweet on Monday by the minister"
  let dated = at;
  while (dated < at + LONGEST_DATE && DATE.test(words[dated]?.folded ?? '')) dated += 1;
  if (/^(?:by|from)$/.test(words[dated]?.folded ?? '')) at = dated;
  // "a note to clients by the brokerage"
  if (words[at]?.folded === 'to' && /^(?:by|from)$/.test(words[at + 2]?.folded ?? '')) at += 2;
  const behind = words[at]?.folded === 'of' && at === mention.headTo ? byAfter(at, mention, reading) : at;
  const by = words[behind];
  if (by?.folded !== 'by' && by?.folded !== 'from') return undefined;
  const researched = behind > at;
  at = behind;
  for (let i = mention.index + 1; i < reading.mentions.length; i += 1) {
    const other = reading.mentions[i];
    if (!other || other.sentence !== mention.sentence || other.from > at + FAR_ISSUER) break;
    // "a statement from the bloc's foreign policy chief, Ana Ruiz"
    const apposed = other.form === 'description' && other.from > at ? reading.appositions.get(i) : undefined;
    const name = apposed === undefined ? undefined : reading.mentions[apposed];
    if (name?.form === 'name' && !name.short) return entityOfName(name, reading) ?? undefined;
    // "a statement by the interior ministry"
    const body = other.form === 'description' && other.kind === 'body' && !other.modifier;
    const whole = body && other.from === at + 1;
    if (whole && STATEMENTS.has(mention.noun)) {
      // "a statement by the monitoring group Harbour Watch"
      const named = reading.mentions[i + 1];
      if (other.plural || other.determiner === 'indefinite' || named?.from === other.to) continue;
      const entity = linkBodyNounRule.apply(other, reading) ?? describeSource(other, reading);
      reading.entityOf[other.index] = entity;
      return entity;
    }
    if (other.form !== 'name' || other.from <= at || other.modifier) continue;
    return researched && !RESEARCHES.test(other.name)
      ? undefined
      : (entityOfName(other, reading) ?? undefined);
  }
  return undefined;
}

/** Who studies what others do: "a study of attacks by the Institute", but not "a study of attacks by the militia". */
const RESEARCHES =
  /\b(?:Institut\w*|Univ\w+|Colleges?|School|Academ\w+|Laborator\w+|Lab|Cent(?:re|er)|Foundation|Observatory|Watch|Monitor\w*|Research|Studies|Think Tank|Bank|Fund|Reuters|BBC|Bellingcat|Amnesty)\b/;
/** Words between "of" and "by". */
const FAR_BY = 6;

/** "an analysis of satellite pictures by the institute": the "by"; `of` where none follows. */
function byAfter(of: number, { sentence }: DescriptionMention, { article: { words } }: Reading): number {
  for (let at = of + 1; at <= of + FAR_BY; at += 1) {
    const word = words[at];
    if (word?.sentence !== sentence || word.folded === '') return of;
    if (word.folded === 'by') return at;
  }
  return of;
}

/** Mentions of a sentence that are looked at: keeps hostile articles linear. */
const MOST_MENTIONS = 30;
/** Verbs by which somebody puts out a document, in their forms. */
const ISSUES: ReadonlySet<string> = new Set([
  'sent', 'sends', 'sending', 'wrote', 'writes', 'written', 'writing', 'released', 'releases', 'releasing', 'published', 'publishes', 'publishing',
  'issued', 'issues', 'issuing', 'posted', 'posts', 'posting', 'delivered', 'delivers', 'delivering', 'signed', 'signs', 'addressed', 'filed',
  'presented', 'presents', 'submitted', 'drafted', 'circulated', 'unveiled', 'shared', 'handed', 'produced', 'made', 'gave', 'recorded',
]); // biome-ignore format: one list
/** Words from such a verb to the document. */
const FAR_VERB = 6;

/** "Seventeen officers have sent a letter", "In an open letter, Mayor Krug explained": who wrote it. */
function authorOf(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { words, sentenceStarts } = reading.article;
  const start = sentenceStarts[mention.sentence] ?? mention.from;
  let verb = mention.from - 1;
  while (verb >= start && mention.from - verb <= FAR_VERB && !ISSUES.has(words[verb]?.folded ?? ''))
    verb -= 1;
  if (verb >= start && ISSUES.has(words[verb]?.folded ?? '')) return subjectBefore(verb, mention, reading);
  // "In an open letter to his voters, Mayor Krug explained"
  const opens = /^in$/.test(words[mention.from - 1]?.folded ?? '') && words[mention.from - 1]?.first === true;
  const own = words[mention.from]?.folded !== 'the';
  return opens && own ? subjectAfterComma(mention, reading) : undefined;
}

function subjectBefore(verb: number, mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { mentions, entityOf } = reading;
  let found: Entity | undefined;
  for (let i = mention.index - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const other = mentions[i];
    if (other?.sentence !== mention.sentence) break;
    if (other.to > verb || other.modifier || other.form === 'pronoun') continue;
    // the first of the clause is its subject; what an "of" or "by" attaches is not
    const entity = entityOf[i];
    if (entity && entity.kind !== 'document' && !isAttached(other, reading)) found = entity;
  }
  return found;
}

/** Whether the mention hangs on a preposition. */
function isAttached({ from, sentence }: Mention, reading: Reading): boolean {
  const before = reading.article.words[from - 1];
  return (
    before?.sentence === sentence &&
    /^(?:of|for|in|at|from|with|by|to|on|against|about|under)$/.test(before.folded)
  );
}

/** The first mention after the comma that ends the opening phrase; names are known before the pass reaches them. */
function subjectAfterComma(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  for (let i = mention.index + 1; i < mention.index + MOST_MENTIONS; i += 1) {
    const other = reading.mentions[i];
    if (!other || other.sentence !== mention.sentence) return undefined;
    if (words[other.from - 1]?.text !== ',' || other.modifier) continue;
    return other.form === 'name' ? (entityOfName(other, reading) ?? undefined) : undefined;
  }
  return undefined;
}

/** What may be called so, whatever it was called before. */
const ANY_DOCUMENT: ReadonlySet<string> = new Set(['document', 'text', 'paper']);

/** What is a document, though it is nobody's word. */
const PAPERS: ReadonlySet<string> = new Set([
  'indictment', 'ruling', 'verdict', 'judgment', 'judgement', 'memorandum', 'dossier', 'filing', 'affidavit', 'resolution', 'treaty',
  'decree', 'warrant', 'transcript', 'complaint', 'lawsuit', 'petition', 'proposal', 'draft',
]); // biome-ignore format: one list

/** "the document", "the 300-page document", but not "the final text". */
function isAnyDocument({ noun, qualifiers }: DescriptionMention): boolean {
  return ANY_DOCUMENT.has(noun) && qualifiers.every((word) => /^\d/.test(word));
}

/** "…, according to a readout of the call. … the statement added": what was just quoted. */
const isJustQuoted = (item: Focus, { noun, qualifiers, sentence }: DescriptionMention): boolean =>
  noun === 'statement' && qualifiers.length === 0 && item.speaks && sentence - item.mention.sentence <= 2;

/** Posts have no noun of their own where they are made: "wrote on her account … the post said". */
const POSTS: ReadonlySet<string> = new Set(['post', 'tweet', 'message', 'note', 'thread', 'video', 'letter']);

/** Whoever wrote or posted something in the sentences just before. */
function lastWriter(mention: DescriptionMention, reading: Reading): Entity | undefined {
  const { words } = reading.article;
  for (let i = reading.focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const { entity, mention: other, speaks } = reading.focus[i] as Focus;
    if (mention.sentence - other.sentence > 1) return undefined;
    const after = words.slice(other.to, other.to + 3).map(({ folded }) => folded);
    if (speaks && after.some((folded) => /^(?:wrote|posted|tweeted|writes|posts)$/.test(folded)))
      return entity;
    // "The eldest daughter, Mira, wrote to the president. … the letter began"
    if (/\bwrote to\b/.test(after.join(' ')) && !other.modifier && entity.kind !== 'document') return entity;
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
    const author = UTTERANCES.has(mention.noun) ? authorOf(mention, reading) : undefined;
    if (author) return author;
    if (mention.determiner !== 'definite' && mention.determiner !== 'demonstrative') return undefined;
    const { focus } = reading;
    // the same document spoken of before
    for (let i = focus.length - 1, n = 0; i >= 0 && n < 80; i -= 1, n += 1) {
      const item = focus[i];
      if (!item) break;
      const other = item.mention.form === 'description' ? item.mention : undefined;
      const same =
        (other?.noun === mention.noun && other.plural === mention.plural) ||
        (other !== undefined &&
          (UTTERANCES.has(other.noun) || PAPERS.has(other.noun)) &&
          (isAnyDocument(mention) || isJustQuoted(item, mention)));
      if (same) return item.entity;
    }
    const writer = POSTS.has(mention.noun) ? lastWriter(mention, reading) : undefined;
    if (writer) return writer;
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
