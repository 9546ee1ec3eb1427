// Names that are other words as well: "Jordan said" after Ada Jordan, "Judge added" after Bo Judge, "Victoria" after Victoria Vang.
import type { SpeakerDirectory } from './directory.ts';
import { foldName } from './fold-name.ts';
import type { Lexicon } from './name-lists.ts';
import type { Word } from './words.ts';

/** Words before a place: who is "in Jordan" is in no person. */
const WHERE = /^(?:in|into|inside|across|throughout|near|around|via|outside)$/;

/** Whether the word before a last name shows that it is one: a given name, "Mr", "General". */
function opensName(before: Word | undefined, lexicon: Lexicon): boolean {
  if (!before?.capital || before.text.length < 2 || lexicon.countries.has(before.folded)) return false;
  const { folded } = before;
  if (lexicon.honorifics.has(folded) || lexicon.given.has(folded)) return true;
  // "Prime", of "Prime Minister", is a given name too
  if (lexicon.genderOf(folded) !== null && !lexicon.plainWords.has(folded)) return true;
  return !lexicon.rolePlurals.has(folded) && (lexicon.roles.get(folded)?.groups.length ?? 0) > 0;
}

/** Whether a last name means something else where lists have it: a country, an office, a body. */
const isOtherwise = (
  { folded }: Word,
  { countries, roles, bodies, groups, documents, bodyWords }: Lexicon,
): boolean => [countries, roles, bodies, groups, documents, bodyWords].some((words) => words.has(folded));

/**
 * The folded names of an article's people that are other words in the lists: last names after a given name or a style,
 * given names before a last name. Linear in the words.
 */
export function findNamesakes(words: readonly Word[], lexicon: Lexicon): ReadonlySet<string> {
  const found = new Set<string>();
  words.forEach((word, at) => {
    if (!word.capital || word.allCaps || word.glued || !isOtherwise(word, lexicon)) return;
    const last = words[at - 1];
    // "Mr. French", but not "We met Ada. President von Lind"
    const before = last?.text === '.' && !word.first ? words[at - 2] : last;
    const next = words[at + 1];
    const goesOn = next?.capital && !next.first;
    if (!goesOn && opensName(before, lexicon)) found.add(word.folded);
    // "Victoria Case", but no "Victoria Falls"
    const opens =
      goesOn &&
      lexicon.given.has(word.folded) &&
      lexicon.countries.has(word.folded) &&
      !isPlaceBefore(words, at, lexicon);
    if (opens && !lexicon.places.has(next.folded) && !lexicon.plainWords.has(next.folded))
      found.add(word.folded);
  });
  return found;
}

/** "the ambassador to Israel Maria Tarn": of a country, and a whole name behind it. */
const isPlaceBefore = (words: readonly Word[], at: number, { given }: Lexicon): boolean =>
  /^(?:to|in|of|for|from)$/.test(words[at - 1]?.folded ?? '') &&
  given.has(words[at + 1]?.folded ?? '') &&
  words[at + 2]?.capital === true &&
  !words[at + 2]?.first;

/** "French officials", "French Polynesia", "Church leaders": the word before it says something of it, and is nobody's name. */
export function qualifies(next: Word | undefined, { bodies, groups, roles, documents }: Lexicon): boolean {
  if (!next) return false;
  const { folded, capital, first } = next;
  return (capital && !first) || [bodies, groups, roles, documents].some((nouns) => nouns.has(folded));
}

/** The countries among the namesakes that the article does not speak of as countries. */
function findHidden(
  words: readonly Word[],
  namesakes: ReadonlySet<string>,
  lexicon: Lexicon,
): ReadonlySet<string> {
  const hidden = new Set([...namesakes].filter((name) => lexicon.countries.has(name)));
  if (hidden.size === 0) return hidden;
  words.forEach(({ folded, capital }, at) => {
    if (!capital || !hidden.has(folded)) return;
    const before = words[at - 1];
    if (opensName(before, lexicon)) return;
    const country =
      lexicon.countries.get(folded)?.by === 'adjective'
        ? before?.folded === 'the' || qualifies(words[at + 1], lexicon)
        : WHERE.test(before?.folded ?? '');
    if (country) hidden.delete(folded);
  });
  return hidden;
}

/** The directory for an article: without the countries whose names are only last names in it. Linear in the words. */
export function withoutNamesakes(
  words: readonly Word[],
  namesakes: ReadonlySet<string>,
  directory: SpeakerDirectory,
): SpeakerDirectory {
  const { lexicon } = directory;
  const hidden = findHidden(words, namesakes, lexicon);
  if (hidden.size === 0) return directory;
  const countries = new Map([...lexicon.countries].filter(([name]) => !hidden.has(name)));
  return {
    ...directory,
    lexicon: { ...lexicon, countries },
    byName: (name) =>
      directory.byName(name).filter(({ kind }) => kind !== 'country' || !hidden.has(foldName(name))),
  };
}
