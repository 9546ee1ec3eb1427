// The extractor: every stage from text to attributions, in the one place that knows their order.
import type { SpeakerDirectory } from '../speakers/directory.ts';
import { resolveSpeakers } from '../speakers/resolve.ts';
import type { Document } from '../text/document.ts';
import { type ArticleInput, buildDocument, type DocumentResources } from '../text/document-builder.ts';
import { mendApostrophes } from '../text/mend-apostrophes.ts';
import { splitParagraphs } from '../text/paragraphs.ts';
import { findQuotations } from '../text/quotations.ts';
import { attachQuotations, completeQuotations } from './attach-quotations.ts';
import type { Attribution } from './attribution.ts';
import { isBoilerplate } from './boilerplate.ts';
import type { Candidate } from './candidate.ts';
import type { CueLexicon } from './cue-lexicon.ts';
import type { ConfidenceModel } from './details/confidence.ts';
import { describeAttributions } from './details/describe-attributions.ts';
import type { SayingWords } from './details/sayings.ts';
import { finishAttribution } from './finish-attribution.ts';
import { findHeadlineSayings } from './headline-sayings.ts';
import { proposeCandidates } from './propose-candidates.ts';
import { settleConflicts } from './settle-conflicts.ts';
import { speakTurns } from './speak-turns.ts';
import { trimContent } from './trim-content.ts';

export interface ExtractorResources extends DocumentResources {
  readonly cues: CueLexicon;
  readonly directory: SpeakerDirectory;
  readonly words: SayingWords;
  readonly confidence: ConfidenceModel;
}

export interface ExtractOptions {
  /** Also what somebody is said to believe or to wish, with stance `believed`. */
  readonly beliefs?: boolean;
}

export interface Extractor {
  /** The attributions of one article in text order. Deterministic; linear in the length of the text. */
  extract(article: ArticleInput, options?: ExtractOptions): readonly Attribution[];
}

/** Enough of a paragraph to tell a link from text. */
const OPENING = 80;

const openingOf = ({ text, paragraphs }: Document, index: number): string => {
  const { start, end } = paragraphs[index] ?? { start: 0, end: 0 };
  return text.slice(start, Math.min(end, start + OPENING));
};

export function createExtractor(resources: ExtractorResources): Extractor {
  return {
    extract: (input, options = {}) => {
      const text = mendApostrophes(input.text);
      const article = { ...input, text };
      const paragraphs = splitParagraphs(text);
      const quotations = findQuotations(text, paragraphs);
      const document = buildDocument(article, resources, paragraphs, quotations);

      const settled = document.sentences.flatMap((sentence, index) => {
        if (isBoilerplate(openingOf(document, sentence.paragraph))) return [];
        const proposed = proposeCandidates(
          document,
          index,
          quotations,
          resources.cues,
          options.beliefs === true,
        );
        // "“A trap,” the envoy believes": said, since it is quoted
        const voiced = proposed.map((candidate) =>
          candidate.stance === 'believed' && candidate.rule === 'quoted-before'
            ? { ...candidate, stance: 'said' as const }
            : candidate,
        );
        const wanted = voiced.filter((candidate) => options.beliefs || candidate.stance !== 'believed');
        const trim = (candidate: Candidate): Candidate => trimContent(candidate, text, quotations);
        // What neither trimming nor settling changed is as short as it gets.
        return settleConflicts(wanted.map(trim), text, resources.words).map((candidate) =>
          wanted.includes(candidate) ? candidate : trim(candidate),
        );
      });
      const complete = completeQuotations(settled, quotations, text);
      const attached = attachQuotations(document, complete, quotations, resources.cues);

      const sources = attached.flatMap(({ source, reporter }) =>
        [source ?? [], reporter?.source ?? []].flat(),
      );
      const speakers = resolveSpeakers(document, resources.directory, sources, quotations);
      const headlines = findHeadlineSayings(document, attached, quotations, speakers, resources.cues);
      const all = speakTurns([...headlines, ...attached], document.turns, text);
      const parts = all.map((candidate) => ({
        candidate,
        attribution: finishAttribution(candidate, { document, quotations, speakers }),
      }));
      const { cues, words, confidence } = resources;
      return describeAttributions(parts, { document, quotations, speakers, cues, words, confidence });
    },
  };
}
