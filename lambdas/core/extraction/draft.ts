// A parse while it is mended, and what all repairs ask of it.
import { baseRelation } from '../syntax/relation.ts';
import type { CueLexicon } from './cue-lexicon.ts';

/** The parse of one sentence, mended in place; its words are in lower case. */
export interface Draft {
  readonly words: readonly string[];
  readonly upos: string[];
  readonly xpos: string[];
  readonly head: Int16Array;
  readonly deprel: string[];
}

export const FINITE = /^(?:VBD|VBZ|VBP)$/;

export const rel = (deprel = ''): string => baseRelation(deprel);

/** Whether an auxiliary of the verb stands close before it. */
export const hasAuxiliaryOf = (head: Int16Array, deprel: readonly string[], verb: number): boolean => {
  for (let i = Math.max(0, verb - 4); i < verb; i++)
    if (head[i] === verb && rel(deprel[i]) === 'aux') return true;
  return false;
};

/** A finite verb that attributes, active by its form. */
export const isSaying = ({ words, upos, xpos }: Draft, at: number, lexicon: CueLexicon): boolean => {
  if (upos[at] !== 'VERB' || !FINITE.test(xpos[at] ?? '')) return false;
  const entry = lexicon.verb(words[at] ?? '') ?? lexicon.verb(words[at] ?? '', words[at + 1]);
  return entry !== undefined && entry.stance !== 'believed';
};

/** The first token of such a relation that hangs on `of`; -1 where there is none. */
export const firstChild = ({ head, deprel }: Draft, of: number, pattern: RegExp): number => {
  for (let i = 0; i < head.length; i++) if (head[i] === of && pattern.test(rel(deprel[i]))) return i;
  return -1;
};
