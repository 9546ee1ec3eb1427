// Makes names comparable: case, accents, punctuation, and the many ways of writing one name in Latin letters.
import { remember } from '../remember.ts';
import { canonicalGivenName } from './given-name-variants.ts';

/** Letters that NFKD leaves whole. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
};
const NEEDS_LETTERS = /[łøđðþßæœıħŋə]/g;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const LATIN_WORD = /^[A-Za-z0-9]+$/;

/**
 * A name in one shape: NFKD without marks, lower case, apostrophes and the dots of initials gone, all else that is
 * neither letter nor digit one space. "U.S." gives "us", "Nguyễn Phú Trọng" "nguyen phu trong", "N'Djamena"
 * "ndjamena". Letters of other scripts stay. Empty where the text has no letter and no digit.
 */
export function foldName(name: string): string {
  return foldKnown(name);
}

const foldKnown = remember((name) => {
  if (PLAIN.test(name)) return name;
  if (LATIN_WORD.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(NEEDS_LETTERS, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .replace(/['’‘ʼ`´ʻ]/g, '')
    .replace(/(?<=(?:^|[^\p{L}])\p{L})\.(?=\p{L}(?:\.|[^\p{L}]|$))/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
});

/** The id of somebody whom no directory knows: the folded name with hyphens. */
export function slugName(name: string): string {
  return foldName(name).replaceAll(' ', '-');
}

/** Words of Arabic names that are written or left out at will. */
const ARTICLES: ReadonlySet<string> = new Set(['al', 'el', 'ul']);

/**
 * Spellings that stand for one sound, in order. Sources: the romanisations of Russian, Ukrainian and Belarusian
 * (BGN/PCGN, national 2010, Library of Congress), of Arabic as the press writes it, and German umlauts.
 */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/q|ck/g, 'k'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/ou|oo/g, 'u'],
  [/ee/g, 'i'],
  [/(.)\1+/g, '$1'],
  [/enka$/, 'enko'],
  [/(?:iy|yi|ij|yj|ei|ey|ej|ai|ay|y|j)$/, 'i'],
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/[yij](?=[aeou])/g, ''],
  [/[yj]/g, 'i'],
  [/(.)\1+/g, '$1'],
];

const soundOf = remember((word) => {
  let key = canonicalGivenName(word);
  for (const [pattern, sound] of SOUNDS) key = key.replace(pattern, sound);
  return key === '' ? word : key;
});

/**
 * A key that is equal for the spellings of one name: Zelensky, Zelenskyy and Zelenskiy; Sergei, Sergey and Serhiy;
 * Lavrov and Lavrow; Mohammed and Muhammad; al-Sisi, el-Sisi and Sisi. It is no name and never shown.
 */
export function transliterationKey(name: string): string {
  return keyOf(name);
}

const keyOf = remember((name) => {
  const words = foldName(name).split(' ');
  const kept = words.length > 1 ? words.filter((word) => !ARTICLES.has(word)) : words;
  return (kept.length > 0 ? kept : words).map(soundOf).join(' ');
});

/** The first letters of folded words: "union", "free", "nations" give "ufn". */
export function initialsOf(words: readonly string[]): string {
  return words.map((word) => word.charAt(0)).join('');
}
