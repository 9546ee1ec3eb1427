// "a senior Talvian official", "two people familiar with the matter", "analysts": nameless, filed by the description.
import type { Entity } from '../entity.ts';
import { foldName, transliterationKey } from '../fold-name.ts';
import type { DescriptionMention } from '../mention.ts';
import { isPastForm } from '../read-name.ts';
import { countryStartingAt, endsAbbreviation } from '../read-title.ts';
import { opensSentence, type Reading, type Rule } from '../reading.ts';
import { isPossessiveMark, type Word } from '../words.ts';
import { choosePossessor } from './link-personal-pronoun.ts';
import { RELATIONS, withOwner } from './link-role.ts';

/** Words that open an addition which tells sources apart: "close to the talks", "seen by CPS". */
const ADDITIONS: ReadonlySet<string> = new Set([
  'familiar', 'close', 'seen', 'living', 'working', 'briefed', 'involved', 'based', 'near', 'inside', 'obtained', 'with', 'on', 'by', 'from',
]); // biome-ignore format: one list
const LONGEST_DESCRIPTION = 12;
const LONGEST_ADDITION = 8;
const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an', 'this', 'that', 'these', 'those']);
const CUTS: ReadonlySet<string> = new Set([
  'who', 'which', 'that', 'whom', 'whose', 'when', 'where', 'after', 'as', 'while', 'and', 'is', 'was', 'were', 'are',
  'has', 'had', 'have', 'will', 'would', 'could', 'but',
]); // biome-ignore format: one list
const PRONOUNS: ReadonlySet<string> = new Set(['his', 'her', 'its', 'their']);
const SMALL: ReadonlySet<string> = new Set('with on by from to of the a an in at for'.split(' '));

const AGAIN = /^(?:also|again|later|earlier|then|repeatedly|reportedly|did|do|does|made|put|gave)$/;

/** "a diplomat from another member state": a noun. */
const isMember = (words: readonly Word[], at: number): boolean =>
  words[at]?.folded === 'state' && /^(?:member|gulf|baltic)$/.test(words[at - 1]?.folded ?? '');

/** A past tense that nothing shows to be a participle: "put the number", "declined to say". */
const doesSomething = (word: Word, next: Word | undefined, { directory: { lexicon } }: Reading): boolean =>
  isPastForm(word) && next !== undefined && lexicon.functionWords.has(next.folded) && next.folded !== 'by';

/** Where the addition that starts at word `at` ends; `at` where none does. */
function endOfAddition(at: number, sentence: number, reading: Reading): number {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  const first = words[at];
  if (!first || first.sentence !== sentence || !ADDITIONS.has(first.folded)) return at;
  let to = at;
  let named = false;
  for (let i = at; i < at + LONGEST_ADDITION; i += 1) {
    const word = words[i];
    if (word?.text === '&' && named && words[i + 1]?.capital) continue;
    // "familiar with the monitors’ findings"
    if (isPossessiveMark(word) && word?.glued && words[i + 1]?.folded !== '') {
      named = false;
      continue;
    }
    if (!word || word.sentence !== sentence || word.folded === '' || CUTS.has(word.folded)) break;
    if (
      lexicon.notNames.has(word.folded) ||
      (i > at && !word.capital && lexicon.speechVerbs.has(word.folded) && !isMember(words, i))
    )
      break;
    // "two people familiar with the talks put the number", "… declined to give details"
    if (i > at + 1 && (AGAIN.test(word.folded) || doesSomething(word, words[i + 1], reading))) break;
    // after a name the addition is over, but for "of"
    // … "from one of the Baltic republics"
    const listed = words[i - 2]?.folded === 'the' && /[^s]s$/.test(word.folded) && i > at + 1;
    if (named && !word.capital && word.folded !== 'of' && !listed) break;
    named = word.capital;
    to = i + 1;
  }
  while (to > at && SMALL.has(words[to - 1]?.folded ?? '')) to -= 1;
  return to;
}

/** Verbs of a clause that only says on what terms somebody spoke. */
const TERMS: ReadonlySet<string> = new Set(
  'spoke asked declined requested said insisted wished wanted authorised authorized anonymity named identified gave refused'.split(
    ' ',
  ),
);
const LONGEST_CLAUSE = 8;
/** Nouns that say nothing of who is meant without a clause. */
const GENERAL: ReadonlySet<string> = new Set(
  'people person man woman men women those officials official staff one others'.split(' '),
);
/** Verbs of saying that a clause may have as nouns: "who has listened in on earlier calls". */
const NOUNS_AS_WELL: ReadonlySet<string> = new Set(
  'calls reports claims states notes finds quotes demands promises threats posts charges'.split(' '),
);
/** "a man in uniform", "officials there", "a member of her household": what places the source belongs to it. */
const PLACING: ReadonlySet<string> = new Set(['in', 'of', 'at', 'from', 'within', 'inside', 'there', 'here']);
const DETERMINERS: ReadonlySet<string> = new Set(['the', 'a', 'an', 'his', 'her', 'its', 'their']);

/** Names in a list of what several people are of. */
const LONGEST_LIST = 24;

/** "the foreign ministers of Norova, Lutz and the League": where the list that goes on at `at` ends; `at` where none does. */
function endOfList(at: number, words: readonly Word[]): number {
  const sentence = words[at]?.sentence;
  for (let i = at; i < at + LONGEST_LIST && words[i]?.sentence === sentence; ) {
    const last = words[i]?.folded === 'and' || words[i + 1]?.folded === 'and';
    if (words[i]?.text !== ',' && words[i]?.folded !== 'and') return at;
    i += words[i]?.text === ',' && last ? 2 : 1;
    if (words[i]?.folded === 'the') i += 1;
    const from = i;
    while (words[i]?.capital && words[i]?.sentence === sentence) i += 1;
    if (i === from) return at;
    if (last) return i;
  }
  return at;
}

/** "the ministry in a statement said", "the guild in turn accused": how it was said, and no part of who said it. */
const tellsHow = (at: number, words: readonly Word[]): boolean => {
  if (words[at]?.folded !== 'in') return false;
  const next = words[at + 1]?.folded ?? '';
  if (/^(?:turn|response|reply|return|reaction|remarks)$/.test(next)) return true;
  if (next !== 'a' && next !== 'an' && next !== 'its' && next !== 'their') return false;
  return words.slice(at + 2, at + 5).some(({ folded }) => UTTERED.test(folded));
};
/** "the agency ignored distress calls": what it did, where no preposition shows a participle. */
const isPast = (at: number, { article: { words }, directory: { lexicon } }: Reading): boolean => {
  const next = words[at + 1];
  return (
    /^\p{Ll}{2,}ed$/u.test(words[at]?.text ?? '') &&
    next !== undefined &&
    next.folded !== '' &&
    !lexicon.functionWords.has(next.folded)
  );
};
const ADVERB =
  /^(?:\p{Ll}{3,}ly|further|also|again|then|later|still|once|twice|now|however|instead|meanwhile)$/u;
const UTTERED =
  /^(?:statement|release|letter|post|tweet|report|video|message|communique|notice|notification|note|bulletin|interview|speech|address|briefing|tweets|posts)$/;

/** Verbs whose "of" belongs to them, by their beginnings. */
const ROBS =
  /^(?:accus|suspect|convict|acquit|clear|strip|depriv|robb|inform|remind|assur|convinc|notif|warn)\p{Ll}*(?:e[ds]|ing|s)$/u;
const CIRCLES = /^(?:circles|quarters|ranks)$/;

/** "estimates by organisers indicate that": what several papers do. */
const SHOWS = /^(?:indicate|show|suggest|reveal|say|warn|claim|estimate|point|put|confirm|find)$/;

/** Where the description ends: after its addition, a short clause that tells who is meant, or the rest of its noun. */
function endOfDescription(mention: DescriptionMention, reading: Reading): number {
  const { words } = reading.article;
  const { lexicon } = reading.directory;
  // "a spokeswoman for the Foreign, Commonwealth and Development Office": the name goes on
  const name = reading.mentions[mention.index + 1];
  if (name?.form === 'name' && name.headFrom < mention.to && name.headTo > mention.to) return name.headTo;
  // "accused the army of torture": what it is accused of
  const before = words[mention.from - 1]?.folded ?? '';
  if (words[mention.to]?.folded === 'of' && ROBS.test(before)) return mention.to;
  const listed = mention.plural ? endOfList(mention.to, words) : mention.to;
  if (listed > mention.to) return listed;
  const added = endOfAddition(mention.to, mention.sentence, reading);
  if (added > mention.to) return added;
  const next = words[mention.to];
  if (!next || next.sentence !== mention.sentence) return mention.to;
  // a clause tells people apart, not diplomats
  const clause = next.folded === 'who' && GENERAL.has(words[mention.to - 1]?.folded ?? '');
  if (next.folded === 'who' && !clause) return mention.to;
  if (tellsHow(mention.to, words) || isPast(mention.to, reading)) return mention.to;
  const places = PLACING.has(next.folded);
  // "the chamber of commerce in the border town": as far as it is read
  let read = mention.to;
  let plain = next.folded === 'of';
  const limit = mention.to + (clause || next.folded === 'of' ? LONGEST_CLAUSE : 4);
  for (let i = mention.to; i <= limit; i += 1) {
    const word = words[i];
    const ends =
      !word ||
      word.sentence !== mention.sentence ||
      (word.folded === '' && !word.glued) ||
      /^[.,;:!?)"”]/.test(word.text);
    // "The two ministers met.": a sentence that ends so has its verb there
    if (ends && mention.to === mention.headTo && !clause && !places && /^[.!?]/.test(word?.text ?? ''))
      return next.folded === 'of' ? i : read;
    if (ends) return i;
    // "the candidate promptly dismissed it"
    if (!clause && ADVERB.test(word.text) && lexicon.speechVerbs.has(words[i + 1]?.folded ?? ''))
      return i > mention.to ? read : mention.to;
    if (clause && i <= mention.to + 3 && TERMS.has(word.folded)) return mention.to;
    // "an official who first claimed"
    const perfect = clause && /^(?:has|have|had)$/.test(words[i - 1]?.folded ?? '');
    if (clause && !perfect && i <= mention.to + 2 && lexicon.speechVerbs.has(word.folded)) return mention.to;
    // "a source in diplomatic circles in Lisk"
    if (next.folded === 'in' && CIRCLES.test(word.folded))
      return PLACING.has(words[i + 1]?.folded ?? '') && words[i + 2]?.capital ? i + 3 : i + 1;
    if (mention.plural && i > mention.to && SHOWS.test(word.folded)) return i;
    // but "two people who have read it"
    if (!perfect && lexicon.speechVerbs.has(word.folded) && !(clause && NOUNS_AS_WELL.has(word.folded)))
      return i;
    const further =
      places && (DETERMINERS.has(word.folded) || (next.folded === 'of' && PLACING.has(word.folded)));
    const joins = i === mention.to ? PLACING.has(word.folded) : further;
    if (!clause && !joins && word.capital) return read;
    // "the analysis of satellite pictures by": a noun phrase from the "of" to here
    if (!clause && !joins && lexicon.functionWords.has(word.folded))
      return plain && i > mention.to + 1 ? i : read;
    if (i > mention.to + 1 && joins) plain = false;
    if (next.folded !== 'of' || i === mention.to || joins || read > mention.to) continue;
    // "the army of shelling the road" is accused of it
    if (/.ing$/.test(word.folded)) return mention.to;
    read = i + 1;
  }
  return read;
}

const SEEN = /^(?:seen|obtained|reviewed|viewed|consulted|leaked|shown|read)$/;

/** "a draft agenda seen by this agency": how somebody came by a document is no part of its name. */
export function beforeSeen(from: number, to: number, words: readonly Word[]): number {
  for (let i = from; i < to; i += 1)
    if (
      SEEN.test(words[i]?.folded ?? '') &&
      /^(?:by|last|this|to|on|earlier|out)$/.test(words[i + 1]?.folded ?? '')
    )
      return i;
  return to;
}

/** Words as they are filed: single spaces, a small initial unless it is a name's. */
export function wordsOf(from: number, to: number, reading: Reading): string {
  const { words } = reading.article;
  let out = '';
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (!word) continue;
    if (i > from && endsAbbreviation(words, i + 2)) {
      i += 2;
      continue;
    }
    // "NGOs" keep their capitals
    const small =
      i === from &&
      word.first &&
      !/^\p{Lu}{2}/u.test(word.text) &&
      !isProper(i, reading) &&
      !(i + 1 < to && opensTitle(word, words[i + 1], reading));
    const text = small ? word.text.charAt(0).toLowerCase() + word.text.slice(1) : word.text;
    out += i > from && !word.glued ? ` ${text}` : text;
  }
  return out;
}

/** "Foreign Ministry officials", "Republic Act 12": whose noun has a capital keeps its own, but for "Senior Ministry officials". */
const opensTitle = ({ folded }: Word, next: Word | undefined, { directory: { lexicon } }: Reading): boolean =>
  next?.capital === true &&
  (lexicon.bodies.has(next.folded) || lexicon.documents.has(next.folded)) &&
  !lexicon.functionWords.has(folded) &&
  !RANKED.test(folded) &&
  !/^(?:senior|junior|former|current|local|serving|retired|unnamed)$/.test(folded);

/** "European diplomats", "Muslim leaders": of continents, faiths, parties and peoples without a state. */
const PROPER_ADJECTIVES: ReadonlySet<string> = new Set(
  (
    'african american asian european western eastern arab arctic balkan baltic caribbean caucasian eurasian gulf latin ' +
    'mediterranean nordic scandinavian palestinian kurdish tibetan uyghur uighur rohingya christian muslim islamist ' +
    'islamic jewish catholic orthodox protestant anglican buddhist hindu sikh shia shiite sunni alawite druze republican ' +
    'democratic communist zionist soviet'
  ).split(' '),
);

function isProper(at: number, reading: Reading): boolean {
  const word = reading.article.words[at];
  if (!word) return false;
  if (word.allCaps && word.text.length > 1) return true;
  const { lexicon } = reading.directory;
  // "North Korean officials"
  const country = countryStartingAt(reading.article.words, at, reading.article.words.length, lexicon);
  if (country) return true;
  if (lexicon.countries.has(word.folded) || PROPER_ADJECTIVES.has(word.folded)) return true;
  if (lexicon.commonWords.has(word.folded) || lexicon.functionWords.has(word.folded)) return false;
  if (lexicon.roles.has(word.folded) || lexicon.bodies.has(word.folded) || lexicon.groups.has(word.folded))
    return false;
  return (
    word.capital &&
    reading.entities.bySurname(word.text).length + reading.entities.byBodyWord(word.text).length > 0
  );
}

/** "Peru's largest newspaper": no name of it. */
const RANKED = /^(?:.+est|first|second|third|last|main|leading|most|new|old|only|own|powerful|ruling|top)$/;

/** "Ukraine's military", "the Ukrainian military": one name for the body of a country; null where it is none. */
export function nationalName({ kind, country, qualifiers, noun, plural }: DescriptionMention): string | null {
  const adjective = country?.adjectives[0];
  if (!adjective || kind !== 'body' || plural || qualifiers.some((word) => RANKED.test(word))) return null;
  return [adjective, ...qualifiers, noun].join(' ');
}

/** The description as it is filed: without article and relative clause; "his party" under the name of the man. */
export function describe(mention: DescriptionMention, reading: Reading): string {
  const { words } = reading.article;
  const national =
    mention.determiner === 'possessive' || mention.determiner === 'definite' ? nationalName(mention) : null;
  if (national && endOfDescription(mention, reading) === mention.headTo) return national;
  let { from } = mention;
  // "current and former officials"
  if (words[from - 1]?.folded === 'and' && words[from - 2]?.folded === 'current') from -= 2;
  // "the Chinese and U.S. governments"
  else if (mention.plural) from = withFirstCountry(from, reading);
  // "both the police and the public"
  if (words[from]?.folded === 'both' && words[from + 1]?.folded === 'the') from += 1;
  while (from < mention.headFrom && ARTICLES.has(words[from]?.folded ?? '')) from += 1;
  const last = Math.min(endOfDescription(mention, reading), from + LONGEST_DESCRIPTION);
  let to = beforeSeen(mention.headTo, last, words);
  while (to > mention.headTo && SMALL.has(words[to - 1]?.folded ?? '')) to -= 1;
  // "his party", "Mrs Brown's campaign": under the full name of whose it is
  const owner = choosePossessor(mention, reading);
  const owned = (start: number): string => {
    const rest = wordsOf(start, to, reading);
    const adjective = mention.kind === 'body' ? owner?.country?.adjectives[0] : undefined;
    if (owner?.kind === 'country' && adjective) return `${adjective} ${rest}`;
    return `${owner?.speaker?.name ?? owner?.name}'s ${rest}`;
  };
  // "His counterpart from South Lisk"
  const told = mention.noun === 'counterpart' && to > mention.headTo;
  if (told && PRONOUNS.has(words[mention.possessor]?.folded ?? ''))
    return wordsOf(mention.possessor + 1, to, reading);
  if (owner && PRONOUNS.has(words[mention.possessor]?.folded ?? ''))
    return bodyOfOffice(mention.noun, owner) ?? owned(mention.possessor + 1);
  if (owner?.kind === 'person' && isNamedBy(words[mention.possessor], owner))
    return owned(mention.possessor + 2);
  const text = wordsOf(from, to, reading);
  const body = to === mention.headTo && isBareSpokesman(mention) ? bodySpeaking(mention, reading) : null;
  return body ? `${body.speaker?.name ?? body.name} ${text}` : text;
}

/** "the North Korean and U.S. governments": where the adjective of the first starts; `from` where there is none. */
function withFirstCountry(from: number, { article: { words }, directory: { lexicon } }: Reading): number {
  if (words[from - 1]?.folded !== 'and' || !countryStartingAt(words, from, words.length, lexicon))
    return from;
  for (let start = from - 2; start >= from - LONGEST_COUNTRY - 1; start -= 1)
    if (words[start]?.capital && countryStartingAt(words, start, from - 1, lexicon)?.to === from - 1)
      return start;
  return from;
}
/** Words of a country's adjective. */
const LONGEST_COUNTRY = 3;

/** "Mrs Brown's office", but "the minister's office": whoever is minister, it stays what it is. */
const isNamedBy = (word: Word | undefined, { described, name, speaker }: Entity): boolean => {
  const key = transliterationKey(word?.folded ?? '');
  const parts = foldName(speaker?.name ?? name).split(' ');
  return !described && key !== '' && parts.some((part) => transliterationKey(part) === key);
};

/** "A spokesman said": whose is not told. */
function isBareSpokesman({ title, determiner, possessor, qualifiers }: DescriptionMention): boolean {
  if (!title || !/^spokes(?:man|woman|person)$/.test(title.text)) return false;
  return determiner === 'indefinite' && possessor < 0 && qualifiers.length === 0 && !title.country;
}

/** The body that spoke last, in the sentence before or the one before that. */
function bodySpeaking(mention: DescriptionMention, { focus }: Reading): Entity | null {
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    if (!item || mention.sentence - item.mention.sentence > NEAR_SPEAKER) return null;
    const { entity, speaks } = item;
    if (!speaks || item.mention.sentence === mention.sentence) continue;
    if (entity.kind === 'person') return null;
    if ((entity.kind === 'body' || entity.kind === 'unknown') && !entity.plural) return entity;
  }
  return null;
}
const NEAR_SPEAKER = 2;

/** "her ministry" of a health minister, "her government" of a delegate of Sri Lanka: whose it is by the office. */
function bodyOfOffice(noun: string, { kind, titles }: Entity): string | null {
  if (kind !== 'person' || (noun !== 'ministry' && noun !== 'government')) return null;
  for (const title of titles) {
    const words = title.text.split(' ');
    const topic = words.length === 2 && words[1] === 'minister' ? words[0] : undefined;
    const whose =
      title.country?.adjectives[0] ??
      title.of.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
    if (noun === 'ministry' && topic) return `${whose} ${topic} ministry`.trim();
    if (noun === 'government' && title.country) return `${whose} government`;
  }
  return null;
}

const MODAL = /^(?:can|could|may|might|must|should|would)$/;

/** A new entity for a source without name. */
export function describeSource(mention: DescriptionMention, reading: Reading): Entity {
  const entity = reading.entities.create({
    kind: mention.kind,
    name: describe(mention, reading),
    described: true,
    plural: mention.plural,
    gender: mention.gender,
    speaker: null,
    country: mention.country,
  });
  // "its representative": the representative of that, and of nobody else
  const { title } = mention;
  if (title)
    reading.entities.addTitle(
      entity,
      RELATIONS.has(title.role.role) ? title : withOwner(title, mention, reading),
    );
  entity.nouns.add(mention.noun);
  const { words } = reading.article;
  entity.generic =
    mention.distributive ||
    // "reminded counsel"
    (mention.noun === 'counsel' && mention.determiner === 'none' && !opensSentence(mention, words)) ||
    (mention.determiner === 'indefinite' &&
      !opensSentence(mention, words) &&
      MODAL.test(words[mention.to]?.folded ?? ''));
  return entity;
}

/** Roles that anybody may have: a source so described is nameless. */
const ANYBODY: ReadonlySet<string> = new Set([
  'official', 'source', 'diplomat', 'person', 'man', 'woman', 'witness', 'insider', 'spokesman', 'spokeswoman', 'spokesperson',
  'judge', 'prosecutor', 'reporter', 'journalist',
]); // biome-ignore format: one list
const NEAR_SENTENCES = 3;
const MOST_MENTIONS = 60;

/** "The governor" soon after somebody without a title was named, and nobody has been called governor: likely the same. */
function isSomebodyKnown(mention: DescriptionMention, reading: Reading): boolean {
  const { title } = mention;
  if (!title || mention.plural || mention.determiner !== 'definite') return false;
  if (title.text !== title.role.role || title.country || title.of.length > 0) return false;
  if (mention.to > mention.headTo || ANYBODY.has(title.role.role)) return false;
  const { focus } = reading;
  for (let i = focus.length - 1, n = 0; i >= 0 && n < MOST_MENTIONS; i -= 1, n += 1) {
    const item = focus[i];
    if (!item || mention.sentence - item.mention.sentence > NEAR_SENTENCES) return false;
    const { entity } = item;
    if (entity.kind === 'person' && !entity.described && entity.titles.length === 0) return true;
  }
  return false;
}

export const describeSourceRule: Rule = {
  name: 'description',
  apply(mention, reading) {
    if (mention.form !== 'description') return undefined;
    return isSomebodyKnown(mention, reading) ? null : describeSource(mention, reading);
  },
};
