// The extractor: every stage from text to attributions, in the one place that knows their order.
import type { SyntaxModel } from '../syntax/parse.ts';
import { type ArticleInput, buildDocument } from '../text/document-builder.ts';
import { splitParagraphs } from '../text/paragraphs.ts';
import { findQuotations } from '../text/quotations.ts';
import { attachQuotations, completeQuotations } from './attach-quotations.ts';
import type { Attribution } from './attribution.ts';
import { readType } from './attribution-type.ts';
import type { Candidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import { proposeCandidates } from './propose-candidates.ts';
import { settleConflicts } from './settle-conflicts.ts';

export interface ExtractorResources {
  readonly syntax: SyntaxModel;
  readonly cues: CueLexicon;
}

export interface ExtractOptions {
  /** Also what somebody is said to believe or to wish, with stance `believed`. */
  readonly beliefs?: boolean;
}

export interface Extractor {
  /** The attributions of one article in text order. Deterministic; linear in the length of the text. */
  extract(article: ArticleInput, options?: ExtractOptions): readonly Attribution[];
}

export function createExtractor(resources: ExtractorResources): Extractor {
  return {
    extract: (article, options = {}) => {
      const { text } = article;
      const quotations = findQuotations(text, splitParagraphs(text));
      const document = buildDocument(article, resources.syntax, quotations);

      const settled = document.sentences.flatMap((_, index) => {
        const proposed = proposeCandidates(document, index, quotations, resources.cues);
        const wanted = proposed.filter((candidate) => options.beliefs || candidate.stance !== 'believed');
        return settleConflicts(wanted, text);
      });
      const complete = completeQuotations(settled, quotations, text);
      const attached = attachQuotations(document, complete, quotations);

      return attached.map(
        (candidate: Candidate): Attribution => ({
          type: readType(text, candidate.content, quotations),
          content: candidate.content,
          source: candidate.source,
          cue: candidate.cue,
          speaker: null,
          stance: candidate.stance,
          negated: candidate.negated,
          statedAt: null,
          medium: null,
          addressee: candidate.addressee,
          office: null,
          reporters: [],
          confidence: 0.8,
          by: [candidate.rule],
        }),
      );
    },
  };
}
