// Finds all mentions of an article in one pass over its words: names with their titles, descriptions, pronouns.
import { CODE_WORDS, codeAt, isCodeAt } from './code-names.ts';
import type { SpeakerDirectory } from './directory.ts';
import type {
  DescriptionMention,
  Determiner,
  Draft,
  Mention,
  MentionKind,
  NameMention,
  Title,
} from './mention.ts';
import type { Gender, Lexicon } from './name-lists.ts';
import { qualifies } from './namesakes.ts';
import { isNickname, type NamePiece, nameText, readNames, startsName } from './read-name.ts';
import {
  countryStartingAt,
  isRealm,
  isTopic,
  makeTitle,
  matchRole,
  matchRoleBefore,
  type RoleMatch,
  readComplement,
  readLeft,
} from './read-title.ts';
import { isSentTo } from './trades.ts';
import { type ArticleWords, isPossessiveMark, type Word } from './words.ts';

const PRONOUNS: ReadonlySet<string> = new Set([
  'he', 'she', 'it', 'they', 'him', 'them', 'himself', 'herself', 'itself', 'themselves', 'who', 'which', 'i', 'we',
  'his', 'her', 'its', 'their',
]); // biome-ignore format: one list
const DISTRIBUTIVE: ReadonlySet<string> = new Set(['each', 'every', 'no', 'any', 'my', 'your', 'our']);
const DEFINITE: ReadonlySet<string> = new Set(['the']);
const INDEFINITE: ReadonlySet<string> = new Set(['a', 'an', 'another', 'some', 'any', 'every', 'each', 'no']);
const DEMONSTRATIVE: ReadonlySet<string> = new Set(['this', 'that', 'these', 'those']);

const CALLS = /^(?:Save|Stop|Free|Protect|Defend|Rescue|Feed|Reclaim)$/;

const POSSESSIVE_PRONOUNS: ReadonlySet<string> = new Set(['his', 'her', 'its', 'their']);

/** "thanked her for it", "told her that": no noun follows whose owner she could be. */
const isObject = ({ folded, sentence }: Word, next: Word | undefined, { functionWords }: Lexicon): boolean =>
  folded === 'her' && (next?.sentence !== sentence || next.folded === '' || functionWords.has(next.folded));

/** "he" but not "H.E."; "one of them" but not "one official". */
function isPronoun(word: Word, next: Word | undefined, before: Word | undefined, lexicon: Lexicon): boolean {
  const { folded } = word;
  if ((folded !== 'one' && !PRONOUNS.has(folded)) || word.text.includes('.')) return false;
  if (folded === 'one') {
    // "One of them", "One, a clerk, said", "One described the call"
    return (
      next?.folded === 'of' ||
      next?.text === ',' ||
      (word.first && lexicon.speechVerbs.has(next?.folded ?? '')) ||
      // "“No,” said one."
      (lexicon.speechVerbs.has(before?.folded ?? '') && next?.folded === '')
    );
  }
  if (folded === 'i') return word.text === 'I';
  return !word.allCaps || word.text.length === 1;
}

/** The words of an article, and the last names in it that are other words as well (namesakes.ts). */
interface NamedWords extends ArticleWords {
  readonly namesakes: ReadonlySet<string>;
  /** Codes that stand for people: "RV-31". */
  readonly codes: ReadonlySet<string>;
}

/** All mentions, in text order, none inside another but for possessors and complements. Linear in the words. */
export function scanMentions(article: NamedWords, directory: SpeakerDirectory): readonly Mention[] {
  const mentions: Mention[] = [];
  const push = (draft: Draft<Mention>): void => {
    // what the phrase reaches back over is only a part of it: the "Velorian" of "the Velorian transport minister"
    const from = draft.form === 'name' ? (draft.title?.from ?? draft.from) : draft.from;
    for (let i = mentions.length - 1; i >= 0; i -= 1) {
      const earlier = mentions[i];
      if (!earlier || earlier.headFrom < from) break;
      if (!earlier.modifier) mentions[i] = { ...earlier, modifier: true };
    }
    if (draft.form === 'name') endBehindName(draft, mentions);
    mentions.push({ ...draft, index: mentions.length } as Mention);
  };
  const { sentenceStarts } = article;
  for (let s = 0; s + 1 < sentenceStarts.length; s += 1) {
    scanSentence(article, sentenceStarts[s] ?? 0, sentenceStarts[s + 1] ?? 0, directory, push);
  }
  return mentions.map((mention, index) => {
    const named = withSharedSurname(mention, mentions[index + 1], article.words);
    return withSharedTitle(named, mentions[index - 1], mentions[index + 1], article.words, directory.lexicon);
  });
}

/** Mentions that one name may end: "director of the network Ada ya Tarn" is a director and a network. */
const MOST_ENDED = 3;

/** A description that was read into the middle of a name goes on to its end. */
function endBehindName({ headFrom, headTo }: Draft<NameMention>, mentions: Mention[]): void {
  for (let i = mentions.length - 1; i >= Math.max(0, mentions.length - MOST_ENDED); i -= 1) {
    const earlier = mentions[i];
    if (earlier?.form !== 'description' || earlier.to <= headFrom || earlier.to >= headTo) continue;
    mentions[i] = { ...earlier, to: headTo, complementTo: headTo };
  }
}

/** Words of a title that several share. */
const LONGEST_TITLE = 4;

/** "Foreign ministers Zeynep Aral and Stelios Kanaris": the title is each one's. */
function withSharedTitle(
  mention: Mention,
  before: Mention | undefined,
  after: Mention | undefined,
  words: readonly Word[],
  lexicon: Lexicon,
): Mention {
  if (mention.form !== 'name' || mention.title || mention.kind === 'body' || mention.kind === 'country')
    return mention;
  const joined = (left: Mention, right: Mention): boolean =>
    right.from === left.to + 1 &&
    words[left.to]?.folded === 'and' &&
    left.form === 'name' &&
    right.form === 'name';
  const first =
    before && joined(before, mention) ? before : after && joined(mention, after) ? mention : undefined;
  const match =
    first && matchRoleBefore(words, first.from - 1, Math.max(0, first.from - LONGEST_TITLE), lexicon);
  if (!match?.plural || words[match.from]?.sentence !== mention.sentence) return mention;
  const title = makeTitle(match, readLeft(words, match.from, match.from - LONGEST_TITLE, lexicon), null);
  return { ...mention, kind: 'person', title: { ...title, country: null, of: [] } };
}

/** "Arno and Felix Deck": the last name is both's. */
function withSharedSurname(mention: Mention, next: Mention | undefined, words: readonly Word[]): Mention {
  if (
    mention.form !== 'name' ||
    mention.kind !== 'person' ||
    !mention.short ||
    mention.title ||
    mention.honorific
  )
    return mention;
  const joined = words[mention.to]?.folded === 'and' && next?.from === mention.to + 1;
  if (!joined || next.form !== 'name' || next.kind !== 'person' || next.headTo - next.headFrom !== 2)
    return mention;
  return {
    ...mention,
    name: `${mention.name} ${nameText(words, next.headFrom + 1, next.headTo)}`,
    short: false,
  };
}

function scanSentence(
  article: NamedWords,
  from: number,
  to: number,
  directory: SpeakerDirectory,
  push: (draft: Draft<Mention>) => void,
): void {
  const { lexicon } = directory;
  const { words } = article;
  let i = from;
  while (i < to) {
    const word = words[i];
    if (!word || word.folded === '') {
      i += 1;
      continue;
    }
    if (isPronoun(word, words[i + 1], words[i - 1], lexicon)) {
      const possessive = POSSESSIVE_PRONOUNS.has(word.folded) && !isObject(word, words[i + 1], lexicon);
      push({
        form: 'pronoun',
        pronoun: word.folded,
        from: i,
        to: i + 1,
        headFrom: i,
        headTo: i + 1,
        sentence: word.sentence,
        modifier: possessive,
        possessive,
      });
      i += 1;
      continue;
    }
    const country = countryOfWords(words, i, to, lexicon);
    if (country > i) {
      push(countryName(words, i, country));
      i = country;
      continue;
    }
    if (article.codes.size > 0 && isCodeAt(i, words) && article.codes.has(codeAt(i, words))) {
      push(plainName('person', words, i, i + CODE_WORDS));
      i += CODE_WORDS;
      continue;
    }
    // "House of Commons Speaker Bo Tarn": whose speaker he is
    if (word.text === 'House' && words[i + 1]?.folded === 'of' && words[i + 2]?.capital) {
      const office = words[i + 3]?.capital ? matchRole(words, i + 3, to, lexicon) : null;
      if (office && !office.plural) {
        push({ ...plainName('body', words, i, i + 3), modifier: true });
        i += 3;
        continue;
      }
    }
    const campaign = endOfCampaign(words, i, to);
    if (campaign > i) {
      push(plainName('body', words, i, campaign));
      i = campaign;
      continue;
    }
    const role = matchRole(words, i, to, lexicon);
    const letter = role && !role.plural ? initialAfter(words, role, to) : -1;
    if (role && letter > 0) {
      push(letteredName(words, role.from, letter));
      i = letter;
      continue;
    }
    const namesake = isNamesake(words, i, article, lexicon);
    if (role && !namesake && !isNameLike(words, role, to, lexicon) && !isAbstract(words, role)) {
      const named = afterRetired(words, role.to, to);
      if (startsPerson(words, named, to, directory) && !role.plural) {
        i = named; // the name reads its title backwards
        continue;
      }
      i = scanDescription(words, role.from, role.to, from, to, role, lexicon, push);
      continue;
    }
    const next = words[i + 1];
    if (!word.capital || (!namesake && standsAsNoun(word, words[i - 1], next, lexicon))) {
      const noun = word.folded === 'minutes' && isNumber(words[i - 1], lexicon) ? '' : word.folded;
      // "the ruling Homeland Front"
      const adjective = noun === 'ruling' && next?.capital === true;
      if (
        !adjective &&
        (lexicon.bodies.has(noun) || lexicon.documents.has(noun) || lexicon.groups.has(noun))
      ) {
        i = scanDescription(words, i, i + 1, from, to, null, lexicon, push);
        continue;
      }
    }
    if (isDepartment(words, i, from, lexicon)) {
      i += 1;
      continue;
    }
    const known =
      (word.first && word.capital && article.nameWords.has(word.folded)) || isListed(word, next, directory);
    if (known || namesake || startsName(word, next, lexicon, words[i - 1], words[i + 2])) {
      i = scanNames(article, i, from, to, directory, push);
      continue;
    }
    i += 1;
  }
}

/** "To Lam": a name of the directory that begins as no other does. */
function isListed(word: Word, next: Word | undefined, { byName, lexicon }: SpeakerDirectory): boolean {
  if (!word.capital || word.allCaps || !next?.capital || next.first) return false;
  if (!lexicon.functionWords.has(word.folded)) return false;
  return byName(`${word.text} ${next.text}`).some(({ kind }) => kind === 'person');
}

/** "Save the Forests": where the name of a campaign that is a call ends; `at` where there is none. */
function endOfCampaign(words: readonly Word[], at: number, to: number): number {
  if (!CALLS.test(words[at]?.text ?? '') || words[at + 1]?.text !== 'the') return at;
  let end = at + 2;
  while (end < to && words[end]?.capital) end += 1;
  return end > at + 2 ? end : at;
}

/** "Saint Lucia", "Bosnia and Herzegovina": where a country's name of several words ends; `at` where there is none. */
function countryOfWords(words: readonly Word[], at: number, to: number, lexicon: Lexicon): number {
  const found = words[at]?.capital ? countryStartingAt(words, at, to, lexicon) : null;
  if (found?.by !== 'name' || found.to < at + 2) return at;
  const next = found.to < to ? words[found.to] : undefined;
  // "New Zealand Herald", "Antigua and Barbuda's Ministry of Health"
  const goesOn = isPossessiveMark(next) ? words[found.to + 1]?.capital : next?.capital && !next.first;
  return goesOn ? at : found.to;
}

/** The "Water" of "Minister of State for Water Ravi Chandrakar": a department of the title, and none of the name. */
function isDepartment(words: readonly Word[], at: number, floor: number, lexicon: Lexicon): boolean {
  let last = at;
  // "Under Secretary for African Affairs Eva Stone"
  while (words[last]?.capital && last < at + LONGEST_TOPIC && !isTopic(words[last], lexicon)) last += 1;
  if (!isTopic(words[last], lexicon)) return false;
  while (last < at + LONGEST_DEPARTMENT && isTopic(words[last + 1], lexicon)) last += 1;
  const next = words[last + 1];
  if (!next?.capital || next.first || lexicon.bodyWords.has(next.folded)) return false;
  let before = at - 1;
  const joins = (word: Word | undefined): boolean =>
    isTopic(word, lexicon) ||
    word?.folded === 'and' ||
    (word?.capital === true && before > at - LONGEST_TOPIC);
  while (before > floor && before > at - LONGEST_DEPARTMENT && joins(words[before])) before -= 1;
  if (!TITLE_PREPOSITIONS.has(words[before]?.folded ?? '')) return false;
  const role = matchRoleBefore(words, before - 1, floor, lexicon);
  return role !== null && !role.plural;
}

/** Words of a department before one that shows it, and of all of it: keeps hostile articles linear. */
const LONGEST_TOPIC = 3;
const LONGEST_DEPARTMENT = 8;

/** "Witness K", "Source B": the word after a letter that stands for the name; -1 where none does. */
function initialAfter(words: readonly Word[], role: RoleMatch, to: number): number {
  const letter = role.to < to ? words[role.to] : undefined;
  const named = words[role.from]?.capital === true && role.to - role.from === 1;
  if (!named || !letter || !/^\p{Lu}$/u.test(letter.text) || letter.text === 'I') return -1;
  const next = words[role.to + 1];
  return next?.text === '.' || next?.capital ? -1 : role.to + 1;
}

function letteredName(words: readonly Word[], from: number, to: number): Draft<NameMention> {
  return plainName('person', words, from, to);
}

function countryName(words: readonly Word[], from: number, to: number): Draft<NameMention> {
  const after = words[to];
  const possessive = isPossessiveMark(after) && after?.glued === true;
  return { ...plainName('country', words, from, to), modifier: possessive, possessive };
}

function plainName(kind: MentionKind, words: readonly Word[], from: number, to: number): Draft<NameMention> {
  return {
    form: 'name',
    kind,
    name: nameText(words, from, to),
    title: null,
    gender: null,
    honorific: null,
    nickname: null,
    short: false,
    from,
    to,
    headFrom: from,
    headTo: to,
    sentence: words[from]?.sentence ?? 0,
    modifier: false,
    possessive: false,
  };
}

/** "Son added" after Dao Thanh Son, "Judge was late" after Ada Judge: a last name that is a noun as well. */
function isNamesake(
  words: readonly Word[],
  at: number,
  { nameWords, namesakes }: NamedWords,
  lexicon: Lexicon,
): boolean {
  const word = words[at];
  if (!word?.capital || word.allCaps) return false;
  const before = words[at - 1];
  if (before?.folded === 'the' || (before?.capital && before.sentence === word.sentence)) return false;
  const next = words[at + 1];
  // "Church leaders", "Judge of the court"
  if (namesakes.has(word.folded))
    return !next || (!/^(?:of|for)$/.test(next.folded) && !qualifies(next, lexicon));
  const role = lexicon.roles.get(word.folded);
  if (!role || lexicon.rolePlurals.has(word.folded) || role.groups.includes('official')) return false;
  return nameWords.has(word.folded) && (!next?.folded || lexicon.speechVerbs.has(next.folded));
}

/** "justice was done": without an article the noun is none of a person. */
function isAbstract(words: readonly Word[], { from, to, role }: RoleMatch): boolean {
  if (role.role !== 'justice' || to - from > 1 || words[from]?.capital) return false;
  return !/^(?:the|a|an|each|every|one)$/.test(words[from - 1]?.folded ?? '');
}

/** "eleven minutes", "20 minutes" are no document. */
function isNumber(word: Word | undefined, lexicon: Lexicon): boolean {
  if (!word) return false;
  return /\d/.test(word.text) || lexicon.functionWords.has(word.folded) || NUMBERS.test(word.folded);
}
const NUMBERS = /(?:teen|ty|eleven|twelve|hundred|dozen|few)$/;

/** "The participating States", "Officials said": a capital that makes no name of a common noun. */
function standsAsNoun(
  word: Word,
  before: Word | undefined,
  next: Word | undefined,
  lexicon: Lexicon,
): boolean {
  // "state TV"
  if (word.text === 'TV') return /^(?:state|public|national|local)$/.test(before?.text ?? '');
  if (next?.capital && !next.first && !word.first) return false;
  if (word.first) return !(next?.capital && !next.first);
  if (before?.capital && before.folded !== 'the') return false;
  // "her Government undertook to fund it"
  if (POSSESSIVE_PRONOUNS.has(before?.folded ?? '') && lexicon.bodies.has(word.folded)) return true;
  return lexicon.groups.has(word.folded) || (lexicon.documents.has(word.folded) && next?.folded === 'of');
}

/** "Gen. (ret.) Petrov": the word after the bracket; `at` where there is none. */
export function afterRetired(words: readonly Word[], at: number, to: number): number {
  if (words[at]?.text !== '(' || !/^ret/.test(words[at + 1]?.folded ?? '')) return at;
  for (let i = at + 2; i < Math.min(to, at + 4); i += 1) if (words[i]?.text === ')') return i + 1;
  return at;
}

/** "General Assembly", "Governor's Office": the role word is part of a body's name. */
function isNameLike(words: readonly Word[], role: RoleMatch, to: number, lexicon: Lexicon): boolean {
  const first = words[role.from];
  const next = role.to < to ? words[role.to] : undefined;
  // "Reporters Without Borders" even at the start of a sentence
  if (role.plural && first?.capital && next?.folded === 'without' && next.capital) return true;
  if (!first?.capital || first.first) return false;
  // "the Sons of Rain"
  const after = words[role.to + 1];
  if (role.plural && role.to - role.from === 1 && next?.folded === 'of') {
    if (after?.capital && !matchRole(words, role.to + 1, to, lexicon))
      return lexicon.countries.get(after.folded) === undefined;
  }
  // "Physicians for the Lowlands"
  if (role.plural && /^(?:for|against|without)$/.test(next?.folded ?? '')) {
    const name = after?.folded === 'the' ? words[role.to + 2] : after;
    return name?.capital === true;
  }
  return next?.capital === true && lexicon.bodyWords.has(next.folded);
}

/** Particles that begin a last name: "Minister de Groot", "President van der Meer". */
const NOBILIARY =
  /^(?:de|del|dela|delos|della|di|da|dos|du|des|la|le|van|von|der|den|ten|ter|zu|zur|bin|ibn|bint|ben|al|el|abu|ould|mint|av|af)$/;

/** Where the last name begins whose capitalised part begins at word `at`. */
function beforeParticles(words: readonly Word[], at: number, floor: number): number {
  let from = at;
  while (from > floor && NOBILIARY.test(words[from - 1]?.text ?? '')) from -= 1;
  return from;
}

/** The first word from `at` that is no such particle. */
function afterParticles(words: readonly Word[], at: number, to: number): number {
  let end = at;
  while (end < to && NOBILIARY.test(words[end]?.text ?? '')) end += 1;
  return end;
}

/** Whether a person's name starts at word `at`, honorifics included. */
function startsPerson(
  words: readonly Word[],
  start: number,
  to: number,
  directory: SpeakerDirectory,
): boolean {
  const at = afterParticles(words, start, to);
  const word = at < to ? words[at] : undefined;
  if (!word?.capital || word.first) return false;
  const { lexicon } = directory;
  if (!startsName(word, words[at + 1], lexicon)) return false;
  if (matchRole(words, at, to, lexicon)) {
    // "Minister General Ivan Petrov": rank upon title; the name comes after it
    return true;
  }
  if (lexicon.bodyWords.has(word.folded)) return false;
  const country = lexicon.countries.get(word.folded);
  return country === undefined || (words[at + 1]?.capital === true && lexicon.given.has(word.folded));
}

function scanNames(
  article: NamedWords,
  at: number,
  floor: number,
  to: number,
  directory: SpeakerDirectory,
  push: (draft: Draft<Mention>) => void,
): number {
  const { words } = article;
  const { lexicon } = directory;
  let start = at;
  let gender: Gender | null = null;
  let honorific: string | null = null;
  // "HH the Emir", "HE the Minister": nobody's name
  if (/^H(?:E|H|M|RH|SH)$/.test(words[at]?.text ?? '') && words[at + 1]?.folded === 'the') return at + 1;
  // honorifics are none of the name: "Mr.", "H.E. Ms."
  while (start < to) {
    const word = words[start];
    const told = word ? lexicon.honorifics.get(word.folded) : undefined;
    const next = words[start + 1];
    const isHonorific =
      told !== undefined ||
      /^(?:he|h[ehm]|hr[hm])$/.test(word?.folded ?? '') ||
      word?.folded === 'hon' ||
      (/^(?:right|rt)$/.test(word?.folded ?? '') && /^hon(?:o(?:u?rable|ured))?$/.test(next?.folded ?? ''));
    if (!word?.capital || !isHonorific || !next || start + 1 >= to) break;
    // "the Metropolitan Police" is no bishop
    if (
      word.folded === 'metropolitan' &&
      (lexicon.bodies.has(next.folded) || lexicon.bodyWords.has(next.folded))
    )
      break;
    const dot = next.text === '.' ? 1 : 0;
    const named = start + 1 + dot;
    if (!words[named]?.capital && !NOBILIARY.test(words[named]?.text ?? '')) break;
    gender ??= told ?? null;
    honorific = word.text;
    start += 1 + dot;
  }
  // "Mr. de Groot"
  if (honorific) start = afterParticles(words, start, to);
  if (start >= to || !words[start]?.capital) return at + 1;
  // "the President of the Republic Bo Tarn"
  const realm =
    isRealm(words[start]) && words[start - 1]?.folded === 'the' && words[start - 2]?.folded === 'of';
  if (realm && words[start + 1]?.capital && words[start + 2]?.capital) return start + 1;
  const pieces = readNames(words, start, to, directory);
  pieces.forEach((piece, nth) => {
    pushPiece(
      words,
      isSurname(words, piece, article, lexicon) ? { ...piece, kind: 'unknown' } : piece,
      nth === 0 ? at : piece.from,
      floor,
      to,
      nth === 0 ? honorific : null,
      nth === 0 ? gender : null,
      directory,
      push,
    );
  });
  return Math.max(at + 1, pieces.at(-1)?.to ?? at + 1);
}

/** "Türk added" after Volka Türk, "Post left" after Ada Post: a last name that is an adjective or a body as well. */
function isSurname(
  words: readonly Word[],
  { from, to, kind }: NamePiece,
  article: NamedWords,
  lexicon: Lexicon,
): boolean {
  const word = words[from];
  if (!word || to - from > 1 || kind === 'person' || kind === 'unknown') return false;
  if (article.namesakes.has(word.folded) && words[from - 1]?.folded !== 'the' && !word.allCaps)
    return !lexicon.countries.has(word.folded);
  if (kind !== 'adjective' || !article.nameWords.has(word.folded)) return false;
  return isPossessiveMark(words[to]) || lexicon.speechVerbs.has(words[to]?.folded ?? '');
}

/** "the minister herself", "Lind himself". */
const genderAfter = (next: Word | undefined): Gender | null => {
  if (next?.folded === 'herself') return 'female';
  return next?.folded === 'himself' ? 'male' : null;
};

const STYLE = /^(?:Sheikha?|Prince(?:ss)?|Lord|Lady|Father|Sister|Brother)$/;

function pushPiece(
  words: readonly Word[],
  piece: NamePiece,
  from: number,
  floor: number,
  to: number,
  honorific: string | null,
  honorificGender: Gender | null,
  directory: SpeakerDirectory,
  push: (draft: Draft<Mention>) => void,
): void {
  const { lexicon } = directory;
  if (piece.kind === 'adjective' || piece.kind === 'none') return;
  const perhaps = honorific !== null || piece.kind === 'person' || piece.kind === 'unknown';
  const start = perhaps ? beforeParticles(words, piece.from, floor) : piece.from;
  const before = perhaps ? titleBefore(words, Math.min(from, start), floor, lexicon) : null;
  const title = before && withOwnerAfter(before, words, piece.to, to, lexicon);
  let kind: MentionKind | 'place' = piece.kind;
  const after = piece.to < to ? words[piece.to] : undefined;
  if (honorific || (title && kind !== 'body') || beforePostNominals(words, piece, lexicon) < piece.to)
    kind = 'person';
  // "Strand, whose daughters …", "Petrova, 45,"
  const next = after?.text === ',' ? words[piece.to + 1] : after;
  if (
    kind === 'unknown' &&
    next &&
    !lexicon.bodies.has(words[from - 1]?.folded ?? '') &&
    // "founder of a shelter in Tarn, who"
    words[from - 1]?.folded !== 'in' &&
    // "President Idriss Saleh of Nambeko, who": he does
    !(words[from - 1]?.folded === 'of' && words[from - 2]?.capital) &&
    (/^whos?e?$/.test(next.folded) || (after?.text === ',' && /^\d\d$/.test(next.text)))
  ) {
    kind = 'person';
  }
  const possessive = isPossessiveMark(after) && after?.glued === true;
  // "Nkorosia's Defence Ministry" is one name
  const owner =
    kind === 'body' && !hasOwnName(words, piece, directory)
      ? ownerBefore(words, piece.from, floor, lexicon)
      : start;
  const name = nameText(words, owner, beforePostNominals(words, piece, lexicon));
  // "the Dawn Heron": a ship or a thing, for people have no article
  const article =
    from > floor && (words[from - 1]?.folded === 'the' || VESSELS.has(words[from - 1]?.folded ?? ''));
  const several = piece.to - piece.from > 1;
  if (article && !title && !honorific && kind === 'person') kind = several ? 'body' : 'unknown';
  // "the Lesser Maroon reefs"
  if (
    article &&
    !title &&
    !honorific &&
    kind === 'unknown' &&
    several &&
    after &&
    /^[a-z]+$/.test(after.text)
  )
    if (!lexicon.functionWords.has(after.folded) && !lexicon.speechVerbs.has(after.folded)) kind = 'body';
  const first = words[piece.from];
  if (!first) return;
  // "Foreign Minister Sheikh Hamad": the style that the title swallowed
  const style = words[piece.from - 1];
  const styled =
    title && title.to === piece.from && title.from < piece.from - 1 && STYLE.test(style?.text ?? '');
  const nextRole =
    after &&
    !possessive &&
    kind !== 'person' &&
    (lexicon.roles.has(after.folded) ||
      lexicon.bodies.has(after.folded) ||
      matchRole(words, piece.to, to, lexicon) !== null);
  push({
    form: 'name',
    kind: kind === 'place' ? 'country' : kind,
    name,
    title,
    gender: honorificGender ?? title?.role.gender ?? genderAfter(words[piece.to]),
    honorific: honorific ?? (styled ? (style?.text ?? null) : null),
    nickname: nicknameIn(words, piece),
    short: piece.to - piece.from === 1,
    from: Math.min(title?.from ?? from, from, owner),
    to: piece.to,
    headFrom: piece.from,
    headTo: piece.to,
    sentence: first.sentence,
    modifier: possessive || nextRole === true,
    possessive,
  });
}

function nicknameIn(words: readonly Word[], { from, to }: NamePiece): string | null {
  for (let i = from + 1; i + 3 < to + 1; i += 1) if (isNickname(words, i)) return words[i + 1]?.text ?? null;
  return null;
}

/** Where the name ends before the letters behind it: "Ada Tarn KC". */
function beforePostNominals(words: readonly Word[], piece: NamePiece, { postNominals }: Lexicon): number {
  let to = piece.to;
  while (to - piece.from > 2 && postNominals.has(words[to - 1]?.folded ?? '')) to -= 1;
  return to;
}

/** Vessels: what is called by a name after one is no person. */
const VESSELS: ReadonlySet<string> = new Set(
  'ship ferry trawler tanker vessel boat yacht frigate destroyer freighter submarine cruiser steamer liner barge'.split(
    ' ',
  ),
);

/** Where the capitalised possessor starts that ends right before word `at`; `at` where there is none. */
function ownerBefore(words: readonly Word[], at: number, floor: number, { functionWords }: Lexicon): number {
  if (at - 2 < floor || !isPossessiveMark(words[at - 1]) || !words[at - 2]?.capital) return at;
  let start = at - 2;
  while (start - 1 >= floor && words[start - 1]?.capital && !words[start]?.first) start -= 1;
  // "the Metal and Electrical Workers' Union"
  const listed =
    words[start - 1]?.folded === 'and' && words[start - 2]?.capital && words[start - 3]?.folded === 'the';
  if (listed && start - 2 >= floor) start -= 2;
  // "Although Russia's Defence Ministry"
  return start < at - 2 && words[start]?.first && functionWords.has(words[start]?.folded ?? '')
    ? start + 1
    : start;
}

/** "Iran's IRIB", "Israel's Mossad": the body is called so without its country, unlike the Defence Ministry. */
function hasOwnName(
  words: readonly Word[],
  { from, to }: NamePiece,
  { byName, lexicon }: SpeakerDirectory,
): boolean {
  if (to === from + 1 && words[from]?.allCaps) return true;
  const country = lexicon.countries.get(words[from - 2]?.folded ?? '')?.country;
  return (
    country !== undefined && byName(nameText(words, from, to)).some((known) => known.country === country.id)
  );
}

/** The title that ends right before word `at`: "Kremlin spokesman", "head of the ministry", "the chief negotiator". */
function titleBefore(words: readonly Word[], at: number, floor: number, lexicon: Lexicon): Title | null {
  let last = at - 1;
  // "Gen. (ret.) Petrov"
  if (words[last]?.text === ')') {
    const open = [last - 2, last - 3].find((i) => words[i]?.text === '(');
    if (open !== undefined && /^ret/.test(words[open + 1]?.folded ?? '')) last = open - 1;
  }
  if (last < floor) return null;
  let match = matchRoleBefore(words, last, floor, lexicon);
  if (match && !match.plural) {
    // "Prime Minister General X": take the title before the rank as the office
    const outer = matchRoleBefore(words, match.from - 1, floor, lexicon);
    if (outer && !outer.plural && !lexicon.ranks.has(outer.role.role)) match = outer;
    const left = readLeft(words, match.from, floor, lexicon);
    return { ...makeTitle(match, left, null), to: at };
  }
  // "head of Ukraine's presidential office Andriy Yermak"
  const { folded = '' } = words[at] ?? {};
  const before = words[at - 1];
  const ofRealm = words[at - 2]?.folded === 'of' && isRealm(words[at - 3]);
  const afterDepartment = isTopic(before, lexicon) || isRealm(before) || ofRealm;
  const known = lexicon.given.has(folded) || lexicon.honorifics.has(folded) || afterDepartment;
  // "head of operations Choi Tak-tsan": a noun, and two words of a name
  const afterNoun =
    before?.capital === false &&
    before.folded !== '' &&
    !lexicon.functionWords.has(before.folded) &&
    words[at + 1]?.capital === true;
  if (!known && !afterNoun) return null;
  const lowest = Math.max(floor, at - (known ? 9 : 3));
  for (last = at - 2; last >= lowest; last -= 1) {
    const word = words[last];
    if (!word || (word.folded === '' && !isPossessiveMark(word))) return null;
    if (!TITLE_PREPOSITIONS.has(word.folded) || (!known && words[last + 1]?.folded === 'the')) continue;
    match = matchRoleBefore(words, last - 1, floor, lexicon);
    if (!match || match.plural) continue;
    const nouns = words.slice(last + 1, at);
    const bare =
      afterNoun &&
      nouns.every(({ folded, capital }) => folded !== '' && !capital && !lexicon.functionWords.has(folded));
    const after = bare
      ? { from: last, to: at, country: null, of: [], nouns: nouns.map(({ folded }) => folded), topic: [] }
      : readComplement(words, last, at, lexicon);
    if (!after || after.to !== at) continue;
    return { ...makeTitle(match, readLeft(words, match.from, floor, lexicon), after), to: at };
  }
  return null;
}

/** Words of a country's name. */
const LONGEST_OWNER = 4;

/** "President Teboko Tiannang of Kiroa": the country stands after the name. A party after it has no such office. */
function withOwnerAfter(
  title: Title,
  words: readonly Word[],
  at: number,
  to: number,
  lexicon: Lexicon,
): Title {
  if (title.country || title.of.length > 0 || at >= to || words[at]?.folded !== 'of') return title;
  const start = words[at + 1]?.folded === 'the' ? at + 2 : at + 1;
  const found = countryStartingAt(words, start, to, lexicon);
  if (found) return { ...title, country: found.country };
  const of: string[] = [];
  for (let i = start; i < to && words[i]?.capital && of.length < LONGEST_OWNER; i += 1)
    of.push(words[i]?.folded ?? '');
  if (of.some((word) => lexicon.bodyWords.has(word) || lexicon.notNames.has(word))) return title;
  return { ...title, of };
}

const TITLE_PREPOSITIONS: ReadonlySet<string> = new Set(['of', 'for', 'at', 'to']);

function determinerOf(words: readonly Word[], index: number): Determiner {
  const folded = words[index]?.folded ?? '';
  if (DEFINITE.has(folded)) return 'definite';
  if (INDEFINITE.has(folded)) return 'indefinite';
  if (DEMONSTRATIVE.has(folded)) return 'demonstrative';
  return index >= 0 ? 'number' : 'none';
}

function scanDescription(
  words: readonly Word[],
  headFrom: number,
  headTo: number,
  floor: number,
  to: number,
  role: RoleMatch | null,
  lexicon: Lexicon,
  push: (draft: Draft<Mention>) => void,
): number {
  let from = headFrom;
  let end = headTo;
  let match = role;
  // "ministry spokesman", "government officials": the last of several head nouns in a row is the head
  for (;;) {
    const next = end < to ? words[end] : undefined;
    if (!next || next.folded === '' || (next.capital && !words[from]?.capital)) break;
    const nextRole = matchRole(words, end, to, lexicon);
    if (nextRole) {
      if (next.capital && !nextRole) break;
      match = nextRole;
      from = end;
      end = nextRole.to;
      continue;
    }
    if (
      lexicon.bodies.has(next.folded) ||
      lexicon.groups.has(next.folded) ||
      lexicon.documents.has(next.folded)
    ) {
      if (lexicon.speechVerbs.has(next.folded)) break;
      match = null;
      from = end;
      end += 1;
      continue;
    }
    break;
  }
  const head = words[from];
  if (!head) return headTo;
  // a title whose name follows is read from the name
  const after = end < to ? words[end] : undefined;
  if (
    match &&
    !match.plural &&
    after?.capital &&
    !after.first &&
    startsName(after, words[end + 1], lexicon)
  ) {
    if (!lexicon.bodyWords.has(after.folded) && !lexicon.countries.has(after.folded)) return end;
  }
  const left = readLeft(words, from, floor, lexicon);
  const noun = headNoun(words, from, end, match, lexicon);
  // "said a diplomat to Reuters": whom he told
  const told =
    after?.folded === 'to' && lexicon.speechVerbs.has(words[left.from - 1]?.folded ?? '') && !isSentTo(noun);
  const complement = told ? null : readComplement(words, end, to, lexicon);
  if (match === null && isNumbered(head, after, lexicon)) end += 1;
  const possessive = isPossessiveMark(after) && after?.glued === true;
  const possessorWord = left.possessor >= 0 ? words[left.possessor] : undefined;
  if (!match?.plural && left.determiner < 0 && !possessorWord && isAdjective(noun, after, lexicon))
    return end;
  const draft: Omit<DescriptionMention, 'index'> = {
    form: 'description',
    kind: kindOf(noun, match, lexicon),
    determiner: left.possessor >= 0 ? 'possessive' : determinerOf(words, left.determiner),
    plural: match ? match.plural : isPluralNoun(words, from, lexicon),
    title: match ? makeTitle(match, left, complement) : null,
    noun,
    distributive: DISTRIBUTIVE.has(
      words[left.determiner >= 0 ? left.determiner : left.possessor]?.folded ?? '',
    ),
    qualifiers: [...left.qualifiers, ...left.of],
    possessor: possessorWord ? left.possessor : -1,
    complementFrom: complement?.from ?? end,
    complementTo: complement?.to ?? end,
    country: left.of.length === 0 ? (left.country ?? complement?.country ?? null) : null,
    gender: match?.role.gender ?? genderAfter(words[end]),
    from: left.from,
    to: complement?.to ?? end,
    headFrom: from,
    headTo: end,
    sentence: head.sentence,
    modifier: possessive,
    possessive,
  };
  push(draft);
  return end;
}

/** "Article 4", "Annex C", "Protocol II": the number is part of what the document is called. */
function isNumbered(head: Word, after: Word | undefined, lexicon: Lexicon): boolean {
  if (!head.capital || !lexicon.documents.has(head.folded)) return false;
  return after?.sentence === head.sentence && /^(?:\d{1,4}|[IVX]{1,5}|[A-Z])$/.test(after.text);
}

/** Roles and bodies that are adjectives as well: "on official maps", "the chief reason", "military supplies". */
const ADJECTIVES: ReadonlySet<string> = new Set(
  'official chief head general lead veteran military'.split(' '),
);

function isAdjective(noun: string, after: Word | undefined, lexicon: Lexicon): boolean {
  if (!ADJECTIVES.has(noun) || !after || after.capital || !/^\p{Ll}/u.test(after.text)) return false;
  return !lexicon.functionWords.has(after.folded) && !lexicon.speechVerbs.has(after.folded);
}

function headNoun(
  words: readonly Word[],
  from: number,
  to: number,
  match: RoleMatch | null,
  lexicon: Lexicon,
): string {
  if (match) return match.role.role;
  const folded = words[to - 1]?.folded ?? words[from]?.folded ?? '';
  return lexicon.bodies.get(folded) ?? lexicon.documents.get(folded) ?? folded;
}

function kindOf(noun: string, match: RoleMatch | null, lexicon: Lexicon): MentionKind {
  if (match) return match.plural ? 'group' : 'person';
  if (lexicon.groups.has(noun)) return 'group';
  if (lexicon.documents.has(noun)) return 'document';
  return lexicon.countryNouns.has(noun) ? 'country' : 'body';
}

function isPluralNoun(words: readonly Word[], at: number, lexicon: Lexicon): boolean {
  const folded = words[at]?.folded ?? '';
  return lexicon.groups.has(folded) || lexicon.bodyPlurals.has(folded);
}
