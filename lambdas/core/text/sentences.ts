// Cuts an article into paragraphs and sentences, over tokens.

import { LEADING_ABBREVIATIONS, TRAILING_ABBREVIATIONS } from './abbreviations.ts';
import { isDigit, isLetter, isLower, isSpace, isUpper } from './characters.ts';
import { isHeadline } from './headlines.ts';
import { splitParagraphs } from './paragraphs.ts';
import type { Span } from './span.ts';
import { sliceWords, type Token, tokenizeText } from './tokens.ts';

/** A sentence with its tokens; `paragraph` counts from 0 over the article. */
export interface Sentence extends Span {
  readonly tokens: readonly Token[];
  /** The tokens as written, and in lower case with straight apostrophes. */
  readonly words: readonly string[];
  readonly lower: readonly string[];
  readonly paragraph: number;
  /** Most of its words are capitalised; `words` may have been calmed (headlines.ts). */
  readonly headline: boolean;
}

/** No sentence is longer than this many tokens: the cost of what works on sentences stays bounded. */
export const LONGEST_SENTENCE = 400;

const QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
const SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2039\u203a`";
const CLOSERS = ')]}';
const OPENERS = '([{';

/** Words that, capitalised, start a sentence after a doubtful full stop (`… in the U.S. The …`). */
const STARTERS: ReadonlySet<string> = new Set(
  (
    'The A An He She It We They I You This That These Those There Here His Her Its Our Their My Your But And Or So ' +
    'In On At By For From With Under During After Before Since While When Where Why How What Who If Although Though ' +
    'As Because However Meanwhile Earlier Later Asked Both Some Many Most Several All No Not One Two Three Then Now ' +
    'Also Yet Still Once Until According Despite Speaking Last Each Another Other'
  ).split(' '),
);

/** What is told apart by letters: such a letter may end a sentence. */
const LETTERED: ReadonlySet<string> = new Set(
  (
    'Witness Plan Annex Appendix Exhibit Section Schedule Part Group Class Grade Type Block Gate Hall Room Building ' +
    'Terminal Zone Area Site Camp Unit Wing Pier Soldier Officer Agent Person Patient Victim Juror Vitamin Hepatitis'
  ).split(' '),
);

/** Verbs that may follow a quotation that ends in `?` or `!` within the same sentence. */
const REPORTING: ReadonlySet<string> = new Set(
  (
    'said says say asked asks added adds told tells wrote writes tweeted posted replied replies responded exclaimed ' +
    'shouted yelled cried declared demanded insisted warned stated remarked recalled joked quipped continued noted ' +
    'argued claimed explained thundered wondered inquired concluded commented retorted screamed called chanted ' +
    'interjected interrupted snapped barked fumed sighed mused quizzed pleaded urged objected protested countered intoned ' +
    'gasped whispered muttered retorts quips texted shot teased mocked scoffed recounted'
  ).split(' '),
);

/**
 * Sentences of the paragraphs, in order; together they hold every token. A sentence begins at each of `leads` (offsets,
 * in order), whatever stands before it. Linear in the length of the text.
 */
export function splitSentences(
  text: string,
  paragraphs: readonly Span[] = splitParagraphs(text),
  leads: readonly number[] = [],
): Sentence[] {
  const sentences: Sentence[] = [];
  let lead = 0;
  paragraphs.forEach((range, paragraph) => {
    const tokens = tokenizeText(text, range);
    const caseless = !hasUpper(text, range);
    let first = 0;
    let depth = 0; // double quotation marks seen in the paragraph: odd means inside
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i] as Token;
      while ((leads[lead] ?? text.length) < token.start) lead += 1;
      if (i > first && leads[lead] === token.start) {
        push(text, sentences, tokens.slice(first, i), paragraph);
        first = i;
      }
      if (isDoubleQuote(text, token)) depth += 1;
      let last = i;
      if (endsSentence(text, token, i > 0 ? tokens[i - 1] : undefined, i > first)) {
        last = absorbClosers(text, tokens, i, depth);
        if (last + 1 < tokens.length && !startsSentence(text, tokens, i, last, caseless)) {
          continue;
        }
      } else if (i - first + 1 < LONGEST_SENTENCE) {
        continue;
      }
      for (let j = i + 1; j <= last; j += 1) if (isDoubleQuote(text, tokens[j] as Token)) depth += 1;
      push(text, sentences, tokens.slice(first, last + 1), paragraph);
      first = last + 1;
      i = last;
    }
    if (first < tokens.length) push(text, sentences, tokens.slice(first), paragraph);
  });
  return sentences;
}

function push(text: string, sentences: Sentence[], tokens: Token[], paragraph: number): void {
  const start = (tokens[0] as Token).start;
  const end = (tokens[tokens.length - 1] as Token).end;
  const sliced = sliceWords(text, tokens);
  sentences.push({ start, end, tokens, ...sliced, paragraph, headline: isHeadline(sliced.words) });
}

function hasUpper(text: string, range: Span): boolean {
  for (let at = range.start; at < range.end; at += 1) if (isUpper(text.charCodeAt(at))) return true;
  return false;
}

function isDoubleQuote(text: string, token: Token): boolean {
  const n = token.end - token.start;
  if (n === 1) return QUOTES.includes(text.charAt(token.start));
  return n === 2 && (text.startsWith("''", token.start) || text.startsWith('``', token.start));
}

function isSingleQuote(text: string, token: Token): boolean {
  return token.end - token.start === 1 && SINGLE_QUOTES.includes(text.charAt(token.start));
}

/** Whether a sentence may end at this token: final marks, and abbreviations that may be last. */
function endsSentence(text: string, token: Token, previous: Token | undefined, inside: boolean): boolean {
  const last = text.charAt(token.end - 1);
  if (last !== '.' && last !== '!' && last !== '?' && last !== '\u2026' && last !== '\u3002') return false;
  const first = text.charCodeAt(token.start);
  if (!isLetter(first) && !isDigit(first)) {
    // `1. The …`: the number of a list item ends nothing
    if (last === '.' && previous && !inside) return false;
    if (last === '.' && previous && isListNumber(text, previous, token)) return false;
    return true;
  }
  if (last !== '.') return false;
  const word = text.slice(token.start, token.end - 1);
  // an initial, but for "Witness C. She …"
  if (word.length === 1)
    return previous !== undefined && LETTERED.has(text.slice(previous.start, previous.end));
  if (LEADING_ABBREVIATIONS.has(word)) return false;
  return true;
}

function isListNumber(text: string, number: Token, dot: Token): boolean {
  if (number.end !== dot.start || number.end - number.start > 2 || dot.end - dot.start !== 1) return false;
  if (!isDigit(text.charCodeAt(number.start))) return false;
  let at = number.start - 1;
  while (at >= 0 && isSpace(text.charCodeAt(at)) && !'\n\r'.includes(text.charAt(at))) at -= 1;
  return at < 0 || '\n\r'.includes(text.charAt(at));
}

/** Index of the last token of the sentence that ends at `i`: the marks that close what it is in stay with it. */
function absorbClosers(text: string, tokens: readonly Token[], i: number, depth: number): number {
  let last = i;
  let open = depth;
  while (last + 1 < tokens.length && last - i < 8) {
    const here = tokens[last] as Token;
    const next = tokens[last + 1] as Token;
    const touches = here.end === next.start;
    const ch = text.charAt(next.start);
    const single = next.end - next.start === 1;
    if (single && CLOSERS.includes(ch)) {
      last += 1;
    } else if (isDoubleQuote(text, next) || isSingleQuote(text, next)) {
      const after = tokens[last + 2];
      const touchesNext = after !== undefined && after.start === next.end;
      const double = isDoubleQuote(text, next);
      // Glued to what is before and not to what is after: closing, whatever way it faces. Loose: by count.
      const closes = touches
        ? !touchesNext || !startsWord(text, after) || (double && open % 2 === 1)
        : double && !touchesNext && open % 2 === 1;
      if (!closes) break;
      if (double) open += 1;
      last += 1;
    } else if (touches && single && (ch === '!' || ch === '?' || ch === '.')) {
      last += 1;
    } else {
      break;
    }
  }
  return last;
}

function startsWord(text: string, token: Token): boolean {
  const unit = text.charCodeAt(token.start);
  return isLetter(unit) || isDigit(unit);
}

/** Whether what follows token `last` starts a sentence, given that `i` is the final mark before it. */
function startsSentence(
  text: string,
  tokens: readonly Token[],
  i: number,
  last: number,
  caseless: boolean,
): boolean {
  const mark = tokens[i] as Token;
  let at = last + 1;
  // look through opening marks
  while (at < tokens.length - 1 && at - last <= 4 && !startsWord(text, tokens[at] as Token)) {
    const ch = text.charAt((tokens[at] as Token).start);
    if (
      !QUOTES.includes(ch) &&
      !SINGLE_QUOTES.includes(ch) &&
      !OPENERS.includes(ch) &&
      !'-\u2013\u2014\u2022*.\u2026['.includes(ch)
    ) {
      break;
    }
    if (ch === '\u2013' || ch === '\u2014' || (ch === '-' && at === last + 1)) {
      // `"…?" – he asked`: a dash goes on with the sentence unless a capital follows it
      const after = tokens[at + 1] as Token;
      return (
        isUpper(text.charCodeAt(after.start)) && (tokens[at] as Token).start > (tokens[last] as Token).end
      );
    }
    at += 1;
  }
  const next = tokens[at] as Token;
  const unit = text.charCodeAt(next.start);
  const word = text.slice(next.start, Math.min(next.end, next.start + 24));
  const opened = at > last + 1;
  const glued = (tokens[last] as Token).end === (tokens[last + 1] as Token).start;
  const final = text.charAt(mark.end - 1);
  const quoted = last > i;

  if (startsWord(text, mark)) {
    // An abbreviation. Months, states and initialisms go on before names and figures.
    if (isDigit(unit)) return false;
    if (caseless || !isUpper(unit)) return false;
    if (quoted) return true;
    return (
      STARTERS.has(word) ||
      (opened && !glued && isQuote(text, tokens[last + 1] as Token)) ||
      doubtfulButEnds(text, mark)
    );
  }
  if (isLower(unit)) {
    if (caseless && !quoted && final !== '\u2026' && mark.end - mark.start === 1) return true;
    // lower-case brands and names after a sure stop: `… . iPhone`, `… . al-Masri`, `… . von Halm`
    return (
      final === '.' &&
      mark.end - mark.start === 1 &&
      !glued &&
      next.end - next.start > 1 &&
      (isUpper(text.charCodeAt(next.start + 1)) || opensWithParticle(text, tokens, at))
    );
  }
  if (final === '\u2026' || (final === '.' && mark.end - mark.start > 1)) {
    if (quoted) return true;
    return isUpper(unit) && word !== 'I' && (STARTERS.has(word) || opened);
  }
  if (quoted && final !== '.' && !opened && isUpper(unit)) return !reportingFollows(text, tokens, at);
  if (isDigit(unit)) return true;
  if (isLetter(unit)) return true;
  // only marks follow: keep them unless they open something
  return opened && isQuote(text, tokens[last + 1] as Token) && !glued;
}

/** Particles with which a last name begins, in lower case even where a sentence does. */
const PARTICLES: ReadonlySet<string> = new Set(
  'al el ad as ash an ar at bin ibn von van de del della di da du den ter ten'.split(' '),
);

/** `al-Masri`, `von Halm`, `van der Berg`: particles and a capital. */
function opensWithParticle(text: string, tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < at + 4; i += 1) {
    const token = tokens[i];
    if (!token) return false;
    if (i > at && isUpper(text.charCodeAt(token.start))) return true;
    const word = text.slice(token.start, token.end);
    if (word !== '-' && word !== '\u2010' && word !== '\u2011' && !PARTICLES.has(word)) return false;
    // `at Lisk`, `as Minister`: words as well, but for names with a hyphen
    if (i === at && /^(?:as|an|at|ad|ten)$/.test(word) && !'-\u2010\u2011'.includes(text.charAt(token.end)))
      return false;
  }
  return false;
}

function isQuote(text: string, token: Token): boolean {
  return isDoubleQuote(text, token) || isSingleQuote(text, token);
}

/** `Inc.`, `Corp.`, `Jr.`: a capitalised word after these is usually a new sentence only when it is a starter. */
function doubtfulButEnds(text: string, mark: Token): boolean {
  const word = text.slice(mark.start, mark.end - 1);
  return word === 'etc' || (!TRAILING_ABBREVIATIONS.has(word) && !word.includes('.'));
}

/** Longest apposition or relative clause between a name and its verb, in tokens. */
const LONGEST_ASIDE = 16;

/** `"…?" Ana Reyes, who leads the committee, asked`: a reporting verb right behind the comma that closes the aside. */
function reportingBehind(text: string, tokens: readonly Token[], comma: number): boolean {
  for (let i = comma + 1; i < tokens.length && i < comma + LONGEST_ASIDE; i += 1) {
    const token = tokens[i] as Token;
    const word = text.slice(token.start, Math.min(token.end, token.start + 16));
    if (/^[.?!;:]/.test(word) || isDoubleQuote(text, token)) return false;
    if (word !== ',') continue;
    const next = tokens[i + 1];
    return next !== undefined && REPORTING.has(text.slice(next.start, next.end));
  }
  return false;
}

/** `"…!" Minister Ana Reyes shouted`: a reporting verb close after the name. */
function reportingFollows(text: string, tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < tokens.length && i < at + 7; i += 1) {
    const token = tokens[i] as Token;
    const word = text.slice(token.start, Math.min(token.end, token.start + 16));
    if (i > at && REPORTING.has(word)) return true;
    if (i > at && word === ',' && reportingBehind(text, tokens, i)) return true;
    if (
      i > at &&
      !isUpper(text.charCodeAt(token.start)) &&
      !/^(?:of|the|de|da|von|van|al|’s|'s|has|had|then|later|also|,|-|and|minister|president|spokes\p{L}+)$/u.test(
        word,
      )
    ) {
      return false;
    }
  }
  return false;
}
