// Common nouns that stand beside a name in apposition: the "archivist" of "Peter Vanstone, a former archivist at the ministry".
import type { NameMention } from './mention.ts';
import type { Lexicon } from './name-lists.ts';
import type { Word } from './words.ts';

/** An apposition's noun phrase is read no further than this many words. */
const LONGEST_PHRASE = 7;
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** Whether the word may be a noun of no list: small letters, no function word, adverb or verb of saying. */
function mayBeNoun(word: Word | undefined, lexicon: Lexicon): word is Word {
  if (!word || word.capital || word.folded.length < 3) return false;
  // those of the lists are read as titles
  if (lexicon.roles.has(word.folded)) return false;
  // plurals are of several
  if (/[^su]s$/.test(word.folded)) return false;
  return (
    !lexicon.functionWords.has(word.folded) &&
    !lexicon.speechVerbs.has(word.folded) &&
    !word.folded.endsWith('ly')
  );
}

/** Words from a name to the article of what he does. */
const FAR_TRADE = 5;

/** "Ada Lind, who trained as a dentist,": word index of the article; that right after the comma or copula; -1 for none. */
function articleAfter({ to }: NameMention, words: readonly Word[]): number {
  const comma = words[to]?.text === ',';
  if (comma && words[to + 1]?.folded === 'who') {
    for (let i = to + 2; i <= to + FAR_TRADE; i += 1) {
      if (words[i]?.folded === 'as' && TRAINED.test(words[i - 1]?.folded ?? '')) return i + 1;
    }
  }
  // "Katrin Dobos, 41, a banker"
  const aged = /^\d{1,3}$/.test(words[to + 1]?.text ?? '') && words[to + 2]?.text === ',';
  if (comma) return aged ? to + 3 : to + 1;
  return /^(?:is|was)$/.test(words[to]?.folded ?? '') ? to + 1 : -1;
}

const TRAINED = /^(?:trained|worked|works|started|began|qualified|career|life)$/;

/** The noun of what follows: "Laura Medek, a former banker from Korrin," gives "banker". */
function nounAfter(mention: NameMention, words: readonly Word[], lexicon: Lexicon): string | null {
  const at = articleAfter(mention, words);
  if (!ARTICLES.has(words[at]?.folded ?? '')) return null;
  let noun: string | null = null;
  for (let i = at + 1; i < at + LONGEST_PHRASE; i += 1) {
    const word = words[i];
    // "After its summit in Porto Blanco, the bloc warned": another one speaks
    if (word && lexicon.speechVerbs.has(word.folded) && words[mention.to]?.text === ',') return null;
    if (word?.sentence !== mention.sentence || !mayBeNoun(word, lexicon)) break;
    noun = word.folded;
  }
  return noun;
}

/** The nouns right before the name: "writer and activist Tadeo Illich" gives both. */
function nounsBefore(
  { headFrom, sentence }: NameMention,
  words: readonly Word[],
  lexicon: Lexicon,
): string[] {
  const last = words[headFrom - 1];
  if (last?.sentence !== sentence || !mayBeNoun(last, lexicon)) return [];
  const nouns = [last.folded];
  const joined = words[headFrom - 2]?.folded === 'and' ? words[headFrom - 3] : undefined;
  if (mayBeNoun(joined, lexicon)) nouns.push(joined.folded);
  return nouns;
}

/** What makes somebody a witness. */
const TESTIFIES =
  /^(?:told|tells) (?:the|a) (?:court|jury|inquiry|hearing|tribunal|judge|panel|trial|inquest)|^(?:testified|gave evidence|was giving evidence)/;

/** Folded nouns that the text calls the person by, beside the name. */
export function nounsBeside(
  mention: NameMention,
  words: readonly Word[],
  lexicon: Lexicon,
): readonly string[] {
  const after = nounAfter(mention, words, lexicon);
  const testifies = TESTIFIES.test(
    words
      .slice(mention.to, mention.to + 4)
      .map(({ folded }) => folded)
      .join(' '),
  );
  if (testifies) return ['witness'];
  return [...nounsBefore(mention, words, lexicon), ...(after === null ? [] : [after])];
}
