// To whom something was said: "reporters" in "told reporters on Friday", "the envoy" in "said to the envoy".
import type { Span } from '../../text/span.ts';
import type { Candidate } from '../candidate.ts';
import { childrenOf, relation } from '../sentence-tree.ts';
import { prepositionOf, tokensWithin } from './nominal-chain.ts';
import { cutPhrase } from './phrase-span.ts';
import type { SayingClause } from './saying-clause.ts';
import type { SayingWords } from './sayings.ts';

/** Verbs whose object is told. */
const TELLING: ReadonlySet<string> = new Set(
  'tell inform assure reassure notify brief warn remind advise caution ask email text'.split(' '),
);
/** Verbs that take those who are told after "to". */
const SPEAKING_TO: ReadonlySet<string> = new Set(
  (
    'say explain confirm write announce speak talk report reveal suggest propose describe complain confide admit respond ' +
    'reply disclose stress reiterate repeat comment read present testify put proclaim declare promise pledge emphasize ' +
    'emphasise underline convey relay shout whisper'
  ).split(' '),
);
/** What follows "to" without being told: "to applause", "to the end". */
const NOT_TOLD: ReadonlySet<string> = new Set(
  (
    'applause laughter cheer cheers boos jeers date end extent effect death degree way charge allegation question ' +
    'accusation claim report request proposal attack threat news tune story tale joke anecdote lie truth'
  ).split(' '),
);

/** The phrase that is spoken to; null where the sentence names nobody. */
export function findAddressee(candidate: Candidate, clause: SayingClause, words: SayingWords): Span | null {
  const { tree, ladder } = clause;
  const timed = clause.times.flatMap((time) => tokensWithin(tree, time) ?? []);
  const isTime = (token: number): boolean => timed.some(({ from, to }) => from <= token && token <= to);
  const stop = (token: number): boolean => isTime(token) || clause.isContent(token);
  const known = candidate.addressee ? tokensWithin(tree, candidate.addressee) : null;
  if (known) {
    for (let token = known.from; token <= known.to; token += 1) {
      const head = tree.head[token] ?? -1;
      if (head < known.from || head > known.to) return cutPhrase(tree, token, null, isTime);
    }
  }
  const anchor = ladder[0] ?? -1;
  // the cue, then "Speaking to reporters, she said"
  const verbs = [
    anchor,
    ...childrenOf(tree, anchor).filter(
      (child) => relation(tree, child) === 'advcl' && words.speaking.has(tree.lemma[child] ?? ''),
    ),
  ];
  for (const verb of verbs) {
    const lemma = tree.lemma[verb] ?? '';
    for (const child of childrenOf(tree, verb)) {
      if (child < verb || stop(child) || !/^(?:NOUN|PROPN|PRON)$/.test(tree.upos[child] ?? '')) continue;
      const by = relation(tree, child);
      const told =
        (by === 'obj' || by === 'iobj') &&
        verb === anchor &&
        TELLING.has(lemma) &&
        !NOT_TOLD.has(tree.lemma[child] ?? '');
      const spokenTo =
        by === 'obl' &&
        prepositionOf(tree, child) === 'to' &&
        SPEAKING_TO.has(lemma) &&
        !NOT_TOLD.has(tree.lemma[child] ?? '') &&
        !NOT_TOLD.has(tree.lower[child] ?? '');
      if (told || spokenTo) return cutPhrase(tree, child, null, stop);
    }
  }
  return null;
}
