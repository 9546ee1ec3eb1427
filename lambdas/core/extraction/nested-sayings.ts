// Sayings that somebody tells inside a quotation: “He told me that the pass was open,” she said. What she said holds
// what he said, and both are attributions.

import { countWords } from '../text/count-words.ts';
import type { ArticleInput } from '../text/document-builder.ts';
import { buildDocument, type DocumentResources } from '../text/document-builder.ts';
import { findQuotations, type Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import type { Candidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import type { SayingWords } from './details/sayings.ts';
import { proposeCandidates } from './propose-candidates.ts';
import { settleConflicts } from './settle-conflicts.ts';

export const NESTED = 'nested';

/** Verbs of plain telling: what else people quote in passing is seldom news. */
const TELLING: ReadonlySet<string> = new Set(
  'say tell ask answer reply write warn promise admit deny claim shout call explain urge order recommend'.split(
    ' ',
  ),
);
const TOLD =
  /\b(?:sa(?:id|ys)|t(?:old|ells)|ask(?:ed|s)|answer(?:ed|s)|repli(?:ed|es)|wr(?:ote|ites)|warn(?:ed|s)|promis(?:ed|es)|admit(?:ted|s)|den(?:ied|ies)|claim(?:ed|s)|shouted|called|explain(?:ed|s)|urged|ordered|recommended)\b/i;
const RULES: ReadonlySet<string> = new Set(['content-after', 'quoted-before', 'urged']);
/** Those whose words are the quotation's own, or nobody's. */
const NOBODY = /^(?:you|that|which|it|this|what|nobody|everybody|everyone|anybody|no one|people|they all)$/i;
/** What may stand before who told it: “And then he said …”, not “No matter what he says, …”. */
const OPENING = /^\W*(?:(?:and|but|then|so|later|once|at the \w+|on \w+|in \w+|yesterday|now),?\s+){0,2}$/i;
/** A shorter quotation holds no second saying. */
const FEWEST_WORDS = 6;

/** Characters from the start of a sentence to the end of its verb: no other sentence is parsed. */
const FARTHEST_VERB = 100;

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The sayings told inside quotations that `attached` gives to somebody, in text order. Linear in the text. */
export function findNestedSayings(
  article: ArticleInput,
  attached: readonly Candidate[],
  quotations: readonly Quotation[],
  resources: DocumentResources & { readonly cues: CueLexicon; readonly words: SayingWords },
): readonly Candidate[] {
  const { text } = article;
  const contents = attached.flatMap(({ content }) => content).sort((a, b) => a.start - b.start);
  let at = 0;
  const inside = quotations
    .filter((quotation) => {
      while (at < contents.length && (contents[at] as Span).end <= quotation.start) at++;
      const content = contents[at];
      return content !== undefined && contains(content, quotation);
    })
    .map(({ inner }) => inner)
    .filter(({ start, end }) => {
      const words = text.slice(start, end);
      return TOLD.test(words) && countWords(words) >= FEWEST_WORDS;
    });
  if (inside.length === 0) return [];
  const quoted = findQuotations(text, inside);
  const document = buildDocument(article, resources, inside, quoted);
  return document.sentences.flatMap((sentence, index) => {
    if (!TOLD.test(text.slice(sentence.start, Math.min(sentence.end, sentence.start + FARTHEST_VERB))))
      return [];
    return settleConflicts(
      proposeCandidates(document, index, quoted, resources.cues, false),
      text,
      resources.words,
    )
      .filter(
        ({ rule, lemma, source, content }) =>
          RULES.has(rule) &&
          lemma !== null &&
          TELLING.has(lemma) &&
          source !== null &&
          !NOBODY.test(text.slice(source.start, source.end)) &&
          (rule === 'quoted-before' || OPENING.test(text.slice(sentence.start, source.start))) &&
          content.every((span) => countWords(text.slice(span.start, span.end)) > 1),
      )
      .map((candidate) => ({ ...candidate, rule: NESTED, anchor: null }));
  });
}
