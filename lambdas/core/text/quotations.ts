// Finds quoted stretches by paragraph, whichever way their marks face, and joins those that run over paragraphs.
import type { Span } from './span.ts';

/** A stretch between quotation marks; `start` and `end` include the marks that are there. */
export interface Quotation extends Span {
  /** What stands between the marks. */
  readonly inner: Span;
  /** Index of the paragraph. */
  readonly paragraph: number;
  /** False where no closing mark stands in the paragraph: the quotation goes on, or the mark was lost. */
  readonly closed: boolean;
  /** The paragraph before ended inside a quotation, and this one opens with a mark again. */
  readonly continued: boolean;
}

type Family = 'double' | 'single' | 'angle';
type Facing = 'open' | 'close' | 'either';

interface Mark extends Span {
  readonly family: Family;
  readonly facing: Facing;
}

const isLetterOrDigit = (ch: string): boolean => /[\p{L}\p{N}]/u.test(ch);
const isSpace = (ch: string): boolean => (ch <= ' ' || ch > '~') && ch.trim() === '';
const OPENERS_BEFORE = '([{—–-:;,.…/';

/**
 * The way a mark faces, told by its neighbours alone, since feeds often print ”wrong-way” marks: a mark that
 * hugs the following word opens, one that hugs the preceding word or point closes. 'either' where both or neither fit.
 */
const readFacing = (before: string, after: string): Facing => {
  const spaceBefore = isSpace(before) || '([{'.includes(before);
  const spaceAfter = isSpace(after);
  // "We sail at dawn ", he said
  if (spaceBefore && before !== '' && (after === ',' || after === ';')) return 'close';
  if (spaceBefore && !spaceAfter) return 'open';
  if (!spaceBefore && spaceAfter) return 'close';

  if (!spaceBefore && !spaceAfter) {
    const wordBefore = isLetterOrDigit(before);
    const wordAfter = isLetterOrDigit(after);
    if (wordAfter && !wordBefore && OPENERS_BEFORE.includes(before)) return 'either';
    if (wordAfter && !wordBefore) return '.!?'.includes(before) ? 'either' : 'open';
    if (wordBefore && !wordAfter) return 'close';
    if (!wordBefore && !wordAfter) return '.,!?…'.includes(before) ? 'close' : 'either';
  }
  return 'either';
};

const readMarks = (text: string, { start, end }: Span): Mark[] => {
  const marks: Mark[] = [];
  let inwards: boolean | undefined;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    // most of a text: neither " nor ' nor ` nor anything beyond Latin
    if (unit < 0xab && unit !== 0x22 && unit !== 0x27 && unit !== 0x60) continue;
    const ch = text.charAt(i);
    let family: Family;
    let length = 1;
    let glyph: Facing = 'either';
    if (ch === '"' || ch === '“' || ch === '”' || ch === '„' || ch === '‟' || ch === '＂') family = 'double';
    else if ((ch === "'" || ch === '’' || ch === '‘' || ch === '`') && text.charAt(i + 1) === ch) {
      family = 'double';
      length = 2;
    } else if (ch === '«' || ch === '»') family = 'angle';
    else if (ch === '‘' || ch === "'" || ch === '’') family = 'single';
    else continue;
    const before = i === start ? '' : text.charAt(i - 1);
    const after = i + length >= end ? '' : text.charAt(i + length);
    let facing = readFacing(before, after);
    if (ch === '“' || ch === '„' || ch === '«' || ch === '‘') glyph = 'open';
    if (ch === '”' || ch === '»' || ch === '’') glyph = 'close';
    if (facing === 'either') facing = glyph;
    if (family === 'angle') {
      // French printers set spaces inside their marks; German ones turn the marks round.
      inwards ??= ch === '«';
      facing = (ch === '«') === inwards ? 'open' : 'close';
    }
    if (family === 'single') {
      // An apostrophe inside a word, or before a year, is no mark; after a plural it looks like a closing one.
      if (isLetterOrDigit(before) && isLetterOrDigit(after)) continue;
      if (
        facing === 'open' &&
        ch !== '‘' &&
        /^(?:\d0s|\d\d\b|em\b|til\b|cause\b|tis\b|twas\b|n\b)/iu.test(text.slice(i + 1, i + 7))
      )
        continue;
    }
    marks.push({ start: i, end: i + length, family, facing });
    i += length - 1;
  }
  return marks;
};

interface Pair {
  readonly open: Mark;
  readonly close: Mark | null;
}

/**
 * "“We sail at dawn, "the captain said. "Nobody will stop us."": a straight mark that was set before the space instead
 * of after it. It follows a comma or a point, and the next mark opens, as it would not if this one had.
 */
const isMisspacedCloser = (mark: Mark, next: Mark | undefined, text: string): boolean =>
  mark.facing === 'open' &&
  text.charAt(mark.start) === '"' &&
  next?.facing !== 'close' &&
  next?.facing !== 'either' &&
  /[,.!?]\s$/.test(text.slice(Math.max(0, mark.start - 2), mark.start));

/**
 * Pairs double or angle marks of one paragraph, left to right. A pair inside a pair belongs to the outer one;
 * when closing marks run short, the last one closes everything. An orphan closing mark is passed over.
 */
const pairMarks = (marks: readonly Mark[], text: string): Pair[] => {
  const pairs: Pair[] = [];
  let closersLeft = marks.filter((mark) => mark.facing !== 'open').length;
  let open: Mark | null = null;
  let depth = 0;
  for (const [nth, mark] of marks.entries()) {
    if (open && depth === 1 && isMisspacedCloser(mark, marks[nth + 1], text)) {
      pairs.push({ open, close: mark });
      open = null;
      continue;
    }
    if (mark.facing !== 'open') closersLeft--;
    if (!open) {
      if (mark.facing === 'close') continue;
      open = mark;
      depth = 1;
    } else if (mark.facing === 'open') {
      depth++;
    } else {
      depth--;
      if (depth === 0 || closersLeft === 0) {
        pairs.push({ open, close: mark });
        open = null;
      }
    }
  }
  if (open) pairs.push({ open, close: null });
  return pairs;
};

/**
 * Pairs single marks. They are also apostrophes, so a pair must close, and a mark after a point or a comma closes
 * with more right than one after a plural ("the miners’ claim").
 */
const pairSingleMarks = (marks: readonly Mark[], text: string): Pair[] => {
  const pairs: Pair[] = [];
  let open: Mark | null = null;
  let fallback: Mark | null = null;
  const settle = (): void => {
    if (open && fallback) pairs.push({ open, close: fallback });
    open = null;
    fallback = null;
  };
  for (const mark of marks) {
    if (mark.facing === 'open') {
      if (fallback || !open) {
        settle();
        open = mark;
      }
    } else if (open) {
      if (/[.,!?…]/.test(text.charAt(mark.start - 1))) {
        pairs.push({ open, close: mark });
        open = null;
        fallback = null;
      } else fallback ??= mark;
    }
  }
  settle();
  return pairs;
};

const inside = (mark: Mark, pairs: readonly Pair[], from: number): boolean => {
  for (let i = from; i < pairs.length; i++) {
    const pair = pairs[i];
    if (!pair || pair.open.start > mark.start) return false;
    if (!pair.close || pair.close.end > mark.start) return true;
  }
  return false;
};

/**
 * The mark that ends what the paragraph before left open, where this one does not open anew: "… and so it is,” she
 * said." Its first double mark closes, or stands alone before a space that is missing after it.
 */
const findLateCloser = (text: string, paragraph: Span, marks: readonly Mark[]): Mark | null => {
  const doubles = marks.filter(({ family }) => family === 'double');
  const [first, second] = doubles;
  if (!first || first.start === paragraph.start) return null;
  return first.facing === 'close' || isMisspacedCloser(first, second, text) ? first : null;
};

/** Paragraphs without a mark that may stand in the middle of a speech. */
const LONGEST_GAP = 2;

/** Whether a paragraph soon after this one ends what was left open, with none between that opens anew. */
const isClosedSoon = (text: string, paragraphs: readonly Span[], index: number): boolean => {
  for (let next = index + 1; next <= index + LONGEST_GAP; next++) {
    const paragraph = paragraphs[next];
    if (!paragraph) return false;
    const marks = readMarks(text, paragraph);
    if (marks.some(({ family }) => family === 'double'))
      return findLateCloser(text, paragraph, marks) !== null;
  }
  return false;
};

const findInParagraph = (text: string, { end }: Span, marks: readonly Mark[]): Pair[] => {
  const outer = (['double', 'angle'] as const).flatMap((family) =>
    pairMarks(
      marks.filter((mark) => mark.family === family),
      text,
    ),
  );
  const pairs = outermost(outer, end);
  let from = 0;
  const free = marks.filter((mark) => {
    if (mark.family !== 'single') return false;
    for (let pair = pairs[from]; pair?.close && pair.close.end <= mark.start; pair = pairs[from]) from++;
    return !inside(mark, pairs, from);
  });
  return outermost([...pairs, ...pairSingleMarks(free, text)], end);
};

/** In text order; marks of one kind inside those of another are nested: the first to open holds them. */
const outermost = (pairs: readonly Pair[], end: number): Pair[] => {
  let reach = -1;
  return pairs
    .toSorted((a, b) => a.open.start - b.open.start)
    .filter(({ open, close }) => {
      if (open.start < reach) return false;
      reach = close?.end ?? end;
      return true;
    });
};

/**
 * Every outermost quotation, in text order. The convention of print is followed over paragraphs: a speech that
 * goes on has an opening mark at each paragraph and a closing one only at its end. Linear in the text.
 */
export const findQuotations = (text: string, paragraphs: readonly Span[]): readonly Quotation[] => {
  const quotations: Quotation[] = [];
  let goesOn = false;
  paragraphs.forEach((paragraph, index) => {
    const marks = readMarks(text, paragraph);
    const late = goesOn ? findLateCloser(text, paragraph, marks) : null;
    if (
      goesOn &&
      !late &&
      marks.every(({ family }) => family === 'single') &&
      isClosedSoon(text, paragraphs, index)
    ) {
      quotations.push({ ...paragraph, inner: paragraph, paragraph: index, closed: false, continued: true });
      return;
    }
    if (late)
      quotations.push({
        start: paragraph.start,
        end: late.end,
        inner: { start: paragraph.start, end: late.start },
        paragraph: index,
        closed: true,
        continued: true,
      });
    const pairs = findInParagraph(
      text,
      paragraph,
      late ? marks.filter(({ start }) => start > late.start) : marks,
    );
    pairs.forEach(({ open, close }, nth) => {
      const end = close?.end ?? paragraph.end;
      quotations.push({
        start: open.start,
        end,
        inner: { start: open.end, end: close?.start ?? paragraph.end },
        paragraph: index,
        closed: close !== null,
        continued: goesOn && nth === 0 && open.start === paragraph.start,
      });
    });
    goesOn = pairs.length > 0 && pairs.at(-1)?.close === null;
  });
  return quotations;
};
