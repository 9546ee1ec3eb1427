// The word lists of this folder: which nouns name a statement, a medium or a venue, which verbs an occasion. The data
// is lambdas/models/en/sayings.json; this file gives it a shape.

/** The JSON file: lists of words, lower case; nouns and verbs as lemmas, platforms and outlets as written. */
export interface SayingWordsData {
  /** Things that carry words: "statement", "post", "report". They may be sources themselves. */
  readonly documents: readonly string[];
  /** Occasions at which words are spoken: "interview", "briefing", "hearing". */
  readonly occasions: readonly string[];
  /** Channels: "television", "telephone", "website". */
  readonly channels: readonly string[];
  /** Places where people speak, besides those with a name: "court", "airport". */
  readonly places: readonly string[];
  /** Networks on which people post, as written: "Telegram". */
  readonly platforms: readonly string[];
  /** Nouns for those who publish news: "newspaper", "broadcaster". */
  readonly outletNouns: readonly string[];
  /** Names of outlets, as written, and last words that show one: "Fox News", "Times". */
  readonly outlets: readonly string[];
  readonly outletEndings: readonly string[];
  /** Verbs of speaking at an occasion: "speak", "testify". */
  readonly speaking: readonly string[];
  /** Verbs of making a document public, whose date is the document's: "publish", "date". */
  readonly issuing: readonly string[];
  /** What is turned down, not denied, by whoever rejects it: "proposal". */
  readonly proposals: readonly string[];
  /** What is denied by whoever rejects it: "report", "allegation". */
  readonly charges: readonly string[];
  /** What is expressed in praise, and in anger: "gratitude", "outrage". */
  readonly thanks: readonly string[];
  readonly anger: readonly string[];
}

export type SayingWords = { readonly [List in keyof SayingWordsData]: ReadonlySet<string> };

/** Compiles the word lists. */
export function compileSayingWords(data: SayingWordsData): SayingWords {
  return {
    documents: new Set(data.documents),
    occasions: new Set(data.occasions),
    channels: new Set(data.channels),
    places: new Set(data.places),
    platforms: new Set(data.platforms),
    outletNouns: new Set(data.outletNouns),
    outlets: new Set(data.outlets),
    outletEndings: new Set(data.outletEndings),
    speaking: new Set(data.speaking),
    issuing: new Set(data.issuing),
    proposals: new Set(data.proposals),
    charges: new Set(data.charges),
    thanks: new Set(data.thanks),
    anger: new Set(data.anger),
  };
}
