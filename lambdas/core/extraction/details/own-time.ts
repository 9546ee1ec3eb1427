// The time that an attribution's own sentence gives for the saying: "on Friday" in "The envoy said on Friday she had
// arrived on Monday".
import type { Candidate } from '../candidate.ts';
import { headWithin, prepositionOf, tokensWithin } from './nominal-chain.ts';
import { rankPhrase, type SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';
import type { TimeExpression } from './time-expression.ts';

/** Nothing but a comma between a cue and its time: "said late on Friday". */
const BESIDE = /^\s*,?\s*$/u;
/** The rank of a time that only its place attaches. */
const LAST = 99;
/** Rules whose content is a noun phrase: a full date after it is the date of the thing, "condemned the raid of 4 May 2031". */
const PHRASE_RULES: ReadonlySet<string> = new Set(['topic', 'called', 'spoke-of', 'passive']);

/** The expression that dates the saying, the most closely attached one; null where the sentence has none. */
export function findOwnTime(
  candidate: Candidate,
  clause: SayingClause,
  text: string,
  words: SayingWords,
): TimeExpression | null {
  const { sentence } = clause.tree;
  const cueAt = candidate.cue?.start ?? sentence.start;
  let best: TimeExpression | null = null;
  let bestRank = 0;
  for (const expression of clause.times) {
    const rank = rankTime(expression, candidate, clause, text, words);
    if (rank === null) continue;
    const closer =
      best === null ||
      rank < bestRank ||
      (rank === bestRank && Math.abs(expression.start - cueAt) < Math.abs(best.start - cueAt));
    if (!closer) continue;
    best = expression;
    bestRank = rank;
  }
  return best;
}

function rankTime(
  expression: TimeExpression,
  candidate: Candidate,
  clause: SayingClause,
  text: string,
  words: SayingWords,
): number | null {
  const { tree } = clause;
  const within = tokensWithin(tree, expression);
  if (!within) return null;
  const head = headWithin(tree, within.from, within.to);
  // "said Thursday the pass was open", though the day was taken for part of what was said
  if (isGluedDay(expression, candidate, clause, within.to, text)) return 0;
  if (clause.isContent(head)) return null;
  if (isFullDate(expression) && followsPhrase(head, clause)) return null;
  if (expression.possessive) {
    // "at Friday's briefing", not "of Friday's vote"
    const owner = tree.head[head] ?? -1;
    const told = owner >= 0 && /^(?:at|in|during)$/.test(prepositionOf(tree, owner) ?? '');
    return told ? rankPhrase(clause, head, words) : null;
  }
  if (isBeside(expression, candidate, text)) return 0;
  return (
    rankPhrase(clause, head, words) ??
    (opensClause(expression, candidate, clause, within.from, text) ? LAST : null)
  );
}

const isFullDate = ({ value }: TimeExpression): boolean =>
  value.kind === 'date' && (value.year !== null || value.day !== null);

/** Right after a noun phrase that somebody condemned, demanded, called something. */
const followsPhrase = (head: number, { tree, contents }: SayingClause): boolean =>
  contents.some(({ candidate, ranges }) => {
    const end = ranges.at(-1)?.to ?? tree.size;
    return PHRASE_RULES.has(candidate.rule) && end < head && (tree.left[head] ?? head) <= end + 1;
  });

/** Right after the cue or after the source that follows it, or right before the cue. */
function isBeside(expression: TimeExpression, { cue, source }: Candidate, text: string): boolean {
  if (!cue) return false;
  const inverted = source !== null && source.start >= cue.end && source.start - cue.end <= 2;
  const after = inverted ? source.end : cue.end;
  if (expression.start >= after) return BESIDE.test(text.slice(after, expression.start));
  return expression.end <= cue.start && text.slice(expression.end, cue.start).trim() === '';
}

/** A bare weekday right after the cue and before a clause: no subject, "said Thursday was fine". */
function isGluedDay(
  { start, preposition, possessive, value }: TimeExpression,
  { cue }: Candidate,
  { tree }: SayingClause,
  last: number,
  text: string,
): boolean {
  if (!cue || preposition !== null || possessive || value.kind !== 'weekday' || start < cue.end) return false;
  const next = tree.upos[last + 1] ?? 'PUNCT';
  return text.slice(cue.end, start).trim() === '' && !/^(?:VERB|AUX|PART|CCONJ|PUNCT)$/.test(next);
}

/** "…, and in 2031 the envoy said": right before the source, at the start of a clause. */
function opensClause(
  expression: TimeExpression,
  { source, cue }: Candidate,
  { tree }: SayingClause,
  first: number,
  text: string,
): boolean {
  if (!source || !cue || source.start > cue.start) return false;
  // a year before a name may be taken for part of it: "and in 2018 Tol called"
  const overlaps =
    expression.start < source.start && expression.end > source.start && expression.end < source.end;
  if (!overlaps && (expression.end > source.start || !BESIDE.test(text.slice(expression.end, source.start))))
    return false;
  return first === 0 || /^(?:,|;|:|–|—|-|and|but|while|then)$/.test(tree.lower[first - 1] ?? '');
}
