// Statements whose author stands on a line of its own: "Ola Brand, 54, joiner:" above them, "— Ada Lind, mayor of Corvo" below.
import type { Span } from './span.ts';

/** A statement and the line that says whose it is. */
export interface Signed {
  readonly label: Span;
  readonly content: Span;
}

/** "Government:", "* KWEKU LIND, FINANCE MINISTER:" on a line of its own; the name ends at the first comma. */
const HEAD = /^(?:[*•·–—-]\s*)?((?:the |a |an )?\p{Lu}[^\n:,()]{1,60})(?:[,(][^\n:]{0,90})?:$/iu;
/** "Here is where things stand:", "This from the Centre leader:": what announces something, and no head but over a quotation. */
const ANNOUNCES = /^(?:this|that|these|those|here|our|more|some|what|and|but|now|meanwhile)\b|[.!?]\s/i;
/** Lines of this kind that make them more than headings. */
const FEWEST_HEADS = 3;
/** "— Ada Lind, mayor of Corvo", "— Ada Lind (@adalind) March 4" under what somebody said. */
const SIGNATURE =
  /^(?:—|–|--)\s?(?:(\p{Lu}[^\n,()@?!]{1,50}?)(?:,[^\n?!]{1,80}|\s?\(@\w{2,30}\)[^\n?!]{0,30})|(\p{Lu}[\p{L}\p{M}.'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]+){1,4}))$/u;
const OPENS_QUOTE = /^["“«„‘]/;
const HANDLE = /\(@\w{2,30}\)/;

function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  let from = start;
  for (const line of text.slice(start, end).split('\n')) {
    lines.push({ start: from, end: from + line.length });
    from += line.length + 1;
  }
  return lines;
}

/** Statements under heads, where a text has several, and over signatures, in order. Linear in the text. */
export function findSigned(text: string, paragraphs: readonly Span[]): readonly Signed[] {
  const read = ({ start, end }: Span): string => text.slice(start, end);
  const headed: Signed[] = [];
  const signed: Signed[] = [];
  paragraphs.forEach((paragraph, index) => {
    const lines = linesOf(text, paragraph);
    const [first] = lines;
    const last = lines.at(-1);
    if (!first || !last) return;
    const head = HEAD.exec(read(first).trimEnd());
    const next = paragraphs[index + 1];
    const content = lines.length > 1 ? { start: lines[1]?.start ?? 0, end: paragraph.end } : next;
    const announced = ANNOUNCES.test(head?.[1] ?? '') && content && !OPENS_QUOTE.test(read(content));
    if (head && content && !announced) {
      const start = first.start + head[0].indexOf(head[1] ?? '');
      headed.push({ label: { start, end: start + (head[1] ?? '').trimEnd().length }, content });
    }
    const signature = SIGNATURE.exec(read(last).trimEnd());
    const before =
      lines.length > 1 ? { start: paragraph.start, end: (lines.at(-2) ?? last).end } : paragraphs[index - 1];
    if (!signature || !before) return;
    // a dash alone may open a line of dialogue: what is signed stands in marks, or is a post
    if (!OPENS_QUOTE.test(read(before)) && !HANDLE.test(read(last))) return;
    const name = signature[1] ?? signature[2] ?? '';
    const start = last.start + signature[0].indexOf(name);
    signed.push({ label: { start, end: start + name.length }, content: before });
  });
  return headed.length >= FEWEST_HEADS ? headed : signed;
}
