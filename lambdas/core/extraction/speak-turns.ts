// Adds the turns of a transcript, and drops what the rules found of the speaker's own sayings inside them: "VANG: He told me it was safe."

import type { Turn } from '../text/turns.ts';
import { type Candidate, createCandidate } from './candidate.ts';

const startOf = ({ content }: Candidate): number => content[0]?.start ?? 0;

const fromTurn = ({ label, content }: Turn): Candidate => ({
  ...createCandidate(label ? 'transcript' : 'interview', label),
  content: [content],
  verbatim: true,
});

/** In a turn too, somebody else may be reported: "VANG: The report claims that it was safe." */
const isSomebodyElse = ({ source }: Candidate, text: string): boolean =>
  source !== null &&
  !/^(?:I|we|you|me|us|one|it|that|who|which|this|nobody|everybody)$/i.test(
    text.slice(source.start, source.end),
  );

/** Candidates outside the turns, and one for each turn of somebody who does not ask, in text order. */
export function speakTurns(
  candidates: readonly Candidate[],
  turns: readonly Turn[],
  text: string,
): readonly Candidate[] {
  if (turns.length === 0) return candidates;
  let at = 0;
  const outside = [...candidates]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((candidate) => {
      const start = startOf(candidate);
      while (at < turns.length && (turns[at] as Turn).content.end <= start) at++;
      const turn = turns[at];
      return !turn || start < turn.content.start || isSomebodyElse(candidate, text);
    });
  return [...outside, ...turns.filter(({ asks }) => !asks).map(fromTurn)].sort(
    (a, b) => startOf(a) - startOf(b),
  );
}
