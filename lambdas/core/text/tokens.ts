// Cuts text into words and marks the way the English UD treebanks (EWT, GUM) do.

import { remember } from '../remember.ts';
import {
  BEFORE_DIGIT_ABBREVIATIONS,
  LEADING_ABBREVIATIONS,
  TRAILING_ABBREVIATIONS,
} from './abbreviations.ts';
import { isAsciiDigit, isDigit, isLetter, isLetterOrDigit, isLower, isSpace, isUpper } from './characters.ts';
import type { Span } from './span.ts';

/** `text.slice(start, end)` is the word. Tokens never overlap, are in order and cover all that is not space. */
export interface Token extends Span {}

/** One string for each word and its lower case, whose hashes are known to all tables that they are looked up in. */
const wordOf = remember((word) => ({ word, lower: word.toLowerCase().replaceAll('’', "'") }));

/** "Export–Import Bank", "the Lisk–Norova border": a dash of that width is a hyphen between names. */
const joinsNames = (text: string, { start, end }: Token): boolean =>
  text.charCodeAt(start) === EN_DASH &&
  end === start + 1 &&
  isLetter(text.charCodeAt(start - 1)) &&
  isUpper(text.charCodeAt(end));
const EN_DASH = 0x2013;

/** The tokens of `text` as written, and in lower case with straight apostrophes. */
export function sliceWords(text: string, tokens: readonly Token[]): { words: string[]; lower: string[] } {
  const known = tokens.map((token) =>
    wordOf(joinsNames(text, token) ? '-' : text.slice(token.start, token.end)),
  );
  return { words: known.map(({ word }) => word), lower: known.map(({ lower }) => lower) };
}

const APOSTROPHES = "'\u2019\u2018\u02bc\uff07`\u00b4";
const HYPHENS = '-\u2010\u2011';
const DASHES = '\u2012\u2013\u2014\u2015';
/** Marks of which a run of equal ones is one token (`...`, `--`, `!!!`). */
const RUNS = '.-!?*=_~#+<>|\u2026';

/** Prefixes that UD leaves joined to their word (`non-proliferation`, `re-elected`). */
const JOINED_PREFIXES: ReadonlySet<string> = new Set(
  (
    'anti bi co counter cross de e ex extra inter intra macro mega meta micro mid mini mis multi neo non over pan ' +
    'para post pre pro proto pseudo quasi re semi socio sub super trans tri ultra un under uni vice x'
  ).split(' '),
);

/** English second halves that show that a short `Name-word` is a compound, not a given name (`Iraq-born`). */
const COMPOUND_TAILS: ReadonlySet<string> = new Set(
  (
    'led run era born based owned style wide like made bound wing held side page year area only free type half ' +
    'fed paid won hit day long size ups plus zone rich poor wise and or in on up to the of old aged per off out'
  ).split(' '),
);

/** Words that UD cuts although nothing shows it (`can|not`, `gon|na`): length of the first part. */
const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['wanna', 3],
  ['gotta', 3],
  ['dont', 2],
  ['didnt', 3],
  ['doesnt', 4],
  ['isnt', 2],
  ['wasnt', 3],
  ['havent', 4],
  ['couldnt', 5],
  ['wouldnt', 5],
  ['thats', 4],
]);

const SHORTEST_FUSED = 4;
const FUSED_ENDS = 'atsATS';

const CLOCK = /^[0-9]{1,2}(?:[:.][0-9]{2})?(?=[aApP][mM]$)/;
const PHONE = /^[0-9]{3}-(?:[0-9]{3}-)?[0-9]{4}(?![0-9-])/;
const EMOTICON = /^[:;=]-?[()DPp](?![A-Za-z0-9])/;

const AT_SIGN = 64;
const NUMBER_SIGN = 35;
/** One of these is in every web or e-mail address, handle and hashtag. */
const ADDRESS_MARKS: ReadonlySet<number> = new Set([AT_SIGN, NUMBER_SIGN, 46, 58]);
const SCHEME_STARTS = 'hHwW';
const SCHEME = /^(?:https?:\/\/|www\.)/i;
const TOP_DOMAINS: ReadonlySet<string> = new Set(
  'com org net edu gov mil int info io tv eu uk ru cn fr de us ua news co me doc xls pdf url html htm php jpg'.split(
    ' ',
  ),
);

function isApostrophe(unit: number): boolean {
  return unit === 39 || unit === 96 || (unit > 127 && APOSTROPHES.includes(String.fromCharCode(unit)));
}

/** Longest stretch looked at when a word's own shape decides something: keeps hostile input linear. */
const LOOK_AHEAD = 64;

/** Tokens of `text` inside `range` (the whole text when absent). Linear in the length of the range. */
export function tokenizeText(text: string, range?: Span): Token[] {
  const from = range?.start ?? 0;
  const to = range?.end ?? text.length;
  const tokens: Token[] = [];
  let at = from;
  while (at < to) {
    if (isSpace(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    let end = at;
    let marked = false;
    for (let unit = text.charCodeAt(at); end < to && !isSpace(unit); unit = text.charCodeAt(end)) {
      marked ||= unit <= AT_SIGN && ADDRESS_MARKS.has(unit);
      end += 1;
    }
    tokenizeChunk(text, at, end, to, marked, tokens);
    at = end;
  }
  return tokens;
}

/** `marked`: an address may stand in the chunk. */
function tokenizeChunk(
  text: string,
  start: number,
  end: number,
  limit: number,
  marked: boolean,
  out: Token[],
): void {
  let at = start;
  while (at < end) {
    const unit = text.charCodeAt(at);
    const fresh = at === start || !isLetterOrDigit(text.charCodeAt(at - 1));
    const address = marked && fresh ? addressEnd(text, at, end) : at;
    if (address > at) {
      out.push({ start: at, end: address });
      at = address;
    } else if (isLetterOrDigit(unit)) {
      const stop = wordEnd(text, at, end, limit);
      pushWord(text, at, stop, out);
      at = stop;
    } else {
      const stop = markEnd(text, at, end, start);
      out.push({ start: at, end: stop });
      at = stop;
    }
  }
}

/** End of the web or e-mail address, handle or hashtag that starts here, else `at`. */
function addressEnd(text: string, at: number, end: number): number {
  const unit = text.charCodeAt(at);
  if ((unit === AT_SIGN || unit === NUMBER_SIGN) && isLetter(text.charCodeAt(at + 1)) && at + 1 < end) {
    let stop = at + 1;
    while (stop < end && (isLetterOrDigit(text.charCodeAt(stop)) || text.charCodeAt(stop) === 95)) stop += 1;
    return stop;
  }
  if (!isLetterOrDigit(unit)) return at;
  if (SCHEME_STARTS.includes(text.charAt(at)) && SCHEME.test(text.slice(at, Math.min(end, at + 8))))
    return trimAddress(text, at, end);
  // name@domain: look a bounded way ahead for the at sign
  const near = text.slice(at, Math.min(end, at + LOOK_AHEAD));
  return near.includes('@') && /^[\w.+-]+@[\w-]+\.\w/.test(near) ? trimAddress(text, at, end) : at;
}

/** An address ends before the marks and brackets that close the sentence around it. */
function trimAddress(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && !'<>"\u201c\u201d\u00bb)]'.includes(text.charAt(stop))) stop += 1;
  while (stop > at + 1 && ".,;:!?'\u2019\u2026".includes(text.charAt(stop - 1))) stop -= 1;
  return stop;
}

/** End of the mark that starts here: one unit, a run of equal ones, or a clitic after a closing mark. */
function markEnd(text: string, at: number, end: number, chunk: number): number {
  const ch = text.charAt(at);
  if (isApostrophe(text.charCodeAt(at))) {
    if (at > chunk && /^s(?![\p{L}\p{N}])/u.test(text.slice(at + 1, Math.min(end, at + 4)))) return at + 2;
    if (text.charAt(at + 1) === ch && at + 1 < end) return at + 2; // '' and `` as quotation marks
    return at + 1;
  }
  if (ch === ':' || ch === ';' || ch === '=') {
    const face = EMOTICON.exec(text.slice(at, Math.min(end, at + 4)));
    if (face) return at + face[0].length;
  }
  if (RUNS.includes(ch)) {
    let stop = at + 1;
    while (stop < end && text.charAt(stop) === ch) stop += 1;
    if ((ch === '!' || ch === '?') && stop < end) {
      while (stop < end && '!?'.includes(text.charAt(stop))) stop += 1;
    }
    return stop;
  }
  return at + 1;
}

/** End of the word that starts at `at`, its own full stop included where it is an abbreviation. */
function wordEnd(text: string, start: number, end: number, limit: number): number {
  if (isAsciiDigit(text.charCodeAt(start)) && text.charAt(start + 3) === '-') {
    const phone = PHONE.exec(text.slice(start, Math.min(end, start + 14)));
    if (phone) return start + phone[0].length;
  }
  let at = start;
  let part = start; // where the stretch since the last joiner starts
  let dotted = false;
  while (at < end) {
    const unit = text.charCodeAt(at);
    if (isLetterOrDigit(unit)) {
      at += 1;
      continue;
    }
    const next = at + 1 < end ? text.charCodeAt(at + 1) : Number.NaN;
    const before = text.charCodeAt(at - 1);
    const ch = text.charAt(at);
    if (isApostrophe(unit) && isLetter(next) && isLetter(before)) {
      at += 1;
      part = at;
    } else if (isApostrophe(unit) && isLetter(next) && isDigit(before)) {
      break; // 1990's: the clitic is a mark of its own
    } else if (ch === '.' && joinsDot(text, start, part, at, end)) {
      dotted = true;
      at += 1;
      part = at;
    } else if ((ch === ',' || ch === '.') && isAsciiDigit(before) && isAsciiDigit(next)) {
      at += 1;
      part = at;
    } else if ((ch === ':' || ch === '/') && isAsciiDigit(before) && isAsciiDigit(next)) {
      at += 1;
      part = at;
    } else if (ch === '&' && isUpper(before) && isUpper(next)) {
      at += 1;
      part = at;
    } else if (ch === '_' && isLetterOrDigit(next)) {
      at += 1;
      part = at;
    } else if (HYPHENS.includes(ch) && isLetterOrDigit(next) && joinsHyphen(text, start, at, end)) {
      at += 1;
      part = at;
    } else {
      break;
    }
  }
  if (
    at < end &&
    text.charAt(at) === '.' &&
    text.charAt(at + 1) !== '.' &&
    ownsDot(text, start, at, end, limit, dotted)
  ) {
    at += 1;
  }
  return at;
}

/** Whether the full stop at `at`, between word units, is inside the word: U.S, a.m, example.com. */
function joinsDot(text: string, start: number, part: number, at: number, end: number): boolean {
  const next = at + 1 < end ? text.charCodeAt(at + 1) : Number.NaN;
  if (!isLetter(next)) return false;
  if (at - part === 1 && isLetter(text.charCodeAt(part))) {
    const after = at + 2 < end ? text.charCodeAt(at + 2) : Number.NaN;
    if (!isLetter(after)) return true; // U.S, a.m
  }
  let stop = at + 1;
  while (stop < end && stop - at <= 8 && isLetterOrDigit(text.charCodeAt(stop))) stop += 1;
  const tail = text.slice(at + 1, stop);
  if (tail === 'D' && text.slice(part, at) === 'Ph') return true;
  if (TOP_DOMAINS.has(tail.toLowerCase()) && isLower(next) && at - start >= 2) return true;
  // a further dot after it, as in a longer host name
  return isLower(next) &&
    isLower(text.charCodeAt(at - 1)) &&
    text.charAt(stop) === '.' &&
    at - start <= LOOK_AHEAD
    ? TOP_DOMAINS.has(/^\w{2,8}/.exec(text.slice(stop + 1, stop + 9))?.[0] ?? '')
    : false;
}

/** Whether the full stop after the word belongs to it. */
function ownsDot(
  text: string,
  start: number,
  at: number,
  end: number,
  limit: number,
  dotted: boolean,
): boolean {
  if (at - start > 12) return false;
  const word = text.slice(start, at);
  let next = at + 1;
  while (next < limit && next - at <= 4 && isSpace(text.charCodeAt(next))) next += 1;
  const unit = next < limit ? text.charCodeAt(next) : Number.NaN;
  const spaced = next > at + 1;
  if (dotted) return !/\.\p{Ll}{2,}$/u.test(word); // U.S. and a.m., but not example.com.
  if (word.length === 1 && isUpper(text.charCodeAt(start))) {
    // `wrote on X. In the north`: the network's name, which no name goes on after
    if (word === 'X' && /\b(?:on|On|via)\s$/.test(text.slice(Math.max(0, start - 4), start))) return false;
    // an initial: a name goes on after it; `World War I.` and `Plan B.` do not
    return spaced ? word !== 'I' && isUpper(unit) : isUpper(unit);
  }
  if (BEFORE_DIGIT_ABBREVIATIONS.has(word)) return isDigit(unit);
  // `Pak Seo-Min. She`: the second half of a name, but for `Maj-Gen. Vang`
  if (HYPHENS.includes(text.charAt(start - 1) || ' ')) {
    const head = /(\p{L}{1,5}|[^\p{L}])$/u.exec(text.slice(Math.max(0, start - 6), start - 1))?.[0] ?? '';
    if (/\p{L}/u.test(head) && !LEADING_ABBREVIATIONS.has(head)) return false;
  }
  if (LEADING_ABBREVIATIONS.has(word)) return unit >= 0 && (spaced || next < end);
  return TRAILING_ABBREVIATIONS.has(word);
}

/** Whether the hyphen at `at` stays inside the word. */
function joinsHyphen(text: string, start: number, at: number, end: number): boolean {
  if (at - start > 8) return false;
  const head = text.slice(start, at);
  if (JOINED_PREFIXES.has(head.toLowerCase()) && isLetter(text.charCodeAt(at + 1))) return true;
  let stop = at + 1;
  while (stop < end && stop - at <= 7 && isLetter(text.charCodeAt(stop))) stop += 1;
  const tail = text.slice(at + 1, stop);
  // given names of two syllables (Ji-hoon): Title, hyphen, short lower case
  return (
    head.length >= 2 &&
    head.length <= 5 &&
    tail.length >= 1 &&
    tail.length <= 5 &&
    isUpper(text.charCodeAt(start)) &&
    isLower(text.charCodeAt(start + 1)) &&
    isLower(text.charCodeAt(at + 1)) &&
    !isLetterOrDigit(text.charCodeAt(stop)) &&
    !HYPHENS.includes(text.charAt(stop) || ' ') &&
    !DASHES.includes(text.charAt(stop) || ' ') &&
    !COMPOUND_TAILS.has(tail)
  );
}

const CLITIC =
  /(?:[nN]['\u2019\u02bc`\u00b4\uff07][tT]|['\u2019\u02bc`\u00b4\uff07](?:[sSmMdD]|[lL][lL]|[rR][eE]|[vV][eE]))$/;

/** Pushes a word, its clitics cut off (`do|n't`, `Iran|'s`, `they|'d|'ve`). */
function pushWord(text: string, start: number, end: number, out: Token[]): void {
  const cuts: number[] = [];
  let stop = end;
  for (let round = 0; round < 3; round += 1) {
    if (!isApostrophe(text.charCodeAt(stop - 2)) && !isApostrophe(text.charCodeAt(stop - 3))) break;
    const from = Math.max(start, stop - 4);
    const found = CLITIC.exec(text.slice(from, stop));
    if (!found || from + found.index <= start) break;
    stop = from + found.index;
    cuts.push(stop);
  }
  if (cuts.length === 0 && end - start <= 7) {
    const clock = isAsciiDigit(text.charCodeAt(start)) ? CLOCK.exec(text.slice(start, end)) : null;
    if (clock) cuts.push(start + clock[0].length);
    const fused = end - start >= SHORTEST_FUSED && FUSED_ENDS.includes(text.charAt(end - 1));
    const first = fused ? FUSED.get(text.slice(start, end).toLowerCase()) : undefined;
    if (first !== undefined) cuts.push(start + first);
  }
  let at = start;
  for (const cut of cuts.reverse()) {
    out.push({ start: at, end: cut });
    at = cut;
  }
  out.push({ start: at, end });
}
