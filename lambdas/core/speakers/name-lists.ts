// The word lists that name recognition needs, as they are handed in, and the same made ready for look-ups.
import type { CommonWordsData } from '../text/headlines.ts';
import { type AntecedentModel, type AntecedentModelData, compileAntecedentModel } from './antecedents.ts';
import { foldName } from './fold-name.ts';
import { countEndings, type NameEndings } from './guess-gender.ts';
import { hasWord } from './sorted-words.ts';

export interface CountryEntry {
  readonly id: string;
  readonly name: string;
  readonly adjectives: readonly string[];
  /** Singular and plural names of its people: "Finn", "Finns". */
  readonly demonyms: readonly string[];
  /** Cities that stand for its government when they speak. */
  readonly capitals: readonly string[];
  readonly aliases: readonly string[];
}

export interface RoleEntry {
  /** Lower case, British spelling, singular: "foreign minister". */
  readonly role: string;
  /** Descriptions that may refer to its holder: "minister", "top diplomat", "official". */
  readonly groups: readonly string[];
  readonly gender?: 'female' | 'male';
}

/** Facts about English words; files of these shapes are in lambdas/models/en. */
export interface NameLists {
  readonly countries: readonly CountryEntry[];
  readonly givenNames: {
    readonly female: readonly string[];
    readonly male: readonly string[];
    readonly either: readonly string[];
    /** Names that are words or places as well ("Hope", "Victoria"): weak evidence that a name begins. */
    readonly ambiguous: readonly string[];
  };
  /** More of them, folded, parted by spaces; of less weight where both lists have a name. */
  readonly furtherNames: Readonly<Record<Gender | 'either', string>>;
  /** What still more names tell of a gender, folded and sorted: nothing else is concluded from them. */
  readonly nameGenders: Readonly<Record<Gender, string>>;
  readonly titles: {
    readonly roles: readonly RoleEntry[];
    /** Plural to singular, where it is not made with -s. */
    readonly irregularPlurals: Readonly<Record<string, string>>;
    /** Honorific without its dot, lower case, to the gender that it tells. */
    readonly honorifics: Readonly<Record<string, 'female' | 'male' | null>>;
    /** Abbreviations and American spellings to the spelling that `roles` uses. */
    readonly spellings: Readonly<Record<string, string>>;
    /** What a ministry is for: "health", "energy"; before "Minister" no owner but a part of the office. */
    readonly departments: readonly string[];
    /** Words that change an office: "deputy", "former". */
    readonly ranks: readonly string[];
  };
  readonly antecedents: AntecedentModelData;
  readonly commonWords: CommonWordsData;
  readonly nouns: {
    /** Common nouns of bodies: "ministry", "government". */
    readonly bodies: readonly string[];
    /** Common nouns for a state: "country", "kingdom". */
    readonly countryNouns: readonly string[];
    /** Things that are written or said and then speak: "statement", "report". */
    readonly documents: readonly string[];
    /** Plural or collective nouns of people: "officials", "police". */
    readonly groups: readonly string[];
    /** Capitalised words that make a name that of a body: "Ministry", "Times". */
    readonly bodyWords: readonly string[];
    readonly places: readonly string[];
    /** Capitalised words that name neither a person nor a body: weekdays, networks. */
    readonly notNames: readonly string[];
    /** Lower-case words that begin no name though a capital begins a sentence. */
    readonly functionWords: readonly string[];
    /** Common words that may begin a name as well ("Relief Without Frontiers") but alone begin none. */
    readonly commonWords: readonly string[];
    readonly particles: readonly string[];
    /** Letters after a person's name that are none of it. */
    readonly postNominals: readonly string[];
    /** Forms of verbs of saying. */
    readonly speechVerbs: readonly string[];
  };
}

export type Gender = 'female' | 'male';

/** What a word tells of a country; `by` says how it names it. */
export interface CountryWord {
  readonly country: CountryEntry;
  readonly by: 'name' | 'adjective' | 'capital';
}

/** The lists, indexed. Keys are folded (fold-name.ts). */
export interface Lexicon {
  /** Names, aliases, adjectives, demonyms and capitals of one or several words. Earlier entries win: names first. */
  readonly countries: ReadonlyMap<string, CountryWord>;
  readonly countryById: ReadonlyMap<string, CountryEntry>;
  readonly given: ReadonlyMap<string, Gender | 'either'>;
  /** What given names tell that are not in `given`; null where nobody knows. */
  readonly genderOf: (name: string) => Gender | null;
  readonly endings: NameEndings;
  readonly ambiguousGiven: ReadonlySet<string>;
  /** Role by its folded words joined by one space, singular; plurals map to the same entry. */
  readonly roles: ReadonlyMap<string, RoleEntry>;
  readonly rolePlurals: ReadonlySet<string>;
  /** First words of roles, as spelled and as `spellings` has them before. */
  readonly roleStarts: ReadonlySet<string>;
  /** Number of words of the longest role. */
  readonly longestRole: number;
  readonly honorifics: ReadonlyMap<string, Gender | null>;
  readonly spellings: ReadonlyMap<string, string>;
  readonly departments: ReadonlySet<string>;
  readonly ranks: ReadonlySet<string>;
  readonly bodies: ReadonlyMap<string, string>;
  readonly bodyPlurals: ReadonlySet<string>;
  readonly countryNouns: ReadonlySet<string>;
  readonly documents: ReadonlyMap<string, string>;
  readonly groups: ReadonlySet<string>;
  readonly bodyWords: ReadonlySet<string>;
  /** Those of them that are written in capitals alone: "AG", but not the "Ag" of a name. */
  readonly bodyAcronyms: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly notNames: ReadonlySet<string>;
  readonly functionWords: ReadonlySet<string>;
  readonly commonWords: ReadonlySet<string>;
  /** Words that English writes in lower case: alone at the start of a sentence they are no name. */
  readonly plainWords: ReadonlySet<string>;
  readonly particles: ReadonlySet<string>;
  readonly postNominals: ReadonlySet<string>;
  readonly speechVerbs: ReadonlySet<string>;
  /** What tells whom a pronoun means. */
  readonly antecedents: AntecedentModel;
}

/** The regular plural: "ministry" gives "ministries", "church" "churches". */
function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

function indexCountries(entries: readonly CountryEntry[]): Map<string, CountryWord> {
  const map = new Map<string, CountryWord>();
  const put = (word: string, country: CountryEntry, by: CountryWord['by']): void => {
    const key = foldName(word);
    if (key !== '' && !map.has(key)) map.set(key, { country, by });
  };
  for (const entry of entries) for (const name of [entry.name, ...entry.aliases]) put(name, entry, 'name');
  for (const entry of entries) for (const name of entry.adjectives) put(name, entry, 'adjective');
  for (const entry of entries) for (const name of entry.demonyms) put(name, entry, 'adjective');
  for (const entry of entries) for (const name of entry.capitals) put(name, entry, 'capital');
  return map;
}

const GENDERS = ['female', 'male'] as const;

/** Indexes the lists; linear in their size, done once. */
export function compileLists(lists: NameLists): Lexicon {
  const set = (words: readonly string[]): Set<string> => new Set(words.map(foldName));
  const given = new Map<string, Gender | 'either'>();
  for (const name of lists.givenNames.female) given.set(foldName(name), 'female');
  for (const name of lists.givenNames.male) {
    const key = foldName(name);
    given.set(key, given.get(key) === 'female' ? 'either' : 'male');
  }
  for (const name of lists.givenNames.either) given.set(foldName(name), 'either');
  for (const gender of ['female', 'male', 'either'] as const) {
    for (const name of lists.furtherNames[gender].split(' ')) if (!given.has(name)) given.set(name, gender);
  }

  const roles = new Map<string, RoleEntry>();
  const rolePlurals = new Set<string>();
  let longestRole = 1;
  for (const entry of lists.titles.roles) {
    const key = foldName(entry.role);
    roles.set(key, entry);
    longestRole = Math.max(longestRole, key.split(' ').length);
  }
  for (const entry of lists.titles.roles) {
    const plural = pluralOf(foldName(entry.role));
    if (!roles.has(plural)) {
      roles.set(plural, entry);
      rolePlurals.add(plural);
    }
  }
  for (const [plural, singular] of Object.entries(lists.titles.irregularPlurals)) {
    const entry = roles.get(foldName(singular));
    if (entry) {
      roles.set(foldName(plural), entry);
      rolePlurals.add(foldName(plural));
    }
  }

  const roleStarts = new Set<string>();
  for (const key of roles.keys()) roleStarts.add(key.split(' ')[0] ?? key);
  for (const [from, to] of Object.entries(lists.titles.spellings)) {
    if (roleStarts.has(to.split(' ')[0] ?? to)) roleStarts.add(foldName(from));
  }

  const bodies = new Map<string, string>();
  const bodyPlurals = new Set<string>();
  for (const noun of lists.nouns.bodies) bodies.set(foldName(noun), foldName(noun));
  for (const noun of lists.nouns.bodies) {
    const plural = foldName(pluralOf(noun));
    if (!bodies.has(plural)) {
      bodies.set(plural, foldName(noun));
      bodyPlurals.add(plural);
    }
  }
  const documents = new Map<string, string>();
  for (const noun of lists.nouns.documents) documents.set(foldName(noun), foldName(noun));
  for (const noun of lists.nouns.documents) {
    const plural = foldName(pluralOf(noun));
    if (!documents.has(plural)) documents.set(plural, foldName(noun));
  }
  return {
    endings: countEndings(given),
    countries: indexCountries(lists.countries),
    countryById: new Map(lists.countries.map((entry) => [entry.id, entry])),
    given,
    genderOf: (name) => GENDERS.find((gender) => hasWord(lists.nameGenders[gender], name)) ?? null,
    ambiguousGiven: set(lists.givenNames.ambiguous),
    roles,
    rolePlurals,
    roleStarts,
    longestRole,
    honorifics: new Map(Object.entries(lists.titles.honorifics)),
    spellings: new Map(Object.entries(lists.titles.spellings).map(([from, to]) => [foldName(from), to])),
    departments: set(lists.titles.departments),
    ranks: set(lists.titles.ranks),
    bodies,
    bodyPlurals,
    countryNouns: set(lists.nouns.countryNouns),
    documents,
    groups: set(lists.nouns.groups),
    bodyWords: set(lists.nouns.bodyWords),
    bodyAcronyms: set(lists.nouns.bodyWords.filter((word) => word === word.toUpperCase())),
    places: set(lists.nouns.places),
    notNames: set(lists.nouns.notNames),
    functionWords: set(lists.nouns.functionWords),
    commonWords: set(lists.nouns.commonWords),
    plainWords: new Set([...lists.commonWords.clausal.split(' '), ...lists.commonWords.others.split(' ')]),
    particles: set(lists.nouns.particles),
    postNominals: set(lists.nouns.postNominals),
    speechVerbs: set(lists.nouns.speechVerbs),
    antecedents: compileAntecedentModel(lists.antecedents),
  };
}
