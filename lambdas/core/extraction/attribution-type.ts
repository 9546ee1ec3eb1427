// Direct, indirect or mixed: "“Yes,” he said", "he said yes", "he said it was “fine”".
import { quotationsIn } from '../text/quotation-lookup.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import type { AttributionType } from './attribution.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/** By words: all inside quotation marks, none, or some; a leading "that" does not count. */
export function readType(
  text: string,
  content: readonly Span[],
  quotations: readonly Quotation[],
): AttributionType {
  // most reported speech has no mark near it
  if (content.every((span) => quotationsIn(quotations, span).length === 0)) return 'indirect';
  let inside = 0;
  let outside = 0;
  for (const { start, end } of content) {
    const near = quotationsIn(quotations, { start, end });
    const words = text.slice(start, end);
    WORD.lastIndex = 0;
    for (let word = WORD.exec(words); word; word = WORD.exec(words)) {
      const at = start + word.index;
      if (near.some((q) => q.inner.start <= at && at < q.inner.end)) inside++;
      else if (outside + inside > 0 || word[0].toLowerCase() !== 'that') outside++;
    }
  }
  if (inside === 0) return 'indirect';
  return outside === 0 ? 'direct' : 'mixed';
}
