// How sure an attribution is: the share of those like it whose content and source were both right in the tuning corpus.
// "“It is late,” said Mira Tol" is surer than "the notion of a truce, some feel".
import { countWords } from '../../text/count-words.ts';
import type { Attribution } from '../attribution.ts';

/** A logistic model over named features; lambdas/models/en/confidence.json, made by training/fit-confidence.ts. */
export interface ConfidenceModel {
  readonly bias: number;
  /**
   * Taken off the log odds: rules are surer of the corpus they were written on than of others. Set by the calibration
   * on the held-out corpus (docs/accuracy.md).
   */
  readonly optimism: number;
  /** Log odds of each feature; a feature without one counts nothing. */
  readonly weights: Readonly<Record<string, number>>;
}

const PRONOUN = /^(?:he|she|it|they|who|which|that|we|i|him|her|his|their|its|them|one)$/i;
/** Cue forms common enough to have a weight of their own. */
const COMMON_CUES: ReadonlySet<string> = new Set(
  'said says say told added according to wrote warned asked called accused denied urged announced insisted'.split(
    ' ',
  ),
);
/** Upper ends of the classes of content length, in words. */
const LENGTHS = [2, 4, 8, 16, 32, 64];

/** What the model looks at, as names; all of it is in the attribution itself. */
export function readConfidenceFeatures(attribution: Attribution, text: string): readonly string[] {
  const { type, content, source, cue, speaker, by } = attribution;
  const slice = (span: { readonly start: number; readonly end: number }): string =>
    text.slice(span.start, span.end);
  const words = content.reduce((sum, span) => sum + countWords(slice(span)), 0);
  const length = LENGTHS.find((limit) => words <= limit) ?? 'more';
  const features = [
    `rule=${by[0] ?? 'none'}`,
    `rule=${by[0] ?? 'none'},type=${type}`,
    `name=${by[1] ?? 'none'}`,
    `type=${type}`,
    `words=${length}`,
    `stance=${attribution.stance}`,
    `parts=${Math.min(content.length, 3)}`,
  ];
  if (!source) features.push('source=none');
  else if (PRONOUN.test(slice(source))) features.push('source=pronoun');
  else
    features.push(
      /\p{Lu}/u.test(slice(source).replace(/^\P{L}*\p{L}+/u, '')) ? 'source=name' : 'source=noun',
    );
  if (!speaker) features.push('speaker=none');
  if (!cue) features.push('cue=none');
  else {
    const form = slice(cue).toLowerCase().split(/\s+/).at(-1) ?? '';
    features.push(`cue=${COMMON_CUES.has(form) ? form : 'rare'}`);
    const first = content[0]?.start ?? 0;
    features.push(first < cue.start ? 'content=before' : 'content=after');
    if (source && Math.abs(source.start - cue.start) > 80) features.push('source=far');
  }
  const opening = slice(content[0] ?? { start: 0, end: 0 }).trimStart();
  if (type === 'indirect' && /^\p{Ll}/u.test(opening) && words <= 3) features.push('content=scrap');
  if (attribution.reporters.length > 0) features.push('reported');
  return features;
}

/** Probability that content and source are both right, rounded to three places; strictly between 0 and 1. */
export function estimateConfidence(attribution: Attribution, text: string, model: ConfidenceModel): number {
  let odds = model.bias - model.optimism;
  for (const feature of readConfidenceFeatures(attribution, text)) odds += model.weights[feature] ?? 0;
  const probability = 1 / (1 + Math.exp(-odds));
  return Math.min(0.999, Math.max(0.001, Math.round(1000 * probability) / 1000));
}
