// What the extractor finds in one article: who is reported to have said what, and by which words.
import type { Span } from '../text/span.ts';

/** `direct`: all content inside quotation marks; `indirect`: none; `mixed`: some. */
export type AttributionType = 'direct' | 'indirect' | 'mixed';

/** The class of the cue. `believed` marks beliefs and wishes: they are extracted only on request. */
export const STANCES = [
  'said',
  'denied',
  'confirmed',
  'warned',
  'threatened',
  'demanded',
  'promised',
  'accused',
  'praised',
  'condemned',
  'urged',
  'agreed',
  'asked',
  'other',
  'believed',
] as const;
export type Stance = (typeof STANCES)[number];

/** How exactly a time is known; `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a full ISO timestamp go with it. */
export const DATE_PRECISIONS = ['year', 'month', 'day', 'minute'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A time as exact as it is known: `date` is an ISO 8601 prefix of the length that `precision` names. */
export interface ImpreciseDate {
  readonly date: string;
  readonly precision: DatePrecision;
}

/** Somebody named by the article or the directory: a lasting id, and the fullest name known. */
export interface SpeakerRef {
  readonly id: string;
  readonly name: string;
}

/** One link of a chain of reporters: `Y` in "X was quoted by Y as saying". Nearest to the article first. */
export interface Reporter {
  readonly source: Span | null;
  readonly cue: Span | null;
  readonly speaker: SpeakerRef | null;
}

export interface Attribution {
  readonly type: AttributionType;
  /** One or more spans in text order; several where a cue interrupts the content. Never empty. */
  readonly content: readonly Span[];
  /** The mention that names the speaker here, e.g. "the Russian leader"; null where the text has none. */
  readonly source: Span | null;
  readonly cue: Span | null;
  /** Null where the mention could not be resolved: a name left out rather than guessed. */
  readonly speaker: SpeakerRef | null;
  readonly stance: Stance;
  /** The cue itself is negated and yet attributes ("did not deny that"). */
  readonly negated: boolean;
  readonly statedAt: ImpreciseDate | null;
  /** "in a Telegram post", "at a news conference": as written. */
  readonly medium: Span | null;
  readonly addressee: Span | null;
  /** The office as the article writes it, e.g. "foreign policy aide"; null where it gives none. */
  readonly office: Span | null;
  readonly reporters: readonly Reporter[];
  /** Whom content and addressee name, as the article resolves them; each once, without the speaker. */
  readonly mentioned: readonly SpeakerRef[];
  /** Estimated probability, 0 to 1, that content and speaker are both right; calibrated, see docs/accuracy.md. */
  readonly confidence: number;
  /** The rules or models that decided, in order: for people who ask why. */
  readonly by: readonly string[];
}
