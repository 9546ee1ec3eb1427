// What every rule over a verb gets and gives.
import type { Quotation } from '../../text/quotations.ts';
import type { Predicate } from '../predicate.ts';
import type { SentenceTree } from '../sentence-tree.ts';

export interface RuleContext {
  readonly tree: SentenceTree;
  /** The quotations that overlap the sentence, as token ranges; `to` is the last token, the mark included. */
  readonly quotations: readonly QuotationTokens[];
  /** First token that no earlier attribution of the sentence has used as cue or source. */
  readonly free: number;
}

export interface QuotationTokens {
  readonly quotation: Quotation;
  readonly from: number;
  readonly to: number;
}

/** Ranges of tokens, both ends inclusive, in order. */
export interface Found {
  readonly content: readonly { readonly from: number; readonly to: number }[];
  /** Head of the phrase that says to whom. */
  readonly addressee?: number;
  /** Last token of the cue where it is longer than the verb: "called for". */
  readonly cueTo?: number;
  /** First and last token of the source, where it is not the verb's subject: "condemned by the council". */
  readonly source?: { readonly from: number; readonly to: number } | null;
  /** First and last token of whoever passed it on: "the agency" in "was quoted by the agency as saying". */
  readonly reporter?: { readonly from: number; readonly to: number };
}

export interface VerbRule {
  readonly name: string;
  readonly find: (context: RuleContext, predicate: Predicate) => Found | null;
}
