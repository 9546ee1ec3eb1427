// The article as a flat list of words: hyphenated names joined, each word folded, its quotation known.
import { firstFrom } from '../first-from.ts';
import { remember } from '../remember.ts';
import type { Document } from '../text/document.ts';
import { isHeadline } from '../text/headlines.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import { foldName } from './fold-name.ts';

export interface Word extends Span {
  readonly index: number;
  readonly text: string;
  /** As fold-name.ts folds it; empty for marks. */
  readonly folded: string;
  readonly sentence: number;
  readonly paragraph: number;
  /** The first word (marks aside) of its sentence, or of a quotation in it. */
  readonly first: boolean;
  readonly capital: boolean;
  /** Two letters or more, all of them capital. */
  readonly allCaps: boolean;
  /** Inside quotation marks. */
  readonly quoted: boolean;
  /** Nothing stands between the word before and this one. */
  readonly glued: boolean;
}

export interface ArticleWords {
  readonly words: readonly Word[];
  /** For each sentence the index of its first word; one more entry closes the list. */
  readonly sentenceStarts: readonly number[];
  /** For each sentence: whether it is a headline. */
  readonly headlines: readonly boolean[];
  /** For each sentence: most of its words are capitalised, so that capitals tell no names; so are headlines that could not be calmed. */
  readonly capitalised: readonly boolean[];
  /** Folded last words of names of two words or more inside sentences: known again at the start of one. */
  readonly nameWords: ReadonlySet<string>;
  /** For each sentence: how many before it are not wholly inside a quotation. */
  readonly unquotedBefore: readonly number[];
}

const ASCII_LOWER = /^[a-z]+$/;
const LETTER = /^\p{L}/u;
const UPPER = /^\p{Lu}/u;
const LOWER_ANYWHERE = /\p{Ll}/u;
const ARABIC_ARTICLE = /^(?:al|el|ul|as|ad|an|ar|ash|at|az|abu|bin|ben|ibn)[-‐‑]\p{Lu}/u;
/** Irish names keep their capital behind a letter of the grammar: "Mac an tSaoir". */
const ECLIPSED = /^[thn]\p{Lu}\p{Ll}/u;
/** French and Italian ones behind an article: "Valéry d'Estang", "Carla dell'Acqua". */
const ELIDED = /^(?:d|l|de?ll|da?ll|degl|nell|sant|all)['’]\p{Lu}/u;
const HYPHENATED = /[-‐‑]/;
const HYPHENS = '-‐‑';
const CLITIC_S = /^['’‘ʼ`´]s$/i;

/** Whether the word is the possessive mark, 's or a lone apostrophe. */
export function isPossessiveMark(word: Word | undefined): boolean {
  return word !== undefined && (CLITIC_S.test(word.text) || word.text === "'" || word.text === '’');
}

/** What a word tells by its letters alone. */
interface WordShape {
  readonly folded: string;
  readonly lettered: boolean;
  readonly capital: boolean;
  readonly allCaps: boolean;
  /** What follows it is no first word. */
  readonly counts: boolean;
  /** What follows it is a first word again. */
  readonly opens: boolean;
}

const shapeOf = remember((text): WordShape => {
  const lettered = LETTER.test(text);
  const parts = HYPHENATED.test(text) ? text.split(/[-‐‑]/) : [text];
  const capital =
    lettered &&
    (UPPER.test(text)
      ? parts.length === 1 || parts.every(isNamePart)
      : (ARABIC_ARTICLE.test(text) && parts.length > 1) || ECLIPSED.test(text) || ELIDED.test(text));
  return {
    folded: ASCII_LOWER.test(text) ? text : foldName(text),
    lettered,
    capital,
    allCaps: capital && text.length > 1 && !LOWER_ANYWHERE.test(text),
    // "15:22 The minister": the time of an entry opens it
    counts: lettered || (/^\p{N}/u.test(text) && !/^\d{1,2}[:.]\d\d$/.test(text)),
    opens: /^["“”„«:]$/.test(text),
  };
});

/** Reads the words of an article, whose quotations are given; linear in its length. */
export function readWords({ text, sentences }: Document, quotations: readonly Quotation[]): ArticleWords {
  const words: Word[] = [];
  const sentenceStarts: number[] = [];
  const headlines: boolean[] = [];
  const capitalised: boolean[] = [];
  const unquotedBefore: number[] = [];
  let unquoted = 0;
  let nextQuotation = 0;
  let quotedUntil = -1;
  sentences.forEach((sentence, sentenceIndex) => {
    const from = words.length;
    sentenceStarts.push(from);
    let fresh = true;
    const { tokens } = sentence;
    for (let t = 0; t < tokens.length; t += 1) {
      const token = tokens[t];
      if (!token) continue;
      const at = t;
      let end = token.end;
      // "Marta-Kruus" is cut at its hyphen; "Moscow-based" and "Secretary-General" are joined as well
      while (t + 2 < tokens.length) {
        const hyphen = tokens[t + 1];
        const tail = tokens[t + 2];
        if (!hyphen || !tail || hyphen.start !== end || tail.start !== hyphen.end) break;
        if (hyphen.end - hyphen.start !== 1 || !HYPHENS.includes(text.charAt(hyphen.start))) break;
        if (!LETTER.test(text.charAt(tail.start)) || !/^[\p{L}\p{N}]/u.test(text.charAt(token.start))) break;
        end = tail.end;
        t += 2;
      }
      while (nextQuotation < quotations.length && (quotations[nextQuotation]?.start ?? 0) <= token.start) {
        quotedUntil = Math.max(quotedUntil, quotations[nextQuotation]?.end ?? -1);
        nextQuotation += 1;
      }
      const wordText = t === at ? (sentence.words[t] as string) : sentence.words.slice(at, t + 1).join('');
      const { folded, lettered, capital, allCaps, counts, opens } = shapeOf(wordText);
      const previous = words.at(-1);
      words.push({
        index: words.length,
        start: token.start,
        end,
        text: wordText,
        folded,
        sentence: sentenceIndex,
        paragraph: sentence.paragraph,
        first: lettered && fresh,
        capital,
        allCaps,
        quoted: token.start < quotedUntil,
        glued: previous !== undefined && previous.end === token.start,
      });
      if (counts) fresh = false;
      else if (opens) fresh = true;
    }
    headlines.push(sentence.headline);
    capitalised.push(sentence.headline && isHeadline(sentence.words));
    unquotedBefore.push(unquoted);
    if (!isWhollyQuoted(words, from, words.length)) unquoted += 1;
  });
  sentenceStarts.push(words.length);
  return {
    words,
    sentenceStarts,
    headlines,
    capitalised,
    nameWords: readNameWords(words, headlines),
    unquotedBefore,
  };
}

/** "Edmund Tyrrell" somewhere makes the "Tyrrell" that opens another sentence a name. */
function readNameWords(words: readonly Word[], headlines: readonly boolean[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 1; i < words.length; i += 1) {
    const word = words[i];
    const before = words[i - 1];
    if (!word?.capital || word.first || word.allCaps || headlines[word.sentence]) continue;
    if (!before?.capital || words[i + 1]?.capital || word.folded.length < 3) continue;
    found.add(word.folded);
  }
  return found;
}

function isWhollyQuoted(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) {
    const word = words[i];
    if (word && word.folded !== '' && !word.quoted) return false;
  }
  return true;
}

/** A part of a hyphenated name: capitalised, or a short second syllable ("Yu-jin"), or an article ("al-Assad"). */
function isNamePart(part: string, index: number): boolean {
  if (UPPER.test(part)) return true;
  return index > 0 && ((part.length <= 4 && !COMPOUND_TAILS.has(part)) || KOREAN_SYLLABLE.test(part));
}

/** Second syllables of five letters and more: "Jae-myung", "Ik-seung". */
const KOREAN_SYLLABLE = /^(?:[bcghjkmstwy]h?y?)(?:eo|eu|oo|ou|u|ae)(?:ng|n|l|k|m)$/;

/** Second halves of compounds that are no syllables of a name. */
const COMPOUND_TAILS: ReadonlySet<string> = new Set(
  'led run born era wide held made like fed rich poor size long term day run out in up on off old year bred hit'.split(
    ' ',
  ),
);

/** Index of the first word that ends after offset `at`. */
export function wordAt(at: number, words: readonly Word[]): number {
  return firstFrom(at + 1, words.length, (index) => words[index]?.end ?? 0);
}
