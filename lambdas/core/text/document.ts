// An article prepared for the rules: its text cut into paragraphs and sentences, each parsed at most once, on demand.
import type { Parse } from '../syntax/parse.ts';
import type { Sentence } from './sentences.ts';
import type { Span } from './span.ts';
import type { Turn } from './turns.ts';

export interface Document {
  /** The immutable text that every span indexes. */
  readonly text: string;
  readonly title: string | null;
  /** ISO date or timestamp of the article; null where unknown. */
  readonly publishedAt: string | null;
  readonly paragraphs: readonly Span[];
  /** Where the text is a transcript: who speaks in which paragraph. */
  readonly turns: readonly Turn[];
  readonly sentences: readonly Sentence[];
  /** The syntax of sentence `index`; computed at the first call, remembered afterwards. */
  parse(index: number): Parse;
}
