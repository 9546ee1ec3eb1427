// The time expressions of the narrator's words, sentence by sentence, each sentence read at most once.
import type { Document } from '../../text/document.ts';
import { quotationsIn } from '../../text/quotation-lookup.ts';
import type { Quotation } from '../../text/quotations.ts';
import { readTimeExpressions, type TimeExpression } from './time-expression.ts';

/** Those of sentence `index` that stand outside quotation marks, in text order. */
export type SentenceTimes = (index: number) => readonly TimeExpression[];

export function createSentenceTimes(document: Document, quotations: readonly Quotation[]): SentenceTimes {
  const known = new Map<number, readonly TimeExpression[]>();
  return (index) => {
    let times = known.get(index);
    if (!times) {
      const sentence = document.sentences[index];
      const all = sentence ? readTimeExpressions(document.text, sentence) : [];
      times = all.filter((time) => quotationsIn(quotations, time).length === 0);
      known.set(index, times);
    }
    return times;
  };
}
