// Pairs mentions that stand side by side as apposition: "Yara Min, the interior minister," and the other way round.
import { foldName } from './fold-name.ts';
import type { DescriptionMention, Mention, NameMention } from './mention.ts';
import type { Lexicon } from './name-lists.ts';
import { opensSentence } from './reading.ts';
import { isPossessiveMark, type Word } from './words.ts';

/** Words that may go on after an apposition. */
const OPENS_CLAUSE: ReadonlySet<string> = new Set(
  'who which whose based at in from with for told and of on to by near since until'.split(' '),
);

/** Marks that may close an apposition. */
const CLOSES = /^[,.;:)–—!?"”]$/;

/** What a firm may be as well as a person: "the mine's owner, Tarnow Copper". */
export const HELD_BY_BODIES: ReadonlySet<string> = new Set([
  'owner', 'founder', 'partner', 'rival', 'sponsor', 'organiser', 'publisher', 'host', 'investor', 'shareholder', 'creditor',
  'bidder', 'supplier', 'customer', 'client',
]); // biome-ignore format: one list

function agreesInKind(description: DescriptionMention, name: NameMention): boolean {
  if (description.plural) return false;
  if (name.kind === 'body' && HELD_BY_BODIES.has(description.noun)) return true;
  if (description.kind === 'person') return name.kind === 'person' || name.kind === 'unknown';
  if (description.kind === 'body') return name.kind === 'body' || name.kind === 'unknown';
  if (description.kind === 'country') return name.kind === 'country' || name.kind === 'unknown';
  return false;
}

/** Each description that stands in apposition to a name, by mention index, to the name's. Linear. */
export function findAppositions(
  mentions: readonly Mention[],
  words: readonly Word[],
  lexicon: Lexicon,
): Map<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (let i = 0; i < mentions.length; i += 1) {
    const mention = mentions[i];
    if (mention?.form !== 'description' || taken.has(i)) continue;
    // "the president's foreign policy aide, Yuri Ushakov,"
    const clause = commaAfterClause(mention, words, lexicon);
    const commaAt = clause > 0 ? clause : commaAfter(mention, words, lexicon);
    if (commaAt > 0) {
      const name =
        nameStartingAt(mentions, i, commaAt + 1) ??
        // but "Bo Tarn, the premier, the Hon. Ada Lind, the speaker, and"
        (words[mention.from - 1]?.text === ',' ? undefined : honouredAt(mentions, i, commaAt + 1, words)) ??
        ((mention.kind === 'body' || HELD_BY_BODIES.has(mention.noun)) && words[commaAt + 1]?.folded === 'the'
          ? nameStartingAt(mentions, i, commaAt + 2)
          : undefined) ??
        nameStartingAt(mentions, i, nounsAfter(commaAt + 1, words));
      const after = name ? words[name.to] : undefined;
      // "Asked about a letter from the ambassador, spokesman Bo Tarn said": an office of his own, and the sentence's subject
      const hangs = /^(?:from|of|with|by|to|about|on)$/.test(words[mention.from - 1]?.folded ?? '');
      const goesOn = after !== undefined && after.sentence === mention.sentence && after.folded !== '';
      if (name?.title && hangs && goesOn && commaAt === mention.to && name.from === commaAt + 1) continue;
      if (
        name &&
        (mention.determiner === 'indefinite' || clause > 0) &&
        commaAt > mention.to &&
        ((name.short && mention.kind === 'person') || after?.text !== ',')
      )
        continue;
      const closed =
        !after ||
        after.sentence !== mention.sentence ||
        CLOSES.test(after.text) ||
        !/^(?:and|or|&)$/.test(after.folded);
      if (name && agreesInKind(mention, name) && closed && !namesWhatFollows(mention, name, mentions)) {
        pairs.set(i, name.index);
        taken.add(name.index);
        continue;
      }
    }
    const told =
      mention.kind === 'person'
        ? nameOfPerson(mention, mentions, words)
        : nameOfBody(mention, mentions, lexicon);
    if (told) {
      pairs.set(i, told.index);
      continue;
    }
    // "a crane driver who gave his name only as Habib"
    if (mention.kind !== 'country' && mention.kind !== 'document') {
      const name = selfNamed(mentions, i, words);
      if (name) {
        pairs.set(i, name.index);
        continue;
      }
    }
    const second = secondTrade(mention, mentions, words);
    if (second) {
      pairs.set(i, second.index);
      continue;
    }
    // "Maria Ivanova, a spokeswoman for the ministry"
    const comma = words[mention.from - 1];
    if (comma?.text === ',' && comma.sentence === mention.sentence && mention.determiner !== 'number') {
      const name = nameEndingAt(mentions, i, mention.from - 1, words);
      const after = words[mention.to];
      const closed =
        !after ||
        after.sentence !== mention.sentence ||
        CLOSES.test(after.text) ||
        OPENS_CLAUSE.has(after.folded);
      // "The first witness, Bo Tarn, a nurse who …"
      const free = mention.determiner === 'indefinite' || !taken.has(name?.index ?? -1);
      if (name && agreesInKind(mention, name) && closed && free) {
        pairs.set(i, name.index);
      }
    }
  }
  for (let i = 0; i < mentions.length; i += 1) {
    const mention = mentions[i];
    if (mention?.form !== 'description' || mention.kind !== 'person' || mention.plural || pairs.has(i))
      continue;
    const other = describedAgain(mention, mentions, words, lexicon);
    const name = mentions[(other && pairs.get(other.index)) ?? -1];
    if (other && name && name.from > other.headTo) pairs.set(i, name.index);
  }
  return pairs;
}

/**
 * "Her roommate, an engineer named Dawit,", "Fiji's Deputy Prime Minister and Minister for Trade, Ratu Semi,": what else
 * the same person is said to be.
 */
function describedAgain(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
  lexicon: Lexicon,
): DescriptionMention | undefined {
  // "The organiser of the protest, a student named Bo,"
  const at = Math.max(mention.to, commaAfter(mention, words, lexicon));
  const joint = words[at];
  const other = mentions
    .slice(mention.index + 1, mention.index + FAR_MENTION)
    .find((next) => next.from === at + 1 && next.form === 'description');
  if (other?.form !== 'description' || other.kind !== 'person' || other.plural) return undefined;
  // "The second witness, the embassy's protocol officer, Ada Tarn,"
  const between = words[other.to]?.text === ',' && words[other.to + 1]?.capital;
  if (joint?.text === ',') return other.determiner === 'indefinite' || between ? other : undefined;
  const office = words[other.headFrom]?.capital && words[mention.headFrom]?.capital;
  // "Her colleague and council member, Ada Tarn,"
  const one = between && mention.determiner !== 'none' && mention.determiner !== 'number';
  return joint?.folded === 'and' && other.determiner === 'none' && (office || one) ? other : undefined;
}

/** The name of a single person, where the text tells it without a comma. */
function nameOfPerson(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  if (mention.plural) return undefined;
  return (
    nameAfterMark(mention, mentions, words) ??
    namedNext(mention, mentions, words) ??
    officeHolder(mention, mentions, words) ??
    joinedTitle(mention, mentions, words) ??
    nameAfterTitle(mention, mentions, words)
  );
}

/** Words from an office to the name behind it. */
const LONGEST_TITLE = 14;

/** "Head of the Main Intelligence Directorate Lt. Gen. Bo Tarn": capitals all the way, and a person's name at the end. */
function nameAfterTitle(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  if (mention.determiner !== 'none' || !words[mention.headFrom]?.capital) return undefined;
  for (let i = mention.index + 1; i < mentions.length; i += 1) {
    const name = mentions[i];
    if (!name || name.sentence !== mention.sentence || name.headFrom - mention.headTo > LONGEST_TITLE)
      return undefined;
    if (name.form !== 'name' || name.short || name.kind !== 'person') continue;
    // "of the Northern Fleet Admiral …"
    if (words[name.headTo]?.capital) continue;
    const joined = words
      .slice(mention.from, name.headFrom)
      .every(({ capital, text }) => capital || /^(?:of|on|for|the|and|\.)$/.test(text));
    return joined ? name : undefined;
  }
  return undefined;
}

/** "The man who sent it back is Bo Tarn": the copula after the clause; the word after the description where none is. */
function afterRelative({ to, sentence }: DescriptionMention, words: readonly Word[]): number {
  if (!/^(?:who|that)$/.test(words[to]?.folded ?? '')) return to;
  for (let i = to + 2; i < to + FAR_CLAUSE; i += 1) {
    const word = words[i];
    if (word?.sentence !== sentence || word.folded === '') return to;
    if (/^(?:is|was)$/.test(word.folded) && words[i + 1]?.capital) return i;
  }
  return to;
}

/** "In the chair: Torvald Esposito.", "The woman was Yevdokia Rassanova". */
function nameAfterMark(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  const at = afterRelative(mention, words);
  const name = nameStartingAt(mentions, mention.index, at + 1);
  if (!name || !agreesInKind(mention, name)) return undefined;
  const mark = words[at];
  const isThere = mark?.text === ':' && words[mention.from - 1]?.folded === 'in';
  const isHe = mention.determiner === 'definite' && /^(?:is|was)$/.test(mark?.folded ?? '') && !name.short;
  return isThere || isHe ? name : undefined;
}

/** "the polling firm Median Line", "ethics watchdog Comissão Clara". */
function nameOfBody(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  lexicon: Lexicon,
): NameMention | undefined {
  if ((mention.kind !== 'body' && mention.kind !== 'group') || mention.complementTo > mention.complementFrom)
    return undefined;
  const name = nameStartingAt(mentions, mention.index, mention.headTo);
  const place = name?.kind === 'country' && !lexicon.countries.has(foldName(name.name));
  // "the news agency Saba": a word that is a given name as well
  const called = name?.kind === 'person' && name.short && ALWAYS_NAMED.has(mention.noun);
  const fits = name?.kind === 'body' || name?.kind === 'unknown' || place || called;
  return fits && !name?.title ? name : undefined;
}

/** Bodies that have a name beside the noun rather than somebody of theirs. */
const ALWAYS_NAMED: ReadonlySet<string> = new Set([
  'agency',
  'news agency',
  'newspaper',
  'daily',
  'weekly',
  'magazine',
  'broadcaster',
  'channel',
  'website',
]);

/** "A lawyer for the company, Kindle Hearts, said": a name of no list is the company's. */
function namesWhatFollows(
  mention: DescriptionMention,
  name: NameMention,
  mentions: readonly Mention[],
): boolean {
  if (mention.kind !== 'person' || name.kind !== 'unknown' || mention.determiner !== 'indefinite')
    return false;
  const inner = mentions[mention.index + 1];
  return (
    inner?.form === 'description' &&
    inner.kind === 'body' &&
    inner.headTo === mention.to &&
    COMPANIES.has(inner.noun)
  );
}

/** Bodies that are often named after the noun. */
const COMPANIES: ReadonlySet<string> = new Set([
  'company',
  'firm',
  'charity',
  'group',
  'manufacturer',
  'operator',
  'developer',
]);

/** Words of a complement that is looked past. */
const FAR_COMMA = 6;

/** The comma after the description, its unread complement ("of water and sanitation", "for March") skipped; -1 where none is near. */
function commaAfter(mention: DescriptionMention, words: readonly Word[], lexicon: Lexicon): number {
  const loose = mention.determiner !== 'none' && mention.determiner !== 'number';
  // "an official with the charity involved, Ada Lind,"
  if (loose && /^(?:involved|concerned|responsible)$/.test(words[mention.to]?.folded ?? ''))
    if (words[mention.to + 1]?.text === ',') return mention.to + 1;
  const limit =
    mention.to + (loose && /^(?:of|for|at|in)$/.test(words[mention.to]?.folded ?? '') ? FAR_COMMA : 0);
  const indefinite = mention.determiner === 'indefinite';
  // "Member of Parliament (MP) Bo Tarn"
  const bracket = words[mention.to]?.text === '(' && words[mention.to + 2]?.text === ')';
  if (bracket && words[mention.to + 1]?.allCaps) return mention.to + 2;
  for (let i = mention.to; i <= limit; i += 1) {
    const word = words[i];
    if (!word || word.sentence !== mention.sentence) return -1;
    if (word.text === ',') return i;
    if (word.folded === '') return -1;
    // "A professor of law at Kingsferry University, Ana Tarn,"
    if (word.capital && !indefinite && !lexicon.notNames.has(word.folded)) return -1;
  }
  return -1;
}

/** Words of a clause that says which one is meant, and of what stands before the clause. */
const FAR_CLAUSE = 14;
const FAR_RELATIVE = 4;

/** "The judge who led it, Bo Tarn,", "The owner of the house where they met, …": the comma after the clause; -1 for none. */
function commaAfterClause(mention: DescriptionMention, words: readonly Word[], lexicon: Lexicon): number {
  let relative = -1;
  for (let i = mention.to; i < mention.to + FAR_CLAUSE; i += 1) {
    const word = words[i];
    if (word?.sentence !== mention.sentence) return -1;
    if (word.text === ',') return relative > 0 ? i : -1;
    if (word.folded === '' && !isPossessiveMark(word)) return -1;
    // "An insider said that the envoy, Bo Tarn, …" has no such clause
    const opens =
      /^(?:who|which|whose|where)$/.test(word.folded) || (word.folded === 'that' && i === mention.to);
    if (relative < 0 && opens) relative = i;
    if (relative < 0 && (i >= mention.to + FAR_RELATIVE || lexicon.speechVerbs.has(word.folded))) return -1;
  }
  return -1;
}

/** Verbs before "as" that give, have or end an office, by their beginnings. */
const OFFICE_VERB =
  /^(?:retire|serv|work|act|quit|resign|step|st[eo]+d|took|take|taking|stay|continu|elect|re-?elect|appoint|re-?appoint|install|sworn|nam|nominat|hire|dismiss|sack|replac|succe|confirm|fired|oust|return)/;
/** Words from such a verb to "as". */
const FAR_VERB = 6;

/** "Nadira Osman, who was then the foreign minister,": the name before the relative clause. */
function namedWho(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  let at = mention.from - 1;
  if (/^(?:then|now|once|also|still|formerly|previously|currently)$/.test(words[at]?.folded ?? '')) at -= 1;
  if (!/^(?:is|was|became)$/.test(words[at]?.folded ?? '') || words[at - 1]?.folded !== 'who')
    return undefined;
  const end = words[at - 2]?.text === ',' ? at - 2 : at - 1;
  const name = mentions.slice(Math.max(0, mention.index - 3), mention.index).find(({ to }) => to === end);
  return name?.form === 'name' ? name : undefined;
}

/** "Her name is Concepta Ahlgren" right after the sentence of the description. */
function namedNext(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  for (let i = mention.index + 1; i < mention.index + FAR_MENTION; i += 1) {
    const other = mentions[i];
    if (!other || other.sentence > mention.sentence + 1) return undefined;
    if (other.sentence === mention.sentence || other.form !== 'name') continue;
    const before = words.slice(Math.max(0, other.from - 3), other.from).map(({ folded }) => folded);
    return /^(?:his|her) name (?:is|was)$/.test(before.join(' ')) ? other : undefined;
  }
  return undefined;
}

/** Mentions from the start of a sentence to one that says what the first of them is. */
const FAR_MENTION = 8;

/** The person's name with which the sentence of the mention opens. */
function openingName(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  for (let i = mention.index - 1; i >= 0 && i >= mention.index - FAR_MENTION; i -= 1) {
    const other = mentions[i];
    if (other?.sentence !== mention.sentence) return undefined;
    if (
      other.form === 'name' &&
      other.kind !== 'body' &&
      other.kind !== 'country' &&
      opensSentence(other, words)
    )
      return other;
  }
  return undefined;
}

/** "Bo Tarn retires as chairman", "Bo Tarn is the chairman", "Bo Tarn became mayor": the name that opens the sentence. */
function officeHolder(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  const who = namedWho(mention, mentions, words);
  if (who) return who;
  const at = mention.from - 1;
  const before = words[at];
  if (before?.sentence !== mention.sentence || mention.determiner === 'number' || mention.possessor >= 0)
    return undefined;
  const name = openingName(mention, mentions, words);
  if (!name || name.to > at) return undefined;
  if (/^(?:is|was|became|becomes|remains)$/.test(before.folded)) return name.to === at ? name : undefined;
  // "Ada Lind was elected mayor"
  const made =
    mention.determiner === 'none' && /^(?:elected|appointed|named|chosen|sworn|crowned)$/.test(before.folded);
  if (made && words[at - 1]?.folded === 'was') return name;
  if (before.folded !== 'as') return undefined;
  const verbs = words.slice(Math.max(name.to, at - FAR_VERB), at);
  return verbs.some(({ folded }) => OFFICE_VERB.test(folded)) ? name : undefined;
}

/** The name whose title "and" joins to the description; two offices joined so are two people's. */
function joinedTitle(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  if (words[mention.to]?.folded !== 'and' || mention.title?.role.groups.includes('official'))
    return undefined;
  const name = mentions
    .slice(mention.index + 1, mention.index + 3)
    .find((other) => other.from === mention.to + 1 && other.form === 'name');
  if (name?.form !== 'name' || name.short) return undefined;
  return name.title && !name.title.role.groups.includes('official') ? name : undefined;
}

/** Words between a name and the "and" of what else somebody is. */
const FAR_AND = 8;

/** "Clarisse Bakala, a schoolteacher and mother of three": the name before the comma. */
function secondTrade(
  mention: DescriptionMention,
  mentions: readonly Mention[],
  words: readonly Word[],
): NameMention | undefined {
  if (mention.kind !== 'person' || mention.plural || mention.determiner !== 'none') return undefined;
  let at = mention.from - 1;
  if (words[at]?.folded !== 'and') return undefined;
  while (at > mention.from - FAR_AND && words[at]?.folded !== '') at -= 1;
  const opens = /^(?:a|an|the)$/.test(words[at + 1]?.folded ?? '') || words[at + 1]?.capital === true;
  return opens && words[at]?.text === ',' ? nameEndingAt(mentions, mention.index, at, words) : undefined;
}

const MOST_NOUNS = 3;

/** "her brother, the jazz pianist Remo Adey,": where the name starts after an article and its nouns; -1 else. */
function nounsAfter(at: number, words: readonly Word[]): number {
  if (!/^(?:the|a|an)$/.test(words[at]?.folded ?? '')) return -1;
  for (let i = at + 1; i <= at + 1 + MOST_NOUNS; i += 1) {
    const word = words[i];
    if (!word || word.folded === '') return -1;
    if (word.capital) return i > at + 1 && words[i + 1]?.capital ? i : -1;
  }
  return -1;
}

/** Phrases that end right before the name that somebody goes by. */
const NAMINGS: readonly string[] = [
  'called himself',
  'called herself',
  'called itself',
  'styles himself',
  'styles itself',
  'calling himself',
  'calling herself',
  'calling itself',
  'calls itself',
  'calls himself',
  'calls herself',
  'name as',
  'name only as',
  'signs as',
  'identified as',
  'identified only as',
  'himself as',
  'herself as',
  'known as',
  'named',
  'called',
  'nicknamed',
  'name of',
  'first name',
  'goes by',
  'went by',
];
/** Those of people alone. */
const PSEUDONYMS: readonly string[] = [
  'uses name',
  'used name',
  'using name',
  'under name',
  'by name',
  'pseudonym',
  'nom de guerre',
  'call sign',
  'callsign',
  'alias',
];
const FAR_NAMING = 9;

function selfNamed(
  mentions: readonly Mention[],
  index: number,
  words: readonly Word[],
): NameMention | undefined {
  const mention = mentions[index];
  if (!mention) return undefined;
  for (let i = index + 1; i < mentions.length && i <= index + 4; i += 1) {
    const name = mentions[i];
    if (!name || name.sentence !== mention.sentence || name.headFrom - mention.headTo > FAR_NAMING)
      return undefined;
    if (name.form !== 'name') continue;
    const before = words
      .slice(Math.max(mention.headTo, name.from - 3), name.from)
      .map((word) => word.folded)
      .filter((folded) => folded !== 'the')
      .join(' ')
      .trim();
    // "The vice president called Iceland a carrier": whom he called something
    if (before.endsWith('called') && /^["“‘']|^an?$|^the$/.test(words[name.to]?.text ?? '')) return undefined;
    if (namesObject(words, mention.headTo, name.from)) return undefined;
    const namings =
      mention.form === 'description' && mention.kind === 'person' ? [...NAMINGS, ...PSEUDONYMS] : NAMINGS;
    if (namings.some((naming) => before === naming || before.endsWith(` ${naming}`))) return name;
  }
  return undefined;
}

/** "The government announced a region called Lisk": what has an article of its own, and no preposition before it, is called so. */
function namesObject(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from + 1; i < to - 1; i += 1)
    if (
      /^(?:a|an|the)$/.test(words[i]?.folded ?? '') &&
      // "who uses the name Falcon"
      !/^(?:name|alias|pseudonym|nom)$/.test(words[i + 1]?.folded ?? '') &&
      !/^(?:of|in|with|from|at|on|for|by|to|near)$/.test(words[i - 1]?.folded ?? '')
    )
      return true;
  return false;
}

const PLACING: ReadonlySet<string> = new Set(['in', 'at', 'from', 'near', 'to', 'outside', 'around']);

function nameEndingAt(
  mentions: readonly Mention[],
  index: number,
  at: number,
  words: readonly Word[],
): NameMention | undefined {
  for (let i = index - 1; i >= 0 && i >= index - 6; i -= 1) {
    const mention = mentions[i];
    if (mention?.form !== 'name' || mention.to !== at) continue;
    // "In Haedo, the spokeswoman": a place; but "heard from Ada Tarn, a surgeon"
    const heard = /^(?:heard|hears?|hearing)$/.test(words[mention.from - 2]?.folded ?? '');
    const place = mention.kind === 'unknown' && !heard && PLACING.has(words[mention.from - 1]?.folded ?? '');
    return place ? undefined : mention;
  }
  return undefined;
}

function nameStartingAt(mentions: readonly Mention[], index: number, at: number): NameMention | undefined {
  for (let i = index + 1; i < mentions.length && i <= index + 6; i += 1) {
    const mention = mentions[i];
    if (mention?.form === 'name' && mention.from === at && !mention.modifier) return mention;
  }
  return undefined;
}

/** "The Speaker, the Right Honourable Ada Lind,": the name behind an article and an honorific. */
function honouredAt(
  mentions: readonly Mention[],
  index: number,
  at: number,
  words: readonly Word[],
): NameMention | undefined {
  const name = /^(?:the|his|her)$/.test(words[at]?.folded ?? '')
    ? nameStartingAt(mentions, index, at + 1)
    : undefined;
  return name?.honorific ? name : undefined;
}
