// Guesses a gender from the endings of a name that no list has: "Larenka Vostrova", "Ivo Brandov".
import { foldName } from './fold-name.ts';
import type { Gender } from './name-lists.ts';

/** Endings of Slavic and Icelandic last names that have a form for each gender. */
const SURNAME_FEMALE = /(?:ova|eva|ovna|skaya|skaia|dottir|ska|cka|ienė|iene)$/;
const SURNAME_MALE = /(?:[^aeiou]ov|[^aeiou]ev|sky|skiy|skyy|ski|sson|vich|ovic|evic|poulos)$/;

/** Endings of given names, of one to three letters, to the share of women among those who bear them. */
export type NameEndings = ReadonlyMap<string, number>;

const LONGEST_ENDING = 3;
/** An ending that fewer names have proves nothing. */
const FEWEST_NAMES = 8;
/** At this share or more of one gender an ending tells it. */
const CLEAR = 0.85;

/** What the endings of the listed given names tell; linear in the list. */
export function countEndings(given: Iterable<readonly [string, Gender | 'either']>): NameEndings {
  const counts = new Map<string, { women: number; all: number }>();
  for (const [name, gender] of given) {
    if (gender === 'either') continue;
    for (let length = 1; length <= LONGEST_ENDING && length < name.length; length += 1) {
      const ending = name.slice(-length);
      const count = counts.get(ending) ?? { women: 0, all: 0 };
      count.all += 1;
      if (gender === 'female') count.women += 1;
      counts.set(ending, count);
    }
  }
  const shares = new Map<string, number>();
  for (const [ending, { women, all }] of counts) if (all >= FEWEST_NAMES) shares.set(ending, women / all);
  return shares;
}

/** The likelier gender; null where the endings tell nothing. A guess: it weighs, and never excludes. */
export function guessGender(name: string, endings: NameEndings): Gender | null {
  const words = foldName(name).split(' ');
  const last = words.at(-1) ?? '';
  const [given = ''] = words;
  if (words.length > 1) {
    if (SURNAME_FEMALE.test(last)) return 'female';
    if (SURNAME_MALE.test(last)) return 'male';
  }
  if (given.length < 3 || words.length < 2) return null;
  for (let length = LONGEST_ENDING; length > 0; length -= 1) {
    const share = endings.get(given.slice(-length));
    if (share !== undefined) return share >= CLEAR ? 'female' : share <= 1 - CLEAR ? 'male' : null;
  }
  return null;
}
