// The day of the occasion that a paragraph opens with: "At the budget meeting in Lisk on Tuesday, nobody paid. “We had
// sandwiches,” one delegate said": the delegate spoke on Tuesday.
import type { Document } from '../../text/document.ts';
import type { Quotation } from '../../text/quotations.ts';
import type { Span } from '../../text/span.ts';
import type { CueLexicon } from '../cue-lexicon.ts';
import { childrenOf, isVerb, readTree, type SentenceTree } from '../sentence-tree.ts';
import { headWithin, readChain, tokensWithin } from './nominal-chain.ts';
import type { SayingWords } from './sayings.ts';
import type { SentenceTimes } from './sentence-times.ts';
import type { TimeExpression } from './time-expression.ts';

export interface SceneContext {
  readonly document: Document;
  readonly quotations: readonly Quotation[];
  readonly cues: CueLexicon;
  readonly words: SayingWords;
  readonly times: SentenceTimes;
}

/** The expression that dates an occasion of speech in the sentence; null where it tells of none. */
export function findSceneTime(index: number, context: SceneContext): TimeExpression | null {
  const { document, quotations, cues, words } = context;
  const times = context.times(index).filter(isDay);
  if (times.length === 0) return null;
  const tree = readTree(document, index, cues, quotations);
  return times.find((expression) => isOfOccasion(tree, expression, words)) ?? null;
}

const isDay = ({ value, possessive }: TimeExpression): boolean =>
  !possessive &&
  (value.kind === 'weekday' ||
    ((value.kind === 'shift' || value.kind === 'story') && value.unit === 'day') ||
    (value.kind === 'date' && value.day !== null));

function isOfOccasion(tree: SentenceTree, span: Span, words: SayingWords): boolean {
  const within = tokensWithin(tree, span);
  if (!within) return false;
  const head = headWithin(tree, within.from, within.to);
  const chain = readChain(tree, head).map(({ token }) => token);
  const verb = chain.find((token) => isVerb(tree, token));
  if (verb !== undefined && words.speaking.has(tree.lemma[verb] ?? '')) return true;
  // the phrases that hold the time, and those that stand beside it before the verb
  const beside = chain.flatMap((token) => childrenOf(tree, token).filter((child) => child < head));
  return [...chain.filter((token) => token !== verb), ...beside].some((token) =>
    words.occasions.has(tree.lemma[token] ?? ''),
  );
}
