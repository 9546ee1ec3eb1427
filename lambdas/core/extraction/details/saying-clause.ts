// The words of an attribution's clause that tell of the saying, not of what was said: in "Speaking in Lisk on Friday,
// the envoy said the pass was open", all before "the pass".
import type { Candidate } from '../candidate.ts';
import { isVerb, relation, type SentenceTree } from '../sentence-tree.ts';
import { type ChainLink, headWithin, readChain, tokensWithin } from './nominal-chain.ts';
import type { SayingWords } from './sayings.ts';
import type { SentenceTimes } from './sentence-times.ts';
import type { TimeExpression } from './time-expression.ts';

/** What the attributions of one sentence share. */
export interface SayingSentence {
  readonly tree: SentenceTree;
  /** The time expressions of the narrator's words. */
  readonly times: readonly TimeExpression[];
  readonly contents: readonly SaidRanges[];
}

interface SaidRanges {
  readonly candidate: Candidate;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
}

export interface SayingClause extends SayingSentence {
  /** The cue, then what it hangs on, nearest first: what is told of these is told of the saying. */
  readonly ladder: readonly number[];
  /** Head of the source; -1 where it stands elsewhere. */
  readonly source: number;
  /** Whether a token is part of what somebody said. */
  isContent(token: number): boolean;
}

const MAX_LADDER = 5;
const UP: ReadonlySet<string> = new Set(['conj', 'advcl', 'xcomp', 'parataxis']);

/** The clauses of the candidates, in order; null for those without syntax. Linear in the text of their sentences. */
export function readSayingClauses(
  candidates: readonly Candidate[],
  times: SentenceTimes,
  words: SayingWords,
): readonly (SayingClause | null)[] {
  const sentences = new Map<number, SayingSentence & { readonly contents: SaidRanges[] }>();
  for (const candidate of candidates) {
    if (!candidate.anchor) continue;
    const { tree } = candidate.anchor;
    let sentence = sentences.get(tree.index);
    if (!sentence) {
      sentence = { tree, times: times(tree.index), contents: [] };
      sentences.set(tree.index, sentence);
    }
    const ranges = candidate.content.flatMap((span) => tokensWithin(tree, span) ?? []);
    sentence.contents.push({ candidate, ranges });
  }
  return candidates.map((candidate) => {
    const sentence = candidate.anchor && sentences.get(candidate.anchor.tree.index);
    return sentence ? readSayingClause(candidate, candidate.anchor.token, sentence, words) : null;
  });
}

function readSayingClause(
  candidate: Candidate,
  token: number,
  sentence: SayingSentence,
  words: SayingWords,
): SayingClause {
  const { tree, contents } = sentence;
  const marked = new Uint8Array(tree.size);
  for (const { candidate: other, ranges } of contents) {
    // what somebody else is reported to say about this very saying may hold its date
    if (other !== candidate && ranges.some(({ from, to }) => from <= token && token <= to)) continue;
    for (const { from, to } of ranges) marked.fill(1, from, to + 1);
  }
  const within = candidate.source ? tokensWithin(tree, candidate.source) : null;
  return {
    ...sentence,
    ladder: climb(tree, token, words),
    source: within ? headWithin(tree, within.from, within.to) : -1,
    isContent: (at) => marked[at] === 1,
  };
}

/** "warned" in "used the anniversary on Sunday to warn": the verb, then "used". */
function climb(tree: SentenceTree, anchor: number, words: SayingWords): readonly number[] {
  const ladder = [anchor];
  let at = anchor;
  for (let step = 0; step < MAX_LADDER; step += 1) {
    const head = tree.head[at] ?? -1;
    if (head < 0) break;
    const by = relation(tree, at);
    if (by === 'acl') {
      // "an e-mail of 4 March in which the engineer warned", "hit back on Monday with a statement in which"
      const isDocument = words.documents.has(tree.lemma[head] ?? '');
      const chain = readChain(tree, head);
      const end = chain.findIndex((link) => link.by !== 'nmod' && (link.by === 'nsubj' || !isDocument));
      ladder.push(head, ...(end < 0 ? chain : chain.slice(0, end)).map((link) => link.token));
      break;
    }
    if (isVerb(tree, at) ? !UP.has(by) : by === 'root') break;
    ladder.push(head);
    at = head;
  }
  return ladder;
}

/**
 * How closely the phrase headed by `token` is told of the saying: 0 for the cue's own, more for what the cue hangs on;
 * null where it belongs to something else.
 */
export function rankPhrase(clause: SayingClause, token: number, words: SayingWords): number | null {
  const { tree, ladder, source } = clause;
  const chain = readChain(tree, token);
  for (const link of chain) {
    const step = ladder.indexOf(link.token);
    if (step >= 0) return holdsBack(clause, token, chain, words) ? null : step;
  }
  const top = chain.at(-1)?.token ?? token;
  const lemma = tree.lemma[top] ?? '';
  const head = tree.head[top] ?? -1;
  const by = relation(tree, top);
  // "Speaking on Friday, she said"
  const aside = by === 'advcl' || (by === 'ccomp' && tree.xpos[top] === 'VBN');
  if (aside && ladder.includes(head) && words.speaking.has(lemma)) return ladder.indexOf(head) + 1;
  if (by !== 'acl') return null;
  const noun = tree.lemma[head] ?? '';
  // "a decree published on Friday says", "told in an interview published on Friday"
  const isDocument = words.documents.has(noun) || words.occasions.has(noun);
  const near = head === source || readChain(tree, head).some((link) => ladder.includes(link.token));
  if (near && isDocument && words.issuing.has(lemma)) return MAX_LADDER + 1;
  // "The envoy, who was summoned on Friday, told journalists"
  const past = /^(?:VBD|VBN)$/.test(tree.xpos[top] ?? '') && tree.deprel[top] === 'acl:relcl';
  return head === source && past && words.speaking.has(lemma) ? MAX_LADDER + 2 : null;
}

/** A subject or a modified noun keeps its date to itself, unless it is a document or an occasion of speech. */
function holdsBack(
  clause: SayingClause,
  token: number,
  chain: readonly ChainLink[],
  words: SayingWords,
): boolean {
  const { tree } = clause;
  let below = token;
  for (const link of chain) {
    if (clause.ladder.includes(link.token)) {
      if (link.by !== 'nsubj' || isOccasion(tree, below, words)) return false;
      // "The council on Friday placed …": the parser may hang the day on the subject
      return !(relation(tree, token) === 'nmod' && below < token && tree.right[token] === link.token - 1);
    }
    const loose = link.by === 'nmod' && tree.deprel[below] !== 'nmod:poss';
    if (!loose && !isOccasion(tree, link.token, words)) return true;
    below = link.token;
  }
  return true;
}

const isOccasion = (tree: SentenceTree, token: number, words: SayingWords): boolean => {
  const lemma = tree.lemma[token] ?? '';
  return words.documents.has(lemma) || words.occasions.has(lemma) || words.places.has(lemma);
};
