// The office as written where it stands beside the source: "the harbour master" in "Ilse Vang, the harbour master, said".
import type { ArticleSpeakers } from '../../speakers/resolve.ts';
import type { Span } from '../../text/span.ts';
import type { Attribution } from '../attribution.ts';
import { childrenOf, relation } from '../sentence-tree.ts';
import type { SayingClause } from './saying-clause.ts';

/** A longer apposition says more than an office. */
const LONGEST_APPOSITION = 12;

/** The office that the source has or that stands in apposition to it; null where there is none. */
export function findOffice(
  attribution: Attribution,
  clause: SayingClause | null,
  speakers: ArticleSpeakers,
): Span | null {
  const { office, source } = attribution;
  if (office || !clause || clause.source < 0 || !source) return office;
  const { tree } = clause;
  for (const child of childrenOf(tree, clause.source)) {
    if (child < clause.source || relation(tree, child) !== 'appos' || clause.isContent(child)) continue;
    const from = tree.sentence.tokens[tree.left[child] ?? child];
    const right = Math.min(tree.right[child] ?? child, child + LONGEST_APPOSITION);
    const to = tree.sentence.tokens[right];
    if (!from || !to) continue;
    const found = speakers.resolve({ start: from.start, end: to.end }).office;
    if (found) return found;
  }
  return null;
}
