// Cuts from the end of content what the narrator adds: "… would “never yield” – words she had used before",
// "… was “fair”, a phrase that drew laughter".
import { quotationsIn } from '../text/quotation-lookup.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import type { Candidate } from './candidate.ts';

const DASH = /\s(?:–|—|--|-)\s|—/gu;
/** Words that must stay before a dash for the rest to count as an aside. */
const FEWEST_KEPT = 3;
const ASIDE_AFTER_QUOTE = /^["”’»]?,\s+(?:a|an)\s(?![“”"‘'])/u;

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** Offset of the first dash outside quotations that no second dash answers. */
const findAside = (text: string, span: Span, quotations: readonly Quotation[]): number => {
  const inside = quotationsIn(quotations, span);
  const dashes = [...text.slice(span.start, span.end).matchAll(DASH)]
    .map(({ index }) => span.start + index)
    .filter((at) => !inside.some((q) => q.start <= at && at < q.end));
  const [first] = dashes;
  if (dashes.length !== 1 || first === undefined) return -1;
  return countWords(text.slice(span.start, first)) >= FEWEST_KEPT ? first : -1;
};

const trimSpan = (text: string, span: Span, quotations: readonly Quotation[]): Span => {
  let { end } = span;
  const dash = findAside(text, span, quotations);
  if (dash > 0) end = dash;
  for (const quotation of quotationsIn(quotations, { start: span.start, end })) {
    // The mark may stand before or after the comma.
    const rest = text.slice(quotation.end - 2, end);
    const aside =
      /^.?["”’»],\s+(?:a|an)\s(?![“”"‘'])/u.test(rest) ||
      /^,["”’»]\s+(?:a|an)\s(?![“”"‘'])/u.test(rest) ||
      ASIDE_AFTER_QUOTE.test(text.slice(quotation.end, end));
    if (aside && quotation.end < end) {
      end = quotation.end;
      break;
    }
  }
  return { start: span.start, end };
};

/** The candidate without asides at the end of its last content span. */
export function trimContent(candidate: Candidate, text: string, quotations: readonly Quotation[]): Candidate {
  const last = candidate.content.at(-1);
  // Only where the content follows its cue does the sentence's end belong to the narrator.
  if (!last || !candidate.cue || last.start < candidate.cue.start || candidate.verbatim) return candidate;
  const trimmed = trimSpan(text, last, quotations);
  return trimmed.end === last.end
    ? candidate
    : { ...candidate, content: [...candidate.content.slice(0, -1), trimmed] };
}
