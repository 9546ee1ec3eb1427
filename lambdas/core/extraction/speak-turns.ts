// Puts the turns of a transcript in the place of whatever the rules found inside them: "VANG: He told me it was safe."
import type { Candidate } from './candidate.ts';
import type { Turn } from './find-turns.ts';

const startOf = ({ content }: Candidate): number => content[0]?.start ?? 0;

const fromTurn = ({ label, content }: Turn): Candidate => ({
  rule: 'transcript',
  content: [content],
  cue: null,
  source: label,
  antecedent: null,
  lemma: null,
  stance: 'said',
  negated: false,
  anchor: null,
  shared: false,
  addressee: null,
  verbatim: true,
  reporter: null,
});

/** Candidates outside the turns, and one for each turn of somebody who does not ask, in text order. */
export function speakTurns(candidates: readonly Candidate[], turns: readonly Turn[]): readonly Candidate[] {
  if (turns.length === 0) return candidates;
  let at = 0;
  const outside = [...candidates]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((candidate) => {
      const start = startOf(candidate);
      while (at < turns.length && (turns[at] as Turn).content.end <= start) at++;
      const turn = turns[at];
      return !turn || start < turn.content.start;
    });
  return [...outside, ...turns.filter(({ asks }) => !asks).map(fromTurn)].sort(
    (a, b) => startOf(a) - startOf(b),
  );
}
