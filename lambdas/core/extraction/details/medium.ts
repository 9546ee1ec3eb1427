// By which medium or at which venue something was said, as written: "in a Telegram post", "at a news conference in Lisk",
// "told Radio Norova".
import { quotationsIn } from '../../text/quotation-lookup.ts';
import type { Quotation } from '../../text/quotations.ts';
import type { Span } from '../../text/span.ts';
import type { Candidate } from '../candidate.ts';
import { childrenOf, relation, type SentenceTree } from '../sentence-tree.ts';
import { tokensWithin } from './nominal-chain.ts';
import { cutPhrase } from './phrase-span.ts';
import { rankPhrase, type SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';

/** Prepositions of each sort of noun: what one says "in a letter", "at a summit", "by telephone", "outside the court". */
const OF_DOCUMENT: ReadonlySet<string> = new Set(['in', 'on', 'via', 'through', 'by']);
const OF_OCCASION: ReadonlySet<string> = new Set(['in', 'at', 'during', 'on', 'from', 'before', 'after']);
const OF_CHANNEL: ReadonlySet<string> = new Set(['on', 'via', 'through', 'by', 'over', 'in']);
const OF_PLACE: ReadonlySet<string> = new Set([
  'in',
  'at',
  'outside',
  'inside',
  'from',
  'before',
  'near',
  'aboard',
  'on',
]);
const OF_NAME: ReadonlySet<string> = new Set(['in', 'at', 'outside', 'aboard']);
/** "in response to", "in return": how, not where. */
const MANNER: ReadonlySet<string> = new Set([
  'response',
  'reply',
  'answer',
  'return',
  'turn',
  'reaction',
  'appeal',
  'order',
  'address',
]);
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'English Russian Arabic French Chinese Mandarin German Spanish Ukrainian Turkish Persian Farsi Hebrew Korean Japanese ' +
    'Italian Portuguese Polish Hindi Urdu'
  ).split(' '),
);
/** Too wide to be where somebody spoke: "In Europe, polls suggested". */
const CONTINENTS: ReadonlySet<string> = new Set([
  'Africa',
  'America',
  'Asia',
  'Europe',
  'Oceania',
  'East',
  'West',
]);
/** Verbs whose object is the occasion: "Addressing the assembly, she said". */
const HELD: ReadonlySet<string> = new Set(['address', 'attend', 'host']);

interface Found {
  readonly head: number;
  readonly from: number | null;
  /** Documents, occasions and channels before places, places before names. */
  readonly sort: number;
  readonly rank: number;
}

/** The phrase that tells the medium, or the venue where no medium is told; null where the sentence has neither. */
export function findMedium(
  candidate: Candidate,
  clause: SayingClause,
  addressee: Span | null,
  quotations: readonly Quotation[],
  text: string,
  words: SayingWords,
): Span | null {
  const { tree } = clause;
  const timed = new Uint8Array(tree.size);
  for (const time of clause.times) {
    const within = tokensWithin(tree, time);
    if (within) timed.fill(1, within.from, within.to + 1);
  }
  const quoted = new Uint8Array(tree.size);
  for (const quotation of quotationsIn(quotations, tree.sentence)) {
    const within = tokensWithin(tree, quotation);
    if (within) quoted.fill(1, within.from, within.to + 1);
  }
  const own = [candidate.source, addressee].flatMap((span) => (span ? (tokensWithin(tree, span) ?? []) : []));
  let best: Found | null = null;
  for (let head = 0; head < tree.size; head += 1) {
    if (
      (tree.upos[head] !== 'NOUN' && tree.upos[head] !== 'PROPN') ||
      timed[head] ||
      quoted[head] ||
      clause.isContent(head)
    )
      continue;
    if (own.some(({ from, to }) => from <= head && head <= to)) continue;
    const marker = childrenOf(tree, head).find((child) => child < head && relation(tree, child) === 'case');
    const sort = sortOf(tree, head, marker, words);
    if (sort === null || (best !== null && sort > best.sort)) continue;
    const rank = rankPhrase(clause, head, words);
    if (rank === null || (best !== null && sort === best.sort && rank >= best.rank)) continue;
    best = { head, from: marker ?? null, sort, rank };
  }
  const stop = (token: number): boolean =>
    timed[token] === 1 || quoted[token] === 1 || clause.isContent(token);
  if (best !== null && best.sort === 0) return cutPhrase(tree, best.head, best.from, stop);
  const outlet = addressee && isOutlet(text.slice(addressee.start, addressee.end), words) ? addressee : null;
  if (outlet && candidate.cue) {
    const beside = outlet.start > candidate.cue.end && outlet.start - candidate.cue.end <= 1;
    return beside ? { start: candidate.cue.start, end: outlet.end } : outlet;
  }
  return best === null ? null : cutPhrase(tree, best.head, best.from, stop);
}

function sortOf(
  tree: SentenceTree,
  head: number,
  marker: number | undefined,
  words: SayingWords,
): number | null {
  // the tokens of "op-ed" are three
  const last = (tree.lemma[head] ?? '').toLowerCase();
  const lemma = last === 'ed' && tree.lower[head - 2] === 'op' ? 'op-ed' : last;
  if (marker === undefined) {
    const verb = tree.head[head] ?? -1;
    return relation(tree, head) === 'obj' && HELD.has(tree.lemma[verb] ?? '') ? 0 : null;
  }
  const preposition = tree.lower[marker] ?? '';
  const plain = !childrenOf(tree, head).some(
    (child) => /^(?:det|nmod)$/.test(relation(tree, child)) && child < head,
  );
  if (MANNER.has(lemma) && plain) return null;
  if (words.documents.has(lemma) && OF_DOCUMENT.has(preposition)) return 0;
  if (words.occasions.has(lemma) && OF_OCCASION.has(preposition)) return preposition === 'after' ? 1 : 0;
  if (
    (words.channels.has(lemma) || words.platforms.has(tree.words[head] ?? '')) &&
    OF_CHANNEL.has(preposition)
  )
    return 0;
  if (words.places.has(lemma) && OF_PLACE.has(preposition)) return 1;
  if (tree.upos[head] !== 'PROPN') return null;
  if (preposition === 'on') return words.platforms.has(tree.words[head] ?? '') ? 0 : null;
  const name = tree.words[head] ?? '';
  return OF_NAME.has(preposition) && !LANGUAGES.has(name) && !CONTINENTS.has(name) ? 2 : null;
}

/** "Tengrinews", "Interfax", "Moldpres": endings of agencies' and sites' names. */
const NAMED_AS_OUTLET = /^\p{Lu}\p{L}+(?:news|press|pres|fax|media)$/u;

/** Whether a mention is one of a publisher of news: "Fox News", "the state news agency", "this newspaper". */
export function isOutlet(mention: string, words: SayingWords): boolean {
  const name = mention.replace(/^(?:the|a|an|this|our)\s+/i, '').replace(/[’']s?$/, '');
  // "state-run TASS", "Iran's IRNA"
  const bare = name.replace(/^.*[’']s\s+/, '').replace(/^(?:\p{Ll}[\p{L}-]*\s+)+/u, '');
  if ([name, mention, bare].some((one) => words.outlets.has(one)) || NAMED_AS_OUTLET.test(bare)) return true;
  // the head of "the Norova News Agency in Lisk" stands before its complement
  const phrase = name.split(/,|\s(?:in|of|from|on|at|for|which|that)\s/)[0] ?? name;
  const parts = phrase.split(/\s+/);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && words.outletEndings.has(last)) return true;
  return (
    parts.some((part) => words.outletNouns.has(part.toLowerCase())) &&
    !/\b(?:reporters?|journalists?|editors?|host)\b/i.test(phrase)
  );
}
