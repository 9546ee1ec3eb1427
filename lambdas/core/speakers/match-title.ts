// Whether a description may refer to somebody with a known office: "the top diplomat" to a foreign minister.

import type { SpeakerDirectory } from './directory.ts';
import type { Entity } from './entity.ts';
import { initialsOf } from './fold-name.ts';
import type { Title } from './mention.ts';

/** Head nouns that fit any office at all and so prove little. */
const GENERIC: ReadonlySet<string> = new Set([
  'official',
  'politician',
  'person',
  'director',
  'spokesman',
  'spokeswoman',
  'spokesperson',
  'man',
  'woman',
  'leader',
  'chief',
  'head',
]);

/** Words before a head noun that say nothing of the office. */
const EMPTY_QUALIFIERS: ReadonlySet<string> = new Set([
  'senior', 'top', 'chief', 'new', 'longtime', 'veteran', 'current', 'country', 'government', 'state', 'high-ranking',
  'old', 'elderly', 'tall', 'burly', 'frail', 'bearded', 'furious', 'angry', 'weary', 'smiling', 'soft-spoken', 'softly-spoken',
  'grey-haired', 'white-haired', 'bespectacled', 'retired', 'popular', 'controversial', 'powerful', 'influential',
  'embattled', 'outspoken', 'young', 'long-serving', 'main', 'lead', 'principal', 'national', 'same', 'department',
  'ministry',
]); // biome-ignore format: one list

/** "visiting", "elected", "combative": how somebody is, not what office he holds. */
const DESCRIBING = /.(?:ing|ed|ous|ful|ive|less|spoken|haired|term|time|old|born|minded)$/;
/** The same endings in words that tell offices apart. */
const TELLING: ReadonlySet<string> = new Set([
  'ruling', 'governing', 'housing', 'planning', 'fishing', 'mining', 'shipping', 'banking', 'training', 'building', 'engineering',
  'executive', 'legislative', 'administrative', 'armed', 'united', 'marketing', 'broadcasting', 'deputy', 'managing', 'nursing',
]); // biome-ignore format: one list

function isEmptyQualifier(word: string): boolean {
  return EMPTY_QUALIFIERS.has(word) || (DESCRIBING.test(word) && !TELLING.has(word));
}

/** Whether two words name one country or people: "Veloria" and "Velorian", "Kastov" and "Kastovian". */
export function sameRoot(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  let shared = 0;
  while (shared < short.length && short.charAt(shared) === long.charAt(shared)) shared += 1;
  const shortRest = short.slice(shared);
  const longRest = long.slice(shared);
  return shared >= 4 && shortRest.length <= 2 && ADJECTIVE_ENDING.test(longRest);
}

const ADJECTIVE_ENDING =
  /^(?:n|an|ian|ean|nian|ese|nese|ish|i|ni|ic|er|ite|o|oan|s|ns|ans|ians|ans|tian|vian|ran)?$/;

/** Whether what says whose office it is contradicts between a description and a known title. */
function sameOwner(description: Title, known: Title, entity: Entity): boolean {
  // "Sloviria's top diplomat" of a foreign minister of whose country nothing is told
  const sameOffice =
    known.text === description.text ||
    (/^(?:top|chief) diplomat$/.test(description.text) && known.role.groups.includes(description.text));
  // "the United Nations official in Haiti" holds no office of Haiti
  if (description.country && description.of.length > 0 && !isWithin(description.of, known.of)) return false;
  if (description.country) {
    const country = known.country ?? entity.country;
    if (country) return country.id === description.country.id;
    return known.of.length === 0 && sameOffice;
  }
  if (description.of.length === 0) return true;
  if (known.of.length > 0)
    return (
      isWithin(description.of, known.of) ||
      isWithin(known.of, description.of) ||
      (known.of.length > 1 && description.of.includes(initialsOf(known.of)))
    );
  return known.country === null && entity.country === null && sameOffice && !GENERIC.has(known.role.role);
}

/** All of the words, in some form: the European Commission is not the European Central Bank. */
const isWithin = (words: readonly string[], others: readonly string[]): boolean =>
  words.every((word) => word === 'the' || others.some((other) => sameRoot(word, other)));

/** Ranks that make another office of an office. */
const TELLING_RANKS: ReadonlySet<string> = new Set([
  'deputy',
  'vice',
  'former',
  'ex',
  'assistant',
  'associate',
  'under',
  'late',
  'then',
]);

/** Ranks that an article may give or not of one and the same person. */
const PASSING_RANKS: ReadonlySet<string> = new Set([
  'former',
  'ex',
  'outgoing',
  'incoming',
  'ousted',
  'late',
  'acting',
]);

const PAST: ReadonlySet<string> = new Set(['former', 'ex']);

/** Ranks below an office or past one: whoever has one is as much a diplomat or an official as its holder. */
const LOWER_RANKS: ReadonlySet<string> = new Set(['deputy', 'vice', 'assistant', 'associate', 'under']);
const OF_ANY_RANK: ReadonlySet<string> = new Set(['official', 'diplomat', 'politician']);

function sameRanks(description: Title, known: Title): boolean {
  // "the deputy minister" of a deputy foreign minister
  const said = [...description.ranks, ...description.text.split(' ')];
  if (description.ranks.some((rank) => !PASSING_RANKS.has(rank) && !known.ranks.includes(rank))) return false;
  const loose = OF_ANY_RANK.has(description.role.role);
  return !known.ranks.some(
    (rank) =>
      TELLING_RANKS.has(rank) &&
      !(loose && (LOWER_RANKS.has(rank) || PASSING_RANKS.has(rank))) &&
      !said.includes(rank),
  );
}

/** Heads of anything: "the tax chief", "the head of parliament". */
const HEADS: ReadonlySet<string> = new Set(['chief', 'head', 'boss', 'leader', 'director']);

/** Whether the words say what the holder of an office is the head of: "the tax chief" of "head of the tax service". */
function isOver(words: readonly string[], known: Title): boolean {
  const had = [...known.text.split(' '), ...known.nouns, ...known.of];
  return words.every((word) => had.some((other) => sameRoot(word, other)));
}

/** How well `description` fits a title: 0 not at all, 1 by its group, 2 by its role, 3 with its qualifiers too. */
function fitTitle(description: Title, known: Title): number {
  const fit = fitOffice(description, known);
  // "the former minister" is rather one who is called so than one who has just resigned
  const past = description.ranks.some((rank) => PAST.has(rank));
  return past && !known.ranks.some((rank) => PASSING_RANKS.has(rank)) ? Math.min(fit, 1) : fit;
}

const AGE = /^\d{1,3} years? old (?=\S)/;

function fitOffice(described: Title, known: Title): number {
  // "the 63-year-old minister"
  const description = AGE.test(described.text)
    ? { ...described, text: described.text.replace(AGE, '') }
    : described;
  if (!sameRanks(description, known)) return 0;
  if (known.text === description.text) return 3;
  const wanted = description.text.split(' ').filter((word) => !isEmptyQualifier(word));
  const had = known.text.split(' ');
  const role = description.role.role;
  const sameRole = known.role.role === role;
  const qualifiers = wanted.filter((word) => !role.split(' ').includes(word));
  const fits = qualifiers.every((word) => had.includes(word) || known.of.includes(word));
  // "the union leader" of who chairs the farmers' union
  const [noun = role, ...led] = role.split(' ').reverse();
  const leads = [known.role.role, ...known.role.groups].some((one) => HEADS.has(one));
  if (led.length > 0 && HEADS.has(noun) && !sameRole && leads)
    if (isOver([...led, ...qualifiers], known)) return 3;
  if (HEADS.has(role) && [...qualifiers, ...description.nouns].length > 0) {
    const heads = sameRole || known.role.groups.some((group) => HEADS.has(group));
    if (heads && isOver([...qualifiers, ...description.nouns], known)) return 3;
    if (description.nouns.length > 0 && known.nouns.length > 0) return 0;
  }
  if (
    LOWER_RANKS.has(wanted[0] ?? '') &&
    wanted.every((word) => had.includes(word) || known.ranks.includes(word))
  )
    return 2;
  if (sameRole) return fits ? (qualifiers.length > 0 ? 3 : 2) : 0;
  const whole = wanted.join(' ');
  const groups = known.role.groups;
  if (groups.includes(description.text) || groups.includes(whole)) return 2;
  if (groups.includes(role)) return fits ? 1 : 0;
  // "special envoy" and "envoy", "spokesman" and "spokesperson" by the other's groups
  const bare = known.text === known.role.role && !GENERIC.has(known.role.role);
  if (description.role.groups.includes(known.role.role) && fits && bare) return 1;
  // "aide" and "foreign policy aide" share the head: the last word
  const [last] = role.split(' ').slice(-1);
  if (last === undefined || had.at(-1) !== last || !wanted.every((word) => had.includes(word))) return 0;
  // "the minister" is rather the minister than his deputy
  return LOWER_RANKS.has(had[0] ?? '') ? 1 : 2;
}

/** Whether somebody with the title is called by the bare noun of its role: "the minister", but of no associate minister. */
export const isCalledBy = ({ role, ranks }: Title, noun: string): boolean =>
  role.role === noun && !ranks.some((rank) => LOWER_RANKS.has(rank));

/** Titles of the entity: those that the article gives, then its offices in the directory on the date. */
export function knownTitles(
  entity: Entity,
  directory: SpeakerDirectory,
  date: string | null,
): readonly Title[] {
  const offices = entity.speaker?.offices;
  if (!offices || offices.length === 0) return entity.titles;
  const extra: Title[] = [];
  for (const office of offices) {
    const held = directory
      .byOffice(office.title, office.of ?? '', date)
      .some((holder) => holder.speaker === entity.speaker && holder.office === office);
    if (!held) continue;
    const title = titleOfOffice(office.title, office.of ?? '', directory);
    if (title) extra.push(title);
  }
  return extra.length > 0 ? [...entity.titles, ...extra] : entity.titles;
}

/** An office of the directory in the shape of a title that the article gives. */
function titleOfOffice(text: string, of: string, directory: SpeakerDirectory): Title | null {
  const { lexicon } = directory;
  const words = text.split(' ');
  for (let from = 0; from < words.length; from += 1) {
    const role = lexicon.roles.get(words.slice(from).join(' '));
    if (!role) continue;
    const country = lexicon.countryById.get(of) ?? null;
    const owner = country ? undefined : directory.byId(of);
    return {
      text,
      role,
      ranks: words.slice(0, from).filter((word) => lexicon.ranks.has(word)),
      country: country ?? lexicon.countryById.get(owner?.country ?? '') ?? null,
      of: country ? [] : of.split('-'),
      nouns: [],
      from: -1,
      to: -1,
    };
  }
  return null;
}

/** "the representative of Norova" speaks for it in a council: no special representative who is sent there. */
const isDelegate = (description: Title, known: Title): boolean =>
  description.role.role === 'representative' &&
  description.country !== null &&
  known.role.role === 'special representative' &&
  known.country !== description.country;

/** The best fit of a description with anything known of the entity; 0 where nothing fits or something contradicts. */
export function fitEntity(
  description: Title,
  entity: Entity,
  directory: SpeakerDirectory,
  date: string | null,
): number {
  const { gender } = description.role;
  if (gender && entity.gender && entity.gender !== gender) return 0;
  let best = 0;
  for (const known of knownTitles(entity, directory, date)) {
    if (!sameOwner(description, known, entity) || isDelegate(description, known)) continue;
    best = Math.max(best, fitTitle(description, known));
  }
  return best;
}
