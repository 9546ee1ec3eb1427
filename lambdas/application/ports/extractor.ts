// What finds attributions in an article: the pipeline of the core, or another extractor in its place.
import type { Attribution, SpeakerRef } from '../../core/extraction/attribution.ts';

export interface ArticleText {
  readonly text: string;
  readonly title: string | null;
  /** ISO date or timestamp. */
  readonly publishedAt: string | null;
}

export interface Extractor {
  /** Deterministic; never throws for any text. */
  extract(article: ArticleText): readonly Attribution[];
}

/** Names the persons, bodies and countries in a stretch of text, each once. */
export type FindMentioned = (text: string) => readonly SpeakerRef[];
