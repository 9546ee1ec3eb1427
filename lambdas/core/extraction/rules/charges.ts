// "shot down the rumour", "maintained his innocence", "accepted the apology": verbs that say something only of what
// others have said.
import type { CueEntry } from '../cue-lexicon.ts';
import type { SentenceTree } from '../sentence-tree.ts';

const OF_CHARGES: ReadonlySet<string> = new Set([
  'challenge',
  'fire back',
  'hit back',
  'knock down',
  'maintain',
  'push back',
  'quash',
  'shoot down',
  'shut down',
  'strike down',
  'tamp down',
]);
const CHARGES =
  /^(?:innocence|claim|charge|allegation|accusation|assertion|report|rumou?r|suggestion|speculation|notion|idea|talk|account|version|story|finding|figure|criticism|verdict|result)s?$/;

/** "accepted the apology", "turned down the offer": answers, not "accepted a coin", "turned down the bed". */
const ANSWERING: ReadonlySet<string> = new Set(['accept', 'turn down']);
const ANSWERED =
  /^(?:apolog(?:y|ies)|(?:recommendation|offer|invitation|proposal|request|demand|term|condition|finding|verdict|criticism|appeal|plan)s?|responsibility|blame)$/;

/** Whether a verb may have `noun` as what it speaks of. */
export const isSpeakable = (tree: SentenceTree, { lemma }: CueEntry, noun: number): boolean =>
  OF_CHARGES.has(lemma)
    ? CHARGES.test(tree.lower[noun] ?? '')
    : !ANSWERING.has(lemma) || ANSWERED.test(tree.lower[noun] ?? '');
