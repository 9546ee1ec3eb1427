// Finds the quotations that touch a stretch of text, by binary search.
import type { Quotation } from './quotations.ts';
import type { Span } from './span.ts';

/** Those that overlap `span`, in order; `quotations` are sorted and do not overlap each other. */
export function quotationsIn(quotations: readonly Quotation[], span: Span): readonly Quotation[] {
  let low = 0;
  let high = quotations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotations[middle] as Quotation).end <= span.start) low = middle + 1;
    else high = middle;
  }
  const found: Quotation[] = [];
  for (let i = low; i < quotations.length; i++) {
    const quotation = quotations[i] as Quotation;
    if (quotation.start >= span.end) break;
    found.push(quotation);
  }
  return found;
}
