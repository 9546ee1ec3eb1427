// Finds the quotations that touch a stretch of text, by binary search.
import { firstFrom } from '../first-from.ts';
import type { Quotation } from './quotations.ts';
import type { Span } from './span.ts';

/** Those that overlap `span`, in order; `quotations` are sorted and do not overlap each other. */
export function quotationsIn(quotations: readonly Quotation[], span: Span): readonly Quotation[] {
  const first = firstFrom(span.start + 1, quotations.length, (index) => (quotations[index] as Quotation).end);
  const found: Quotation[] = [];
  for (let i = first; i < quotations.length; i++) {
    const quotation = quotations[i] as Quotation;
    if (quotation.start >= span.end) break;
    found.push(quotation);
  }
  return found;
}
