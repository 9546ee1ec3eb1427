// "Fort will stay open: Vang", "Fort must stay open – UN envoy", "Kremlin: no ship has left": a headline that has beside a
// mark who says so. Whether the few words there name a speaker is told by the article's people and bodies.
import type { ArticleSpeakers } from '../speakers/resolve.ts';
import { countWords } from '../text/count-words.ts';
import type { Document } from '../text/document.ts';
import type { Quotation } from '../text/quotations.ts';
import type { Span } from '../text/span.ts';
import { type Candidate, createCandidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { isVerb, readTree } from './sentence-tree.ts';

/** Headlines stand among the first paragraphs. */
const MOST_PARAGRAPHS = 3;
/** Words, and characters. */
const LONGEST_HEADLINE = 24;
const LONGEST_LINE = 240;
const FEWEST_WORDS = 3;
const LONGEST_SOURCE = 6;

/** What is said, a mark, who says it; and the other way round. */
const SOURCE_LAST = /^(.+?)(?::\s+|\s+[–—-]{1,2}\s+)([^:–—]+)$/su;
const SOURCE_FIRST = /^([^:]+?):\s+(.+)$/su;

/** Rules that know whom they name; a description counts where it is of a person or a body. */
const SURE: ReadonlySet<string> = new Set(
  'full-name short-name role office body-noun apposition relation description recent-person'.split(' '),
);

/** "(ATTN: …" and what else a page says of itself. */
const KIND =
  /^(?:\(|(?:live|watch|video|photos?|opinion|analysis|explainer|exclusive|update|breaking|report|editorial|factbox|timeline|profile|interview)\b)/i;

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** One for each such headline in which nothing else was found. Constant time but for look-ups. */
export function findHeadlineSayings(
  document: Document,
  found: readonly Candidate[],
  quotations: readonly Quotation[],
  speakers: ArticleSpeakers,
  lexicon: CueLexicon,
): readonly Candidate[] {
  const { text, paragraphs, sentences } = document;
  return paragraphs.slice(0, Math.min(MOST_PARAGRAPHS, paragraphs.length - 1)).flatMap((paragraph, nth) => {
    const line = text.slice(paragraph.start, paragraph.end);
    if (line.length > LONGEST_LINE || countWords(line) > LONGEST_HEADLINE) return [];
    if (/[.…:;,]$/.test(line) || KIND.test(line)) return [];
    if (
      found.some(({ content, source }) =>
        [...content, source].some((span) => span && overlaps(span, paragraph)),
      )
    )
      return [];
    const { start, end } = paragraph;
    const [, before = '', after = ''] = SOURCE_LAST.exec(line) ?? [];
    const [, label = '', rest = ''] = SOURCE_FIRST.exec(line) ?? [];
    const pairs = [
      { content: { start, end: start + before.length }, source: { start: end - after.length, end } },
      { content: { start: end - rest.length, end }, source: { start, end: start + label.length } },
    ];
    const index = sentences.findIndex((sentence) => sentence.paragraph === nth);
    const pair = pairs.find(
      ({ content, source }) =>
        isSpeaker(source, text, speakers) && isSaid(content, index, document, quotations, lexicon),
    );
    return pair ? [{ ...createCandidate('headline', pair.source), content: [pair.content] }] : [];
  });
}

function isSpeaker(span: Span, text: string, speakers: ArticleSpeakers): boolean {
  const length = countWords(text.slice(span.start, span.end));
  if (length === 0 || length > LONGEST_SOURCE) return false;
  const { speaker, kind, by } = speakers.resolve(span);
  return speaker !== null && (kind === 'person' || kind === 'body') && SURE.has(by);
}

/** Whether it could be said: a clause or a quotation of some length, and no question. */
function isSaid(
  content: Span,
  index: number,
  document: Document,
  quotations: readonly Quotation[],
  lexicon: CueLexicon,
): boolean {
  const words = document.text.slice(content.start, content.end);
  if (countWords(words) < FEWEST_WORDS || words.endsWith('?') || index < 0) return false;
  if (/^["“‘']/.test(words)) return true;
  const tree = readTree(document, index, lexicon, quotations);
  return tree.sentence.tokens.some(
    ({ start, end }, at) =>
      content.start <= start &&
      end <= content.end &&
      isVerb(tree, at) &&
      /^(?:VBD|VBZ|VBP|MD|VB)$/.test(tree.xpos[at] ?? ''),
  );
}
