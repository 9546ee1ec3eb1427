// Cuts an article into paragraphs: blank lines, single newlines of feeds, and lines that were only wrapped.

import { isLower, isSpace } from './characters.ts';
import type { Span } from './span.ts';

/** Lines longer than this were not wrapped by a mail program or a terminal (RFC 3676 wraps at 78; wires at up to 100). */
const WIDEST_WRAP = 110;
/** A block whose longest line is shorter than this is a list or a table, not wrapped prose. */
const NARROWEST_WRAP = 45;

interface Line extends Span {
  /** white space before its first character, in characters */
  readonly indent: number;
  /** blank lines stand before it */
  readonly afterBlank: boolean;
}

/** Paragraphs of `text` without the white space around them, in order, none empty. Linear in the text. */
export function splitParagraphs(text: string): Span[] {
  const lines = readLines(text);
  const paragraphs: Span[] = [];
  for (let first = 0; first < lines.length; ) {
    let last = first + 1;
    while (last < lines.length && !(lines[last] as Line).afterBlank) last += 1;
    joinBlock(text, lines, first, last, paragraphs);
    first = last;
  }
  return paragraphs;
}

function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let blank = true;
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (end < text.length && !isNewline(text.charCodeAt(end))) end += 1;
    let start = at;
    let stop = end;
    while (start < stop && isSpace(text.charCodeAt(start))) start += 1;
    while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop -= 1;
    if (start < stop) {
      lines.push({ start, end: stop, indent: start - at, afterBlank: blank });
      blank = false;
    } else {
      blank = true;
    }
    at = end + 1;
    if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10) at += 1;
    // Paragraph separators and page breaks part paragraphs by themselves.
    if (text.charCodeAt(end) === 0x2029 || text.charCodeAt(end) === 12) blank = true;
  }
  return lines;
}

function isNewline(unit: number): boolean {
  return unit <= 13 ? unit >= 10 : unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Lines `first` to `last - 1` have no blank line between them: joins those that a fixed width has wrapped. */
function joinBlock(text: string, lines: readonly Line[], first: number, last: number, out: Span[]): void {
  let width = 0;
  for (let i = first; i < last; i += 1) {
    const line = lines[i] as Line;
    width = Math.max(width, line.end - line.start);
  }
  const wrapped = width <= WIDEST_WRAP && width >= NARROWEST_WRAP && last - first > 1;
  const indents = wrapped && indentsParagraphs(lines, first, last);
  let start = (lines[first] as Line).start;
  for (let i = first; i < last; i += 1) {
    const line = lines[i] as Line;
    const next = i + 1 < last ? (lines[i + 1] as Line) : undefined;
    const joined =
      next &&
      (goesOn(text, line, next) ||
        (indents ? next.indent === 0 : wrapped && overflows(text, line, next, width)));
    if (joined) continue;
    out.push({ start, end: line.end });
    if (next) start = next.start;
  }
}

/** Wires used to indent the first line of each paragraph: some lines are indented, and most are not. */
function indentsParagraphs(lines: readonly Line[], first: number, last: number): boolean {
  let indented = 0;
  for (let i = first + 1; i < last; i += 1) if ((lines[i]?.indent ?? 0) > 1) indented += 1;
  return indented > 0 && indented * 2 < last - first;
}

/** A line that ends in the middle of a sentence, before one that starts in lower case. */
function goesOn(text: string, line: Line, next: Line): boolean {
  const last = text.charAt(line.end - 1);
  return (
    isLower(text.charCodeAt(next.start)) &&
    !'.!?:;"\u201d\u2019\u00bb\u2026)'.includes(last) &&
    line.end - line.start >= NARROWEST_WRAP / 2
  );
}

/** Greedy wrapping breaks a line where the next word would not have fitted. */
function overflows(text: string, line: Line, next: Line, width: number): boolean {
  let word = next.start;
  while (word < next.end && word - next.start <= width && !isSpace(text.charCodeAt(word))) word += 1;
  if (isByline(text, next) || isByline(text, line)) return false;
  // Bullets, dashes of dialogue and indented lines start anew.
  if (/^(?:[\u2022*\u00b7\u25cf]|[-\u2013\u2014] )/.test(text.slice(next.start, next.start + 2)))
    return false;
  return line.end - line.start + 1 + (word - next.start) > width;
}

/** No byline is longer than this many characters. */
const LONGEST_BYLINE = 90;
const BYLINE = /^(?:From|By|(?:Analysis|Reporting|Posted|Compiled) by)\s\p{Lu}[^.!?:;"\u201c\u201d]*$/u;

/** "From Ada Lind in Lisk": between the heading and the text of an entry in a live feed. */
function isByline(text: string, { start, end }: Line): boolean {
  return end - start <= LONGEST_BYLINE && BYLINE.test(text.slice(start, end));
}
