// Builds the document that the rules read: paragraphs, sentences, and syntax on demand.
import type { Parse, SyntaxModel } from '../syntax/parse.ts';
import type { Document } from './document.ts';
import { type CommonWords, calmHeadlines } from './headlines.ts';
import { maskQuotations, spreadParse } from './mask-quotations.ts';
import { splitParagraphs } from './paragraphs.ts';
import { findQuotations, type Quotation } from './quotations.ts';
import { splitSentences } from './sentences.ts';
import { writeShoutedNames } from './shouted-names.ts';
import type { Span } from './span.ts';
import { findLeads, findTurns } from './turns.ts';

export interface ArticleInput {
  readonly text: string;
  readonly title?: string | null;
  /** ISO date or timestamp. */
  readonly publishedAt?: string | null;
}

export interface DocumentResources {
  readonly syntax: SyntaxModel;
  readonly common: CommonWords;
}

/**
 * Cuts the text at once; parses a sentence when its syntax is first asked for, and never twice. What stands inside
 * a self-contained quotation is hidden from the parser (see mask-quotations.ts): its words come out as `X`.
 */
export function buildDocument(
  article: ArticleInput,
  { syntax, common }: DocumentResources,
  paragraphs: readonly Span[] = splitParagraphs(article.text),
  quotations: readonly Quotation[] = findQuotations(article.text, paragraphs),
): Document {
  const { text } = article;
  const turns = findTurns(text, paragraphs);
  const sentences = calmHeadlines(
    splitSentences(text, paragraphs, findLeads(text, paragraphs, turns)),
    common,
  );
  const parses = new Map<number, Parse>();
  return {
    text,
    title: article.title ?? null,
    publishedAt: article.publishedAt ?? null,
    paragraphs,
    turns,
    sentences,
    parse: (index) => {
      let parse = parses.get(index);
      if (!parse) {
        const sentence = sentences[index];
        if (!sentence) throw new RangeError(`no sentence ${index}`);
        const masked = maskQuotations(text, sentence, quotations);
        parse = masked
          ? spreadParse(sentence.tokens.length, masked, syntax.parse(writeShoutedNames(masked.words)))
          : syntax.parse(writeShoutedNames(sentence.words));
        parses.set(index, parse);
      }
      return parse;
    },
  };
}
