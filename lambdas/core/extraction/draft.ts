// A parse while it is mended, and what all repairs ask of it.
import { baseRelation } from '../syntax/relation.ts';

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
