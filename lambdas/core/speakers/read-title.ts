// Reads roles and offices: "regional governor", "Russian Foreign Minister", "the president's foreign policy aide".

import type { Title } from './mention.ts';
import type { CountryEntry, Lexicon, RoleEntry } from './name-lists.ts';
import { isPossessiveMark, type Word } from './words.ts';

export interface RoleMatch {
  readonly role: RoleEntry;
  readonly plural: boolean;
  readonly from: number;
  readonly to: number;
}

/** British spelling, and full words for abbreviations: "defense" gives "defence", "gen" gives "general". */
export function spell(folded: string, lexicon: Lexicon): string {
  return lexicon.spellings.get(folded) ?? folded;
}

/** The longest role that starts at word `at` and ends before `limit`. */
export function matchRole(
  words: readonly Word[],
  at: number,
  limit: number,
  lexicon: Lexicon,
): RoleMatch | null {
  // hyphenated roles ("secretary-general") are one word here
  const start = words[at]?.folded ?? '';
  if (!lexicon.roleStarts.has(start) && !start.includes(' ')) return null;
  if (isCutName(words, at, lexicon) || isTimeOfDay(words, at)) return null;
  let key = '';
  let best: RoleMatch | null = null;
  for (let i = at; i < limit && i < at + lexicon.longestRole; i += 1) {
    const word = words[i];
    if (!word || word.folded === '') break;
    key =
      i === at ? spell(word.folded.replace(FORMERLY, ''), lexicon) : `${key} ${spell(word.folded, lexicon)}`;
    const role = lexicon.roles.get(key);
    if (role) best = { role, plural: lexicon.rolePlurals.has(key), from: at, to: i + 1 };
  }
  return best;
}

/** "then-Secretary of State": a hyphen joins what he was. */
const FORMERLY = /^(?:then|ex|former|now) (?=.)/;

/** "Sen likened it", "asked Gov": abbreviated titles have a stop or a name behind them. */
function isCutName(words: readonly Word[], at: number, lexicon: Lexicon): boolean {
  const word = words[at];
  const next = words[at + 1];
  if (!word?.capital || word.allCaps || !lexicon.honorifics.has(word.folded)) return false;
  return lexicon.spellings.has(word.folded) && next?.text !== '.' && next?.capital !== true;
}

/** "3 pm", "89.1 FM", but "the PM". */
const isTimeOfDay = (words: readonly Word[], at: number): boolean =>
  /^[pf]m$/.test(words[at]?.folded ?? '') &&
  (!words[at]?.allCaps || /\d$/.test(words[at - 1]?.text ?? '') || words[at + 1]?.folded === 'radio');

/** The longest role that ends with word `last` (inclusive) and starts at `floor` or later. */
export function matchRoleBefore(
  words: readonly Word[],
  last: number,
  floor: number,
  lexicon: Lexicon,
): RoleMatch | null {
  let key = '';
  let best: RoleMatch | null = null;
  for (let i = last; i >= floor && i > last - lexicon.longestRole; i -= 1) {
    const word = words[i];
    if (!word || word.folded === '') break;
    if (isTimeOfDay(words, i)) break;
    const folded = spell(word.folded.replace(FORMERLY, ''), lexicon);
    key = i === last ? folded : `${folded} ${key}`;
    const role = lexicon.roles.get(key);
    if (role) best = { role, plural: lexicon.rolePlurals.has(key), from: i, to: last + 1 };
  }
  return best;
}

/** What stands before a head noun, read backwards. */
export interface LeftContext {
  /** First word of the phrase, its determiner and possessor included. */
  readonly from: number;
  /** The determiner's word; -1 where there is none. */
  readonly determiner: number;
  /** The possessor's last word, or the possessive pronoun; -1 where there is none. */
  readonly possessor: number;
  /** Lower-case and other words that qualify, in order, spelled, without ranks. */
  readonly qualifiers: readonly string[];
  readonly ranks: readonly string[];
  readonly country: CountryEntry | null;
  /** Capitalised words that are no country of the lists, folded. */
  readonly of: readonly string[];
}

const DETERMINERS: ReadonlySet<string> = new Set([
  'the', 'a', 'an', 'this', 'that', 'these', 'those', 'another', 'one', 'some', 'several', 'many', 'two', 'three',
  'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'both', 'no', 'each', 'every', 'any', 'all', 'most', 'few',
  'dozens', 'hundreds', 'other',
]); // biome-ignore format: one list
const POSSESSIVES: ReadonlySet<string> = new Set(['his', 'her', 'its', 'their', 'my', 'our', 'your']);

/** A phrase is read no further back than this many words from its head. */
const LONGEST_LEFT = 12;

/** Reads what stands before word `head`, within the sentence that starts at `floor`. */
export function readLeft(words: readonly Word[], head: number, floor: number, lexicon: Lexicon): LeftContext {
  const qualifiers: string[] = [];
  const ranks: string[] = [];
  const of: string[] = [];
  let country: CountryEntry | null = null;
  let possessor = -1;
  let from = head;
  let abbreviated = false;
  const lowest = Math.max(floor, head - LONGEST_LEFT);
  for (let i = head - 1; i >= lowest; i -= 1) {
    const word = words[i];
    if (!word) break;
    if (isPossessiveMark(word) && i > lowest) {
      possessor = i - 1;
      const found = countryEndingAt(words, i - 1, lowest, lexicon);
      if (found) country ??= found.country;
      else of.unshift(...capitalsEndingAt(words, i - 1, lowest));
      from = readLeft(words, i - 1, Math.max(floor, i - 6), lexicon).from;
      const before = words[from - 1];
      if (before && from > floor && DETERMINERS.has(before.folded)) from -= 1;
      return { from, determiner: -1, possessor, qualifiers, ranks, country, of };
    }
    const { folded } = word;
    // "the World Food Programme (WFP) spokeswoman"
    if (endsAbbreviation(words, i) && i - 3 >= lowest) {
      abbreviated = true;
      i -= 2;
      continue;
    }
    const joins = abbreviated && /^(?:of|for|on|and)$/.test(word.folded);
    if (joins && words[i - 1]?.capital && words[i + 1]?.capital) continue;
    if (folded === '') break;
    // "reminding counsel that": what somebody does to counsel
    if (!word.capital && folded.endsWith('ing') && lexicon.speechVerbs.has(folded.replace(/ing$/, 'ed')))
      break;
    if (!word.capital || word.first) {
      if (POSSESSIVES.has(folded)) {
        return { from: i, determiner: -1, possessor: i, qualifiers, ranks, country, of };
      }
      if (DETERMINERS.has(folded)) {
        const outer = words[i - 1];
        const start =
          outer && i - 1 >= floor && (outer.folded === 'all' || DETERMINERS.has(outer.folded)) ? i - 1 : i;
        return { from: start, determiner: start, possessor, qualifiers, ranks, country, of };
      }
    }
    const found = countryEndingAt(words, i, lowest, lexicon);
    if (found) {
      country ??= found.country;
      i = found.from;
      from = i;
      continue;
    }
    if (word.capital) {
      // "asked to make Oona Carrick chair": a full name is no owner of the office after it
      const given = words[i - 1];
      if (given?.capital && !given.first && lexicon.given.has(given.folded) && !isTopic(word, lexicon)) break;
      if (lexicon.ranks.has(folded) && !(word.first && folded === 'then')) ranks.unshift(folded);
      else if (word.first && lexicon.functionWords.has(folded)) break;
      else if (lexicon.departments.has(folded)) qualifiers.unshift(spell(folded, lexicon));
      else if (lexicon.notNames.has(folded)) break;
      else of.unshift(folded);
    } else if (lexicon.ranks.has(folded)) ranks.unshift(folded);
    else if (folded === 'of' && joinsBody(words, i, lexicon)) continue;
    else if (
      STOP.has(folded) ||
      /^(?:citing|quoting)$/.test(folded) ||
      (lexicon.speechVerbs.has(folded) && !isParticiple(words, i))
    )
      break;
    else qualifiers.unshift(spell(folded, lexicon));
    from = i;
  }
  return { from, determiner: -1, possessor, qualifiers, ranks, country, of };
}

/** Whether a bracket closes at word `at` that holds the letters of the name before it: "the Food Programme (WFP)". */
export const endsAbbreviation = (words: readonly Word[], at: number): boolean =>
  words[at]?.text === ')' &&
  words[at - 1]?.allCaps === true &&
  words[at - 2]?.text === '(' &&
  words[at - 3]?.capital === true;

/** "an informed source": behind an article a form of a verb of saying is an adjective. */
const isParticiple = (words: readonly Word[], at: number): boolean =>
  /ed$/.test(words[at]?.folded ?? '') && /^(?:an?|the)$/.test(words[at - 1]?.folded ?? '');

/** "a Ministry of Defence spokesperson": the body's name goes on before the "of". */
function joinsBody(words: readonly Word[], at: number, lexicon: Lexicon): boolean {
  const before = words[at - 1];
  return before?.capital === true && lexicon.bodyWords.has(before.folded) && words[at + 1]?.capital === true;
}

/** Function words that never stand inside a noun phrase before its head. */
const STOP: ReadonlySet<string> = new Set(
  (
    'of in on at by for from to with without into onto upon about against between among over under after before ' +
    'during since until while when where why how who whom whose which what that if because although though as than ' +
    'and or but nor so yet not is are was were be been being am do does did has have had having can could will would ' +
    'shall should may might must he she it they i we you him them us me there here then also only even just still ' +
    'via per amid despite near like including according met himself herself itself themselves calling named called'
  ).split(' '),
);

/** The country whose name, adjective or capital ends with word `last`. */
export function countryEndingAt(
  words: readonly Word[],
  last: number,
  floor: number,
  lexicon: Lexicon,
): { country: CountryEntry; by: 'name' | 'adjective' | 'capital'; from: number } | null {
  let key = '';
  let best: { country: CountryEntry; by: 'name' | 'adjective' | 'capital'; from: number } | null = null;
  for (let i = last; i >= floor && i > last - 4; i -= 1) {
    const word = words[i];
    if (!word || word.folded === '') break;
    if (i === last && !word.capital) break;
    // "us" is a pronoun, "US" and "U.S." are not
    if (i === last && word.folded === 'us' && !word.allCaps && !word.text.includes('.')) break;
    key = i === last ? word.folded : `${word.folded} ${key}`;
    const found = lexicon.countries.get(key);
    if (found) best = { country: found.country, by: found.by, from: i };
  }
  return best;
}

function capitalsEndingAt(words: readonly Word[], last: number, floor: number): string[] {
  const out: string[] = [];
  for (let i = last; i >= floor; i -= 1) {
    const word = words[i];
    if (!word?.capital) break;
    out.unshift(word.folded);
  }
  return out;
}

/** The title that a role match and what stands around it make. */
export function makeTitle(match: RoleMatch, left: LeftContext, after: Complement | null): Title {
  // "the leader of the opposition" is the opposition leader
  if (match.role.role === 'leader' && after?.nouns.join(' ') === 'opposition') {
    const role = { ...match.role, role: 'opposition leader' };
    return { ...makeTitle({ ...match, role }, left, null), to: after.to };
  }
  // "the ex-Home Secretary": the hyphen leaves "ex home" in one
  const [first, ...others] = left.qualifiers;
  if (first?.startsWith('ex ')) {
    const bare = { ...left, qualifiers: [first.slice(3), ...others], ranks: ['ex', ...left.ranks] };
    return makeTitle(match, bare, after);
  }
  return {
    text: [...left.qualifiers, ...topicOf(match, after), match.role.role].join(' '),
    role: match.role,
    ranks: left.ranks,
    country: left.country ?? after?.country ?? null,
    of: ownersOf(match, left, after),
    nouns: after?.nouns ?? [],
    from: left.from,
    to: after ? after.to : match.to,
  };
}

/** "Minister of Foreign Affairs", "Minister of the Interior": the department, as the short title has it. */
function topicOf(match: RoleMatch, after: Complement | null): readonly string[] {
  if (!after || !TOPICAL.has(match.role.role)) return [];
  const topic = after.topic.filter((word) => word !== 'affairs');
  return topic.length <= 2 ? topic : [];
}

/** The capitalised words that say whose office it is; a department is no owner. */
function ownersOf(match: RoleMatch, left: LeftContext, after: Complement | null): readonly string[] {
  if (!after) return left.of;
  return TOPICAL.has(match.role.role) ? [...left.of, ...after.of] : [...left.of, ...after.topic, ...after.of];
}

const TOPICAL: ReadonlySet<string> = new Set(['minister', 'secretary', 'deputy minister', 'commissioner']);

/** Capitalised words that go on with the name of a department: "Foreign Affairs", "Water Resources". */
const DEPARTMENT_TAILS: ReadonlySet<string> = new Set(
  'affairs resources relations cooperation services reform reconstruction management protection works'.split(
    ' ',
  ),
);

/** A capitalised word of what a department is for. */
export function isTopic(word: Word | undefined, lexicon: Lexicon): boolean {
  return (
    word?.capital === true &&
    (lexicon.departments.has(word.folded) ||
      DEPARTMENT_TAILS.has(word.folded) ||
      TOPICAL_NOUN.test(word.folded))
  );
}

/** "Minister for Reintegration Ada Lind": endings of abstract nouns that no last name has. */
const TOPICAL_NOUN = /^[a-z]{4,}(?:tion|sion|[gpy]ment|lity|ivity|ics|ology)$/;

/** "of Ukraine's presidential office", "for the ministry": what follows a head noun and says whose it is. */
export interface Complement {
  readonly from: number;
  readonly to: number;
  readonly country: CountryEntry | null;
  readonly of: readonly string[];
  /** Lower-case nouns of it, folded: "presidential office". */
  readonly nouns: readonly string[];
  /** Words between the first "of" and the next preposition, spelled, without countries. */
  readonly topic: readonly string[];
}

const COMPLEMENT_PREPOSITIONS: ReadonlySet<string> = new Set([
  'of',
  'for',
  'at',
  'to',
  'in',
  'from',
  'with',
  'within',
  'on',
]);

/** A complement is read no further than this many words. */
const LONGEST_COMPLEMENT = 12;

/**
 * Reads the complement that starts at word `at`, if one does: a preposition, then words up to a mark, a verb of
 * saying or a word that opens a clause. Lower-case words are taken while they lead to a known noun or a capital.
 */
export function readComplement(
  words: readonly Word[],
  at: number,
  limit: number,
  lexicon: Lexicon,
): Complement | null {
  const first = words[at];
  if (!first || !COMPLEMENT_PREPOSITIONS.has(first.folded)) return null;
  let country: CountryEntry | null = null;
  const of: string[] = [];
  const nouns: string[] = [];
  const topic: string[] = [];
  let inTopic = first.folded === 'of';
  let to = at;
  let reachedHead = false;
  let owned = false;
  for (let i = at + 1; i < limit && i < at + LONGEST_COMPLEMENT; i += 1) {
    const word = words[i];
    if (!word) break;
    if (isPossessiveMark(word)) {
      if (reachedHead) to = i + 1;
      reachedHead = false;
      owned = true;
      continue;
    }
    const { folded } = word;
    // "the mayor of Almora's capital": whatever is owned
    if (owned && !word.capital && folded !== '' && !STOP.has(folded) && !lexicon.speechVerbs.has(folded)) {
      nouns.push(folded);
      to = i + 1;
      reachedHead = true;
      owned = false;
      continue;
    }
    owned = false;
    // "diplomats from Compact states said": a noun, if a verb follows
    const noun = lexicon.groups.has(folded) && lexicon.speechVerbs.has(words[i + 1]?.folded ?? '');
    if (folded === '' || (!word.capital && lexicon.speechVerbs.has(folded) && !noun)) break;
    // "Minister of State for Water Ravi Chandrakar": a name follows the department
    const before = words[i - 1];
    const named =
      word.capital &&
      !isTopic(word, lexicon) &&
      words[i + 1]?.capital === true &&
      !namesPerson(words, i + 1, limit, lexicon);
    if (
      named &&
      reachedHead &&
      (isTopic(before, lexicon) || isRegion(before)) &&
      !lexicon.bodyWords.has(folded)
    )
      break;
    if (word.capital && reachedHead && !words[i - 1]?.capital && isGiven(words, i, limit, lexicon)) break;
    if (reachedHead && namesPerson(words, i, limit, lexicon)) break;
    // "President of the Republic Bo Tarn": a realm has no further name
    if (word.capital && isRealm(before) && words[i + 1]?.capital) break;
    if (word.capital && !lexicon.notNames.has(folded)) {
      const found = countryStartingAt(words, i, limit, lexicon);
      if (found) {
        country ??= found.country;
        i = found.to - 1;
        inTopic = false;
      } else if (inTopic) topic.push(spell(folded, lexicon));
      else of.push(folded);
      to = i + 1;
      reachedHead = true;
      continue;
    }
    if (lexicon.bodies.has(folded) || lexicon.roles.has(folded) || lexicon.groups.has(folded)) {
      nouns.push(folded);
      to = i + 1;
      reachedHead = true;
      continue;
    }
    if (COMPLEMENT_PREPOSITIONS.has(folded) && folded !== 'on' && folded !== 'with' && reachedHead) {
      reachedHead = false;
      inTopic = false;
      continue;
    }
    if (DETERMINERS.has(folded) || POSSESSIVES.has(folded)) {
      if (reachedHead) break;
      continue;
    }
    if (folded === 'and' && words[i + 1]?.capital && reachedHead) continue;
    if (STOP.has(folded)) break;
    // "director for US affairs"
    if (reachedHead && words[i - 1]?.capital && DEPARTMENT_TAILS.has(folded)) {
      nouns.push(folded);
      to = i + 1;
      continue;
    }
    if (reachedHead && !leadsToNoun(words, i, limit, lexicon)) break;
    nouns.push(folded);
  }
  if (to === at) return null;
  // "head of Gazprom": what might be a department is the owner as well
  return { from: at, to, country, of, nouns, topic };
}

const REALMS: ReadonlySet<string> = new Set([
  'republic',
  'kingdom',
  'federation',
  'sultanate',
  'emirate',
  'nation',
  'realm',
  'state',
  'house',
  'senate',
]);

/** "of the Republic", after which only a name may come. */
export function isRealm(word: Word | undefined): boolean {
  return word?.capital === true && REALMS.has(word.folded);
}

const REGIONS: ReadonlySet<string> = new Set(
  'africa america americas asia europe eurasia pacific caribbean balkans caucasus east gulf sahel levant arctic'.split(
    ' ',
  ),
);

/** The last word of "for North America", "for the Middle East": after it too only a name may come. */
export function isRegion(word: Word | undefined): boolean {
  return word?.capital === true && REGIONS.has(word.folded);
}

/** "the Linzhao foreign ministry": whether a known noun stands within the next two words. */
function leadsToNoun(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): boolean {
  for (let i = at + 1; i < limit && i <= at + 2; i += 1) {
    const folded = words[i]?.folded ?? '';
    if (folded === '' || STOP.has(folded) || lexicon.speechVerbs.has(folded)) return false;
    if (lexicon.bodies.has(folded)) return true;
  }
  return false;
}

/** Whether a person's given name stands at `at`, with more of the name after it. */
function isGiven(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): boolean {
  const folded = words[at]?.folded ?? '';
  if (!lexicon.given.has(folded) || lexicon.ambiguousGiven.has(folded)) return false;
  return at + 1 < limit && words[at + 1]?.capital === true;
}

/** Letters of a given name that is no syllable of a longer one. */
const SHORTEST_GIVEN = 4;
/** Words of a person's name, at most. */
const LONGEST_PERSON = 4;

/** "the Joint Chiefs of Staff Mark Tarn", "the Trade Committee Hissein Tarn": behind what ends a body's name even a rarer given name. */
const isLikelyGiven = ({ folded }: Word, before: Word, lexicon: Lexicon): boolean =>
  (lexicon.bodyWords.has(before.folded) || isTopic(before, lexicon)) &&
  (lexicon.ambiguousGiven.has(folded) || lexicon.genderOf(folded) !== null) &&
  !lexicon.departments.has(folded) &&
  !lexicon.bodyWords.has(folded) &&
  !lexicon.countries.has(folded);

/**
 * "Governor of the Bank of Velmark Maria Tarn": whether a first and a last name start at word `at`, behind the capitals of
 * what somebody is of; not "Prime Minister Maria Tarn", "the Velmarkian Maria Tarn".
 */
export function namesPerson(words: readonly Word[], at: number, limit: number, lexicon: Lexicon): boolean {
  const before = words[at - 1];
  const next = at + 1 < limit ? words[at + 1] : undefined;
  if (!before?.capital || !words[at]?.capital || !next?.capital || next.first) return false;
  if (!isGiven(words, at, limit, lexicon) && !isLikelyGiven(words[at], before, lexicon)) return false;
  if (lexicon.plainWords.has(words[at]?.folded ?? '')) return false;
  const { folded } = before;
  // "Ambassador to Israel Maria Tarn", though some are called Israel
  const country = lexicon.countries.get(folded);
  if (country?.by === 'adjective' || (!country && lexicon.given.has(folded))) return false;
  if (lexicon.honorifics.has(folded) || lexicon.roles.has(spell(folded, lexicon))) return false;
  // "the Ministry of Foreign Affairs Nguyen Thi Hanh": what is no word nor a body's may be the name's first
  const ends =
    country ||
    before.allCaps ||
    lexicon.bodyWords.has(folded) ||
    isTopic(before, lexicon) ||
    lexicon.plainWords.has(folded);
  if (!ends && (words[at - 2]?.capital || (words[at]?.text.length ?? 0) < SHORTEST_GIVEN)) return false;
  let end = at;
  while (end < limit && (words[end]?.capital || lexicon.particles.has(words[end]?.folded ?? ''))) {
    if (lexicon.bodyWords.has(words[end]?.folded ?? '')) return false;
    end += 1;
  }
  return end - at <= LONGEST_PERSON;
}

/** The country whose name, adjective or capital starts at word `at`, the longest first. */
export function countryStartingAt(
  words: readonly Word[],
  at: number,
  limit: number,
  lexicon: Lexicon,
): { country: CountryEntry; by: 'name' | 'adjective' | 'capital'; to: number } | null {
  if (!words[at]?.capital) return null;
  let key = '';
  let best: { country: CountryEntry; by: 'name' | 'adjective' | 'capital'; to: number } | null = null;
  for (let i = at; i < limit && i < at + 5; i += 1) {
    const word = words[i];
    // "the People's Republic"
    const possessive = i > at && isPossessiveMark(word);
    if (!word || (word.folded === '' && !possessive)) break;
    key = i === at ? word.folded : possessive ? `${key}s` : `${key} ${word.folded}`;
    if (possessive) continue;
    if (i === at && key === 'us' && !word.allCaps && !word.text.includes('.')) return null;
    const found = lexicon.countries.get(key);
    if (found) best = { country: found.country, by: found.by, to: i + 1 };
  }
  return best;
}
