// Guesses a gender from the endings of a name that no list has: "Larenka Vostrova", "Ivo Brandov".
import { foldName } from './fold-name.ts';
import type { Gender } from './name-lists.ts';

/** Endings of Slavic and Icelandic last names that have a form for each gender. */
const SURNAME_FEMALE = /(?:ova|eva|ovna|skaya|skaia|dottir|ska|cka|ienė|iene)$/;
const SURNAME_MALE = /(?:[^aeiou]ov|[^aeiou]ev|sky|skiy|skyy|ski|sson|vich|ovic|evic|poulos)$/;
/** Endings of given names that tell more often than not in Europe and the Arab world. */
const GIVEN_FEMALE = /(?:[^u]a|ah|ine|elle|ette|lise|lyn|een|ith|iye|ique|trude|hild|rid|gunn|veig|borg)$/;
const GIVEN_MALE =
  /(?:o|us|os|or|ard|ert|ulf|mir|slav|an|en|in|im|on|ek|ik|er|olf|bert|win|ut|uk|id|od|ad|ed|af|as|is)$/;

/** The likelier gender; null where the endings tell nothing. A guess: it weighs, and never excludes. */
export function guessGender(name: string): Gender | null {
  const words = foldName(name).split(' ');
  const last = words.at(-1) ?? '';
  const [given = ''] = words;
  if (words.length > 1) {
    if (SURNAME_FEMALE.test(last)) return 'female';
    if (SURNAME_MALE.test(last)) return 'male';
  }
  if (given.length < 3 || words.length < 2) return null;
  if (GIVEN_FEMALE.test(given)) return 'female';
  return GIVEN_MALE.test(given) ? 'male' : null;
}
