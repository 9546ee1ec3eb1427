/**
 * Collects given names and their genders from the locales of @faker-js/faker (MIT) into lambdas/models/en/further-names.json.
 *
 *   npx node training/collect-given-names.ts
 *
 * Names in Cyrillic and Greek are romanised, other scripts left out; so are names that the hand-kept list has, and
 * words that mean something else in a newspaper: those of the other lists, and those below.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLocales } from '@faker-js/faker';
import { foldName } from '../lambdas/core/speakers/fold-name.ts';
import countries from '../lambdas/models/en/countries.json' with { type: 'json' };
import own from '../lambdas/models/en/given-names.json' with { type: 'json' };
import nouns from '../lambdas/models/en/mention-nouns.json' with { type: 'json' };
import titles from '../lambdas/models/en/titles.json' with { type: 'json' };

const file = join(import.meta.dirname, '../lambdas/models/en/further-names.json');

/** English words, places and months among the names; the list was drawn up by reading the collisions. */
const OTHER_WORDS =
  'ace africa afton albany alden alexandria america angel arch asia austin bay berlin bell berry bessie bill blaze boston boy bo brook brooklyn buck bud camp carter cecil cedar chance chase chelsea china cicero cloud clay cliff cody colt cooper copper cruz dakota dale dallas dawn dean dell denver destiny dewey diamond doll dock duncan dusty earl early east eden elm ember england euros ever faith fern field flo florence flow forest fort frank free freedom gage garnet garrison general gene genesis gay glen grant gray green guard gust guy happy hardy harmony haven hazel heath heaven heather hill holly hope house hunter iris iron island ivory ivy jade jasmine jay jazz jewel jersey jordan journey joy judge june junior justice kansas keys king kitty lake lance land lane laurel lawyer lee leaf lexi liberty lily lincoln linden little london love loyal lucky madison magnolia major mall maple march marina marks marshal marsh mason may maze mercy miles mill mission misty monte montana morning moses mountain myrtle nation nevada newton noble norma north nova oasis ocean octave olive oral orange orlando orville oxford page palace palm paris park patience paul pearl penny peace pet petal petra phoenix piper plan pleasant poppy port precious prince princess prosper queen rain raven ray red reed reef reign remington rice rich river robin rock rocky rod roma rose rosemary royal ruby rush rusty sabbath sage saint sally sand savannah sea season see shade shadow shane shelly sheridan sierra silver sky solo sonny south spring star starr state sterling stone storm summer sun sunny surprise sydney tate tax temple tennessee terrace time timber tod torey town tracy travel treasure trinity troy truth tiger union valley van vast vega vernon victor victory vienna viola violet virgin virginia vista walker war ward warren washington water wave west wheeler will willow win wind winner winter wolf wood woods worth young zeal zion bat ban bar ben by can dan den don eve fan for gil hai hung lan long man men nam net ngo pen per pin rob ron sam sin tan ten than the tin tip tom ton top tu tung van viet wan war win yen you lot name price job line else fine idea floor brain promise yoga nail tea mile ant dies mama valid server vital constant honor desire mate loan fortune naval pie anemone gun bless soda ties divine betta modest til slave comfort bent wage kick luna rein miracle lone jail autumn buddy foster karma flip dime pit lean jet tone martial mare abou tome jure anal ginger chai akin buster earnest alla birdie ala pinkie muni neo dries astride homer kale any art as at be but dam do el en era eu ha he her his hon in is it its ja la le li lo lu ma me mi mo my na ne ni no nu of oh on or os our pa pan pi po re sa se she so su ta te ti to too tot ty un up us va ve vi we xi ye yo ze'.split(
    ' ',
  );

/** Romanisation of the letters of Russian, Ukrainian, Bulgarian and Macedonian, as newspapers have it. */
const CYRILLIC: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', ѓ: 'gj', е: 'e', ё: 'yo', є: 'ye', ж: 'zh', з: 'z', ѕ: 'dz', и: 'i', і: 'i',
  ї: 'yi', й: 'y', ј: 'j', к: 'k', л: 'l', љ: 'lj', м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ќ: 'kj',
  у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', џ: 'dzh', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', '’': '',
}; // biome-ignore format: one table
const GREEK: Record<string, string> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o',
  π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}; // biome-ignore format: one table

function romanise(name: string): string {
  const table = /\p{Script=Cyrillic}/u.test(name) ? CYRILLIC : /\p{Script=Greek}/u.test(name) ? GREEK : null;
  if (!table) return name;
  const letters = [...name.toLowerCase().normalize('NFC')].map(
    (letter) => table[letter] ?? table[letter.normalize('NFD').charAt(0)] ?? letter,
  );
  return letters.join('');
}

const fold = (name: string): string => foldName(romanise(name));
const taken = new Set(
  [
    ...OTHER_WORDS,
    ...Object.values(own).flat(),
    ...Object.values(nouns).flat(),
    ...titles.roles.map(({ role }) => role),
    ...titles.departments,
    ...titles.ranks,
    ...Object.keys(titles.honorifics),
    ...countries.flatMap(({ name, aliases, adjectives, demonyms, capitals }) => [
      name,
      ...aliases,
      ...adjectives,
      ...demonyms,
      ...capitals,
    ]),
  ].map((word) => foldName(word)),
);

type Gender = 'female' | 'male';
/** How many locales give the name to each gender. */
const counts = new Map<string, Record<Gender, number>>();
for (const locale of Object.values(allLocales)) {
  const names = locale.person?.first_name;
  if (!names || typeof names !== 'object' || Array.isArray(names)) continue;
  for (const gender of ['female', 'male'] as const) {
    const given = names[gender];
    for (const name of new Set((given ?? []).map(fold))) {
      if (!/^[a-z]{3,}(?:[- ][a-z]{2,})?$/.test(name) || taken.has(name) || name.includes(' ')) continue;
      const count = counts.get(name) ?? { female: 0, male: 0 };
      count[gender] += 1;
      counts.set(name, count);
    }
  }
}

/** A name is one gender's where this share of the locales that have it says so. */
const CLEAR = 0.8;
const lists: Record<Gender | 'either', string[]> = { female: [], male: [], either: [] };
for (const [name, { female, male }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const share = female / (female + male);
  lists[share >= CLEAR ? 'female' : share <= 1 - CLEAR ? 'male' : 'either'].push(name);
}
writeFileSync(
  file,
  `{\n${Object.entries(lists)
    .map(([key, names]) => `  "${key}": ${JSON.stringify(names.join(' '))}`)
    .join(',\n')}\n}\n`,
);
console.log(
  Object.entries(lists)
    .map(([key, names]) => `${key} ${names.length}`)
    .join(', '),
);
