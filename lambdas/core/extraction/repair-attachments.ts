// Mends two attachments that parsers get wrong in news: the second cue of a sentence hung below the first one's
// content. In "She said the pass was open and urged calm, adding that …", "urged" and "adding" belong to "said".
import type { Parse } from '../syntax/parse.ts';
import type { CueLexicon } from './cue-lexicon.ts';

const FINITE = /^(?:VBD|VBZ|VBP)$/;
const MAX_CLIMB = 12;

const rel = (deprel: string | undefined): string => deprel?.split(':')[0] ?? '';

/** Heads with the cues of one speaker side by side; a copy. Linear in the tokens. */
export function repairAttachments(parse: Parse, words: readonly string[], lexicon: CueLexicon): Int16Array {
  const head = Int16Array.from(parse.head);
  const { upos, xpos, deprel, lemma } = parse;
  const size = words.length;
  const hasSubject = new Uint8Array(size);
  const hasAuxiliary = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const up = head[i] as number;
    if (up < 0) continue;
    const relation = rel(deprel[i]);
    if (relation === 'nsubj' || relation === 'csubj') hasSubject[up] = 1;
    if (relation === 'aux') hasAuxiliary[up] = 1;
  }
  const isCue = (token: number): boolean => {
    const entry = upos[token] === 'VERB' ? lexicon.verb(lemma[token] ?? '') : undefined;
    return entry !== undefined && (entry.frames.has('clause') || entry.frames.has('topic') || entry.frames.has('objto'));
  };
  const isFinite = (token: number): boolean =>
    FINITE.test(xpos[token] ?? '') || (xpos[token] === 'VBN' && hasAuxiliary[token] === 1);

  for (let i = 1; i < size; i++) {
    if (!isCue(i) || hasSubject[i]) continue;
    const relation = rel(deprel[i]);
    const coordinated = relation === 'conj' && isFinite(i);
    const adverbial = (relation === 'advcl' || relation === 'xcomp' || relation === 'dep' || relation === 'acl' || relation === 'conj') && xpos[i] === 'VBG' && words[i - 1] === ',';
    if (!coordinated && !adverbial) continue;
    // The lowest cue above it, to its left, that governs a clause in which it was put.
    let at = head[i] as number;
    let below = i;
    for (let climb = 0; climb < MAX_CLIMB && at >= 0; climb++) {
      const inside = /^(?:ccomp|xcomp|advcl|acl|conj|parataxis|obj|obl|nmod)$/.test(rel(deprel[below]));
      if (at < i && isCue(at) && below !== i && inside && (adverbial || (isFinite(at) && (xpos[at] === xpos[i] || xpos[at] === 'VBN' || xpos[i] === 'VBN')))) {
        head[i] = at;
        break;
      }
      below = at;
      at = head[at] as number;
    }
  }
  return head;
}
