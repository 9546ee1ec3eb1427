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
}

export interface SayingWords {
  readonly documents: ReadonlySet<string>;
  readonly occasions: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly platforms: ReadonlySet<string>;
  readonly outletNouns: ReadonlySet<string>;
  readonly outlets: ReadonlySet<string>;
  readonly outletEndings: ReadonlySet<string>;
  readonly speaking: ReadonlySet<string>;
  readonly issuing: ReadonlySet<string>;
}

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
  };
}
