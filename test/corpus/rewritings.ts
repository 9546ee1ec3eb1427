/**
 * Rewrites marked-up articles mechanically, the gold with them: other people, other countries, another typography,
 * another way of naming people again. What is said, and by whom, stays the same, and so should what is found.
 *
 * The corpus is about invented people with rare names in invented countries; the world has a President of Georgia, a Mr
 * Judge, and a Li who is no Lee. Each rewriting asks whether a rule knows the world or the corpus.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Null where an article gives the rewriting nothing to rewrite. `source` is a file of the corpus, see README.md. */
export type Rewriting = (source: string) => string | null;

type Gender = 'female' | 'male';

/** Invented combinations of real names: the people are nobody. */
interface NamePool {
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly last: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const listed = (text: string): string[] => text.split(', ');

const NAME_POOLS: Readonly<Record<string, NamePool>> = {
  'European names': {
    female: words(
      'Mélanie María Beatriz Agnieszka Ingrid Zuzana Chiara Françoise Sanna Ulrike Mette Maja Élodie Elżbieta',
    ),
    male: words(
      'Stéphane Péter Radosław Nicolás João Günther Søren Michał Jiří Luca Sándor François Bjørn Łukasz Henrik',
    ),
    last: listed(
      'Barrot, Séjourné, Szijjártó, Nausėda, Fernández, Müller, Øster, Dvořák, van der Berg, von Trotta, de la Cruz, ' +
        'Di Maio, Støre, García Márquez, Lindqvist, Ferreira da Silva, Le Drian, D’Angelo, O’Brien, McGrath, St. John',
    ),
  },
  'Asian names': {
    female: words('Yoko Sakura Priya Lakshmi Min-ji Hye-jin Paetongtarn Retno Sri Ayako Sushma Maryam'),
    male: words(
      'Haruto Kenji Ravi Anwar Prabowo Jae-myung Min-ho Arjun Rajiv Tenzin Somchai Budi Hiroshi Naveed Zafar',
    ),
    last: listed(
      'Tanaka, Sato, Kim, Park, Lee, Singh, Khan, Kumar, Widodo, Subianto, Nguyen, Tran, Li, Wu, Ng, Dar, Oli, Iyer, Son',
    ),
  },
  'Arabic names': {
    female: words('Fatima Layla Aisha Noura Salma Zaynab Huda Amal Rania Mariam'),
    male: words('Mohammed Ahmed Khalid Omar Yusuf Hassan Ali Tariq Faisal Ibrahim Mahmoud Nasser Abdullah'),
    last: listed(
      'al-Masri, Al Thani, el-Sisi, bin Farhan, Aboul Gheit, al-Sharaa, Abbas, Haniyeh, Barzani, Al-Jubeir, ' +
        'Benkirane, Ould Ghazouani, Rouhani, Abu Rudeineh, Ben-Gvir',
    ),
  },
  'African names': {
    female: words('Ngozi Amina Winnie Nkosazana Joyce Grace Chioma Aminata Wanjiru'),
    male: words('Abiy Yoweri Paul Bola Kwame Olusegun Thabo Moussa Ousmane Isaias Faustin Cyril Emmerson'),
    last: listed(
      'Okonjo-Iweala, Ahmed, Tinubu, Ruto, Ramaphosa, Mnangagwa, Diomaye Faye, Sonko, Traoré, Faki Mahamat, ' +
        'arap Koech, Dlamini-Zuma, Mohamed, Nkurunziza, Musa',
    ),
  },
  'names that are words': {
    female: words('Grace Hope Victoria Charlotte Elizabeth Margaret Susan Joy Rose May Faith Penny Mary'),
    male: words(
      'James William George Peter Mark David Thomas Charles Frank Grant Will Rob Bill Jack Chuck Pat',
    ),
    last: listed(
      'Brown, King, Bishop, Young, Wood, Price, Rice, Bush, Cook, May, Day, Church, Law, Marshall, Judge, Miller, ' +
        'Hunt, Short, Long, Power, Speaker, Page, Banks, Rivers, Good, Moon, Major, White, Park, House, Waters, Fox, ' +
        'Lord, Pope, Noble, Prince, Justice, Minister, Best, Stone, Chance, Case, Steel, Strong, Post, Spring, March',
    ),
  },
  'names that are places': {
    female: words('Anna Sarah Laura Julia Martha Emma'),
    male: words('John Daniel Michael Simon Adam Joseph Anton Victor'),
    last: listed(
      'London, Paris, Israel, Jordan, Chad, Holland, England, French, German, Welsh, Moscow, Washington, Lincoln, ' +
        'Berlin, Wellington, Lebanon, Georgia, Cuba, Malta, Kiev, Austin, Houston, Dallas, Jackson, Ireland, Kent, York',
    ),
  },
  'names that no list has': {
    female: words(
      'Zelqira Thunsa Wamirel Yokshe Brunta Cleevu Drasme Fiquore Gwenso Hixala Jurvine Kvesta Lhoma',
    ),
    male: words(
      'Zorvik Quenlo Thabrix Ufkan Wexlor Yizmo Krelto Drubas Fongu Hsairo Jbalu Lorkim Mwazo Nkubri',
    ),
    last: listed(
      'Vrandt, Okuzu, Templo, Sarvik, Dlunga, Brosk, Hjelke, Pirimo, Tawasu, Quorl, Benkadi, Ustok, Fasoul, Zhakyn',
    ),
  },
};

/** Countries with the adjective that is also what their people are called. */
const COUNTRIES = words(
  'Albania:Albanian Armenia:Armenian Georgia:Georgian Algeria:Algerian Bolivia:Bolivian Colombia:Colombian ' +
    'Nigeria:Nigerian Kenya:Kenyan Romania:Romanian Bulgaria:Bulgarian Lithuania:Lithuanian Malaysia:Malaysian ' +
    'Indonesia:Indonesian Mongolia:Mongolian Tanzania:Tanzanian Zambia:Zambian Syria:Syrian Libya:Libyan ' +
    'Russia:Russian Iran:Iranian Canada:Canadian Brazil:Brazilian Mexico:Mexican Ukraine:Ukrainian Egypt:Egyptian ' +
    'Italy:Italian Germany:German India:Indian Serbia:Serbian Chile:Chilean Australia:Australian Hungary:Hungarian',
).map((pair) => pair.split(':') as [string, string]);

const MODELS = join(import.meta.dirname, '../../lambdas/models/en');
const readModel = <T>(name: string): T => JSON.parse(readFileSync(join(MODELS, name), 'utf8')) as T;

const COMMON: ReadonlySet<string> = new Set(
  Object.values(readModel<Record<string, string>>('common-words.json')).flatMap((list) => list.split(' ')),
);
const GENDERS = new Map<string, Gender>();
for (const gender of ['female', 'male'] as const) {
  const spaced = readModel<Record<Gender, string>>('name-genders.json')[gender];
  const given = readModel<Record<Gender, string[]>>('given-names.json')[gender];
  for (const name of [...spaced.split(' '), ...given]) GENDERS.set(name.toLowerCase(), gender);
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame|King|Queen|Prince|Princess|Sister|Father|Mother|Judge|President|General|Colonel|Captain|Sergeant|Bishop|The)$/;

/** An article's header, its body with the marks, and the lines of its attributions with the fence. */
interface Parts {
  readonly header: string;
  readonly body: string;
  readonly attributions: string;
}

function splitParts(source: string): Parts {
  const bodyAt = source.startsWith('\n') ? 1 : source.indexOf('\n\n') + 2;
  const fence = source.lastIndexOf('\n===\n');
  return {
    header: source.slice(0, bodyAt),
    body: source.slice(bodyAt, fence),
    attributions: source.slice(fence),
  };
}

interface Person {
  readonly given: string;
  readonly last: string;
  readonly gender: Gender;
}

/** People who are named as sources by a given name of known gender and one last name, neither of them a word. */
function peopleOf({ attributions }: Parts): Person[] {
  const names = new Set(
    attributions
      .split('\n')
      .flatMap((line) => (line.split('|')[1] ?? '').split(';').map((name) => name.trim())),
  );
  return [...names].flatMap((name): Person[] => {
    const [, given, last] = /^(\p{Lu}[\p{L}’'-]+) (\p{Lu}[\p{L}’'-]+)$/u.exec(name) ?? [];
    if (!given || !last || TITLE.test(given)) return [];
    if (COMMON.has(given.toLowerCase()) || COMMON.has(last.toLowerCase())) return [];
    const gender = GENDERS.get(given.toLowerCase());
    return gender ? [{ given, last, gender }] : [];
  });
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where in a pool to begin: another place for each article, the same one in each run. */
function startIn(source: string): number {
  let hash = 7;
  for (const char of source.slice(0, 200)) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}

/** Takes one entry after another, from a start that the article gives, and none twice. */
function dealer<T>(start: number): (pool: readonly T[]) => T | undefined {
  const dealt = new Set<T>();
  let at = start;
  return (pool) => {
    for (let i = 0; i < pool.length; i++) {
      const entry = pool[(at + i) % pool.length];
      if (entry === undefined || dealt.has(entry)) continue;
      dealt.add(entry);
      at += 13;
      return entry;
    }
    return undefined;
  };
}

/** Replaces whole words, and in headlines in capitals the words in capitals. */
function replaceWords(source: string, replacements: ReadonlyMap<string, string>): string | null {
  if (replacements.size === 0) return null;
  const all = new Map(replacements);
  for (const [from, to] of replacements) all.set(from.toUpperCase(), to.toUpperCase());
  const longestFirst = [...all.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!\\p{L})(?:${longestFirst.map(escapeRegExp).join('|')})(?!\\p{L})`, 'gu');
  return source.replace(pattern, (word) => all.get(word) ?? word);
}

const renamePeople =
  (pool: NamePool): Rewriting =>
  (source) => {
    const deal = dealer<string>(startIn(source));
    const replacements = new Map<string, string>();
    const replace = (name: string, by: readonly string[]): void => {
      const other = replacements.has(name) ? undefined : deal(by);
      if (other !== undefined) replacements.set(name, other);
    };
    for (const { given, last, gender } of peopleOf(splitParts(source))) {
      replace(given, pool[gender]);
      replace(last, pool.last);
    }
    return replaceWords(source, replacements);
  };

const commonStart = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
};

const GOVERNED =
  'foreign|prime|government|president|parliament|minister|ministry|officials?|army|embassy|delegation|police|side|troops|' +
  'border|ambassador|envoy|state|interior|defence|defense|authorities|navy|capital|people|forces|territory|soldiers?';

/** Invented countries that have an adjective of their own ("Norova", "Norovan") become real ones. */
const makeCountriesReal: Rewriting = (source) => {
  const plain = source.replace(/\{[a-z][\d,]*\|/g, '').replace(/\}/g, '');
  const counts = new Map<string, number>();
  for (const [word] of plain.matchAll(/(?<![\p{L}'’-])\p{Lu}\p{Ll}{3,}(?![\p{L}-])/gu))
    if (!COMMON.has(word.toLowerCase())) counts.set(word, (counts.get(word) ?? 0) + 1);
  const names = [...counts.keys()];
  const occurs = (pattern: string): boolean => new RegExp(pattern, 'u').test(plain);
  const adjectives = names.filter(
    (word) =>
      /(?:an|ese|ish|i|ic|ene|er|en|ine|it|ite)$/.test(word) &&
      occurs(`(?<!\\p{L})${word} (?:${GOVERNED})(?!\\p{L})`),
  );
  const deal = dealer<[string, string]>(startIn(source));
  const replacements = new Map<string, string>();
  for (const adjective of adjectives) {
    const country = names
      .filter(
        (name) =>
          !adjectives.includes(name) &&
          !replacements.has(name) &&
          commonStart(name, adjective) >= Math.max(3, Math.min(name.length, adjective.length) - 3) &&
          !occurs(
            `(?:Mr|Ms|Mrs|Dr|(?!In|Of|And|The|To|From|For|With|But|While|If|As)\\p{Lu}\\p{Ll}+) ${name}(?!\\p{L})`,
          ) &&
          occurs(`(?:in|of|to|from|with|between|and|for|by|on|against) ${name}(?!\\p{L})`),
      )
      .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0];
    const real = country === undefined ? undefined : deal(COUNTRIES);
    if (country === undefined || real === undefined) continue;
    replacements.set(country, real[0]).set(adjective, real[1]).set(`${adjective}s`, `${real[1]}s`);
  }
  return replaceWords(source, replacements);
};

/** Changes the body alone: accepted names are compared without regard to typography. */
const retype =
  (change: (body: string) => string): Rewriting =>
  (source) => {
    const { header, body, attributions } = splitParts(source);
    const changed = change(body);
    return changed === body ? null : header + changed + attributions;
  };

/** As texts are hard-wrapped at 72 characters; marks count for nothing. */
function wrapLine(line: string): string {
  let column = 0;
  return line.replace(/(^| )([^ ]+)/g, (_, space: string, word: string) => {
    const length = word.replace(/\{[a-z][\d,]*\||\}/g, '').length;
    const breaks = space !== '' && column + 1 + length > 72;
    column = breaks ? length : column + space.length + length;
    return (breaks ? '\n' : space) + word;
  });
}

const everyThirdSpace = (body: string): string => {
  let seen = 0;
  return body.replace(/ /g, (space) => (++seen % 3 === 0 ? '\u00a0' : space));
};

/** British marks: single ones outside, double ones within. Apostrophes stay what they are. */
const britishMarks = (body: string): string =>
  body
    .replace(/‘(?=[\p{L}{])/gu, '\u0001')
    .replace(/(?<=[.,!?]\}?)’/gu, '\u0002')
    .replace(/“/g, '‘')
    .replace(/”/g, '’')
    .replaceAll('\u0001', '“')
    .replaceAll('\u0002', '”');

/** Names people anew after their first mention by last name alone; `name` gives null to leave them. */
const nameAgain =
  (name: (person: Person, alone: boolean) => string): Rewriting =>
  (source) => {
    const parts = splitParts(source);
    const people = peopleOf(parts);
    let { body } = parts;
    let changed = false;
    for (const person of people) {
      const { given, last } = person;
      if (people.filter((other) => other.last === last).length > 1) continue;
      const first = body.indexOf(`${given} ${last}`);
      if (first < 0) continue;
      const alone = people.filter((other) => other.given === given).length === 1;
      const from = first + given.length + 1 + last.length;
      const again = new RegExp(
        `(?<!\\p{L}|\\p{Lu}[\\p{L}.’'-]*[ \\n]|[-’'])${escapeRegExp(last)}(?![\\p{L}-])`,
        'gu',
      );
      const rest = body.slice(from).replace(again, name(person, alone));
      changed ||= rest !== body.slice(from);
      body = body.slice(0, from) + rest;
    }
    return changed ? parts.header + body + parts.attributions : null;
  };

/** Every rewriting by the name under which it is reported. */
export const REWRITINGS: ReadonlyMap<string, Rewriting> = new Map<string, Rewriting>([
  ...Object.entries(NAME_POOLS).map(([name, pool]): [string, Rewriting] => [name, renamePeople(pool)]),
  ['real countries', makeCountriesReal],
  ['straight marks', retype((body) => body.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"))],
  ['British marks', retype(britishMarks)],
  ['guillemets', retype((body) => body.replace(/“/g, '«').replace(/”/g, '»'))],
  ['German marks', retype((body) => body.replace(/“/g, '„').replace(/”/g, '“'))],
  ['wrapped lines', retype((body) => body.split('\n').map(wrapLine).join('\n'))],
  ['hard spaces', retype(everyThirdSpace)],
  ['hyphens for dashes', retype((body) => body.replace(/[—–]/g, '-'))],
  [
    'no title',
    (source) =>
      /^title: .*\n/m.test(splitParts(source).header) ? source.replace(/^title: .*\n/m, '') : null,
  ],
  ['Mr. and Ms. again', nameAgain(({ last, gender }) => `${gender === 'male' ? 'Mr.' : 'Ms.'} ${last}`)],
  ['full names again', nameAgain(({ given, last }) => `${given} ${last}`)],
  ['first names again', nameAgain(({ given, last }, alone) => (alone ? given : last))],
]);
