// What a rule proposes: content, cue and source, before quotations, conflicts and names are settled.
import type { Span } from '../text/span.ts';
import type { Stance } from './attribution.ts';
import type { SentenceTree } from './sentence-tree.ts';

/** Where in the syntax a candidate was found: the word that attributes. */
export interface Anchor {
  readonly tree: SentenceTree;
  readonly token: number;
}

export interface Candidate {
  /** Name of the rule that proposed it. */
  readonly rule: string;
  readonly content: readonly Span[];
  readonly cue: Span | null;
  readonly source: Span | null;
  /** The noun that `who` or `which` stands for, where the source is such a pronoun. */
  readonly antecedent: Span | null;
  readonly lemma: string | null;
  readonly stance: Stance;
  readonly negated: boolean;
  readonly anchor: Anchor | null;
  /** True where the cue has no subject of its own and shares that of an earlier cue ("…, adding that"). */
  readonly shared: boolean;
  /** Words known to address the content to somebody: "reporters" in "told reporters that". */
  readonly addressee: Span | null;
  /** A turn of a transcript: said word for word though without quotation marks. */
  readonly verbatim: boolean;
  /** Who passed it on: "the agency" in "was quoted by the agency as saying". */
  readonly reporter: { readonly source: Span | null; readonly cue: Span | null } | null;
}

/** A saying that has no cue of its own: only whose it is is known. */
export const createCandidate = (rule: string, source: Span | null): Candidate => ({
  rule,
  content: [],
  cue: null,
  source,
  antecedent: null,
  lemma: null,
  stance: 'said',
  negated: false,
  anchor: null,
  shared: false,
  addressee: null,
  verbatim: false,
  reporter: null,
});
