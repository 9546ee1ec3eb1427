// Headlines: told by their capitals, and calmed, so that in "Vang Says Pier Will Reopen" the one name is Vang.
import type { Sentence } from './sentences.ts';

/** What English writes in lower case. */
export interface CommonWords {
  isCommon(lower: string): boolean;
  /** Common, and mostly a verb, pronoun, adverb or conjunction: no part of a name. */
  isClausal(lower: string): boolean;
}

/** The JSON file: words parted by spaces. */
export interface CommonWordsData {
  readonly clausal: string;
  readonly others: string;
}

/** `isVerb` knows further verb forms. */
export function compileCommonWords(data: CommonWordsData, isVerb: (lower: string) => boolean): CommonWords {
  const clausal = new Set(data.clausal.split(' '));
  const others = new Set(data.others.split(' '));
  const isClausal = (lower: string): boolean => clausal.has(lower) || (isVerb(lower) && !others.has(lower));
  const isKnown = (lower: string): boolean => others.has(lower) || isClausal(lower);
  return { isClausal, isCommon: (lower) => isKnown(lower) || isKnown(lower.replace(ENDING, '')) };
}

/** "deepens", "quits" */
const ENDING = /s$/;

const LETTER = /^\p{L}/u;
const CAPITAL = /^\p{Lu}/u;
const LOWER_ANYWHERE = /\p{Ll}/u;
/** Marks after which a capital tells nothing. */
const OPENS = /^["“”„«:'‘’.]$/;

/** Marks after which a capital is kept. */
const BEGINS = /^[“„«:‘]$/;

const isShout = (word: string): boolean =>
  word.length > 1 && CAPITAL.test(word) && !LOWER_ANYWHERE.test(word);

/** A sentence of more words than this cannot be a headline. */
const LONGEST_HEADLINE = 24;
const FEWEST_WORDS = 4;
/** Share of a headline's words that have capitals at least. */
const FEWEST_CAPITALS = 0.7;
/** Share of a headline's words that may be long and yet in lower case. */
const MOST_LOWER = 0.12;
const LONG_WORD = 4;

/** Whether most words are capitalised, as in a headline. */
export function isHeadline(words: readonly string[]): boolean {
  let letters = 0;
  let capitals = 0;
  let longLower = 0;
  for (const word of words) {
    if (!LETTER.test(word)) continue;
    letters += 1;
    if (CAPITAL.test(word)) capitals += 1;
    else if (word.length > LONG_WORD) longLower += 1;
    // nothing that follows makes a headline of it
    if (letters > LONGEST_HEADLINE || longLower > MOST_LOWER * LONGEST_HEADLINE) return false;
  }
  return (
    letters >= FEWEST_WORDS && capitals >= FEWEST_CAPITALS * letters && longLower <= MOST_LOWER * letters
  );
}

/** How the sentences of an article that are no headlines write a word. */
interface Use {
  lower: number;
  capital: number;
  /** The last word of a run of capitalised ones. */
  closes: boolean;
  /** With its capitals: "McAllan", "OBO". */
  readonly form: string;
}

interface Usage {
  readonly uses: ReadonlyMap<string, Use>;
  /** "supreme court": two capitalised words side by side. */
  readonly pairs: ReadonlySet<string>;
}

function readUsage(sentences: readonly Sentence[]): Usage {
  const wanted = new Set(sentences.flatMap(({ headline, lower }) => (headline ? lower : [])));
  const uses = new Map<string, Use>();
  const pairs = new Set<string>();
  for (const { words, lower, headline } of sentences) {
    if (headline) continue;
    let fresh = true;
    for (let i = 0; i < words.length; i += 1) {
      const word = words[i] as string;
      const key = lower[i] as string;
      if (!LETTER.test(word)) {
        fresh ||= OPENS.test(word);
        continue;
      }
      if (wanted.has(key)) {
        const capital = CAPITAL.test(word);
        const before = words[i - 1];
        if (capital && before !== undefined && CAPITAL.test(before)) pairs.add(`${lower[i - 1]} ${key}`);
        if (!fresh) {
          const use = uses.get(key) ?? { lower: 0, capital: 0, closes: false, form: word };
          uses.set(key, use);
          if (capital) {
            use.capital += 1;
            use.closes ||= !CAPITAL.test(words[i + 1] ?? '');
          } else use.lower += 1;
        }
      }
      fresh = false;
    }
  }
  return { uses, pairs };
}

/** Months, and nouns of the titles of meetings. */
const NO_SIGN = /^(?:may|march)$|ing$/;
const HYPHEN = /^[-‐‑]$/;

const isName = (use: Use | undefined): boolean => use !== undefined && use.capital > use.lower;

/** Capitals of names up to this length are kept where the article does not tell: "EU", "NATO". */
const LONGEST_ACRONYM = 4;
const LONGEST_SHOUTED_ACRONYM = 3;

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

function calm(
  { words, lower }: Sentence,
  { uses, pairs }: Usage,
  common: CommonWords,
): readonly string[] | null {
  const lettered = words.filter((word) => LETTER.test(word));
  const shouted = lettered.filter(isShout).length >= FEWEST_CAPITALS * lettered.length;
  const first = words.findIndex((word) => LETTER.test(word));
  const told = words.some((word, i) => {
    const key = lower[i] as string;
    if (i <= first || !CAPITAL.test(word) || !common.isClausal(key) || isName(uses.get(key))) return false;
    return !NO_SIGN.test(key) && !OPENS.test(words[i - 1] ?? '') && !HYPHEN.test(words[i + 1] ?? '');
  });
  if (!told && !shouted) return null;
  const isPair = (i: number): boolean => pairs.has(`${lower[i - 1]} ${lower[i]}`);
  let nameBefore = '';
  return words.map((word, i) => {
    const key = lower[i] as string;
    if (!CAPITAL.test(word) || key === 'i') {
      nameBefore = '';
      return shouted ? word.toLowerCase() : word;
    }
    const use = uses.get(key);
    const shout = isShout(word);
    const acronym = shout && word.length <= (shouted ? LONGEST_SHOUTED_ACRONYM : LONGEST_ACRONYM);
    // "Vang Derides": Vang ends her name everywhere else, and nobody else is called so
    const follows = nameBefore !== '' && !use && !isPair(i) && uses.get(nameBefore)?.closes === true;
    const joined = [
      HYPHEN.test(words[i - 1] ?? '') && lower[i - 2],
      HYPHEN.test(words[i + 1] ?? '') && lower[i + 2],
    ];
    const capital =
      isPair(i) ||
      isPair(i + 1) ||
      (use ? isName(use) : !follows && ((acronym && !shouted) || !common.isCommon(key))) ||
      joined.some((part) => part && !common.isCommon(part));
    nameBefore = capital ? key : '';
    if (!capital)
      return i === first || BEGINS.test(words[i - 1] ?? '') ? capitalise(word) : word.toLowerCase();
    if (!shout || (use === undefined && acronym && !joined.some(Boolean))) return word;
    return use && CAPITAL.test(use.form) ? use.form : capitalise(word);
  });
}

/** The sentences, with headlines written as sentences are, as far as the article and the common words tell. Linear. */
export function calmHeadlines(sentences: readonly Sentence[], common: CommonWords): readonly Sentence[] {
  if (!sentences.some(({ headline }) => headline)) return sentences;
  const usage = readUsage(sentences);
  return sentences.map((sentence) => {
    const words = sentence.headline ? calm(sentence, usage, common) : null;
    return words ? { ...sentence, words } : sentence;
  });
}
