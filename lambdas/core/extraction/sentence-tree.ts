// One parsed sentence as the rules see it: words, dependents, and how far each word's phrase reaches.
import type { Parse } from '../syntax/parse.ts';
import { baseRelation } from '../syntax/relation.ts';
import type { Document } from '../text/document.ts';
import { quotationsIn } from '../text/quotation-lookup.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { repairAttachments } from './repair-attachments.ts';

export interface SentenceTree {
  /** Index of the sentence in its document. */
  readonly index: number;
  readonly sentence: Sentence;
  readonly size: number;
  /** First token after a dateline. */
  readonly opening: number;
  /** Words as written, and in lower case with straight apostrophes. */
  readonly words: readonly string[];
  readonly lower: readonly string[];
  readonly lemma: readonly string[];
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  /** Relation to the head, with its subtype: "nsubj:pass". */
  readonly deprel: readonly string[];
  /** The same without the subtype: "nsubj". */
  readonly relations: readonly string[];
  /** Index of the head, -1 for the root. */
  readonly head: ArrayLike<number>;
  /** Whether the word is a form of a verb of saying, beliefs aside. */
  readonly isCue: readonly boolean[];
  /** Absent for a word on which nothing hangs: see childrenOf. */
  readonly children: readonly (readonly number[] | undefined)[];
  /** First and last token of each word's subtree. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Offsets of tokens `from` to `to`, both inclusive. */
export function spanOfTokens(tree: SentenceTree, from: number, to: number): Span {
  const { tokens } = tree.sentence;
  const first = tokens[from];
  const last = tokens[to];
  if (!first || !last) throw new RangeError(`no tokens ${from}-${to} in sentence ${tree.index}`);
  return { start: first.start, end: last.end };
}

/** The relation without its subtype: "nsubj" of "nsubj:pass". */
export function relation(tree: SentenceTree, token: number): string {
  return tree.relations[token] ?? '';
}

/** What a word has on which nothing hangs: most words of a sentence. */
const NONE: readonly number[] = [];

export function childrenOf(tree: SentenceTree, token: number): readonly number[] {
  return tree.children[token] ?? NONE;
}

export function findChild(tree: SentenceTree, token: number, ...deprels: string[]): number | undefined {
  return childrenOf(tree, token).find(
    (child) => deprels.includes(tree.deprel[child] ?? '') || deprels.includes(relation(tree, child)),
  );
}

export function isVerb(tree: SentenceTree, token: number): boolean {
  return tree.upos[token] === 'VERB' || tree.upos[token] === 'AUX';
}

/** A finite verb by its form: a past, a present or a modal. */
export const isTensed = (tree: SentenceTree, token: number): boolean =>
  /^(?:VBD|VBZ|VBP|MD)$/.test(tree.xpos[token] ?? '');

/** Whether such a verb stands in tokens `from` to `to`, both inclusive. */
export function hasTensed(tree: SentenceTree, from: number, to: number): boolean {
  for (let at = from; at <= to; at++) if (isTensed(tree, at)) return true;
  return false;
}

/** A noun, name or pronoun by either tag set: they differ on names that the parser has never seen. */
export function isNominal(tree: SentenceTree, token: number): boolean {
  const upos = tree.upos[token];
  if (upos === 'NOUN' || upos === 'PROPN' || upos === 'PRON') return true;
  const xpos = tree.xpos[token] ?? '';
  return xpos.startsWith('NN') || xpos.startsWith('PRP');
}

/** The sentence with its syntax, which is computed now if it was not yet. Linear in the tokens. */
export function readTree(
  document: Document,
  index: number,
  lexicon: CueLexicon,
  quotations: readonly Quotation[],
): SentenceTree {
  const sentence = document.sentences[index];
  if (!sentence) throw new RangeError(`no sentence ${index}`);
  return buildTree(index, sentence, document.parse(index), lexicon, quotations);
}

function buildTree(
  index: number,
  sentence: Sentence,
  parse: Parse,
  lexicon: CueLexicon,
  quotations: readonly Quotation[],
): SentenceTree {
  const { tokens, words, lower } = sentence;
  const size = tokens.length;
  const ends = quotationsIn(quotations, sentence).map(({ end }) =>
    tokens.findIndex((token) => token.end === end),
  );
  const {
    upos,
    xpos,
    head: heads,
    deprel,
  } = repairAttachments(
    parse,
    lower,
    words,
    lexicon,
    ends.filter((end) => end >= 0),
  );
  const children: (number[] | undefined)[] = new Array(size).fill(undefined);
  const left = tokens.map((_, i) => i);
  const right = tokens.map((_, i) => i);
  const order: number[] = [];
  for (let i = 0; i < size; i++) {
    const head = heads[i] as number;
    if (head < 0) order.push(i);
    else if (children[head]) children[head].push(i);
    else children[head] = [i];
  }
  // Children before parents: a stack from the roots down gives an order whose reverse is bottom-up.
  for (let at = 0; at < order.length; at++)
    for (const child of children[order[at] as number] ?? NONE) order.push(child);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at] as number;
    const head = heads[node] as number;
    if (head < 0) continue;
    left[head] = Math.min(left[head] as number, left[node] as number);
    right[head] = Math.max(right[head] as number, right[node] as number);
  }
  let opening = 0;
  while (
    opening < size - 1 &&
    xpos[opening] === 'FW' &&
    deprel[opening] === 'dep' &&
    (heads[opening] as number) > opening
  )
    opening++;
  return {
    index,
    sentence,
    size,
    opening,
    words,
    lower,
    lemma: parse.lemma,
    upos,
    xpos,
    deprel,
    relations: deprel.map(baseRelation),
    head: heads,
    isCue: lower.map(
      (word, i) => upos[i] === 'VERB' && (lexicon.verb(word)?.stance ?? 'believed') !== 'believed',
    ),
    children,
    left,
    right,
  };
}
