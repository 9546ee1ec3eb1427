// The span: a stretch of one immutable article text.

/** Half-open UTF-16 offsets `[start, end)` into the article text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
